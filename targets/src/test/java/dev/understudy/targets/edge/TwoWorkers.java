package dev.understudy.targets.edge;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A server like Odoo with two workers: each takes a connection, answers one request and closes it, and only 16 connections
 * may wait to be taken.
 */
final class TwoWorkers implements AutoCloseable {

    private static final int WORKERS = 2;
    private static final int MAY_WAIT = 8 * WORKERS;
    private static final Pattern LENGTH = Pattern.compile("(?im)^content-length: *(\\d+)");

    private final ServerSocket socket;
    private final ExecutorService workers = Executors.newFixedThreadPool(WORKERS);
    private final AtomicInteger answered = new AtomicInteger();
    private final long workMillis;

    /** @param workMillis what a request takes */
    TwoWorkers(int port, long workMillis) throws IOException {
        this.socket = new ServerSocket(port, MAY_WAIT, InetAddress.getLoopbackAddress());
        this.workMillis = workMillis;
        for (int worker = 0; worker < WORKERS; worker++) {
            workers.execute(this::work);
        }
    }

    /** How many requests it was sent. */
    int answered() {
        return answered.get();
    }

    private void work() {
        while (!socket.isClosed()) {
            try (Socket client = socket.accept()) {
                answer(client);
            } catch (IOException gone) {
                // The next one.
            } catch (InterruptedException closed) {
                Thread.currentThread().interrupt();
                return;
            }
        }
    }

    private void answer(Socket client) throws IOException, InterruptedException {
        InputStream in = new BufferedInputStream(client.getInputStream());
        StringBuilder head = new StringBuilder();
        while (head.indexOf("\r\n\r\n") < 0) {
            int next = in.read();
            if (next < 0) {
                return;
            }
            head.append((char) next);
        }
        Matcher length = LENGTH.matcher(head);
        in.readNBytes(length.find() ? Integer.parseInt(length.group(1)) : 0);
        Thread.sleep(workMillis);
        answered.incrementAndGet();
        client.getOutputStream()
                .write("HTTP/1.0 200 OK\r\nContent-Length: 2\r\n\r\nok".getBytes(StandardCharsets.US_ASCII));
    }

    @Override
    public void close() throws IOException {
        socket.close();
        workers.shutdownNow();
    }
}
