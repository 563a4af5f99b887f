package dev.understudy.server.api;

import dev.understudy.model.fault.FaultException;
import dev.understudy.model.fault.FaultTexts;
import dev.understudy.model.text.Texts;
import dev.understudy.server.access.Gatekeeper;
import dev.understudy.server.terminal.End;
import dev.understudy.server.terminal.Terminal;
import dev.understudy.server.terminal.Terminals;
import dev.understudy.server.terminal.Wire;
import dev.understudy.targets.host.InteractiveProcess.Size;
import io.javalin.config.JettyConfig;
import io.javalin.http.Context;
import io.javalin.websocket.WsConfig;
import io.javalin.websocket.WsContext;
import io.javalin.websocket.WsMessageContext;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.Locale;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A terminal over a WebSocket. Binary frames are what is typed, and what is shown. Texts are short: {@code taken BYTES} and
 * {@code size COLUMNS ROWS} from whoever sits there, {@code end WHY TEXT} to them.
 */
public final class TerminalSocket {

    /** Bytes of one message: what is pasted comes in pieces. */
    static final int MOST_BYTES = 64 * 1024;

    private static final int MOST_WORDS = 100;
    private static final Duration SILENT = Duration.ofMinutes(1);
    private static final long PING_SECONDS = 15;
    private static final int NORMAL = 1000;
    private static final Pattern TAKEN = Pattern.compile("taken ([0-9]{1,9})");
    private static final Pattern SIZE = Pattern.compile("size ([0-9]{1,4}) ([0-9]{1,4})");
    private static final String CALL = "terminal-call";
    private static final String TERMINAL = "terminal";

    private TerminalSocket() {}

    /** Who wants to sit down, and where. */
    private record Call(Terminals terminals, String id, String environment, String holder, Locale locale) {}

    /**
     * Prepares a request to go on as a WebSocket.
     *
     * @param holder what the terminal was opened with
     * @throws FaultException {@code server.terminal-not-found}
     */
    public static void prepare(Context request, Terminals terminals, String holder) {
        String id = request.pathParam("id");
        String environment = request.pathParam("name");
        Terminal _ = terminals.awaited(id, environment, holder);
        request.attribute(CALL, new Call(terminals, id, environment, holder, Problems.language(request)));
    }

    /** What a session, or a program that shows the home's token, holds a terminal by. */
    public static String holder(Context request) {
        return Gatekeeper.ofApi(request.path())
                ? "api"
                : Gatekeeper.visitor(request).session();
    }

    /** Bounds what may be sent. */
    static void bound(JettyConfig jetty) {
        jetty.modifyWebSocketServletFactory(factory -> {
            factory.setMaxTextMessageSize(MOST_WORDS);
            factory.setMaxBinaryMessageSize(MOST_BYTES);
            factory.setMaxFrameSize(MOST_BYTES);
            factory.setIdleTimeout(SILENT);
        });
    }

    /** Serves it from then on. */
    static void serve(WsConfig socket) {
        socket.onConnect(TerminalSocket::begin);
        socket.onBinaryMessage(message -> {
            Terminal terminal = message.attribute(TERMINAL);
            if (terminal != null) {
                byte[] typed = new byte[message.data().remaining()];
                message.data().get(typed);
                terminal.typed(typed);
            }
        });
        socket.onMessage(TerminalSocket::told);
        socket.onClose(TerminalSocket::left);
        socket.onError(TerminalSocket::left);
    }

    private static void begin(WsContext socket) {
        Call call = socket.attribute(CALL);
        if (call == null) {
            socket.closeSession();
            return;
        }
        socket.enableAutomaticPings(PING_SECONDS, TimeUnit.SECONDS);
        Size size = new Size(number(socket.queryParam("columns"), 80), number(socket.queryParam("rows"), 24));
        try {
            Terminal terminal = call.terminals()
                    .sit(
                            call.id(),
                            call.environment(),
                            call.holder(),
                            new SocketWire(socket, Texts.of("server", call.locale())),
                            size);
            socket.attribute(TERMINAL, terminal);
        } catch (FaultException refused) {
            socket.send("end " + End.UNUSED.word() + " "
                    + FaultTexts.of(call.locale()).line(refused.fault(call.locale())));
            socket.closeSession(NORMAL, "");
        }
    }

    private static void told(WsMessageContext message) {
        Terminal terminal = message.attribute(TERMINAL);
        if (terminal == null) {
            return;
        }
        Matcher taken = TAKEN.matcher(message.message());
        Matcher size = SIZE.matcher(message.message());
        if (taken.matches()) {
            terminal.taken(Long.parseLong(taken.group(1)));
        } else if (size.matches()) {
            terminal.resize(new Size(Integer.parseInt(size.group(1)), Integer.parseInt(size.group(2))));
        }
    }

    private static void left(WsContext socket) {
        Terminal terminal = socket.attribute(TERMINAL);
        if (terminal != null) {
            terminal.left();
        }
    }

    private static int number(@Nullable String said, int usual) {
        return said != null && said.matches("[0-9]{1,4}") ? Integer.parseInt(said) : usual;
    }

    private record SocketWire(WsContext socket, Texts texts) implements Wire {

        @Override
        public void show(ByteBuffer output) {
            socket.send(output);
        }

        @Override
        public void end(End why) {
            socket.send("end " + why.word() + " " + texts.get("web.terminal-end-" + why.word()));
            socket.closeSession(NORMAL, "");
        }
    }
}
