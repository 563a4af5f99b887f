package dev.understudy.server.hooks;

import dev.understudy.model.view.DeliveryView;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Hooks in memory; what is to be told is only what a test gives them. */
public final class MemoryHookBook implements HookBook {

    private final List<Kept> kept = new ArrayList<>();
    private final List<Due> due = new ArrayList<>();
    private final List<DeliveryView> put = new ArrayList<>();
    private final List<Waiting> pushes = new ArrayList<>();
    private String problem = "";

    @Override
    public void keep(Hook hook, String sealed) {
        kept.add(new Kept(hook, sealed));
    }

    @Override
    public List<Kept> all() {
        return List.copyOf(kept);
    }

    @Override
    public boolean remove(String id) {
        return kept.removeIf(one -> one.hook().id().equals(id));
    }

    @Override
    public List<Event> news(Hook hook, int most) {
        return List.of();
    }

    @Override
    public void put(String hook, Event event, Message message, Instant now) {
        Due fresh = new Due(put.size() + 1L, hook, event.id(), event.kind(), message, 0);
        due.add(fresh);
        put.add(new DeliveryView(fresh.number(), fresh.kind(), now, 0, "waiting", null, ""));
    }

    @Override
    public List<Due> due(Instant now, int most) {
        return List.copyOf(due);
    }

    @Override
    public void told(long number, String answer, Instant now) {
        end(number, "told", answer, now);
    }

    private void end(long number, String state, String answer, Instant now) {
        due.removeIf(one -> one.number() == number);
        put.replaceAll(one -> one.number() == number
                ? new DeliveryView(number, one.kind(), one.writtenAt(), one.tries() + 1, state, now, answer)
                : one);
    }

    @Override
    public List<DeliveryView> deliveries(String hook, int most) {
        return put.reversed();
    }

    @Override
    public boolean again(String hook, long number, Instant now) {
        return put.stream().anyMatch(one -> one.number() == number)
                && due.add(new Due(number, hook, "again-" + number, "test", new Message("", "{}"), 0));
    }

    @Override
    public void forget(Instant told, Instant pushed) {}

    @Override
    public void notTold(long number, String why, Optional<Instant> next, Instant now) {
        problem = why;
        end(number, "given-up", why, now);
    }

    @Override
    public boolean received(String hook, Push push) {
        boolean fresh = pushes.stream().noneMatch(one -> one.push().digest().equals(push.digest()));
        if (fresh) {
            pushes.add(new Waiting(pushes.size(), hook, push));
        }
        return fresh;
    }

    @Override
    public List<Waiting> waiting() {
        return List.copyOf(pushes);
    }

    @Override
    public void done(long number, String outcome, Optional<String> why, Instant now) {
        pushes.removeIf(one -> one.number() == number);
    }

    @Override
    public Standing standing(String id) {
        return new Standing(
                pushes.isEmpty() ? null : pushes.getLast().push().at(),
                due.size() + pushes.size(),
                problem.isEmpty() ? null : problem);
    }
}
