package dev.understudy.server.hooks;

import dev.understudy.model.text.Texts;
import dev.understudy.server.hooks.Forge.State;
import dev.understudy.server.hooks.HookBook.Message;
import dev.understudy.server.hooks.Hooks.About;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import tools.jackson.databind.json.JsonMapper;

/** What a git server is told of the commits of a release: how its rehearsal does, and that it is in production. */
final class CommitStatuses {

    private static final JsonMapper JSON = JsonMapper.builder().build();
    private static final String REHEARSE = "rehearse";

    /** GitHub takes no more. */
    private static final int MOST = 140;

    private CommitStatuses() {}

    /** Something to be told, with its event. */
    record Told(Event event, Message message) {}

    /**
     * One for each repository of the release that the hook is for.
     *
     * @param event how a run does: its kind is the recipe, a dash and its state
     */
    static List<Told> of(Hook.Statuses statuses, Event event, About about) {
        List<Told> told = new ArrayList<>();
        Map<String, String> commits = about.commits().apply(event.release());
        boolean rehearsal = event.kind().startsWith(REHEARSE);
        String what = rehearsal ? "rehearsal" : "production";
        State state = state(event.kind().substring(event.kind().indexOf('-') + 1));
        String description = Texts.of("server", Locale.ENGLISH)
                .get("status." + what + "-" + state.name().toLowerCase(Locale.ROOT), event.release());
        Map<String, String> body = statuses.forge()
                .body(
                        state,
                        "understudy/" + what,
                        about.address() + "/projects/" + about.project() + "/runs/" + event.subject(),
                        description.substring(0, Math.min(MOST, description.length())));
        about.repositories().forEach((address, name) -> {
            String path = Notice.path(address);
            String commit = commits.get(name);
            if (commit != null && statuses.tells(name) && !path.isEmpty()) {
                told.add(new Told(
                        new Event(
                                event.id() + "-" + name,
                                "status-" + what,
                                event.at(),
                                event.subject(),
                                event.who(),
                                "",
                                event.release(),
                                event.environment()),
                        new Message(
                                statuses.forge().target(path, commit), JSON.writeValueAsString(new TreeMap<>(body)))));
            }
        });
        return told;
    }

    private static State state(String status) {
        return switch (status) {
            case "succeeded" -> State.SUCCEEDED;
            case "failed", "undone" -> State.FAILED;
            case "cancelled" -> State.STOPPED;
            default -> State.RUNNING;
        };
    }
}
