package dev.understudy.process;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.BindException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** As much of an Odoo's remote API (JSON-2) as tickets and announcements need. What it is to be like with a real one, the suites show. */
final class AnsweringOdoo implements AutoCloseable {

    private static final JsonMapper JSON = JsonMapper.builder().build();

    /** Tickets, as their title and text; the first has number 1. */
    final List<String> tickets = new ArrayList<>();

    /** Notes, as the number of their ticket and what they say. */
    final List<String> notes = new ArrayList<>();

    /** Pictures, as the number of their ticket, their name and content. */
    final List<String> pictures = new ArrayList<>();

    /** Messages in the channel that all are in. */
    final List<String> messages = new ArrayList<>();

    /** The entries of the calendar by their numbers, as Odoo was told them. */
    final Map<Integer, JsonNode> events = new TreeMap<>();

    /** What the calls about the calendar said to Odoo's code. */
    final Set<String> flags = new TreeSet<>();

    /** The reminders with which an entry was changed. */
    final List<String> reminders = new ArrayList<>();

    private int lastEvent;
    private final HttpServer server;
    private volatile boolean away;
    private volatile boolean losesAnswers;

    AnsweringOdoo() throws IOException {
        server = listening();
        server.createContext("/json/2/", this::answer);
        server.start();
    }

    /** At one of the ports that environments have when their project names none. */
    private static HttpServer listening() throws IOException {
        IOException none = new IOException("no port");
        for (int port = 8120; port < 8190; port++) {
            try {
                return HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 0);
            } catch (BindException taken) {
                none = taken;
            }
        }
        throw none;
    }

    int port() {
        return server.getAddress().getPort();
    }

    /** From now on nothing is done. */
    void goAway(boolean gone) {
        away = gone;
    }

    /** From now on things are done, and nobody hears so. */
    void loseAnswers(boolean lost) {
        losesAnswers = lost;
    }

    private void answer(HttpExchange exchange) throws IOException {
        JsonNode asked = JSON.readTree(exchange.getRequestBody());
        String said = away ? "" : perform(exchange.getRequestURI().getPath(), asked);
        byte[] bytes = said.getBytes(StandardCharsets.UTF_8);
        exchange.sendResponseHeaders(away || losesAnswers ? 502 : 200, bytes.length == 0 ? -1 : bytes.length);
        exchange.getResponseBody().write(bytes);
        exchange.close();
    }

    private String perform(String path, JsonNode asked) {
        return switch (path.substring("/json/2/".length())) {
            case "project.task/create" -> {
                JsonNode values = asked.path("vals_list").path(0);
                tickets.add(values.path("name").asString() + " | "
                        + values.path("description").asString());
                yield "[" + tickets.size() + "]";
            }
            case "ir.attachment/create" -> {
                JsonNode values = asked.path("vals_list").path(0);
                pictures.add(values.path("res_id").asString() + " "
                        + values.path("name").asString() + " "
                        + values.path("datas").asString());
                yield "[" + pictures.size() + "]";
            }
            case "ir.attachment/search" ->
                found(pictures, asked.path("domain").path(1).path(2).asString() + " screenshot");
            case "project.task/search" -> found(tickets, mark(asked));
            case "mail.message/search" -> found(notes, mark(asked));
            case "project.task/message_post" -> {
                notes.add(asked.path("ids").path(0).asString() + " "
                        + asked.path("body").asString());
                yield Integer.toString(notes.size());
            }
            case "discuss.channel/message_post" -> {
                messages.add(asked.path("body").asString());
                yield Integer.toString(messages.size());
            }
            // Its id is the number of its minutes.
            case "calendar.alarm/search" -> "[" + mark(asked) + "]";
            case "calendar.event/search" -> {
                String mark = mark(asked);
                yield events.entrySet().stream()
                        .filter(event ->
                                event.getValue().path("description").asString().contains(mark))
                        .map(event -> "[" + event.getKey() + "]")
                        .findFirst()
                        .orElse("[]");
            }
            case "calendar.event/create" -> {
                asked.path("context").propertyNames().forEach(flags::add);
                events.put(++lastEvent, asked.path("vals_list").path(0));
                yield "[" + lastEvent + "]";
            }
            case "calendar.event/write" -> {
                reminders.add(asked.path("vals").path("alarm_ids").toString());
                events.put(asked.path("ids").path(0).asInt(), asked.path("vals"));
                yield "true";
            }
            case "calendar.event/unlink" -> {
                events.remove(asked.path("ids").path(0).asInt());
                yield "true";
            }
            default -> throw new AssertionError(path);
        };
    }

    private static String mark(JsonNode asked) {
        JsonNode domain = asked.path("domain");
        return domain.path(domain.size() - 1).path(2).asString();
    }

    private static String found(List<String> all, String mark) {
        for (int i = 0; i < all.size(); i++) {
            if (all.get(i).contains(mark)) {
                return "[" + (i + 1) + "]";
            }
        }
        return "[]";
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
