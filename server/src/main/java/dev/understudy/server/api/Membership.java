package dev.understudy.server.api;

import dev.understudy.model.fault.Fault;
import dev.understudy.model.view.PersonView;
import dev.understudy.server.access.ApiTokens;
import dev.understudy.server.access.Sessions;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** The people of a project and by what they come in: listed, let in and closed out, on pages and by the API alike. */
public final class Membership {

    private final Desk desk;
    private final Sessions sessions;
    private final ApiTokens tokens;
    private final String project;

    public Membership(Desk desk, Sessions sessions, ApiTokens tokens, String project) {
        this.desk = desk;
        this.sessions = sessions;
        this.tokens = tokens;
        this.project = project;
    }

    /** Who takes part, and by what each of them signs in. */
    public List<PersonView> people() {
        Map<String, Instant> passwords = desk.access().accounts().passwords();
        Set<String> factors = desk.access().accounts().factors();
        return desk.practice().people().stream()
                .map(one -> one.signingIn(passwords.get(one.name()), factors.contains(one.name())))
                .toList();
    }

    /** Throws {@code process.no-such-person}. */
    void known(String person) {
        if (desk.practice().people().stream().noneMatch(one -> one.name().equals(person))) {
            throw Fault.usage("process.no-such-person", person).exception();
        }
    }

    /**
     * The path of a page on which a person sets their password, once.
     *
     * @param withoutFactor whether their second factor goes
     * @throws dev.understudy.model.fault.FaultException {@code process.no-such-person}
     */
    public String passwordLink(String person, boolean withoutFactor, String by) {
        known(person);
        if (withoutFactor) {
            desk.access().accounts().dropFactor(person, by);
        }
        String link = sessions.passwordLink(project, person);
        desk.access().accounts().linked(person, by);
        return "/password?link=" + link;
    }

    /**
     * From now on nothing of theirs opens anything: key, password, second factor, sessions, links and tokens are gone.
     *
     * @throws dev.understudy.model.fault.FaultException {@code process.no-such-person}
     */
    public void close(String person, String by) {
        desk.practice().revokeKey(person, by);
        desk.access().accounts().close(person, by);
        tokens.revokeAll(project, person);
        sessions.endAll(project, person);
    }
}
