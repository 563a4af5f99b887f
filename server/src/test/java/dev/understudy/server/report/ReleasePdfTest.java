package dev.understudy.server.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.understudy.model.evidence.RehearsalReport;
import dev.understudy.model.release.ChangeClass;
import dev.understudy.model.release.ReleaseChanges;
import dev.understudy.model.release.ReleaseChanges.Commit;
import dev.understudy.model.run.RunView;
import dev.understudy.model.view.AnnouncementsView.ToldView;
import dev.understudy.model.view.AuditView;
import dev.understudy.model.view.DecisionView;
import dev.understudy.model.view.KeyUsersView;
import dev.understudy.model.view.ReportView;
import dev.understudy.model.view.RetrospectiveView;
import dev.understudy.model.view.SupportView;
import java.io.IOException;
import java.io.StringReader;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.SocketTimeoutException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.TreeSet;
import java.util.stream.IntStream;
import javax.xml.parsers.DocumentBuilderFactory;
import org.apache.pdfbox.Loader;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.text.PDFTextStripper;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.xml.sax.InputSource;

class ReleasePdfTest {

    private static final Instant NOON = Instant.parse("2026-11-30T12:00:00Z");
    private static final String SEAL = "5ea1".repeat(16);

    private static ReportView report(List<Commit> commits) {
        ReleaseChanges changes = new ReleaseChanges(
                commits,
                List.of("Ada Núñez"),
                new TreeSet<>(List.of("acme_sale")),
                new TreeSet<>(),
                new TreeSet<>(),
                List.of(),
                new TreeSet<>(),
                ChangeClass.C,
                List.of());
        RunView deploy = new RunView(
                "run-9",
                "deploy",
                "production",
                "r3",
                "succeeded",
                NOON,
                NOON.plusSeconds(42),
                List.of(new RunView.StepView("hold-requests", "done", NOON, NOON.plusSeconds(2), "3 requests held")),
                NOON,
                "cy",
                null,
                null,
                null);
        return new ReportView(
                "r3",
                new DecisionView(
                        "r3",
                        "d".repeat(64),
                        "hdz-ii",
                        List.of("development", "staging"),
                        null,
                        null,
                        "ended",
                        List.of(new DecisionView.GateView(
                                "approval",
                                "enforce",
                                "passed",
                                "approved by ana",
                                NOON,
                                null,
                                List.of(),
                                true,
                                false)),
                        null,
                        null,
                        null,
                        null,
                        null,
                        "performed",
                        null),
                changes,
                List.of(deploy),
                30_000L,
                42_000L,
                RehearsalReport.Tests.NONE,
                List.of(new ToldView("users-of-production", "planned", NOON, NOON, "cy", 2, 2, 0, null)),
                new ReportView.AfterView(
                        SupportView.none("r3"),
                        new RetrospectiveView(
                                "r3",
                                "closed",
                                NOON,
                                NOON,
                                List.of("ana"),
                                List.of(new RetrospectiveView.AnswerView(
                                        "ana", NOON, "Ωραία", "¿Por qué?", List.of("Ask finance first"))),
                                List.of())),
                new KeyUsersView(
                        "r3",
                        "staging",
                        NOON,
                        NOON,
                        4,
                        true,
                        List.of(new KeyUsersView.ApplicationView(
                                "Ventas", 120, 8, List.of("ana"), List.of("ana"), List.of()))),
                List.of(),
                List.of(new AuditView.EntryView(1, NOON, "approved", "r3", "ana", "gate approval")),
                new AuditView.CheckView(1, null, null),
                NOON,
                SEAL);
    }

    private static String read(byte[] pdf) throws IOException {
        try (PDDocument document = Loader.loadPDF(pdf)) {
            return new PDFTextStripper().getText(document).replace("\r", "");
        }
    }

    private static Commit commit(String subject, String body) {
        return new Commit("sales", "a".repeat(40), "Ada Núñez", NOON, subject, body, false);
    }

    @Test
    void whatTheReportSaysCanBeReadOnPaper() throws IOException {
        ReportView report = report(List.of(commit("Redondear: τιμολόγιο, счёт, œuvre", "Task: 42")));
        String text = read(ReleasePdf.of(report, "{}", Locale.ENGLISH));

        assertThat(text)
                .contains("Release r3: how it came to where it is")
                .contains("Method hdz-ii", "Its way has ended: in production", "approved by ana", "Ada Núñez")
                .contains("Redondear: τιμολόγιο, счёт, œuvre", "Task: 42")
                .contains("run-9", "hold-requests", "3 requests held")
                .contains("Its rehearsal predicted that users wait for 30 s.", "Users waited 42 s.")
                .contains("Ventas", "users-of-production", "Ωραία", "¿Por qué?", "Ask finance first")
                .contains("gate approval", "The audit log is whole: 1 entries.", "Seal: " + SEAL);
        assertThat(read(ReleasePdf.of(report, "{}", Locale.FRENCH))).contains("Méthode hdz-ii", "Sceau : " + SEAL);
        assertThat(read(ReleasePdf.of(report, "{}", Locale.forLanguageTag("es"))))
                .contains("Balance");
    }

