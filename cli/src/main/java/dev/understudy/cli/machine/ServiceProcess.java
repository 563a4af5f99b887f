package dev.understudy.cli.machine;

import dev.understudy.cli.Session;
import dev.understudy.cli.client.ApiProblem;
import dev.understudy.cli.client.Json;
import dev.understudy.cli.client.RunFollower;
import dev.understudy.cli.client.Time;
import dev.understudy.model.audit.AuditProgram;
import dev.understudy.model.audit.Auditor;
import dev.understudy.model.fault.Fault;
import dev.understudy.model.fault.FaultException;
import dev.understudy.model.home.Home;
import dev.understudy.model.view.ProblemView;
import dev.understudy.model.view.ProjectView;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;

/** The service of a home as a process of this machine: started, found, ended. */
public final class ServiceProcess {

    /** What a service says that does not know the token of this home. */
    private static final String OF_ANOTHER = "server.no-token";

    private static final String MAIN = "dev.understudy.server.Service";

    /** After which one who waits for its start or end is told so. */
    private static final Duration SLOW = Duration.ofSeconds(60);

    private static final Duration GLANCE = Duration.ofMillis(50);
    private static final int LOG_LINES = 12;

    private final Session session;
    private final Home home;

    public ServiceProcess(Session session) {
        this.session = session;
        this.home = session.home();
    }

    /** The process that holds the home now. */
    public Optional<Long> running() {
        try {
            long pid = Long.parseLong(Files.readString(home.pidFile()).strip());
            return of(pid).map(ProcessHandle::pid);
        } catch (IOException | NumberFormatException none) {
            return Optional.empty();
        }
    }

    /**
     * Starts the service apart from this terminal, and waits until it answers, for as long as its process lives.
     *
     * @param project one more of its projects; without, it has those that it had
     * @return its process id
     * @throws FaultException {@code cli.service-did-not-start} with the end of its log
     */
    public long start(Optional<Path> project) {
        try {
            Files.createDirectories(home.directory());
            long before = Files.exists(home.serviceLog()) ? Files.size(home.serviceLog()) : 0;
            List<String> command = new ArrayList<>();
            if (Files.isExecutable(Path.of("/usr/bin/setsid"))) {
                command.add("/usr/bin/setsid");
            }
            command.addAll(java(project));
            ProcessBuilder builder = new ProcessBuilder(command);
            builder.environment().putAll(session.variables());
            Process process = builder.directory(home.directory().toFile())
                    .redirectInput(new File("/dev/null"))
                    .redirectErrorStream(true)
                    .redirectOutput(
                            ProcessBuilder.Redirect.appendTo(home.serviceLog().toFile()))
                    .start();
            String slow = session.texts().get("service.starts-slowly", home.serviceLog());
            try (Time.Alarm _ = session.time().after(SLOW, () -> session.err().println(slow))) {
                await(process, project, before);
            }
            return process.pid();
        } catch (IOException failure) {
            throw Fault.failed("cli.service-did-not-start", failure)
                    .at(home.directory())
                    .exception(failure);
        }
    }

    /** Waits until a service that somebody else has started answers, for as long as its process lives. */
    public void awaitAnswer(long pid) {
        awaitOf(pid, () -> {
            session.service().get("/projects");
            return true;
        });
    }

    /** Waits until a project that it was given just now is ready, for as long as its process lives. */
    public void awaitReady(long pid, Path project) {
        awaitOf(pid, () -> ready(Optional.of(project)));
    }

    private void awaitOf(long pid, BooleanSupplier done) {
        String slow = session.texts().get("service.starts-slowly", home.serviceLog());
        try (Time.Alarm _ = session.time().after(SLOW, () -> session.err().println(slow))) {
            while (running().equals(Optional.of(pid)) && !answered(done)) {
                pause("up");
            }
        }
    }

    /** False while nobody answers. */
    private static boolean answered(BooleanSupplier done) {
        try {
            return done.getAsBoolean();
        } catch (FaultException notYet) {
            if (!notYet.fault().code().startsWith("cli.service-")) {
                throw notYet;
            }
            return false;
        }
    }

    /** Runs the service in this terminal until it ends; its exit code. */
    public int foreground(Optional<Path> project) {
        try {
            Files.createDirectories(home.directory());
            Process process = new ProcessBuilder(java(project)).inheritIO().start();
            Runtime.getRuntime().addShutdownHook(new Thread(process::destroy));
            return process.waitFor();
        } catch (IOException failure) {
            throw Fault.failed("cli.service-did-not-start", failure)
                    .at(home.directory())
                    .exception(failure);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            return 1;
        }
    }

    /** Follows runs; says what holds it up, in the reader's language. */
    public RunFollower follower(Consumer<String> said) {
        return new RunFollower(
                session::client, () -> running().isPresent(), session.time(), hitch -> said.accept(word(hitch)));
    }

