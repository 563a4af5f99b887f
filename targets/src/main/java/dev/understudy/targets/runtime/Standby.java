package dev.understudy.targets.runtime;

import dev.understudy.targets.host.Command;
import dev.understudy.targets.host.Host;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/**
 * A process of Odoo that loads its code ahead of time and waits: on its standard input, a pipe, it is told with which
 * arguments to go on, one a line, and then an empty line. While the pipe is there the process is not Odoo yet.
 *
 * @param mark of the process, which begins with the environment's folder
 */
record Standby(Host host, Path mark) {

    private static final Duration TOLD = Duration.ofSeconds(10);

    /** What the process says when it has loaded all. */
    static final String LOADED = "loaded\n";

    /** Ends by itself when nobody tells it to go on: who began it may have been killed. */
    private static final String WAIT = """
            import atexit, os, runpy, select, sys, threading
            odoo, *modules = sys.argv[1:]
            sys.argv = [odoo]
            for module in ("odoo.cli.server", *("odoo.addons." + name for name in modules)):
                try:
                    __import__(module)
                except Exception:
                    break
            print("loaded", flush=True)
            told = b""
            while not told.endswith(b"\\n\\n"):
                if not select.select([0], [], [], 900)[0]:
                    sys.exit("not needed")
                told += os.read(0, 65536)
            sys.argv += told.decode().split("\\n")[:-2]
            os.dup2(os.open(os.devnull, os.O_RDONLY), 0)
            code = None
            try:
                runpy.run_path(odoo, run_name="__main__")
            except SystemExit as end:
                code = end.code
            if code is None or isinstance(code, int):
                # Taking apart all that was loaded takes half a second, for which users wait.
                threading._shutdown()
                atexit._run_exitfuncs()
                sys.stdout.flush()
                sys.stderr.flush()
                os._exit(code or 0)
            sys.exit(code)
            """;

    /** The program that loads what {@code odoo}, a script in Python, will load, and becomes it when it is told to. */
    static List<String> program(String odoo, List<String> modules) {
        List<String> argv = new ArrayList<>(List.of("/usr/bin/python3", "-c", WAIT, odoo));
        argv.addAll(modules);
        return argv;
    }

    private Path pipe() {
        return file(".pipe");
    }

    private Path said() {
        return file(".out");
    }

    boolean loaded() {
        return host.read(said()).startsWith(LOADED);
    }

    /** What the process has said since it went on: before Odoo has a log of its own. */
    String words() {
        String said = host.read(said());
        return said.startsWith(LOADED) ? said.substring(LOADED.length()) : said;
    }

    /** The exit code of a process that runs once, when it has ended. */
    Path exitCode() {
        return file(".exit");
    }

    private Path file(String suffix) {
        return mark.resolveSibling("run").resolve(mark.getFileName() + suffix);
    }

    boolean waits() {
        return host.exists(pipe());
    }

    /** The argv that runs {@code program} in the background, with its input from the pipe, which is made. */
    List<String> launch(List<String> program) {
        host.write(said(), "", "0644", null);
        host.delete(exitCode());
        forget();
        host.require(Command.of("mkfifo", "--mode=0600", pipe()));
        // The shell stays, and would keep open what is read here to its end. To open the pipe for reading alone would
        // wait for somebody who writes.
        List<String> argv = new ArrayList<>(List.of(
                "setsid",
                "--fork",
                "sh",
                "-c",
                "pipe=$1 said=$2 code=$3; shift 3; exec </dev/null >>\"$said\" 2>&1; \"$@\" <>\"$pipe\"; echo $? >\"$code\"",
                "sh",
                pipe().toString(),
                said().toString(),
                exitCode().toString()));
        argv.addAll(program);
        return argv;
    }

    /** Tells the process to go on. The pipe goes before: what is Odoo must never be taken for what waits. */
    void go(List<String> arguments) {
        List<String> argv = new ArrayList<>(List.of(
                "sh",
                "-c",
                "exec 3<>\"$1\" && rm -- \"$1\" && shift && printf '%s\\n' \"$@\" '' >&3",
                "sh",
                pipe().toString()));
        argv.addAll(arguments);
        host.require(Command.of(argv).within(TOLD));
    }

    /** Removes the pipe of a process that is gone, or that goes on. */
    void forget() {
        if (waits()) {
            host.delete(pipe());
        }
    }
}