    @Test
    void everyPageHasItsNumberAndTheSeal() throws IOException {
        ReportView report = report(IntStream.range(0, 120)
                .mapToObj(number -> commit("Change number " + number, ""))
                .toList());
        try (PDDocument document = Loader.loadPDF(ReleasePdf.of(report, "{}", Locale.ENGLISH))) {
            int pages = document.getNumberOfPages();
            assertThat(pages).isGreaterThan(3);
            for (int page = 1; page <= pages; page++) {
                PDFTextStripper one = new PDFTextStripper();
                one.setStartPage(page);
                one.setEndPage(page);
                assertThat(one.getText(document)).contains(page + " / " + pages, SEAL);
            }
        }
    }

    @Test
    void whatWasSealedIsAttachedAsItIs() throws IOException {
        String json = "{\"release\":\"r3\",\"seal\":\"" + SEAL + "\",\"Ωραία\":true}";
        try (PDDocument document = Loader.loadPDF(ReleasePdf.of(report(List.of()), json, Locale.ENGLISH))) {
            byte[] attached = Objects.requireNonNull(document.getDocumentCatalog()
                            .getNames()
                            .getEmbeddedFiles()
                            .getNames()
                            .get(ReleasePdf.ATTACHED))
                    .getEmbeddedFile()
                    .toByteArray();
            assertThat(new String(attached, StandardCharsets.UTF_8)).isEqualTo(json);
        }
    }

    @Test
    void foreignTextIsShownAndDoesNothing() throws Exception {
        String evil =
                "<script>alert(1)</script><img src=\"file:///etc/hostname\"/> ]]> &amp; \u202Egnp \u0000\u001b[2J \uD800 \uFFFE";
        ReportView report = report(List.of(commit(evil, evil + "\n" + "x".repeat(3000))));
        String html = ReleaseDocument.html(report, Locale.ENGLISH);

        assertThat(html).doesNotContain("<script", "<img", "\u001b", "\u202E");
        String text = read(ReleasePdf.of(report, "{}", Locale.ENGLISH));
        assertThat(text).contains("<script>alert(1)</script>", "&amp;", "\\u001b[2J", "\\u202egnp");
        assertThat(text.lines().filter(line -> line.contains("xxxx")).count())
                .as("a word without end is broken, not cut off")
                .isGreaterThan(10);
        assertThat(text.chars().filter(letter -> letter == 'x').count()).isGreaterThanOrEqualTo(3000);
    }

    @Test
    void thePageIsWellFormedXml() throws Exception {
        String html = ReleaseDocument.html(report(List.of(commit("a < b & \"c\"", ""))), Locale.ENGLISH);

        assertThat(DocumentBuilderFactory.newInstance()
                        .newDocumentBuilder()
                        .parse(new InputSource(new StringReader(html)))
                        .getElementsByTagName("h1")
                        .getLength())
                .isEqualTo(1);
    }

    @Test
    void nothingIsFetchedForIt(@TempDir Path folder) throws IOException {
        Path secret = Files.writeString(folder.resolve("secret.css"), "h1::before { content: 'secret ' }");
        try (ServerSocket server = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            server.setSoTimeout(1);
            String there = "http://127.0.0.1:" + server.getLocalPort() + "/";
            String html = """
                    <html><head><title>t</title><link rel="stylesheet" href="%1$sa.css"/>
                    <link rel="stylesheet" href="%2$s"/>
                    <style>@import url(%1$sb.css); @import url(%2$s); @font-face { font-family: X; src: url(%1$sx.ttf); }
                    body { font-family: Report; } h1 { font-family: X, Report; background: url(%1$sc.png); } li { list-style-image: url(%1$sd.png); }</style></head>
                    <body><h1>Title</h1><img src="%1$se.png"/><img src="%2$s"/><ul><li>One</li></ul>
                    <object data="%1$sf.svg" type="image/svg+xml"></object></body></html>
                    """.formatted(there, secret.toUri());

            assertThat(read(ReleasePdf.rendered(html))).contains("Title").doesNotContain("secret");
            assertThatExceptionOfType(SocketTimeoutException.class).isThrownBy(server::accept);
        }
    }
}
