package dev.understudy.cli.demo;

import dev.understudy.cli.demo.Git.Signature;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/**
 * The sample company's two git repositories, {@code sales} and {@code logistics}, and the commits of the story. Authors
 * and dates are fixed, so the commits are the same on every machine. Every method can be called again: it leaves alone
 * what is already there.
 */
public final class SampleRepositories {

    /** The names, in the order of the addons path. */
    public static final List<String> NAMES = List.of("sales", "logistics");

    private static final String MARTA = "Marta Gracia";
    private static final String JULIEN = "Julien Lafargue";
    private static final String BULLETIN = "Show the carrier's bulletin on the sign-in page";
    private static final String ONE_CUSTOMER = "Let a priority contract belong to one customer";

    private final Path folder;

    /**
     * The repositories under a folder.
     *
     * @param folder holds a folder per repository
     */
    public SampleRepositories(Path folder) {
        this.folder = folder;
    }

    /** The working folder of a repository, which is also its address for git. */
    public Path repository(String name) {
        return folder.resolve(name);
    }

    /** The code that production starts with. Without it there is no repository. */
    public Map<String, String> create() {
        commit("sales", "base", by(MARTA, "2026-01-12T10:24:00+01:00"), "Promise orders by priority level", """
                A customer has a level, an order takes it, and a confirmed order without a
                delivery date gets one from the level's lead time.

                Ticket: ACME-98
                """);
        commit(
                "logistics",
                "base",
                by(JULIEN, "2026-01-19T16:02:00+01:00"),
                "Send deliveries with dispatch rounds",
                """
                The lorries leave at fixed hours. A round takes the deliveries of some
                priority levels.

                Ticket: ACME-103
                """);
        return heads();
    }

    /** A good release: a stored field with its view and its test in one addon, a view in the other. */
    public Map<String, String> goodRelease() {
        commit("sales", "release-1", by(MARTA, "2026-02-16T11:47:00+01:00"), "Show how urgent an order is", """
                Salespeople sort their orders by hand every morning. The urgency adds up the
                lead time of the level and the amount of the order.

                Ticket: ACME-142
                """);
        commit("logistics", "release-1", by(JULIEN, "2026-02-17T09:31:00+01:00"), "Group deliveries by round", """
                And a filter for those that no round takes.

                Ticket: ACME-143
                """);
        return heads();
    }

    /** A fix that changes the body of a method, and nothing else. */
    public Map<String, String> fix() {
        commit("sales", "release-fix", by(MARTA, "2026-02-23T10:05:00+01:00"), "Promise late orders from today", """
                An order that was written last month and confirmed today was promised for
                last month.

                Ticket: ACME-147
                """);
        return heads();
    }

    /** A release whose unique constraint holds in an empty database, and not on production's data. */
    public Map<String, String> releaseThatDataForbids() {
        commit("sales", "release-2", by(MARTA, "2026-03-02T12:15:00+01:00"), ONE_CUSTOMER, """
                Nobody can tell whose contract it is when two customers have the same number.

                Ticket: ACME-150
                """);
        return heads();
    }

    /** Takes {@link #releaseThatDataForbids} back, until the data is put in order. */
    public Map<String, String> takeBack() {
        revert("sales", ONE_CUSTOMER, by(MARTA, "2026-03-02T15:40:00+01:00"), """
                Its rehearsal found contracts that production has twice. The sales team puts
                them in order first.

                Ticket: ACME-150
                """);
        return heads();
    }

    private void revert(String name, String reverted, Signature by, String body) {
        Git git = new Git(repository(name));
        String subject = "Revert \"" + reverted + "\"";
        if (!git.subjects().contains(subject)) {
            git.revert(by, subject + "\n\n" + body);
        }
    }

    /** A release that people say yes to: what failed in production is taken back, and a number is put right. */
    public Map<String, String> releaseForTheClient() {
        revert("logistics", BULLETIN, by(JULIEN, "2026-03-10T08:20:00+01:00"), """
                Production cannot reach the carrier.

                Ticket: ACME-157
                """);
        commit("logistics", "release-4", by(JULIEN, "2026-03-16T09:12:00+01:00"), "Count no draft as open", """
                A round is full of deliveries that nobody has confirmed.

                Ticket: ACME-161
                """);
        return heads();
    }

    /** A release that behaves on every copy, and fails where the carrier's real address is set. */
    public Map<String, String> releaseThatFailsWhenItServes() {
        takeBack();
        commit("logistics", "release-3", by(JULIEN, "2026-03-09T17:55:00+01:00"), BULLETIN, """
                The warehouse's terminals stand on that page all night; nobody there knew of
                the strike last week.

                Ticket: ACME-157
                """);
        return heads();
    }

    /** The latest commit of each repository. */
    public Map<String, String> heads() {
        return Map.of(
                "sales", new Git(repository("sales")).head(), "logistics", new Git(repository("logistics")).head());
    }

    private void commit(String name, String layer, Signature by, String subject, String body) {
        Path repository = repository(name);
        Git git = new Git(repository);
        if (!Files.isDirectory(repository.resolve(".git"))) {
            createFolder(repository);
            git.init();
        } else if (git.subjects().contains(subject)) {
            return;
        }
        SampleFiles.copy(name + "/" + layer, repository);
        git.commit(by, subject + "\n\n" + body);
    }

    private static void createFolder(Path repository) {
        try {
            Files.createDirectories(repository);
        } catch (IOException impossible) {
            throw new UncheckedIOException(impossible);
        }
    }

    private static Signature by(String name, String date) {
        return new Signature(name, name.toLowerCase(java.util.Locale.ROOT).replace(' ', '.') + "@acme.example", date);
    }
}
