package dev.understudy.targets.edge;

import dev.understudy.model.text.Texts;
import dev.understudy.targets.host.Host;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Locale;

/**
 * What a request gets that has waited too long: a page in each language, which Caddy fills with the time that is left
 * whenever it is asked for.
 */
final class MaintenancePages {

    private static final List<String> LANGUAGES = List.of("en", "es", "fr");

    private final Host host;
    private final Path directory;

    MaintenancePages(Host host, Path directory) {
        this.host = host;
        this.directory = directory;
    }

    void write(String environment, Instant again) {
        for (String language : LANGUAGES) {
            host.write(
                    directory.resolve(environment).resolve(language + ".html"),
                    page(again, language, Texts.of("targets", Locale.of(language))),
                    "0644",
                    null);
        }
    }

    /** Caddy's template: the seconds left, never fewer than a browser should wait. */
    private static String page(Instant again, String language, Texts texts) {
        return """
            {{$left := max 5 (sub %1$d (now | unixEpoch | int)) -}}
            {{.RespHeader.Set "Retry-After" ($left | toString) -}}
            <!doctype html>
            <html lang="%2$s">
            <meta charset="utf-8">
            <meta name="viewport" content="width=device-width">
            <meta http-equiv="refresh" content="{{$left}}">
            <title>%3$s</title>
            <style>
              body { font: 1.1rem/1.5 system-ui, sans-serif; margin: 20vh auto; max-width: 32rem; padding: 0 1rem }
              h1 { font-size: 1.4rem }
            </style>
            <h1>%3$s</h1>
            <p>%4$s
            {{if gt $left 5}}<p>%5$s{{end}}
            </html>
            """.formatted(
                        again.getEpochSecond(),
                        language,
                        texts.get("edge.away"),
                        texts.get("edge.away.kept"),
                        texts.get("edge.away.left", "{{$left}}"));
    }

    boolean written(String environment) {
        return host.exists(directory.resolve(environment).resolve("fr.html"));
    }
}
