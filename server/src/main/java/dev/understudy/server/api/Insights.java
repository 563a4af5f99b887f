package dev.understudy.server.api;

import dev.understudy.model.view.MailView;
import dev.understudy.model.view.MonitorView;
import dev.understudy.model.view.TrafficView;
import dev.understudy.model.view.TrafficView.Span;
import dev.understudy.server.mailbox.CaughtMails;
import java.util.List;

/** What is looked at within an environment. */
public interface Insights {

    /**
     * The mails that a copy or a development sent, and that were caught.
     *
     * @throws dev.understudy.model.fault.FaultException {@code environment.not-found}, {@code server.mails-production}
     */
    CaughtMails mails(String environment);

    /**
     * The mails that its Odoo has written and not sent, the newest first.
     *
     * @throws dev.understudy.model.fault.FaultException {@code environment.not-found}, {@code server.mails-production}, {@code
     *     server.mails-away} where its database does not run
     */
    List<MailView> heldMails(String environment);

    /** All of one of them. Throws {@code server.mail-not-found}, too. */
    MailView.Whole heldMail(String environment, long id);

    /** What its users asked for, and how long they waited, with the deploys of that time. Throws {@code environment.not-found}. */
    TrafficView traffic(String environment, Span span);

    /** What it takes of the machine, with the deploys of that time. Throws {@code environment.not-found}. */
    MonitorView monitoring(String environment, Span span);
}
