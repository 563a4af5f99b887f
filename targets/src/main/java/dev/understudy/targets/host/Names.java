package dev.understudy.targets.host;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** What addresses names have, as this machine knows them. */
@FunctionalInterface
public interface Names {

    /** Those of each; a name that is not known has none. */
    Map<String, List<InetAddress>> of(Collection<String> names);

    /**
     * As the machine's own resolver tells, all at once. One that has not answered after a while knows nothing.
     *
     * @param seconds for all of them together
     */
    static Names ofThisMachine(int seconds) {
        return names -> {
            ExecutorService asking = Executors.newVirtualThreadPerTaskExecutor();
            try {
                Map<String, Future<List<InetAddress>>> asked = new LinkedHashMap<>();
                names.forEach(name -> asked.put(name, asking.submit(() -> ask(name))));
                long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(seconds);
                Map<String, List<InetAddress>> known = new LinkedHashMap<>();
                asked.forEach((name, answer) -> known.put(name, answer(answer, end - System.nanoTime())));
                return known;
            } finally {
                asking.shutdownNow();
            }
        };
    }

    private static List<InetAddress> ask(String name) {
        try {
            return List.of(InetAddress.getAllByName(name));
        } catch (UnknownHostException unknown) {
            return List.of();
        }
    }

    private static List<InetAddress> answer(Future<List<InetAddress>> answer, long nanos) {
        try {
            return answer.get(Math.max(0, nanos), TimeUnit.NANOSECONDS);
        } catch (TimeoutException | ExecutionException nothing) {
            return List.of();
        } catch (InterruptedException wish) {
            Thread.currentThread().interrupt();
            return List.of();
        }
    }
}
