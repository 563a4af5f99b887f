package dev.understudy.server.web;

import dev.understudy.model.fault.Fault;
import dev.understudy.model.text.Sha256;
import io.javalin.http.Context;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.zip.GZIPOutputStream;

/**
 * The files that pages load: the style sheet, the scripts, and the libraries, as they were given out. Each has a digest
 * of its content in its address, so that browsers keep it for good.
 */
final class Assets {

    private static final String JARS = "/META-INF/resources/webjars/";
    private static final String OWN = "/dev/understudy/server/web/";
    private static final Map<String, String> FILES = Map.of(
            "understudy.css", OWN + "understudy.css",
            "understudy.js", OWN + "understudy.js",
            "terminal.js", OWN + "terminal.js",
            "icon.svg", OWN + "icon.svg",
            "xterm.js", OWN + "xterm/xterm.js",
            "xterm.css", OWN + "xterm/xterm.css",
            "xterm-fit.js", OWN + "xterm/addon-fit.js",
            "htmx.js", JARS + "htmx.org/2.0.10/dist/htmx.min.js",
            "htmx-sse.js", JARS + "htmx-ext-sse/2.2.2/sse.js");
    private static final int DIGEST = 12;

    private final Map<String, Asset> assets = new TreeMap<>();

    private static final class Asset {

        private final String type;
        private final String digest;
        private final byte[] content;
        private final byte[] compressed;

        private Asset(String type, String digest, byte[] content) throws IOException {
            this.type = type;
            this.digest = digest;
            this.content = content;
            this.compressed = Assets.compressed(content);
        }
    }

    Assets() {
        FILES.forEach((name, resource) -> assets.put(name, read(name, resource)));
    }

    /** Where a page finds a file. */
    String address(String name) {
        return "/assets/" + of(name).digest + "/" + name;
    }

    /** {@code /assets/{digest}/{name}}. */
    void answer(Context request) {
        Asset asset = of(request.pathParam("name"));
        request.header("Cache-Control", "public, max-age=31536000, immutable").contentType(asset.type);
        String accepted = request.header("Accept-Encoding");
        request.header("Vary", "Accept-Encoding");
        if (accepted != null && accepted.contains("gzip")) {
            request.header("Content-Encoding", "gzip").result(asset.compressed);
        } else {
            request.result(asset.content);
        }
    }

    private Asset of(String name) {
        Asset asset = assets.get(name);
        if (asset == null) {
            throw Fault.usage("server.no-such-page").exception();
        }
        return asset;
    }

    private static Asset read(String name, String resource) {
        try (InputStream file = Objects.requireNonNull(
                Assets.class.getResourceAsStream(resource), "No " + resource + " in the build")) {
            byte[] content = file.readAllBytes();
            String digest = Sha256.of(content).substring(0, DIGEST);
            return new Asset(type(name), digest, content);
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    private static byte[] compressed(byte[] content) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (GZIPOutputStream out = new GZIPOutputStream(bytes)) {
            out.write(content);
        }
        return bytes.toByteArray();
    }

    private static String type(String name) {
        return switch (name.substring(name.lastIndexOf('.'))) {
            case ".css" -> "text/css; charset=utf-8";
            case ".js" -> "text/javascript; charset=utf-8";
            default -> "image/svg+xml";
        };
    }
}
