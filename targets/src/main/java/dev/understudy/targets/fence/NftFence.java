package dev.understudy.targets.fence;

import dev.understudy.model.fault.Fault;
import dev.understudy.targets.host.Command;
import dev.understudy.targets.host.CommandResult;
import dev.understudy.targets.host.Host;
import dev.understudy.targets.host.SystemUsers;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * A fence in the kernel's packet filter, nftables: one table for a home, in it a chain for each fenced user, reached by a
 * map from user to chain. Every change is one transaction. A reboot takes the fences away, so they are closed again
 * before anything inside them starts.
 */
public final class NftFence implements Fence {

    private static final JsonMapper JSON = new JsonMapper();

    /** What nft says of a table that is not there. */
    private static final String NO_TABLE = "No such file or directory";

    /** Exit codes from here on are signals. */
    private static final int SIGNALS = 128;

    private final Host host;
    private final String program;
    private final SystemUsers users;
    private final String table;

    /** @param home whose fences these are */
    public NftFence(Host host, Path home) {
        this(host, home, "nft");
    }

    /** With another program in nft's place. */
    NftFence(Host host, Path home, String program) {
        this.host = host;
        this.program = program;
        this.users = new SystemUsers(host);
        this.table = "understudy_" + SystemUsers.tag(home);
    }

    @Override
    public boolean possible() {
        return host.root()
                && nft(NftScript.close(table, "probe", 0, List.of(), List.of(), List.of()), "--check", "-f", "-")
                        .succeeded();
    }

    @Override
    public void close(String user, List<Integer> reachable, List<Integer> served, List<Opening> openings) {
        OptionalInt uid = users.uid(user);
        if (uid.isEmpty()) {
            throw Fault.failed("fence.no-such-user", user).at(host.name()).exception();
        }
        StringBuilder script = new StringBuilder();
        for (JsonNode pair : elements(listed())) {
            // A number that was another user's, or a user that had another number, would lead to the wrong chain.
            boolean sameNumber = pair.path(0).asInt() == uid.getAsInt();
            if (sameNumber != leadsTo(pair, user)) {
                script.append(NftScript.forget(table, pair.path(0).asInt()));
            }
        }
        apply(script.append(NftScript.close(table, user, uid.getAsInt(), reachable, served, openings))
                .toString());
        if (!closed(user)) {
            throw Fault.failed("fence.not-closed", user, "it is not there when read back")
                    .at(host.name())
                    .exception();
        }
    }

    @Override
    public void open(String user) {
        List<JsonNode> objects = listed();
        if (objects.stream().noneMatch(object -> names(object.path("chain"), user))) {
            return;
        }
        StringBuilder script = new StringBuilder();
        for (JsonNode pair : elements(objects)) {
            if (leadsTo(pair, user)) {
                script.append(NftScript.forget(table, pair.path(0).asInt()));
            }
        }
        apply(script.append(NftScript.remove(table, user)).toString());
    }

    @Override
    public boolean closed(String user) {
        OptionalInt uid = users.uid(user);
        List<JsonNode> objects = listed();
        boolean hooked = objects.stream()
                .map(object -> object.path("chain"))
                .anyMatch(chain -> names(chain, NftScript.HOOK)
                        && "output".equals(chain.path("hook").asString("")));
        boolean mapped = uid.isPresent()
                && elements(objects).stream()
                        .anyMatch(pair -> leadsTo(pair, user) && pair.path(0).asInt() == uid.getAsInt());
        return hooked && mapped && asks(objects) && rejects(objects, user);
    }

    @Override
    public void sweep() {
        List<String> left = listed().stream()
                .map(object -> object.path("chain").path("name").asString(""))
                .filter(chain -> !chain.isEmpty() && !chain.equals(NftScript.HOOK))
                .filter(chain -> users.uid(chain).isEmpty())
                .toList();
        left.forEach(this::open);
    }

    /** Takes away all fences of the home. */
    public void removeAll() {
        if (!listed().isEmpty()) {
            apply("delete table inet " + table + "\n");
        }
    }

    /** Whether the hook asks the map at all. */
    private static boolean asks(List<JsonNode> objects) {
        return objects.stream()
                .map(object -> object.path("rule"))
                .anyMatch(rule -> NftScript.HOOK.equals(rule.path("chain").asString(""))
                        && rule.toString().contains("\"@" + NftScript.MAP + "\""));
    }

    /** Whether the last word of the user's chain is to reject everything. */
    private static boolean rejects(List<JsonNode> objects, String user) {
        JsonNode last = objects.stream()
                .map(object -> object.path("rule"))
                .filter(rule -> user.equals(rule.path("chain").asString("")))
                .reduce((first, second) -> second)
                .orElse(JSON.createObjectNode());
        return last.path("expr").size() == 1 && last.path("expr").path(0).has("reject");
    }

    private static List<JsonNode> elements(List<JsonNode> objects) {
        return objects.stream()
                .map(object -> object.path("map"))
                .filter(map -> names(map, NftScript.MAP))
                .flatMap(map -> map.path("elem").valueStream())
                .toList();
    }

    private static boolean leadsTo(JsonNode pair, String user) {
        return user.equals(pair.path(1).path("goto").path("target").asString(""));
    }

    private static boolean names(JsonNode object, String name) {
        return name.equals(object.path("name").asString(""));
    }

    /** What the packet filter has of this home; nothing when there is no table. */
    private List<JsonNode> listed() {
        CommandResult listed = nft("", "-j", "list", "table", "inet", table);
        if (!listed.succeeded()) {
            if (listed.err().contains(NO_TABLE)) {
                return List.of();
            }
            throw Fault.failed("fence.unreadable", table, listed.err().strip())
                    .at(host.name())
                    .exception();
        }
        try {
            return JSON.readTree(listed.out()).path("nftables").valueStream().toList();
        } catch (JacksonException unreadable) {
            throw Fault.failed("fence.unreadable", table, String.valueOf(unreadable.getMessage()))
                    .at(host.name())
                    .exception(unreadable);
        }
    }

    private void apply(String script) {
        CommandResult result = nft(script, "-f", "-");
        if (!result.succeeded()) {
            throw Fault.failed("fence.not-closed", table, result.err().strip())
                    .at(host.name())
                    .exception();
        }
    }

    /** What it says when it was killed by a signal, as by a fault of its own, is no answer. */
    private CommandResult nft(String script, String... arguments) {
        List<String> argv = new ArrayList<>(List.of(program));
        argv.addAll(List.of(arguments));
        CommandResult result = host.run(Command.of(argv).withInput(script));
        if (result.exitCode() > SIGNALS) {
            throw Fault.failed("fence.crashed", table, Integer.toString(result.exitCode() - SIGNALS))
                    .at(host.name())
                    .exception();
        }
        return result;
    }
}
