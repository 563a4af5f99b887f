package dev.understudy.it;

import dev.understudy.model.home.Home;
import dev.understudy.targets.host.Command;
import dev.understudy.targets.host.Host;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.stream.Collectors;

/**
 * A release that tries to get out when it is imported, before and after its update, when it is neutralized, and by what git
 * makes of it. What it has got it says in Odoo's log, and on its output.
 */
record HostileRelease(Home home, HostileCanary canary, HostileTraps traps) {

    private static final String MODULE = "acme_sale_priority";
    /** A module that comes with it, and is to be installed. */
    static final String NEW = "acme_new";

    private static final String VERSION = "19.0.9.0.0";

    /** A terminal that shows it as it is would be cleared, and say something else. */
    String subject() {
        return "Mend\u001b[2J\u001b[1;1H the \u009bprices\u202e";
    }

    /** The name of who commits in a checkout from now on. */
    private static void sign(Path checkout) throws IOException {
        Files.writeString(
                checkout.resolve(".git/config"),
                "[author]\n\tname = \"Mal\u001b[2J\u001b[1;1H \u009bOry\u202e\"\n",
                StandardOpenOption.APPEND);
    }

    void write(Path checkout) throws IOException {
        sign(checkout);
        Path module = checkout.resolve(MODULE);
        Files.writeString(module.resolve("attack.py"), attack());
        Path init = module.resolve("__init__.py");
        Files.writeString(init, Files.readString(init) + "\nfrom . import attack\nattack.attack('at import')\n");
        for (String when : List.of("pre", "post")) {
            migrate(checkout, when, """
                    from odoo.addons.acme_sale_priority import attack


                    def migrate(cr, version):
                        attack.attack("%s", cr)
                    """.formatted(when.equals("pre") ? "before" : "after"));
        }
        Files.createDirectories(module.resolve("data"));
        Files.writeString(module.resolve("data/neutralize.sql"), """
                RESET ROLE;
                SET search_path = public, pg_catalog;
                DO $do$ BEGIN
                  EXECUTE 'COPY (SELECT 1) TO PROGRAM ''cat > %1$s''';
                EXCEPTION WHEN OTHERS THEN NULL;
                END $do$;
                DO $do$ BEGIN
                  EXECUTE 'SET SESSION AUTHORIZATION understudy';
                  EXECUTE 'COPY (SELECT 1) TO PROGRAM ''cat > %1$s''';
                EXCEPTION WHEN OTHERS THEN NULL;
                END $do$;
                """.formatted(canary.file("neutralize")));
        writeNewModule(checkout.resolve(NEW));
        Files.createDirectories(checkout.resolve("acme_code"));
        Files.writeString(
                checkout.resolve("acme_code/__manifest__.py"),
                "__import__('os').system('touch %s') or {'name': 'Code'}\n".formatted(canary.file("manifest")));
        Files.writeString(checkout.resolve(".gitattributes"), "* filter=evil diff=evil merge=evil export-subst\n");
        Files.writeString(module.resolve("static-\u001b[31m-name.txt"), "x");
    }

    /**
     * A module that production does not have yet. When it leaves, it puts a link in the place of its log: what it would like to
     * have is shown to whoever reads the run.
     */
    void writeNewModule(Path module) throws IOException {
        Files.createDirectories(module);
        Files.writeString(module.resolve("attack.py"), attack());
        Files.writeString(module.resolve("__init__.py"), """
                import os
                from odoo.tools import config
                from . import attack

                attack.attack("at import of a new module")


                def before(env):
                    attack.attack("in pre_init_hook", env.cr)


                def after(env):
                    attack.attack("in post_init_hook", env.cr)


                def leaving(env):
                    attack.attack("in uninstall_hook", env.cr)
                    log = config["logfile"]
                    for name in os.listdir(os.path.dirname(log)):
                        os.unlink(os.path.join(os.path.dirname(log), name))
                    os.symlink("%s", log)
                """.formatted(home.token()));
        Files.writeString(module.resolve("__manifest__.py"), """
                {
                    "name": "New",
                    "version": "19.0.1.0.0",
                    "license": "LGPL-3",
                    "depends": ["base"],
                    "pre_init_hook": "before",
                    "post_init_hook": "after",
                    "uninstall_hook": "leaving",
                }
                """);
    }

