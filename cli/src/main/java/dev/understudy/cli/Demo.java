package dev.understudy.cli;

import picocli.CommandLine;

/** The place of {@code understudy demo} among the commands. */
final class Demo {

    private static final String COMMAND = "dev.understudy.cli.demo.DemoCommand";

    private Demo() {}

    /** Adds the command where this build has it. */
    static void addTo(CommandLine line, Session session) {
        try {
            line.addSubcommand(
                    "demo", Class.forName(COMMAND).getConstructor(Session.class).newInstance(session));
        } catch (ClassNotFoundException absent) {
            return;
        } catch (ReflectiveOperationException mistake) {
            throw new IllegalStateException(COMMAND + " takes a session", mistake);
        }
    }
}
