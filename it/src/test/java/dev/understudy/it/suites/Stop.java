package dev.understudy.it.suites;

import java.lang.reflect.Method;
import java.util.HashSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.InvocationInterceptor;
import org.junit.jupiter.api.extension.ReflectiveInvocationContext;
import org.opentest4j.TestAbortedException;

/**
 * Ends the tests that run, in the middle of whatever they wait for, when there is no time left. What clears up after them
 * is not disturbed: it begins when the test has ended.
 */
public final class Stop implements InvocationInterceptor {

    private static final Set<Thread> TESTS = new HashSet<>();
    private static boolean wished;

    /** Ends every test that runs, and lets none begin. */
    static void all() {
        synchronized (TESTS) {
            wished = true;
            TESTS.forEach(Thread::interrupt);
        }
    }

    /** Lets tests run again. */
    static void over() {
        synchronized (TESTS) {
            wished = false;
        }
    }

    @Override
    public void interceptTestMethod(
            Invocation<@Nullable Void> test, ReflectiveInvocationContext<Method> method, ExtensionContext context)
            throws Throwable {
        proceed(test);
    }

    @Override
    public void interceptTestTemplateMethod(
            Invocation<@Nullable Void> test, ReflectiveInvocationContext<Method> method, ExtensionContext context)
            throws Throwable {
        proceed(test);
    }

    @Override
    public void interceptBeforeAllMethod(
            Invocation<@Nullable Void> beginning, ReflectiveInvocationContext<Method> method, ExtensionContext context)
            throws Throwable {
        proceed(beginning);
    }

    private static void proceed(Invocation<@Nullable Void> test) throws Throwable {
        begin();
        Throwable thrown = null;
        try {
            test.proceed();
        } catch (Throwable failed) {
            thrown = failed;
        }
        if (ended()) {
            throw new TestAbortedException("stopped: no time was left", thrown);
        }
        if (thrown != null) {
            throw thrown;
        }
    }

    private static void begin() {
        synchronized (TESTS) {
            if (wished) {
                throw new TestAbortedException("not begun: no time was left");
            }
            TESTS.add(Thread.currentThread());
        }
    }

    /** Whether the test was to stop. */
    private static boolean ended() {
        synchronized (TESTS) {
            TESTS.remove(Thread.currentThread());
            if (wished) {
                // What clears up may wait again.
                Thread.interrupted();
            }
            return wished;
        }
    }
}
