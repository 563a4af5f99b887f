package dev.understudy.model.method;

import dev.understudy.model.release.Release;
import dev.understudy.model.text.Sha256;
import java.util.Map;
import java.util.TreeMap;

/** What people say yes to: the code, the build of Odoo, what Python packages come with it, and the method. */
public final class Content {

    private Content() {}

    /**
     * A digest that is the same for the same content, and for no other.
     *
     * @param requirements what each repository asks of Python, e.g. the text of its {@code requirements.txt}
     */
    public static String digest(Release release, Map<String, String> requirements, Method method) {
        StringBuilder text = new StringBuilder("odoo ").append(release.odoo()).append('\n');
        release.commits()
                .forEach((repository, commit) -> text.append("commit ")
                        .append(repository)
                        .append(' ')
                        .append(commit)
                        .append('\n'));
        new TreeMap<>(requirements)
                .forEach((repository, wanted) -> text.append("requirements ")
                        .append(repository)
                        .append(' ')
                        .append(Sha256.of(wanted))
                        .append('\n'));
        text.append("method ").append(Sha256.of(canonical(method)));
        return Sha256.of(text.toString());
    }

    /** A method as a text in which nothing depends on the order of a set. */
    private static String canonical(Method method) {
        StringBuilder text = new StringBuilder(method.name());
        for (Stage stage : method.stages()) {
            text.append('\n')
                    .append(stage.name())
                    .append(stage.environment())
                    .append(stage.act())
                    .append(stage.after())
                    .append(stage.back())
                    .append(stage.restartDatabase());
            stage.gates().forEach(gate -> text.append('\n').append(canonical(gate)));
        }
        return text.append('\n')
                .append(method.overriders().stream().sorted().toList())
                .append(method.standard())
                .append(method.emergency()
                        .map(lane -> lane.by().stream().sorted().toList() + " " + lane.delay() + " " + lane.review()))
                .append(method.promotion())
                .toString();
    }

    private static String canonical(Gate gate) {
        String demand = switch (gate.demand()) {
            case Gate.Demand.Proven proven ->
                proven.proof() + " " + proven.validFor() + " " + proven.lasting() + " "
                        + proven.vouchers().stream().sorted().toList();
            case Gate.Demand.Soaked soaked -> "SOAK " + soaked.lasting();
            case Gate.Demand.InWindow window -> "WINDOW";
            case Gate.Demand.Approved approved -> {
                ApprovalRule rule = approved.rule();
                yield "APPROVAL " + rule.by().stream().sorted().toList() + rule.needed()
                        + rule.never().stream().sorted().toList() + rule.from() + rule.touches();
            }
        };
        return gate.name() + " " + gate.mode() + " " + demand;
    }
}
