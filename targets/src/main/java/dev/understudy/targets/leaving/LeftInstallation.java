package dev.understudy.targets.leaving;

import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * A plain installation, as its papers tell it.
 *
 * @param company the project's name
 * @param into its folder
 * @param copy whether it stays beside the one that is live
 * @param at when its database was read
 * @param odoo how it is run
 * @param data what it serves
 * @param code its repositories
 * @param external folders outside of it that Odoo reads and writes
 */
public record LeftInstallation(
        String company,
        Path into,
        boolean copy,
        Instant at,
        Odoo odoo,
        Data data,
        List<Repository> code,
        List<Path> external) {

    /** The system user and the role that it runs as. */
    public static final String USER = "odoo";

    public LeftInstallation {
        code = List.copyOf(code);
        external = List.copyOf(external);
    }

    /**
     * How it is run.
     *
     * @param series {@code 19.0}
     * @param build as the release has it
     * @param root whether a root of its own comes along; otherwise it is this machine's Odoo
     * @param program the command, without its options
     * @param python folders that Python looks into before its own
     */
    public record Odoo(String series, String build, boolean root, List<String> program, List<Path> python) {
        public Odoo {
            program = List.copyOf(program);
            python = List.copyOf(python);
        }
    }

    /** The database, with the Debian packages that bring its extensions. */
    public record Data(String database, LeftData.Nature nature, List<String> packages) {
        public Data {
            packages = List.copyOf(packages);
        }
    }

    /**
     * One of its repositories.
     *
     * @param url without credentials; absent for what is in no repository
     */
    public record Repository(String name, Optional<String> url, String commit) {}
}
