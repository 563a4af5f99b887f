package dev.understudy.server.mailbox;

import dev.understudy.model.fault.Fault;
import dev.understudy.model.view.MailView;
import dev.understudy.model.view.MailView.AttachmentView;
import dev.understudy.server.mailbox.MailBook.Kept;
import dev.understudy.server.mailbox.MailContent.Piece;
import java.util.ArrayList;
import java.util.List;

/** The mails of one environment that were caught. Whoever asks for one that is not there is told {@code server.mail-not-found}. */
public final class CaughtMails {

    /** What became of them, where Odoo would name a state of its own. */
    static final String STATE = "caught";

    private final MailBook book;
    private final String environment;

    public CaughtMails(MailBook book, String environment) {
        this.book = book;
        this.environment = environment;
    }

    /**
     * A file that is with a mail.
     *
     * @param name as its sender names it, which may be anything
     */
    public record MailFile(String name, Content content) {}

    /** The newest first; those in which a text is found, where one is given. */
    public List<MailView> list(String search) {
        return book.list(environment, search);
    }

    /** All of one. */
    public MailView.Whole one(long id) {
        return OneAtATime.work(() -> whole(id));
    }

    private MailView.Whole whole(long id) {
        Kept kept = kept(id);
        MailContent content = MailContent.of(kept.content());
        List<AttachmentView> files = new ArrayList<>();
        for (Piece piece : content.files()) {
            files.add(new AttachmentView(files.size() + 1L, piece.name(), piece.type(), piece.bytes()));
        }
        return new MailView.Whole(
                kept.view(), content.headers(), content.html(), kept.whole() && content.complete(), files);
    }

    /** A file of one, by its number. */
    public MailFile file(long id, long number) {
        return OneAtATime.work(() -> taken(id, number));
    }

    private MailFile taken(long id, long number) {
        List<Piece> files = MailContent.of(kept(id).content()).files();
        if (number < 1 || number > files.size()) {
            throw notFound(id);
        }
        Piece piece = files.get(Math.toIntExact(number) - 1);
        return new MailFile(piece.name(), piece.content());
    }

    /** One as it was sent. */
    public MailFile source(long id) {
        return OneAtATime.work(() -> new MailFile("mail-" + id + ".eml", kept(id).content()));
    }

    public void delete(long id) {
        if (!book.delete(environment, id)) {
            throw notFound(id);
        }
    }

    /** Deletes all; how many there were. */
    public int clear() {
        return book.clear(environment);
    }

    private Kept kept(long id) {
        return book.find(environment, id).orElseThrow(() -> notFound(id));
    }

    private static RuntimeException notFound(long id) {
        return Fault.usage("server.mail-not-found", id).exception();
    }
}
