package dev.understudy.server;

import dev.understudy.model.audit.AuditAnswer;
import dev.understudy.model.audit.AuditOrder;
import dev.understudy.model.fault.FaultException;
import dev.understudy.model.fault.FaultTexts;
import dev.understudy.model.text.Texts;
import dev.understudy.model.view.ProblemView;
import dev.understudy.targets.host.CommandLog;
import dev.understudy.targets.host.LocalHost;
import dev.understudy.targets.installation.Adoption;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.Locale;
import tools.jackson.databind.MapperFeature;
import tools.jackson.databind.json.JsonMapper;

/**
 * An audit, or the copy that an adoption begins with, as a process of its own: no service, no home, no project. It takes
 * an {@link AuditOrder} on its standard input and gives an {@link AuditAnswer} on its standard output, as JSON.
 */
public final class Audit {

    private static final JsonMapper JSON = JsonMapper.builder()
            .disable(MapperFeature.SORT_PROPERTIES_ALPHABETICALLY)
            .build();

    private Audit() {}

    /** {@code [FOLDER]}: with a folder, production is copied into it. Ends with 0, or with the exit code of the fault. */
    public static void main(String[] arguments) throws IOException {
        PrintStream out = new PrintStream(System.out, true, StandardCharsets.UTF_8);
        AuditOrder order =
                JSON.readValue(new String(System.in.readAllBytes(), StandardCharsets.UTF_8), AuditOrder.class);
        int code = 0;
        try {
            out.println(JSON.writeValueAsString(answer(order, arguments)));
        } catch (FaultException failure) {
            Locale reader = Locale.forLanguageTag(order.reader());
            ProblemView problem = ProblemView.of(failure.fault(reader), FaultTexts.of(reader));
            out.println(JSON.writeValueAsString(new AuditAnswer(null, null, problem)));
            code = problem.exitCode();
        }
        System.exit(code);
    }

    private static AuditAnswer answer(AuditOrder order, String... arguments) {
        LocalHost host = new LocalHost("local", CommandLog.NONE);
        InstantSource clock = InstantSource.system();
        if (arguments.length > 0) {
            Texts texts = Texts.of("server", Locale.forLanguageTag(order.reader()));
            // Whoever waits sees what for; the answer alone is on the standard output.
            PrintStream seen = new PrintStream(System.err, true, StandardCharsets.UTF_8);
            return new AuditAnswer(
                    null,
                    new Adoption(host, clock, System.getenv())
                            .copy(
                                    order,
                                    Path.of(arguments[0]),
                                    stage -> seen.println(
                                            texts.get("adopt." + stage.name().toLowerCase(Locale.ROOT)))),
                    null);
        }
        return new AuditAnswer(
                new dev.understudy.targets.installation.Audit(host, clock, System.getenv()).look(order), null, null);
    }
}
