package dev.understudy.targets.python;

import dev.understudy.targets.host.Credentials;
import java.util.Locale;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * What pip came to and cannot install as it is, as {@code pip.py} tells it.
 *
 * @param link pip's address of it; may hold credentials
 * @param name of the package; empty where only the source tells
 * @param shown what was asked for, for people
 * @param asker which file asks for it, as {@code -r FILE (line N)}
 * @param subdirectory where in it the package is; empty for its top
 * @param path of an archive that pip fetched, or of a folder
 * @param url of a git repository, as it is written
 * @param revision of a git repository; empty where none is asked for
 */
record SourceWanted(
        Kind kind,
        String link,
        String name,
        String shown,
        String asker,
        String subdirectory,
        String path,
        String url,
        String revision) {

    private static final JsonMapper JSON = JsonMapper.builder().build();

    enum Kind {
        ARCHIVE,
        FOLDER,
        GIT
    }

    static SourceWanted of(String text) {
        JsonNode told = JSON.readTree(text);
        return new SourceWanted(
                Kind.valueOf(told.path("kind").asString().toUpperCase(Locale.ROOT)),
                told.path("link").asString(),
                told.path("name").asString(),
                told.path("shown").asString(),
                told.path("asker").asString(),
                told.path("subdirectory").asString(""),
                told.path("path").asString(""),
                told.path("url").asString(""),
                told.path("revision").asString(""));
    }

    /** What is built, for people. */
    String called() {
        return Credentials.redacted(shown.isEmpty() ? link : shown);
    }

    @Override
    public String toString() {
        return "SourceWanted[" + kind + " " + called() + "]";
    }
}
