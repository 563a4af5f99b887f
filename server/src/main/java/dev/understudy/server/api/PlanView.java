package dev.understudy.server.api;

import java.util.List;

/** What would be done, for {@code dryRun=true}. */
public record PlanView(List<String> plan) {

    public PlanView {
        plan = List.copyOf(plan);
    }
}
