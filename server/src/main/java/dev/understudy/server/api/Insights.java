package dev.understudy.server.api;

import dev.understudy.model.view.MailView;
import dev.understudy.model.view.TrafficView;
import dev.understudy.model.view.TrafficView.Span;
import java.util.List;

/** What is looked at within an environment. */
public interface Insights {

    /**
     * The mails that a copy or a development wrote, and that did not leave it, the newest first.
     *
     * @throws dev.understudy.model.fault.FaultException {@code environment.not-found}, {@code server.mails-production}, {@code
     *     server.mails-away} where its database does not run
     */
    List<MailView> mails(String environment);

    /** All of one of them. Throws {@code server.mail-not-found}, too. */
    MailView.Whole mail(String environment, long id);

    /** What its users asked for, and how long they waited, with the deploys of that time. Throws {@code environment.not-found}. */
    TrafficView traffic(String environment, Span span);
}
