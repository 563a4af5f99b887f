package dev.understudy.engine.masking;

import dev.understudy.model.fault.FaultException;
import dev.understudy.targets.postgres.DatabaseEntry;
import dev.understudy.targets.postgres.Owner;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.function.Consumer;

/**
 * Masks one copy, as a process of its own: with a compiler and a heap that suit work on gigabytes, which the service goes
 * without. What is to be done comes on standard input, which stays open for as long as somebody waits for it; it ends with whoever
 * began it.
 */
public final class MaskProgram {

    private MaskProgram() {}

    /** Takes no arguments: whatever a command line has, everybody on the machine can read. */
    public static void main(String[] arguments) throws IOException {
        PrintStream out = new PrintStream(System.out, true, StandardCharsets.UTF_8);
        BufferedReader in = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
        String task = in.readLine();
        if (task == null) {
            System.exit(1);
            return;
        }
        endWith(in);
        out.println(MaskWire.written(answer(MaskWire.task(task), out)));
        // What waits for the end of the input must not keep it.
        Runtime.getRuntime().halt(0);
    }

    private static MaskWire.Said answer(MaskWire.Task task, PrintStream out) {
        Consumer<String> progress = line -> out.println(MaskWire.written(MaskWire.Said.of(line)));
        Owner copy = task.database().owner();
        DatabaseEntry production = task.production();
        try {
            return production == null
                    ? MaskWire.Said.of(new Masking().mask(copy, task.order(), progress))
                    : MaskWire.Said.of(new Masking().prove(production.reader(), copy, task.order(), progress));
        } catch (FaultException failure) {
            return MaskWire.Said.of(failure.fault());
        }
    }

    private static void endWith(BufferedReader in) {
        Thread.ofPlatform().daemon().name("ends-with-the-service").start(() -> {
            try {
                while (in.read() >= 0) {
                    // Nothing more is said.
                }
            } catch (IOException gone) {
                // As at its end.
            }
            Runtime.getRuntime().halt(1);
        });
    }
}