    private String word(RunFollower.Hitch hitch) {
        return session.texts()
                .get(
                        switch (hitch) {
                            case AWAY -> "service.away";
                            case SLOW -> "service.slow";
                            case DATABASE -> "service.database";
                        });
    }

    /** Asks the service to end, and waits until it has, however long that takes. */
    public void stop(long pid) {
        try {
            session.service().post("/shutdown", Map.of());
        } catch (FaultException | ApiProblem unreachable) {
            ProcessHandle.of(pid).ifPresent(ProcessHandle::destroy);
        }
        String slow = session.texts().get("service.ends-slowly", Long.toString(pid));
        try (Time.Alarm _ = session.time().after(SLOW, () -> session.err().println(slow))) {
            while (of(pid).isPresent()) {
                pause("down");
            }
        }
    }

    private void await(Process process, Optional<Path> project, long logBegin) throws IOException {
        while (true) {
            if (!process.isAlive()) {
                throw Fault.failed("cli.service-did-not-start", "\n" + endOfLog(logBegin))
                        .at(home.serviceLog())
                        .exception();
            }
            if (running().equals(Optional.of(process.pid())) && answered(() -> ours(project))) {
                return;
            }
            pause("up");
        }
    }

    /** The same; false while another home's service answers at the port, of which the one that begins says so, and ends. */
    private boolean ours(Optional<Path> project) {
        try {
            return ready(project);
        } catch (ApiProblem another) {
            if (another.problem().code().equals(OF_ANOTHER)) {
                return false;
            }
            throw another;
        }
    }

    /** Whether the project answers, or any where none is meant. Throws why it never will. */
    private boolean ready(Optional<Path> project) {
        List<ProjectView> all = Json.list(session.service().get("/projects"), ProjectView.class);
        Optional<ProjectView> meant = project.flatMap(file -> all.stream()
                .filter(known -> known.file().equals(file.toString()))
                .findFirst());
        ProblemView problem = meant.map(ProjectView::problem).orElse(null);
        if (problem != null && all.size() > 1) {
            throw new ApiProblem(problem);
        }
        return all.isEmpty()
                || meant.map(List::of).orElse(all).stream()
                        .anyMatch(known -> known.status().equals("ready"));
    }

    private String endOfLog(long from) throws IOException {
        byte[] log = Files.exists(home.serviceLog()) ? Files.readAllBytes(home.serviceLog()) : new byte[0];
        int begin = (int) Math.min(from, log.length);
        List<String> lines = new String(log, begin, log.length - begin, java.nio.charset.StandardCharsets.UTF_8)
                .lines()
                .toList();
        return String.join("\n", lines.subList(Math.max(0, lines.size() - LOG_LINES), lines.size()));
    }

    private static List<String> java(Optional<Path> project) throws IOException {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        String flags = System.getProperty("understudy.service.flags", "");
        if (!flags.isBlank()) {
            command.addAll(List.of(flags.split(" ", -1)));
        }
        String cache = System.getProperty("understudy.service.cache", "");
        if (!cache.isEmpty() && Files.exists(Path.of(cache))) {
            command.addAll(List.of("-XX:AOTCache=" + cache, "-Xlog:disable", "-Xlog:all=off"));
        }
        command.addAll(List.of("-cp", classpath(), MAIN));
        project.ifPresent(file -> command.add(file.toString()));
        return command;
    }

    /**
     * The program that looks at other people's Odoos, of the same jars.
     *
     * @throws FaultException {@code audit.broke-off} when these cannot be found
     */
    public static Auditor auditor() {
        try {
            return new AuditProgram(classpath());
        } catch (IOException failure) {
            throw Fault.failed("audit.broke-off", failure).exception(failure);
        }
    }

    /** The launcher's, or this process's own where there was no launcher. */
    private static String classpath() throws IOException {
        String file = System.getProperty("understudy.service.classpath", "");
        return file.isEmpty()
                ? System.getProperty("java.class.path")
                : Files.readString(Path.of(file)).strip();
    }

    /** The service of this number; none where it has ended, and only nobody has asked how: as in many containers. */
    private Optional<ProcessHandle> of(long pid) {
        return ProcessHandle.of(pid).filter(ProcessHandle::isAlive).filter(this::service);
    }

    private boolean service(ProcessHandle process) {
        Path commandLine = Path.of("/proc", Long.toString(process.pid()), "cmdline");
        try {
            return !Files.exists(commandLine) || Files.readString(commandLine).contains(MAIN);
        } catch (IOException gone) {
            return false;
        }
    }

    private void pause(String command) {
        try {
            session.time().pause(GLANCE);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw Fault.failed("cli.following-interrupted", command).exception(interrupted);
        }
    }
}
