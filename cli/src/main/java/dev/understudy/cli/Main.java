package dev.understudy.cli;

import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;

/** The command line's entry. */
public final class Main {

    private Main() {}

    public static void main(String[] arguments) {
        Session session = session();
        int code = new Shell(session).run(arguments);
        session.out().flush();
        session.err().flush();
        // Not System.exit, for nothing is left to be tidied: its hooks cost more than some commands.
        Runtime.getRuntime().halt(code);
    }

    /** The session of this process. */
    static Session session() {
        // The launcher looks: asking the JVM loads a whole line editor.
        boolean terminal = Boolean.getBoolean("understudy.terminal");
        return new Session(
                System.getenv(),
                Path.of("").toAbsolutePath(),
                utf8(FileDescriptor.out),
                utf8(FileDescriptor.err),
                terminal);
    }

    /** UTF-8 whatever the locale: names of modules and people have accents in any. */
    private static PrintStream utf8(FileDescriptor descriptor) {
        return new PrintStream(new FileOutputStream(descriptor), true, StandardCharsets.UTF_8);
    }
}
