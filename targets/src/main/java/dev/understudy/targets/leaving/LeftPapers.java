package dev.understudy.targets.leaving;

import dev.understudy.targets.leaving.LeftInstallation.Repository;
import java.nio.file.Path;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/** The texts that come with a plain installation: the unit of systemd, the extensions, and each command in its order. */
public final class LeftPapers {

    private static final DateTimeFormatter MINUTE =
            DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm 'UTC'").withZone(ZoneOffset.UTC);

    private final LeftInstallation left;
    private final Path into;

    public LeftPapers(LeftInstallation left) {
        this.left = left;
        this.into = left.into();
    }

    /** The text of {@code odoo.service} (systemd.exec(5), systemd.service(5)). */
    public String unit() {
        List<String> lines = new ArrayList<>(List.of(
                "[Unit]",
                "Description=Odoo " + left.odoo().series() + " of " + left.company(),
                "After=network.target postgresql.service",
                "",
                "[Service]",
                "User=" + LeftInstallation.USER,
                "Group=" + LeftInstallation.USER,
                "Environment=HOME=" + into.resolve(LeftFolder.DATA),
                "Environment=LANG=C.UTF-8",
                "Environment=QT_QPA_PLATFORM=offscreen",
                "Environment=PYTHONDONTWRITEBYTECODE=1"));
        if (!left.odoo().python().isEmpty()) {
            lines.add("Environment=PYTHONPATH="
                    + left.odoo().python().stream().map(Path::toString).collect(Collectors.joining(":")));
        }
        if (left.odoo().root()) {
            lines.addAll(List.of(
                    "RootDirectory=" + into.resolve(LeftFolder.ROOT),
                    "MountAPIVFS=yes",
                    "BindReadOnlyPaths=-/etc/hosts -/etc/resolv.conf /etc/passwd /etc/group /run/postgresql",
                    "BindReadOnlyPaths=" + into.resolve(LeftFolder.CONFIGURATION) + " " + into.resolve(LeftFolder.CODE)
                            + " " + into.resolve(LeftFolder.PYTHON),
                    "BindPaths=" + into.resolve(LeftFolder.DATA)));
            left.external().forEach(path -> lines.add("BindPaths=\"-" + path + "\""));
        }
        lines.addAll(List.of(
                "ExecStart=" + String.join(" ", left.odoo().program()) + " --config="
                        + into.resolve(LeftFolder.CONFIGURATION),
                "PrivateTmp=yes",
                "Restart=on-failure",
                "",
                "[Install]",
                "WantedBy=multi-user.target",
                ""));
        return String.join("\n", lines);
    }

    /** What PostgreSQL's superuser makes in the database beforehand; empty where there is nothing. */
    public String extensions() {
        StringBuilder sql = new StringBuilder();
        left.data().nature().extensions().forEach((extension, schema) -> {
            String where = '"' + schema.replace("\"", "\"\"") + '"';
            sql.append("CREATE EXTENSION IF NOT EXISTS \"")
                    .append(extension.replace("\"", "\"\""))
                    .append("\" WITH SCHEMA ")
                    .append(where)
                    .append(";\n");
            if (extension.equals("unaccent")) {
                // Odoo does so itself when it makes a database, and has indexes that need it.
                sql.append("ALTER FUNCTION ").append(where).append(".unaccent(text) IMMUTABLE;\n");
            }
        });
        return sql.toString();
    }

