package dev.understudy.server.mailbox;

import dev.understudy.model.view.MailView;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** The mails that were caught, in memory; ids begin at 7. */
public final class MemoryMailBook implements MailBook {

    private static final long FIRST = 7;

    private final List<Row> rows = new ArrayList<>();
    private long next = FIRST;

    private record Row(String environment, Kept kept, String beginning) {}

    @Override
    public synchronized void keep(String environment, Instant at, CaughtMail mail) {
        MailContent content = MailContent.of(mail.content());
        MailView view = new MailView(
                next++,
                at,
                content.from(),
                String.join(", ", mail.to()),
                content.subject(),
                CaughtMails.STATE,
                "",
                mail.bytes(),
                content.files().size());
        rows.addFirst(new Row(environment, new Kept(view, mail.content()), content.beginning()));
    }

    @Override
    public synchronized List<MailView> list(String environment, String search) {
        return rows.stream()
                .filter(row -> row.environment().equals(environment))
                .filter(row -> (row.kept().view() + row.beginning())
                        .toLowerCase(Locale.ROOT)
                        .contains(search.toLowerCase(Locale.ROOT)))
                .map(row -> row.kept().view())
                .toList();
    }

    @Override
    public synchronized Optional<Kept> find(String environment, long id) {
        return rows.stream()
                .filter(row -> row.environment().equals(environment))
                .map(Row::kept)
                .filter(kept -> kept.view().id() == id)
                .findFirst();
    }

    @Override
    public synchronized boolean delete(String environment, long id) {
        return rows.removeIf(row ->
                row.environment().equals(environment) && row.kept().view().id() == id);
    }

    @Override
    public synchronized int clear(String environment) {
        int before = rows.size();
        rows.removeIf(row -> row.environment().equals(environment));
        return before - rows.size();
    }

    @Override
    public synchronized void forgetOthers(Collection<String> present) {
        rows.removeIf(row -> !present.contains(row.environment()));
    }

    @Override
    public synchronized void forgetOld(Instant now) {
        // What is in memory does not grow old.
    }
}
