package dev.understudy.cli.command;

import dev.understudy.cli.Session;
import dev.understudy.cli.client.Json;
import dev.understudy.model.fault.Fault;
import dev.understudy.model.view.HookView;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code understudy hook add}. */
@Command(name = "add")
public final class HookAddCommand implements Callable<Integer> {

    private final Session session;

    @Parameters(paramLabel = "NAME", descriptionKey = "hook-name")
    private String name = "";

    @Option(names = "--to", paramLabel = "URL", descriptionKey = "hook-to")
    private String to = "";

    @Option(names = "--only", paramLabel = "KIND", split = ",", descriptionKey = "hook-only")
    private List<String> only = List.of();

    @Option(names = "--nearby", descriptionKey = "hook-nearby")
    private boolean nearby;

    @Option(names = "--branch", paramLabel = "BRANCH", descriptionKey = "hook-branch")
    private String branch = "";

    @Option(names = "--rehearse", descriptionKey = "hook-rehearse")
    private boolean rehearse;

    @Option(names = "--statuses", paramLabel = "KIND", descriptionKey = "hook-statuses")
    private String statuses = "";

    @Option(names = "--token-file", paramLabel = "FILE", descriptionKey = "hook-token-file")
    private String tokenFile = "";

    @Option(names = "--repository", paramLabel = "NAME", split = ",", descriptionKey = "hook-repository")
    private List<String> repositories = List.of();

    @Option(names = "--file", paramLabel = "FILE", descriptionKey = "key-file")
    private String file = "";

    public HookAddCommand(Session session) {
        this.session = session;
    }

    @Override
    public Integer call() {
        if (!file.isEmpty() && statuses.isEmpty()) {
            SecretFile.Kept<String> kept = SecretFile.before(session, file, this::ask);
            HookView made = Json.read(kept.answer(), HookView.class);
            Path where = kept.file().write(Objects.requireNonNull(made.secret()));
            session.out().println(session.texts().get("hook.written", made.id(), address(made), where));
            return 0;
        }
        String answer = ask();
        if (session.json()) {
            session.out().println(Json.pretty(answer));
        } else {
            HookView made = Json.read(answer, HookView.class);
            if (made.secret() == null) {
                session.out().println(session.texts().get("hook.statuses", made.id(), made.address()));
                return 0;
            }
            session.out().println(made.secret());
            session.err().println(session.texts().get("hook.once-" + made.way(), made.id(), address(made)));
        }
        return 0;
    }

    /** A git server reaches the service by whatever brings it there; its path stays. */
    private String address(HookView made) {
        return made.way().equals("in") ? session.home().address() + made.address() : made.address();
    }

    /** In a file, for a command line can be read by others. */
    private String token() {
        if (tokenFile.isEmpty()) {
            return "";
        }
        try (BufferedReader lines = Files.newBufferedReader(Path.of(tokenFile))) {
            String line = lines.readLine();
            return line == null ? "" : line.strip();
        } catch (IOException | InvalidPathException unreadable) {
            throw Fault.usage("cli.token-unreadable", tokenFile).exception(unreadable);
        }
    }

    private String ask() {
        Map<String, Object> wish = new LinkedHashMap<>();
        wish.put("name", name);
        wish.put("to", to);
        wish.put("only", only);
        wish.put("nearby", nearby);
        wish.put("branch", branch);
        wish.put("rehearse", rehearse);
        if (!statuses.isEmpty()) {
            wish.put("statuses", statuses);
            wish.put("token", token());
            wish.put("repositories", repositories);
        }
        return session.client().post("/hooks", wish);
    }
}
