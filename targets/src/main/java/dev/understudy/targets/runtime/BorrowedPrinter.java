package dev.understudy.targets.runtime;

import dev.understudy.targets.host.Command;
import dev.understudy.targets.host.Host;
import java.nio.file.Path;
import java.util.List;

/**
 * wkhtmltopdf of an older Debian in a root whose own has none any more: it stands in a folder with that Debian's libraries
 * and loader, and takes only the letters of the root.
 */
final class BorrowedPrinter {

    private static final String FOLDER = "usr/lib/understudy-printing";

    /** What draws in three dimensions, and what is read by people. */
    private static final List<String> LEFT_OUT = List.of(
            "usr/share",
            "usr/lib/*-linux-gnu*/dri",
            "usr/lib/*-linux-gnu*/libLLVM*",
            "usr/lib/*-linux-gnu*/libz3*",
            "usr/lib/*-linux-gnu*/gconv",
            "var");

    /** The loader is named by its own file: the link to it leads to the root's. */
    private static final String PROGRAM = """
            #!/bin/sh
            own=/%s
            for loader in "$own"/lib/*-linux-gnu*/ld-linux*.so.*; do [ -x "$loader" ] && break; done
            libraries=$(echo "$own"/lib/*-linux-gnu* "$own"/usr/lib/*-linux-gnu* | tr ' ' ':')
            export QT_QPA_PLATFORM=offscreen QT_PLUGIN_PATH=$(echo "$own"/usr/lib/*-linux-gnu*/qt5/plugins)
            exec "$loader" --library-path "$libraries" "$own/usr/bin/wkhtmltopdf" "$@"
            """.formatted(FOLDER);

    private final Host host;
    private final Path folder;
    private final Path program;

    /** Of a root that is being made. */
    BorrowedPrinter(Host host, Path root) {
        this.host = host;
        this.folder = root.resolve(FOLDER);
        this.program = root.resolve("usr/local/bin").resolve(DebianRecipe.PRINTER);
    }

    /** Where it is unpacked. */
    Path folder() {
        return folder;
    }

    /** Keeps of what was unpacked what prints, and makes it a command of the root. */
    void settle() {
        host.require(Command.of(
                "sh", "-c", "cd \"$0\" && rm -rf --one-file-system -- " + String.join(" ", LEFT_OUT), folder));
        host.require(Command.of("chmod", "0755", "--", folder));
        host.write(program, PROGRAM, "0755", null);
    }
}
