package dev.understudy.model.beginning;

import java.text.Normalizer;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** The {@code understudy.yaml} that a project begins with, each line explained. */
public final class ProjectTemplate {

    private ProjectTemplate() {}

    public static String text(String project, OdooTemplate odoo, Map<String, String> repositories, String method) {
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
            """.formatted(project, odoo.lines(), list, method, people(method));
    }

    /** Those whom a method asks; nobody else can put real names here than who reads the file. */
    private static String people(String method) {
        List<String> roles = switch (method) {
            case "hdz-ii" -> List.of("client");
            case "linear" -> List.of("release-manager");
            case "three-phase" -> List.of("client", "release-manager", "key-user");
            default -> List.of();
        };
        if (roles.isEmpty()) {
            return "";
        }
        StringBuilder people = new StringBuilder("\n# Whom the method asks. Put the real people here.\npeople:\n");
        roles.forEach(role -> people.append("  - { name: ")
                .append(role)
                .append(", mail: ")
                .append(role)
                .append("@example.org, roles: [")
                .append(role)
                .append("] }\n"));
        return people.toString();
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
