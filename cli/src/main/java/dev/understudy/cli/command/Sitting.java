package dev.understudy.cli.command;

import dev.understudy.cli.Session;
import dev.understudy.cli.client.Client;
import dev.understudy.cli.client.Json;
import dev.understudy.cli.client.Line;
import dev.understudy.cli.machine.OwnTerminal;
import dev.understudy.model.terminal.TerminalProgram;
import dev.understudy.model.view.TerminalView;
import java.io.FileDescriptor;
import java.io.FileInputStream;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/**
 * What commands share that sit down at an environment: the service opens the terminal, by the same door as for the pages, and
 * records it.
 */
final class Sitting {

    private static final int FAILED = 1;

    /** What a terminal takes for the end of its input. */
    private static final byte[] END_OF_INPUT = {4};

    private static final long LOOK_MILLIS = 500;
    private static final int PIECE = 4096;

    @Parameters(paramLabel = "ENV", descriptionKey = "environment")
    private String environment = "";

    @Option(names = "--reason", paramLabel = "TEXT", defaultValue = "", descriptionKey = "terminal-reason")
    private String reason = "";

    /** Until it ends; the exit code: 0 when its program ended. */
    int at(Session session, TerminalProgram program) throws IOException, InterruptedException {
        Client client = session.client();
        String address = TerminalGroup.address(environment);
        TerminalView opened = Json.read(
                client.post(address, Map.of("program", program.word(), "reason", reason)), TerminalView.class);
        Optional<OwnTerminal> own = OwnTerminal.raw();
        String end;
        try (FileOutputStream out = new FileOutputStream(FileDescriptor.out)) {
            int[] size = own.flatMap(OwnTerminal::size).orElse(new int[] {80, 24});
            try (Line line =
                    client.line(address + "/" + opened.id() + "/socket?columns=" + size[0] + "&rows=" + size[1], out)) {
                Thread typing = new Thread(() -> type(line), "typing");
                typing.setDaemon(true);
                typing.start();
                end = awaitEnd(line, own, size);
            }
        } finally {
            own.ifPresent(OwnTerminal::close);
        }
        String[] words = end.split(" ", 2);
        if (words[0].equals("exited")) {
            return 0;
        }
        session.err().println();
        session.err().println(words.length == 2 ? words[1] : session.texts().get("terminal.lost"));
        return FAILED;
    }

    private static String awaitEnd(Line line, Optional<OwnTerminal> own, int[] first) throws InterruptedException {
        int[] size = first;
        while (true) {
            try {
                return line.end().get(LOOK_MILLIS, TimeUnit.MILLISECONDS);
            } catch (TimeoutException goesOn) {
                int[] now = own.flatMap(OwnTerminal::size).orElse(size);
                if (!Arrays.equals(now, size)) {
                    line.resize(now[0], now[1]);
                    size = now;
                }
            } catch (ExecutionException broken) {
                return "";
            }
        }
    }

    private static void type(Line line) {
        byte[] buffer = new byte[PIECE];
        try {
            InputStream in = new FileInputStream(FileDescriptor.in);
            for (int read = in.read(buffer); read >= 0; read = in.read(buffer)) {
                line.type(buffer, read);
            }
        } catch (IOException gone) {
            // As at its end.
        }
        endInput(line);
    }

    /** A program that has just begun, or is at work, takes it for nothing: it is told again. */
    private static void endInput(Line line) {
        try {
            while (!line.end().isDone()) {
                line.type(END_OF_INPUT, END_OF_INPUT.length);
                TimeUnit.SECONDS.sleep(1);
            }
        } catch (InterruptedException ending) {
            Thread.currentThread().interrupt();
        }
    }
}
