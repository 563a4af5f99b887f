package dev.understudy.it;

import static dev.understudy.it.SampleProduction.PRODUCTION;
import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import dev.understudy.cli.demo.OdooRpc;
import dev.understudy.model.run.RunView;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.CookieManager;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import java.util.zip.InflaterInputStream;
import java.util.zip.ZipException;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;

/** Quotations are printed, in production and in a fenced copy that has an address of its own. */
@ExtendWith(SharedProduction.class)
@Tag("long")
@Timeout(1200)
class PdfIT {

    private static final String COPY = "printed";
    private static final Pattern STREAM = Pattern.compile("stream\r?\n(.*?)endstream", Pattern.DOTALL);

    @Test
    void aCopyWithAnAddressPrintsWhatProductionPrints(SampleProduction sample) throws Exception {
        sample.describe("  " + COPY + ":\n    copy_of: production\n    url: https://printed.acme.example\n");
        RunView refreshed = sample.api().perform(COPY, "refresh", Map.of());
        assertThat(refreshed.status()).as(sample.api().told(refreshed)).isEqualTo("succeeded");

        byte[] original = quotation(sample, PRODUCTION);
        byte[] copied = quotation(sample, COPY);

        int drawn = drawn(original);
        assertThat(drawn).as("letters, drawn").isGreaterThan(20_000);
        assertThat(drawn(copied)).isBetween(drawn * 9 / 10, drawn * 11 / 10);
        try (Stream<Path> logs =
                Files.list(sample.service().home().first().environment(COPY).resolve("logs"))) {
            assertThat(logs).allSatisfy(log -> assertThat(log).content().doesNotContain("network error"));
        }
    }

    private static byte[] quotation(SampleProduction sample, String environment)
            throws IOException, InterruptedException {
        int order;
        try (OdooRpc odoo = sample.signIn(environment)) {
            order = odoo.search("sale.order", List.of()).getFirst();
        }
        var view = sample.api().environment(environment);
        URI server = URI.create("http://127.0.0.1:" + SampleProduction.http(view));
        String login = """
                {"jsonrpc": "2.0", "params": {"db": "%s", "login": "admin", "password": "admin"}}
                """.formatted(requireNonNull(view.database()).name());
        try (HttpClient browser =
                HttpClient.newBuilder().cookieHandler(new CookieManager()).build()) {
            browser.send(
                    HttpRequest.newBuilder(server.resolve("/web/session/authenticate"))
                            .header("Content-Type", "application/json")
                            .POST(HttpRequest.BodyPublishers.ofString(login))
                            .build(),
                    BodyHandlers.discarding());
            HttpResponse<byte[]> pdf = browser.send(
                    HttpRequest.newBuilder(server.resolve("/report/pdf/sale.report_saleorder/" + order))
                            .build(),
                    BodyHandlers.ofByteArray());
            assertThat(pdf.statusCode()).isEqualTo(200);
            assertThat(new String(pdf.body(), 0, 5, StandardCharsets.US_ASCII)).isEqualTo("%PDF-");
            return pdf.body();
        }
    }

    /** The size of what is on the pages, unpacked. */
    private static int drawn(byte[] pdf) throws IOException {
        int drawn = 0;
        Matcher streams = STREAM.matcher(new String(pdf, StandardCharsets.ISO_8859_1));
        while (streams.find()) {
            try (InputStream packed = new InflaterInputStream(
                    new ByteArrayInputStream(streams.group(1).getBytes(StandardCharsets.ISO_8859_1)))) {
                drawn += packed.readAllBytes().length;
            } catch (ZipException packedOtherwise) {
                drawn += streams.group(1).length();
            }
        }
        return drawn;
    }
}