    /** The text of {@code README.md}. */
    public String readme() {
        return """
                # Odoo %1$s of %2$s, without Understudy

                Written on %3$s, from the database as it was at that moment. What was written later is not in here.

                %4$s

                | what | where |
                |---|---|
                | the database %5$s, as `pg_dump` of PostgreSQL %6$d wrote it | `database.dump` |
                | what of it is loaded: all, but what PostgreSQL's superuser makes | `database.list`, `extensions.sql` |
                | the files of attachments | `data/filestore/%5$s` |
                | the code, each repository at the commit that ran | `code/` |
                | Odoo itself, build %7$s | %8$s |
                | Python packages of the release | `python/`, by name in `requirements.txt` |
                | settings, secrets among them | `odoo.conf` |

                %9$s
                ## Bring it up

                On a Debian with systemd, as root. The folder is expected in %10$s; after you have moved it, do first:

                    cd NEW && sed -i 's#%10$s#NEW#g' odoo.conf odoo.service README.md

                1. PostgreSQL %6$d or newer:

                       apt-get install %11$s

                2. The user that Odoo runs as, who gets the files and reads the settings; nobody else does:

                       useradd --system --home-dir %10$s/data --shell /usr/sbin/nologin odoo
                       chown -R odoo:odoo %10$s/data %10$s/database.dump
                       chown root:odoo %10$s/odoo.conf
                       chmod 640 %10$s/odoo.conf

                3. The database, which that user enters over PostgreSQL's socket, without a password:

                %12$s

                4. Odoo:

                       install -m 644 %10$s/odoo.service /etc/systemd/system/odoo.service
                       systemctl daemon-reload
                       systemctl enable --now odoo
                       journalctl --unit odoo --follow

                It answers on 127.0.0.1:8069, and for its websocket on 127.0.0.1:8072. Lead your proxy there. Everybody signs in anew.

                ## When it serves

                `database.dump`, `database.list` and `extensions.sql` are needed no more; they hold the company's data, so delete them.
                Understudy has noted checksums of modules in the database. Odoo does not look at them; to be rid of them:

                    runuser -u odoo -- psql --dbname=%5$s --command="DELETE FROM ir_config_parameter WHERE key LIKE 'understudy.%%'"
                """.formatted(
                        left.odoo().series(),
                        left.company(),
                        MINUTE.format(left.at()),
                        warning(),
                        left.data().database(),
                        left.data().nature().major(),
                        left.odoo().build(),
                        left.odoo().root()
                                ? "`root/`: a Debian with Odoo's Python and libraries"
                                : "installed on this machine: `"
                                        + String.join(" ", left.odoo().program()) + "`",
                        details(),
                        into,
                        packages(),
                        database());
    }

    private String warning() {
        return left.copy()
                ? "**This is a copy.** Its `odoo.conf` starts no crons and names no mail server. Yet mail servers, accounts and"
                        + " keys in its database are as they were there: a copy of production that was not neutralized can"
                        + " write to customers. It is not what the company works with."
                : "**It is live: nothing in it was neutralized.** Its crons run, its mail goes out, its payments are taken, as soon as"
                        + " it starts. Stop the Odoo that it was written from before you start this one: two send each mail twice.";
    }

    private String packages() {
        List<String> packages = new ArrayList<>(List.of("postgresql"));
        packages.addAll(left.data().packages());
        return String.join(" ", packages);
    }

    private String database() {
        String name = left.data().database();
        List<String> lines = new ArrayList<>(List.of(
                "runuser -u postgres -- createuser odoo",
                "runuser -u postgres -- createdb --owner=odoo --template=template0 --encoding=UTF8 --lc-collate="
                        + left.data().nature().collate() + " --lc-ctype="
                        + left.data().nature().type() + " " + name));
        if (!extensions().isEmpty()) {
            lines.add(
                    "runuser -u postgres -- psql --dbname=" + name + " --file=" + into.resolve(LeftFolder.EXTENSIONS));
        }
        lines.add("runuser -u odoo -- pg_restore --dbname=" + name
                + " --jobs=2 --no-owner --no-privileges --exit-on-error --use-list=" + into.resolve(LeftFolder.LIST)
                + " " + into.resolve(LeftFolder.DUMP));
        lines.add("runuser -u odoo -- psql --dbname=" + name + " --command=ANALYZE");
        return lines.stream().map(line -> "       " + line).collect(Collectors.joining("\n"));
    }

    private String details() {
        StringBuilder details = new StringBuilder();
        for (Repository repository : left.code()) {
            details.append("- `code/")
                    .append(repository.name())
                    .append("`: commit ")
                    .append(repository.commit());
            repository.url().ifPresent(url -> details.append(" of ").append(url));
            details.append('\n');
        }
        left.external()
                .forEach(path -> details.append("- `")
                        .append(path)
                        .append("` is not in here: Odoo reads and writes there, so bring it along.\n"));
        return details.toString();
    }
}
