package dev.understudy.engine.run;

import dev.understudy.engine.journal.ControlDatabase;
import dev.understudy.engine.journal.RunChanges;
import dev.understudy.engine.journal.RunDao;
import dev.understudy.engine.journal.RunRecord;
import dev.understudy.model.fault.FaultException;
import dev.understudy.model.run.RunView;
import java.time.Duration;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Those who follow runs. Each is served on a thread of its own, so that a slow one holds up nobody. */
final class Followers implements AutoCloseable {

    private static final Logger log = LoggerFactory.getLogger(Followers.class);
    private static final Duration AT_MOST_EVERY = Duration.ofMillis(100);

    private final ControlDatabase database;
    private final Set<Follower> followers = ConcurrentHashMap.newKeySet();
    private final Map<Long, News> followed = new ConcurrentHashMap<>();
    private final RunChanges changes;

    Followers(ControlDatabase database) {
        this.database = database;
        this.changes = new RunChanges(database, this::changed);
        changes.start();
    }

    Runs.Following follow(long number, Locale locale, Consumer<RunView> listener) {
        Follower follower = new Follower(number, new RunViews(locale), listener);
        // The followed run's news stay while one of its followers does.
        synchronized (followers) {
            followed.computeIfAbsent(number, News::new);
            followers.add(follower);
        }
        follower.thread.start();
        return follower;
    }

    @Override
    public void close() {
        changes.close();
        followers.forEach(Follower::close);
    }

    private void changed(long number) {
        followed.values().stream()
                .filter(one -> number == RunChanges.ALL || number == one.number)
                .forEach(News::changed);
        followers.stream()
                .filter(follower -> number == RunChanges.ALL || number == follower.number)
                .forEach(Follower::changed);
    }

    private void leave(Follower follower) {
        synchronized (followers) {
            followers.remove(follower);
            if (followers.stream().noneMatch(one -> one.number == follower.number)) {
                followed.remove(follower.number);
            }
        }
    }

    /** A run that is followed: after each change it is read once, however many follow it. */
    private final class News {

        private final long number;
        private final AtomicLong changes = new AtomicLong(1);
        private long read;
        private Optional<RunRecord> latest = Optional.empty();

        News(long number) {
            this.number = number;
        }

        void changed() {
            changes.incrementAndGet();
        }

        /** The run as it is after all changes that were told until now. */
        synchronized Optional<RunRecord> latest() {
            long until = changes.get();
            if (read < until) {
                latest = database.inTransaction(handle -> new RunDao(handle).find(number));
                read = until;
            }
            return latest;
        }
    }

    private final class Follower implements Runs.Following {

        private final long number;
        private final RunViews views;
        private final Consumer<RunView> listener;
        private final Semaphore news = new Semaphore(1);
        private final Thread thread = Thread.ofVirtual().name("follower").unstarted(this::serve);
        private long told;

        Follower(long number, RunViews views, Consumer<RunView> listener) {
            this.number = number;
            this.views = views;
            this.listener = listener;
        }

        void changed() {
            news.release();
        }

        @Override
        public void close() {
            leave(this);
            thread.interrupt();
        }

        private void serve() {
            try {
                while (followers.contains(this)) {
                    news.acquire();
                    news.drainPermits();
                    tell();
                    Thread.sleep(AT_MOST_EVERY);
                }
            } catch (InterruptedException closed) {
                log.debug("No longer following run {}", number);
            } catch (RuntimeException failure) {
                log.warn("Following run {} ended", number, failure);
                leave(this);
            }
        }

        private void tell() {
            Optional<RunRecord> run;
            try {
                News known = followed.get(number);
                run = known == null ? Optional.empty() : known.latest();
            } catch (FaultException unreachable) {
                log.debug("News of run {} wait until the control plane answers", number, unreachable);
                return;
            }
            if (run.isPresent() && run.get().version() > told) {
                told = run.get().version();
                listener.accept(views.view(run.get()));
            }
        }
    }
}
