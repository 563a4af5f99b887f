package dev.understudy.cli.command;

import dev.understudy.cli.Session;
import dev.understudy.cli.client.Client;
import dev.understudy.cli.client.Json;
import dev.understudy.model.fault.Fault;
import dev.understudy.model.view.PersonView.KeyView;
import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Map;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code understudy people key}. */
@Command(name = "key")
public final class PeopleKeyCommand implements Callable<Integer> {

    private final Session session;

    @Parameters(paramLabel = "PERSON", descriptionKey = "person")
    private String person = "";

    @Option(names = "--file", paramLabel = "FILE", descriptionKey = "key-file")
    private String file = "";

    public PeopleKeyCommand(Session session) {
        this.session = session;
    }

    @Override
    public Integer call() {
        Path target = file.isEmpty() ? null : made(session.path(file));
        String answer;
        try {
            answer = session.client().post("/people/" + Client.quote(person) + "/key", Map.of());
        } catch (RuntimeException failure) {
            remove(target);
            throw failure;
        }
        KeyView key = Json.read(answer, KeyView.class);
        if (target != null) {
            write(target, key.key());
            session.out().println(session.texts().get("people.key-written", person, target));
        } else if (session.json()) {
            session.out().println(Json.pretty(answer));
        } else {
            session.out().println(key.key());
            session.err().println(session.texts().get("people.key-once", person));
        }
        return 0;
    }

    /** Before the key is made: one that cannot be written is lost. */
    private static Path made(Path file) {
        try {
            return Files.createFile(
                    file, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
        } catch (FileAlreadyExistsException there) {
            throw Fault.refused("cli.key-file-exists", file).exception(there);
        } catch (IOException failure) {
            throw Fault.failed("cli.key-unwritable", file, failure.toString()).exception(failure);
        }
    }

    /** An empty file is no key. */
    private static void remove(@Nullable Path file) {
        try {
            if (file != null) {
                Files.deleteIfExists(file);
            }
        } catch (IOException failure) {
            throw Fault.failed("cli.key-unwritable", file, failure.toString()).exception(failure);
        }
    }

    private static void write(Path file, String key) {
        try {
            Files.writeString(file, key + "\n");
        } catch (IOException failure) {
            throw Fault.failed("cli.key-unwritable", file, failure.toString()).exception(failure);
        }
    }
}
