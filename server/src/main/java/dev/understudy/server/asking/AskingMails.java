package dev.understudy.server.asking;

import dev.understudy.model.config.MailSettings;
import dev.understudy.model.config.Project;
import dev.understudy.model.fault.FaultException;
import dev.understudy.model.people.Person;
import dev.understudy.model.text.Texts;
import dev.understudy.model.view.InboxView.ItemView;
import dev.understudy.model.view.InboxView.Kind;
import dev.understudy.server.asking.AnswerLinks.Begun;
import dev.understudy.server.asking.AskBook.Ask;
import dev.understudy.targets.mail.Letter;
import dev.understudy.targets.mail.MailServer;
import dev.understudy.targets.mail.Postman;
import java.net.URI;
import java.time.Duration;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.time.format.FormatStyle;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Asks people by mail for the yes or no that waits for them, once for each content, with a link by which they say it there and then. Only
 * where the pages can be reached from elsewhere, and there is a mail server.
 */
public final class AskingMails {

    private static final Logger LOG = LoggerFactory.getLogger(AskingMails.class);
    private static final int LONGEST_WAIT = 6;
    private static final int MOST_CHANGES = 20;

    private final Supplier<Project> project;
    private final Waiting waiting;
    private final AnswerLinks links;
    private final Map<String, String> variables;

    /** What waits for people. */
    public interface Waiting {

        List<ItemView> items();

        /** What a release changes, a line each. */
        List<String> changes(String release);
    }

    /**
     * @param variables of the service's environment, where the mail server's password may be
     */
    public AskingMails(Supplier<Project> project, Waiting waiting, AnswerLinks links, Map<String, String> variables) {
        this.project = project;
        this.waiting = waiting;
        this.links = links;
        this.variables = Map.copyOf(variables);
    }

    /** Asks whoever was not asked yet. */
    public void look() {
        Optional<URI> url = project.get().access().url();
        Optional<MailSettings> mail = project.get().telling().mail();
        if (url.isEmpty() || mail.isEmpty()) {
            return;
        }
        for (ItemView item : waiting.items()) {
            if (item.kind().equals(Kind.APPROVAL.word()) && !item.digest().isEmpty()) {
                item.people().stream()
                        .flatMap(name -> project.get().people().named(name).stream())
                        .filter(person -> !person.mail().isEmpty())
                        .forEach(person -> ask(person, item, url.get(), mail.get()));
            }
        }
    }

    private void ask(Person person, ItemView item, URI url, MailSettings mail) {
        Ask ask = new Ask(person.name(), item.subject(), item.what(), item.digest());
        links.begin(ask).ifPresent(begun -> {
            try (Postman postman = new MailServer(mail, variables).open()) {
                postman.send(letter(person, ask, begun, url));
                links.sent(begun, ask);
            } catch (FaultException failure) {
                LOG.warn("{} was not asked about {}: {}", person.name(), item.subject(), failure.getMessage());
                links.notSent(
                        begun,
                        String.valueOf(failure.getMessage()),
                        Duration.ofMinutes(1L << Math.min(begun.tries(), LONGEST_WAIT)));
            }
        });
    }

    private Letter letter(Person person, Ask ask, Begun begun, URI url) {
        Locale locale = person.language();
        Texts texts = Texts.of("server", locale);
        ZoneId zone = project.get().calendar().zone();
        String until = DateTimeFormatter.ofLocalizedDateTime(FormatStyle.MEDIUM, FormatStyle.SHORT)
                .localizedBy(locale)
                .format(begun.expires().atZone(zone));
        String changes = waiting.changes(ask.release()).stream()
                .limit(MOST_CHANGES)
                .map(line -> "- " + line)
                .collect(Collectors.joining("\n"));
        String name = project.get().name();
        return new Letter(
                "answer-" + ask.release() + "-" + begun.hash().substring(0, 12),
                person.mail(),
                texts.get("mail.asked-subject", name, ask.release()),
                texts.get(
                        "mail.asked",
                        person.name(),
                        ask.release(),
                        name,
                        changes.isEmpty() ? "-" : changes,
                        url + AnswerLinks.ADDRESS + name + "." + begun.secret(),
                        until + " (" + zone + ")"),
                Optional.empty());
    }
}
