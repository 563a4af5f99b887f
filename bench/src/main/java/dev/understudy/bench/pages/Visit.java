package dev.understudy.bench.pages;

import dev.understudy.cli.client.Client;
import dev.understudy.cli.client.Json;
import dev.understudy.model.home.Home;
import java.io.IOException;
import java.net.CookieManager;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;

/** A browser of the operator, which asks for one page after the other. */
final class Visit implements AutoCloseable {

    private static final int WARM = 20;
    private static final Duration LONGEST = Duration.ofSeconds(30);
    private static final Pattern FILES = Pattern.compile("(?:src|href)=\"(/assets/[^\"]+)\"");

    private final HttpClient browser = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .cookieHandler(new CookieManager())
            .build();
    private final Home home;
    private final int projects;
    private final int used;
    private final int releases;
    private final int runs;
    private final Random random = new Random(7);

    private record Link(String path) {}

    private Visit(Home home, int projects, int used, int releases, int runs) {
        this.home = home;
        this.projects = projects;
        this.used = used;
        this.releases = releases;
        this.runs = runs;
    }

    /**
     * Signs in.
     *
     * @param used how many of the projects, the first of them, have environments that were used
     */
    static Visit of(Home home, Client client, int projects, int used, int releases, int runs)
            throws IOException, InterruptedException {
        Visit visit = new Visit(home, projects, used, releases, runs);
        String link = Json.read(client.post("/sign-in-links", Map.of()), Link.class)
                .path()
                .replaceFirst(".*link=", "");
        HttpResponse<String> entered = visit.browser.send(
                HttpRequest.newBuilder(URI.create(home.address() + "/sign-in"))
                        .header("Content-Type", "application/x-www-form-urlencoded")
                        .POST(BodyPublishers.ofString("link=" + link))
                        .build(),
                BodyHandlers.ofString());
        if (entered.statusCode() != 303) {
            throw new IllegalStateException("not signed in: " + entered.body());
        }
        return visit;
    }

    /** Asks for a page, each time of another project, release or run. */
    Asked ask(String page, int rounds) throws IOException, InterruptedException {
        for (int round = 0; round < WARM; round++) {
            get(address(page));
        }
        List<Double> millis = new ArrayList<>();
        HttpResponse<String> largest = get(address(page));
        for (int round = 0; round < rounds; round++) {
            String address = address(page);
            long began = System.nanoTime();
            HttpResponse<String> answer = get(address);
            millis.add((System.nanoTime() - began) / 1e6);
            if (answer.body().length() > largest.body().length()) {
                largest = answer;
            }
        }
        long bytes = size(largest);
        return new Asked(page, largest.statusCode(), bytes, bytes + files(largest.body()), millis);
    }

    private long files(String page) throws IOException, InterruptedException {
        long bytes = 0;
        List<String> files = FILES.matcher(page)
                .results()
                .map((MatchResult found) -> found.group(1))
                .distinct()
                .toList();
        for (String file : files) {
            bytes += size(get(file));
        }
        return bytes;
    }

    /** Latin-1 keeps each byte as one letter. */
    private static long size(HttpResponse<String> answer) {
        return answer.body().length();
    }

    private HttpResponse<String> get(String path) throws IOException, InterruptedException {
        return browser.send(
                HttpRequest.newBuilder(URI.create(home.address() + path))
                        .timeout(LONGEST)
                        .build(),
                BodyHandlers.ofString(java.nio.charset.StandardCharsets.ISO_8859_1));
    }

    /** Begins to read a stream. */
    CompletableFuture<HttpResponse<Void>> follow(String path, HttpResponse.BodyHandler<Void> reader) {
        return browser.sendAsync(
                HttpRequest.newBuilder(URI.create(home.address() + path)).build(), reader);
    }

    private String address(String page) {
        boolean ofUse = page.contains("/environments/{name}/");
        return page.replace("{project}", "p" + random.nextInt(ofUse ? used : projects))
                .replace("/terminals/{id}", "/terminals/production7")
                .replace("/releases/{id}", "/releases/r" + (1 + random.nextInt(releases)))
                .replace("/runs/{id}/rehearsal", "/runs/run-" + rehearsed() + "/rehearsal")
                .replace("/runs/{id}/evidence/{evidence}", "/runs/run-" + rehearsed() + "/evidence/rehearsal")
                .replace("/runs/{id}", "/runs/run-" + (1 + random.nextInt(runs)))
                .replace("{id}", "1")
                .replace("{name}", random.nextBoolean() ? "production" : "staging");
    }

    private int rehearsed() {
        return 1 + 5 * random.nextInt(runs / 5);
    }

    @Override
    public void close() {
        browser.close();
    }
}
