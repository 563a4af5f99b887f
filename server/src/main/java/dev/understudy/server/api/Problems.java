package dev.understudy.server.api;

import dev.understudy.model.fault.Fault;
import dev.understudy.model.fault.FaultException;
import dev.understudy.model.fault.FaultTexts;
import dev.understudy.model.text.Language;
import dev.understudy.model.view.ProblemView;
import dev.understudy.server.access.Gatekeeper;
import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import io.javalin.http.HttpResponseException;
import io.javalin.http.HttpStatus;
import jakarta.servlet.ServletException;
import java.nio.file.Path;
import java.util.HexFormat;
import java.util.Locale;
import java.util.random.RandomGenerator;
import org.eclipse.jetty.http.HttpException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Answers what goes wrong: the fault in the reader's language, and never a stack trace. */
public final class Problems {

    private static final Logger LOG = LoggerFactory.getLogger(Problems.class);

    /** The cookie with the language that somebody has chosen. */
    public static final String LANGUAGE = "understudy-language";

    private final Pages pages;
    private final Path log;
    private final RandomGenerator random;

    /**
     * @param pages answer what is not below {@code /api/}
     * @param log where the cause of an unexpected failure can be read
     */
    Problems(Pages pages, Path log, RandomGenerator random) {
        this.pages = pages;
        this.log = log;
        this.random = random;
    }

    void register(RoutesConfig routes) {
        routes.exception(
                FaultException.class, (exception, request) -> answer(request, exception.fault(language(request))));
        routes.exception(
                HttpResponseException.class, (exception, request) -> answer(request, ofHttp(request, exception)));
        routes.exception(ServletException.class, (exception, request) -> answer(request, ofForm(request, exception)));
        routes.exception(Exception.class, (exception, request) -> answer(request, unexpected(request, exception)));
    }

    /**
     * The language that the reader of an answer has chosen on a page, else the one that they prefer among those that are
     * spoken; English when none.
     */
    public static Locale language(Context request) {
        String chosen = request.cookie(LANGUAGE);
        if (chosen != null && !chosen.isEmpty()) {
            return Language.named(chosen);
        }
        String accepted = request.header("Accept-Language");
        if (accepted == null || accepted.length() > 200) {
            return Locale.ENGLISH;
        }
        try {
            Locale found = Locale.lookup(Locale.LanguageRange.parse(accepted), Language.SPOKEN);
            return found == null ? Locale.ENGLISH : found;
        } catch (IllegalArgumentException malformed) {
            return Locale.ENGLISH;
        }
    }

    /** The HTTP status that stands for a fault. */
    static int status(Fault fault) {
        return switch (fault.code()) {
            case "server.no-token", "server.sign-in", "server.hook-unsigned" -> 401;
            case "server.foreign-host",
                    "server.foreign-form",
                    "server.not-allowed",
                    "server.prove",
                    "server.share-ended",
                    "server.factor-wanted" -> 403;
            case "server.no-such-address", "server.no-such-page" -> 404;
            case "server.wrong-method" -> 405;
            case "server.body-too-large" -> 413;
            case "server.too-many-attempts", "server.share-often" -> 429;
            case "server.starting", "server.ending" -> 503;
            default ->
                switch (fault.kind()) {
                    case USAGE -> fault.code().endsWith("not-found") ? 404 : 400;
                    case REFUSED -> 409;
                    case FAILED -> 500;
                };
        };
    }

    private void answer(Context request, Fault fault) {
        if (status(fault) == 500) {
            LOG.warn(
                    "{} {}: {}",
                    request.method(),
                    request.path(),
                    FaultTexts.of(Locale.ENGLISH).line(fault));
        }
        ProblemView problem = ProblemView.of(fault, FaultTexts.of(language(request)));
        if (Gatekeeper.ofApi(request.path())) {
            request.status(status(fault)).json(problem);
        } else {
            pages.problem(request, problem, status(fault));
        }
    }

    private static Fault ofHttp(Context request, HttpResponseException exception) {
        return switch (HttpStatus.forStatus(exception.getStatus())) {
            case NOT_FOUND ->
                Fault.usage(Gatekeeper.ofApi(request.path()) ? "server.no-such-address" : "server.no-such-page");
            case METHOD_NOT_ALLOWED -> Fault.usage("server.wrong-method");
            case CONTENT_TOO_LARGE -> Fault.usage("server.body-too-large", Api.MOST_BODY_BYTES / 1024);
            default -> Fault.usage("server.bad-request", String.valueOf(exception.getMessage()));
        };
    }

    /** A form in parts that is none, or larger than it may be. */
    private Fault ofForm(Context request, ServletException exception) {
        return exception.getCause() instanceof HttpException bad
                ? Fault.usage("server.bad-body", String.valueOf(bad.getReason()))
                : unexpected(request, exception);
    }

    private Fault unexpected(Context request, Exception exception) {
        String id = HexFormat.of().toHexDigits(random.nextInt());
        LOG.error("{}: {} {}", id, request.method(), request.path(), exception);
        return Fault.failed("server.unexpected", id, log);
    }
}
