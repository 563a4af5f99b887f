package dev.understudy.it;

import static dev.understudy.it.SampleProduction.PRODUCTION;
import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import dev.understudy.cli.demo.OdooRpc;
import dev.understudy.model.run.RunView;
import java.io.IOException;
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
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;

/** Quotations are printed, in production and in a fenced copy that has an address of its own. */
@ExtendWith(SharedProduction.class)
@Timeout(1200)
class PdfIT {

    private static final String COPY = "printed";
    private static final Pattern FONT = Pattern.compile("/BaseFont /[A-Za-z+-]+");

    @Test
    void aCopyWithAnAddressPrintsWhatProductionPrints(SampleProduction sample) throws Exception {
        sample.describe("  " + COPY + ":\n    copy_of: production\n    url: https://printed.acme.example\n");
        RunView refreshed = sample.api().perform(COPY, "refresh", Map.of());
        assertThat(refreshed.status()).as(sample.api().told(refreshed)).isEqualTo("succeeded");

        byte[] original = quotation(sample, PRODUCTION);
        byte[] copied = quotation(sample, COPY);

        assertThat(original).as("a styled page of letters").hasSizeGreaterThan(10_000);
        assertThat(copied.length).isBetween(original.length * 9 / 10, original.length * 11 / 10);
        assertThat(fonts(copied)).isNotEmpty().isEqualTo(fonts(original));
        try (Stream<Path> logs = Files.list(sample.service().home().environment(COPY).resolve("logs"))) {
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

    private static List<String> fonts(byte[] pdf) {
        return FONT.matcher(new String(pdf, StandardCharsets.ISO_8859_1))
                .results()
                .map(found -> found.group().replaceAll("/[A-Z]{6}[+]", "/"))
                .sorted()
                .toList();
    }
}
