package dev.understudy.model.beginning;

import dev.understudy.model.people.Person;
import java.text.Normalizer;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;

/** The {@code understudy.yaml} that a project begins with, each line explained. */
public final class ProjectTemplate {

    private ProjectTemplate() {}

    /** What each method asks somebody for. */
    private static final Map<String, List<String>> ASKED = Map.of(
            "falcon-i", List.of(),
            "hdz-ii", List.of("client"),
            "linear", List.of(Person.RELEASE_MANAGER),
            "three-phase", List.of("client", Person.RELEASE_MANAGER, "key-user"));

    /** The methods that there are, the plainest first. */
    public static final List<String> METHODS = List.of("falcon-i", "hdz-ii", "linear", "three-phase");

    /** A file that names nobody yet but those whom the method cannot do without. */
    public static String text(String project, OdooTemplate odoo, Map<String, String> repositories, String method) {
        return text(project, odoo, repositories, method, people(method));
    }

    /** A file with somebody who answers for what reaches production, beside those whom the method asks: nobody approves alone. */
    public static String text(
            String project, OdooTemplate odoo, Map<String, String> repositories, String method, First first) {
        String others = people(method);
        return text(
                project,
                odoo,
                repositories,
                method,
                (others.isEmpty() ? "\npeople:\n" : others)
                        + person(quoted(first.name()), quoted(first.mail()), Person.RELEASE_MANAGER));
    }

    /** Somebody who begins alone. */
    public record First(String name, String mail) {}

    private static String text(
            String project, OdooTemplate odoo, Map<String, String> repositories, String method, String people) {
        StringBuilder list = new StringBuilder();
        repositories.forEach((name, url) -> list.append("  - name: ")
                .append(name)
                .append("\n    url: ")
                .append(quoted(url))
                .append("\n    branches: { production: main }\n"));
        return """
            # What Understudy knows of this project. "understudy check" validates it, and docs/understudy.yaml
            # shows and explains every key.

            project: %s                  # lower case; also the name of production's database

            odoo:
            %s
            # Where the addons come from, in the order of the addons path.
            repositories:
            %s
            # How a release travels: falcon-i, hdz-ii, linear or three-phase.
            method: %s
            %s
            environments:
              production: {}
              staging:
                copy_of: production      # neutralized, and fenced from the network
            """.formatted(project, odoo.lines(), list, method, people);
    }

    /** Those whom a method asks; nobody else can put real names here than who reads the file. */
    private static String people(String method) {
        List<String> roles = ASKED.getOrDefault(method, List.of());
        return roles.isEmpty()
                ? ""
                : roles.stream()
                        .map(role -> person(role, role + "@example.org", role))
                        .collect(Collectors.joining(
                                "", "\n# Whom the method asks. Put the real people here.\npeople:\n", ""));
    }

    private static String person(String name, String mail, String roles) {
        return "  - { name: " + name + ", mail: " + mail + ", roles: [" + roles + "] }\n";
    }

    /** A project's name made of a folder's. */
    public static String name(String folder) {
        String plain = Normalizer.normalize(folder, Normalizer.Form.NFD)
                .toLowerCase(Locale.ROOT)
                .replaceAll("\\p{M}", "")
                .replaceAll("[^a-z0-9]+", "-")
                .replaceAll("^[^a-z]+|-+$", "");
        return plain.isEmpty() ? "project" : plain.substring(0, Math.min(31, plain.length()));
    }

    public static String quoted(String text) {
        return '"' + text.replace("\\", "\\\\").replace("\"", "\\\"") + '"';
    }
}
