package dev.understudy.server.report;

import dev.understudy.model.evidence.ReportDigest;
import dev.understudy.model.view.ReportView;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.json.JsonMapper;

/**
 * The PDFs that were asked for last. One is drawn once for what a report says, and is given again, with its seal and the time of
 * that, as long as the report says nothing else: but for its time, each is another when it is made.
 */
public final class KeptPdfs {

    private static final JsonMapper JSON = JsonMapper.builder().build();
    private static final String MADE_AT = "madeAt";
    private static final int MOST_BYTES = 8 * 1024 * 1024;

    private final Map<String, byte[]> kept = new LinkedHashMap<>(16, 0.75f, true);
    private long bytes;

    /**
     * The PDF of a report.
     *
     * @param project whose release it is
     * @param json the report as the API gives it
     */
    public byte[] of(String project, ReportView report, String json, Locale locale) {
        Map<?, ?> said = JSON.readValue(json, Map.class);
        said.remove(MADE_AT);
        String key = project + " " + locale + " " + ReportDigest.of(said);
        byte[] known = known(key);
        if (known != null) {
            return known;
        }
        byte[] drawn = ReleasePdf.of(report, json, locale);
        keep(key, drawn);
        return drawn;
    }

    private synchronized byte @Nullable [] known(String key) {
        return kept.get(key);
    }

    private synchronized void keep(String key, byte[] drawn) {
        byte[] before = kept.put(key, drawn);
        bytes += drawn.length - (before == null ? 0 : before.length);
        Iterator<byte[]> oldest = kept.values().iterator();
        while (bytes > MOST_BYTES && oldest.hasNext()) {
            bytes -= oldest.next().length;
            oldest.remove();
        }
    }
}
