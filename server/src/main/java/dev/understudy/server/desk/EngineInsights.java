package dev.understudy.server.desk;

import dev.understudy.engine.control.EnvironmentControl;
import dev.understudy.engine.database.HeldMails;
import dev.understudy.engine.environment.Environment;
import dev.understudy.engine.environment.Environments;
import dev.understudy.model.fault.Fault;
import dev.understudy.model.view.MailView;
import dev.understudy.model.view.MonitorView;
import dev.understudy.model.view.TrafficView;
import dev.understudy.model.view.TrafficView.Span;
import dev.understudy.process.monitor.MonitorBook;
import dev.understudy.process.traffic.TrafficBook;
import dev.understudy.server.api.Insights;
import dev.understudy.server.mailbox.CaughtMails;
import dev.understudy.server.mailbox.MailBook;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;

/** What is looked at within environments, on their databases and in the control plane. */
public final class EngineInsights implements Insights {

    private final Environments environments;
    private final EnvironmentControl control;
    private final TrafficBook traffic;
    private final MonitorBook monitor;
    private final MailBook mails;
    private final InstantSource clock;

    public EngineInsights(
            Environments environments,
            EnvironmentControl control,
            TrafficBook traffic,
            MonitorBook monitor,
            MailBook mails,
            InstantSource clock) {
        this.environments = environments;
        this.control = control;
        this.traffic = traffic;
        this.monitor = monitor;
        this.mails = mails;
        this.clock = clock;
    }

    @Override
    public CaughtMails mails(String name) {
        return new CaughtMails(mails, copy(name).name());
    }

    @Override
    public List<MailView> heldMails(String environment) {
        return held(environment).latest();
    }

    @Override
    public MailView.Whole heldMail(String environment, long id) {
        return held(environment)
                .one(id)
                .orElseThrow(() -> Fault.usage("server.mail-not-found", id).exception());
    }

    /** What leaves production has left it, and is nobody's to read here. */
    private Environment copy(String name) {
        Environment environment = environment(name);
        if (environment.isProduction()) {
            throw Fault.refused("server.mails-production").exception();
        }
        return environment;
    }

    private HeldMails held(String name) {
        Environment environment = copy(name);
        if (!control.databaseRuns(environment)) {
            throw Fault.refused("server.mails-away", name).exception();
        }
        return new HeldMails(control.database(environment).reader());
    }

    @Override
    public TrafficView traffic(String name, Span span) {
        environment(name);
        Instant from = from(span);
        return new TrafficView(
                name, span, from, span.step(), traffic.points(name, from, span), traffic.marks(name, from));
    }

    @Override
    public MonitorView monitoring(String name, Span span) {
        environment(name);
        Instant from = from(span);
        return new MonitorView(
                name,
                span,
                from,
                span.step(),
                monitor.points(name, from, span),
                traffic.marks(name, from),
                monitor.statements(name, from));
    }

    /** Steps begin at whole ones, so that a point is the same at each look. */
    private Instant from(Span span) {
        long step = span.step().toSeconds();
        long end = clock.instant().getEpochSecond();
        return Instant.ofEpochSecond(end - end % step).minus(span.length()).plusSeconds(step);
    }

    private Environment environment(String name) {
        return environments
                .find(name)
                .orElseThrow(() -> Fault.usage("environment.not-found", name).exception());
    }
}
