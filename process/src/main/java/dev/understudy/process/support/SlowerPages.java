package dev.understudy.process.support;

import dev.understudy.engine.environment.Environments;
import dev.understudy.engine.watch.PageTimes;
import dev.understudy.model.config.Project;
import dev.understudy.process.World;
import dev.understudy.process.support.SupportBook.Support;
import dev.understudy.targets.edge.AccessLog;
import java.time.Instant;

/** While users are helped after a deploy, looks from time to time at which pages of production became slower by it. */
public final class SlowerPages {

    private final SupportBook book;
    private final Environments environments;
    private final World world;

    public SlowerPages(SupportBook book, Environments environments, World world) {
        this.book = book;
        this.environments = environments;
        this.world = world;
    }

    /** Reads all that the edge has kept of the week before and since: some seconds, where much was asked for. */
    public void look(Instant now) {
        for (Support support : book.open()) {
            if (support.ends().isAfter(now)) {
                look(support);
            }
        }
    }

    private void look(Support support) {
        environments.find(Project.PRODUCTION).ifPresent(production -> {
            PageTimes pages = new PageTimes(support.deployed(), support.began());
            try (AccessLog answers = world.machine()
                    .answers()
                    .apply(production, support.deployed().minus(PageTimes.BEFORE))) {
                answers.read(pages);
            }
            book.slower(support.run(), pages.slower());
        });
    }
}
