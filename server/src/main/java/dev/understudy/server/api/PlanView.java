package dev.understudy.server.api;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.understudy.model.view.LossView;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What would be done, for {@code dryRun=true}.
 *
 * @param loss what it would lose; only of a rollback
 */
public record PlanView(
        List<String> plan,
        @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable LossView loss) {

    public PlanView {
        plan = List.copyOf(plan);
    }

    /** Of what loses nothing. */
    public PlanView(List<String> plan) {
        this(plan, null);
    }
}
