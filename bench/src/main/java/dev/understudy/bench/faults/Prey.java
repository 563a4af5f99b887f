package dev.understudy.bench.faults;

import dev.understudy.model.home.Home;
import dev.understudy.targets.host.ProcessTable;
import dev.understudy.targets.host.ProcessTable.Marked;
import dev.understudy.targets.runtime.Instance;
import dev.understudy.targets.runtime.Instance.Role;
import dev.understudy.targets.runtime.Instance.Slot;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/** Finds the processes that serve production. */
final class Prey {

    /** How PostgreSQL calls a process that works for Odoo. */
    private static final Pattern BACKEND = Pattern.compile("postgres: (\\S+: )?odoo .*");

    private final Home home;
    private final Path pgdata;
    private final ProcessTable processes = new ProcessTable();

    /** @param pgdata of production's cluster */
    Prey(Home home, Path pgdata) {
        this.home = home;
        this.pgdata = pgdata;
    }

    /** Those there are now. */
    List<Long> of(Victim victim) {
        return switch (victim) {
            case SERVICE -> named(home.pidFile(), "java").stream().toList();
            case WEB -> web();
            case WORKER -> workers();
            case CRON -> leaders(Role.CRON);
            case POSTGRESQL -> postmaster(pgdata).stream().toList();
            case BACKEND -> backends();
            case EDGE ->
                processes.leader(home.directory().resolve("edge").toString()).stream()
                        .toList();
            case CONTROL ->
                postmaster(home.control().resolve("pgdata")).stream().toList();
        };
    }

    private List<Long> web() {
        List<Long> masters = leaders(Role.WEB);
        return masters.isEmpty() ? processes.leader(mark("once")).stream().toList() : masters;
    }

    private List<Long> leaders(Role role) {
        List<Long> leaders = new ArrayList<>();
        for (Slot slot : Slot.values()) {
            processes.leader(mark(role, slot)).ifPresent(leaders::add);
        }
        return leaders;
    }

    private List<Long> workers() {
        List<Long> workers = new ArrayList<>();
        for (Slot slot : Slot.values()) {
            String mark = mark(Role.WEB, slot);
            processes
                    .leader(mark)
                    .ifPresent(master -> processes.marked(mark).stream()
                            .filter(process -> process.parent() == master)
                            .map(Marked::pid)
                            .forEach(workers::add));
        }
        return workers;
    }

    private List<Long> backends() {
        return postmaster(pgdata)
                .flatMap(ProcessHandle::of)
                .map(postmaster -> postmaster
                        .children()
                        .map(ProcessHandle::pid)
                        .filter(pid -> BACKEND.matcher(proc(pid, "cmdline").replace('\0', ' '))
                                .matches())
                        .toList())
                .orElse(List.of());
    }

    private static Optional<Long> postmaster(Path cluster) {
        return named(cluster.resolve("postmaster.pid"), "postgres");
    }

    /** The process that a file names, if it is there and is called so. */
    private static Optional<Long> named(Path file, String program) {
        try {
            return Files.readAllLines(file).stream()
                    .findFirst()
                    .map(String::strip)
                    .filter(line -> line.matches("[0-9]{1,10}"))
                    .map(Long::valueOf)
                    .filter(pid -> proc(pid, "comm").strip().equals(program));
        } catch (IOException none) {
            return Optional.empty();
        }
    }

    private static String proc(long pid, String file) {
        try {
            return Files.readString(Path.of("/proc", Long.toString(pid), file));
        } catch (IOException gone) {
            return "";
        }
    }

    private String mark(Role role, Slot slot) {
        return mark(new Instance(Production.NAME, role, slot).name());
    }

    private String mark(String name) {
        return home.first().environment(Production.NAME).resolve(name).toString();
    }
}
