package dev.understudy.cli.demo;

import dev.understudy.model.home.Home;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;

/**
 * The processes of a home: the service, its environments' Odoo and PostgreSQL. A process belongs to it when its system
 * user does, or when it was started with one of the home's files.
 */
final class SweptProcesses {

    private static final Duration PATIENCE = Duration.ofSeconds(4);
    private static final Duration PAUSE = Duration.ofMillis(100);

    private final Home home;
    private final Predicate<String> ourUser;
    private final SystemCommands machine;

    SweptProcesses(Home home, Predicate<String> ourUser, SystemCommands machine) {
        this.home = home;
        this.ourUser = ourUser;
        this.machine = machine;
    }

    /** Ends them all: the service first, for it would start the others again. */
    void end() {
        service().ifPresent(service -> end(List.of(service)));
        end(others());
        // What was being started when the service ended.
        end(others());
    }

    private void end(List<ProcessHandle> processes) {
        for (ProcessHandle process : processes) {
            // PostgreSQL's immediate shutdown: its data goes away, its shared memory must not stay.
            machine.run("kill", postmaster(process) ? "-QUIT" : "-TERM", String.valueOf(process.pid()));
        }
        long end = System.nanoTime() + PATIENCE.toNanos();
        while (processes.stream().anyMatch(ProcessHandle::isAlive) && System.nanoTime() < end) {
            pause();
        }
        processes.stream().filter(ProcessHandle::isAlive).forEach(ProcessHandle::destroyForcibly);
    }

    private Optional<ProcessHandle> service() {
        try {
            return Files.exists(home.pidFile())
                    ? ProcessHandle.of(Long.parseLong(
                                    Files.readString(home.pidFile()).strip()))
                            .filter(process -> commandLine(process).contains("dev.understudy"))
                    : Optional.empty();
        } catch (IOException | NumberFormatException unreadable) {
            return Optional.empty();
        }
    }

    private List<ProcessHandle> others() {
        long self = ProcessHandle.current().pid();
        return ProcessHandle.allProcesses()
                .filter(process -> process.pid() != self)
                .filter(this::ours)
                .toList();
    }

    private boolean ours(ProcessHandle process) {
        if (process.info().user().filter(ourUser).isPresent()) {
            return true;
        }
        String line = commandLine(process);
        return line.contains("\0-c\0" + home.directory() + "/")
                || (postmaster(process) && line.contains("\0" + home.directory() + "/"));
    }

    private static boolean postmaster(ProcessHandle process) {
        String line = commandLine(process);
        return line.contains("/postgres\0") && line.contains("\0-D\0");
    }

    /** As the kernel has it, the arguments divided by NUL; empty when the process is gone. */
    private static String commandLine(ProcessHandle process) {
        try {
            return Files.readString(Path.of("/proc/" + process.pid() + "/cmdline"), StandardCharsets.ISO_8859_1);
        } catch (IOException gone) {
            return "";
        }
    }

    private static void pause() {
        try {
            Thread.sleep(PAUSE);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        }
    }
}