    /** A migration script of a version that is newer than production's. */
    static void migrate(Path checkout, String when, String script) throws IOException {
        Path module = checkout.resolve(MODULE);
        Path manifest = module.resolve("__manifest__.py");
        Files.writeString(
                manifest,
                Files.readString(manifest).replaceFirst("'version': '[^']+'", "'version': '" + VERSION + "'"));
        Path migration = Files.createDirectories(module.resolve("migrations/" + VERSION));
        Files.writeString(migration.resolve(when + "-attack.py"), script);
    }

    /** The attacks that succeed where the same program is run without walls, as {@code nobody}. */
    List<String> unwalled(Host host) throws IOException {
        try (HostileCanary other = new HostileCanary(host)) {
            Path script = other.file("attack.py");
            Files.writeString(script, new HostileRelease(home, other, new HostileTraps(other)).attack());
            host.require(Command.of(
                            "python3",
                            "-c",
                            "import sys; sys.path.insert(0, '" + script.getParent()
                                    + "'); import attack; attack.attack('unwalled')")
                    .as("nobody"));
            return other.sung();
        }
    }

    private String attack() {
        String secrets = List.of(
                        home.token(),
                        home.secrets(),
                        home.control().resolve("superuser"),
                        home.first().volumes().resolve("production/live/superuser"),
                        home.first().volumes().resolve("staging/live/data"),
                        home.first().environment("staging"),
                        home.first().mirrors(),
                        home.directory().resolve("backups"),
                        Path.of("/etc/shadow"),
                        Path.of("/root"))
                .stream()
                .map(path -> "\"" + path + "\"")
                .collect(Collectors.joining(", "));
        String statements =
                traps.attempts().stream().map(sql -> "\"\"\"" + sql + "\"\"\"").collect(Collectors.joining(", "));
        return """
                import ctypes
                import glob
                import logging
                import os
                import subprocess

                _logger = logging.getLogger(__name__)


                def write(path):
                    with open(path, "w") as file:
                        file.write("x")


                def read(path):
                    return os.listdir(path) if os.path.isdir(path) else open(path).read()


                def kill():
                    for process in glob.glob("/proc/[0-9]*"):
                        pid = int(os.path.basename(process))
                        if b"postgres" in open(process + "/cmdline", "rb").read():
                            os.kill(pid, 0)
                            return pid
                    raise OSError("none")


                def privileged():
                    calls = ctypes.CDLL(None, use_errno=True)
                    ways = calls.unshare(0x10000000), calls.setuid(0), calls.mount(b"none", b"/mnt", b"tmpfs", 0, None)
                    if 0 not in ways:
                        raise OSError("none")


                def tell(words, *which):
                    _logger.info(words, *which)
                    print(words %% which)


                def attack(when, cr=None):
                    deeds = [
                        ("file", lambda: write("%1$s")),
                        ("command", lambda: subprocess.run(["touch", "%2$s"], check=True)),
                        ("code", lambda: write(os.path.join(os.path.dirname(__file__), "written"))),
                        ("kill", kill),
                        ("privileges", privileged),
                    ]
                    for secret in (%3$s):
                        deeds.append((secret, lambda secret=secret: read(secret)))
                    tell("HOSTILE tried %%s", when)
                    for name, deed in deeds:
                        try:
                            got = deed()
                        except Exception:
                            continue
                        tell("HOSTILE got %%s: %%s", name, got)
                    for statement in (%4$s) if cr is not None else ():
                        cr.execute("SAVEPOINT hostile")
                        try:
                            cr._obj.execute(statement)
                        except Exception:
                            cr.execute("ROLLBACK TO SAVEPOINT hostile")
                            continue
                        cr.execute("RELEASE SAVEPOINT hostile")
                        tell("HOSTILE got %%s", statement)
                """.formatted(canary.file("file"), canary.file("command"), secrets, statements);
    }
}
