package dev.understudy.engine.control;

import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Supplier;

/** Has one after the other act on an environment; who acts already may do more. */
final class Turns {

    private final ConcurrentHashMap<String, ReentrantLock> locks = new ConcurrentHashMap<>();

    <T> T take(String environment, Supplier<T> work) {
        ReentrantLock lock = locks.computeIfAbsent(environment, name -> new ReentrantLock());
        lock.lock();
        try {
            return work.get();
        } finally {
            lock.unlock();
        }
    }
}
