package dev.understudy.server.report;

import com.openhtmltopdf.extend.impl.FSDefaultCacheStore;
import com.openhtmltopdf.outputdevice.helper.ExternalResourceControlPriority;
import com.openhtmltopdf.pdfboxout.PdfBoxRenderer;
import com.openhtmltopdf.pdfboxout.PdfRendererBuilder;
import com.openhtmltopdf.util.XRLog;
import dev.understudy.model.view.ReportView;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Calendar;
import java.util.GregorianCalendar;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.TimeZone;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.pdmodel.PDDocumentNameDictionary;
import org.apache.pdfbox.pdmodel.PDEmbeddedFilesNameTreeNode;
import org.apache.pdfbox.pdmodel.common.filespecification.PDComplexFileSpecification;
import org.apache.pdfbox.pdmodel.common.filespecification.PDEmbeddedFile;

/**
 * A release's report as PDF, made of its page; the sealed JSON is attached to it, so that the seal can be checked years later.
 * Nothing is fetched for it, from no network and no file.
 */
public final class ReleasePdf {

    /** The name of what is attached. */
    public static final String ATTACHED = "report.json";

    /** In PDFBox itself: Latin, Greek and Cyrillic letters. What it does not have is shown as #. */
    private static final String FONT = "/org/apache/pdfbox/resources/ttf/LiberationSans-Regular.ttf";

    /** What is measured of the font, which is the same each time. */
    private static final FSDefaultCacheStore METRICS = new FSDefaultCacheStore();

    private static final String[] SCHEMES = {"http", "https", "file", "jar", "jrt", "ftp", "mailto"};

    static {
        // It logs what it passes over, and commits could fill the service's log with that.
        XRLog.setLoggingEnabled(false);
    }

    private ReleasePdf() {}

    /**
     * The PDF.
     *
     * @param json the report as the API gives it
     */
    public static byte[] of(ReportView report, String json, Locale locale) {
        try (PdfBoxRenderer renderer = renderer(ReleaseDocument.html(report, locale));
                PDDocument document = renderer.createPDFKeepOpen()) {
            attach(document, json, report);
            ByteArrayOutputStream whole = new ByteArrayOutputStream();
            document.save(whole);
            return whole.toByteArray();
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    /** Of a page that is well-formed XML. */
    static byte[] rendered(String html) throws IOException {
        ByteArrayOutputStream pdf = new ByteArrayOutputStream();
        try (PdfBoxRenderer renderer = renderer(html);
                PDDocument document = renderer.createPDFKeepOpen()) {
            document.save(pdf);
        }
        return pdf.toByteArray();
    }

    private static PdfBoxRenderer renderer(String html) {
        return new PdfRendererBuilder()
                .withHtmlContent(readable(html), null)
                .useFont(() -> Objects.requireNonNull(PDDocument.class.getResourceAsStream(FONT)), "Report")
                .useUriResolver((base, uri) -> null)
                .useExternalResourceAccessControl(
                        (uri, type) -> false, ExternalResourceControlPriority.RUN_BEFORE_RESOLVING_URI)
                .useExternalResourceAccessControl(
                        (uri, type) -> false, ExternalResourceControlPriority.RUN_AFTER_RESOLVING_URI)
                .useProtocolsStreamImplementation(
                        uri -> {
                            throw new IllegalStateException("Nothing is fetched");
                        },
                        SCHEMES)
                .usePdfUaAccessibility(true)
                .withProducer("Understudy")
                .useCacheStore(PdfRendererBuilder.CacheStore.PDF_FONT_METRICS, METRICS)
                .buildPdfRenderer();
    }

    /** Without what XML cannot hold: halves of characters, and what is none. */
    private static String readable(String text) {
        StringBuilder readable = new StringBuilder(text.length());
        text.codePoints()
                .map(point -> point == '\n'
                                || (point >= ' ' && point <= 0xD7FF)
                                || (point >= 0xE000 && point <= 0xFFFD)
                                || point > 0xFFFF
                        ? point
                        : 0xFFFD)
                .forEach(readable::appendCodePoint);
        return readable.toString();
    }

    private static void attach(PDDocument document, String json, ReportView report) throws IOException {
        byte[] bytes = json.getBytes(StandardCharsets.UTF_8);
        PDEmbeddedFile file = new PDEmbeddedFile(document, new ByteArrayInputStream(bytes));
        file.setSubtype("application/json");
        file.setSize(bytes.length);
        Calendar made = new GregorianCalendar(TimeZone.getTimeZone("UTC"), Locale.ROOT);
        made.setTimeInMillis(report.madeAt().toEpochMilli());
        file.setCreationDate(made);
        PDComplexFileSpecification specification = new PDComplexFileSpecification();
        specification.setFile(ATTACHED);
        specification.setFileUnicode(ATTACHED);
        specification.setEmbeddedFile(file);
        specification.setEmbeddedFileUnicode(file);
        PDEmbeddedFilesNameTreeNode tree = new PDEmbeddedFilesNameTreeNode();
        tree.setNames(Map.of(ATTACHED, specification));
        PDDocumentNameDictionary names = new PDDocumentNameDictionary(document.getDocumentCatalog());
        names.setEmbeddedFiles(tree);
        document.getDocumentCatalog().setNames(names);
    }
}
