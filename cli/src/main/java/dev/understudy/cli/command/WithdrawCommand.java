package dev.understudy.cli.command;

import dev.understudy.cli.Session;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code understudy withdraw}. */
@Command(name = "withdraw")
public final class WithdrawCommand implements Callable<Integer> {

    private final Session session;

    @Parameters(paramLabel = "RELEASE", descriptionKey = "release")
    private String release = "";

    @Option(names = "--gate", paramLabel = "GATE", defaultValue = "approval", descriptionKey = "gate")
    private String gate = "";

    @Mixin
    private Speaking speaking = new Speaking();

    public WithdrawCommand(Session session) {
        this.session = session;
    }

    @Override
    public Integer call() {
        return speaking.say(session, release, "withdraw", Map.of("gate", gate));
    }
}
