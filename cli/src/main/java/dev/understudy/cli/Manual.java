package dev.understudy.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.Locale;
import java.util.Set;
import picocli.AutoComplete;
import picocli.CommandLine;

/**
 * Writes what a package of the command line brings besides it, from its own help: a page of the manual for each command, and
 * bash's completion.
 */
public final class Manual {

    private static final String NAME = "understudy";

    private Manual() {}

    /** The argument is a folder, which is made. */
    public static void main(String[] arguments) throws IOException {
        Path folder = Files.createDirectories(Path.of(arguments[0]));
        CommandLine line = new Shell(Main.session()).line();
        pages(line, folder, new HashSet<>());
        Files.writeString(folder.resolve(NAME + ".bash"), AutoComplete.bash(NAME, line));
    }

    private static void pages(CommandLine command, Path folder, Set<String> written) throws IOException {
        String name = command.getCommandSpec().qualifiedName("-");
        if (written.add(name)) {
            Files.writeString(folder.resolve(name + ".1"), page(name, command));
        }
        for (CommandLine below : command.getSubcommands().values()) {
            pages(below, folder, written);
        }
    }

    /** The help as it is, which says more than any order of sections: only its first line is taken for the title. */
    private static String page(String name, CommandLine command) {
        String help = command.getUsageMessage().strip();
        String[] words = command.getCommandSpec().usageMessage().description();
        String what = words.length == 0
                ? "a command of Understudy"
                : String.join(" ", words).strip();
        return ".TH \"" + name.toUpperCase(Locale.ROOT) + "\" 1\n.SH NAME\n" + name + " \\- " + roff(firstLine(what))
                + "\n.SH HELP\n.nf\n" + roff(help) + "\n.fi\n";
    }

    private static String firstLine(String text) {
        return text.lines().findFirst().orElse("");
    }

    /** A line that begins with a dot or a quote would be an order to the typesetter. */
    private static String roff(String text) {
        return text.replace("\\", "\\e").replace("-", "\\-").replaceAll("(?m)^([.'])", "\\\\&$1");
    }
}
