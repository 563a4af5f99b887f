package dev.understudy.server.web;

import dev.understudy.engine.run.Runs;
import dev.understudy.model.fault.Fault;
import dev.understudy.server.api.AfterDesk;
import dev.understudy.server.api.Desk;
import dev.understudy.server.api.Insights;
import dev.understudy.server.api.PracticeDesk;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.util.Set;
import java.util.TreeSet;

/** A desk of which a test breaks one part: what is asked of it fails, as if something that it needs were away. */
final class Breakable {

    /** The code of what fails. */
    static final String CODE = "git.unreachable";

    private static final Set<Class<?>> PARTS =
            Set.of(Desk.class, PracticeDesk.class, AfterDesk.class, Insights.class, Runs.class);

    private final Set<String> asked = new TreeSet<>();
    private final Desk desk;
    private String broken = "";

    Breakable(Desk whole) {
        this.desk = (Desk) part(Desk.class, whole);
    }

    Desk desk() {
        return desk;
    }

    /** Breaks a part, e.g. {@code Desk.changes}, and mends the one that was broken before. */
    void breaks(String part) {
        broken = part;
    }

    /** The parts that were asked for something since the last time. */
    Set<String> asked() {
        Set<String> since = Set.copyOf(asked);
        asked.clear();
        return since;
    }

    private Object part(Class<?> kind, Object whole) {
        return Proxy.newProxyInstance(
                kind.getClassLoader(),
                new Class<?>[] {kind},
                (proxy, method, arguments) -> answer(kind, whole, method, arguments));
    }

    private Object answer(Class<?> kind, Object whole, Method method, Object[] arguments) throws Throwable {
        String name = kind.getSimpleName() + "." + method.getName();
        Class<?> answer = method.getReturnType();
        if (!PARTS.contains(answer)) {
            asked.add(name);
        }
        if (name.equals(broken)) {
            throw Fault.failed(CODE, "sales", "https://git.example/acme/sales.git", "no route to host")
                    .at("sales")
                    .exception();
        }
        try {
            Object given = method.invoke(whole, arguments);
            return PARTS.contains(answer) ? part(answer, given) : given;
        } catch (InvocationTargetException thrown) {
            throw thrown.getCause();
        }
    }
}
