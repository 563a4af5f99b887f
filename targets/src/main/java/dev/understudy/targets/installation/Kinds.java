package dev.understudy.targets.installation;

import dev.understudy.model.audit.AuditReport.Kind;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * In which way an Odoo was installed.
 *
 * @param code the folder of its package {@code odoo}
 */
record Kinds(Place place, String code, Map<String, String> options, Optional<OdooProcess> process) {

    private static final Pattern PACKAGE = Pattern.compile(
            "(?m)^Package: (odoo(?:-\\d+)?)\\nStatus: install ok installed\\n(?:(?!\\n\\n)[\\s\\S])*?^Version: (\\S+)");

    /** The kind; adds what it was told by. */
    Kind tell(List<String> clues) {
        Optional<String> aggregated = doodba();
        if (aggregated.isPresent()) {
            clues.add(aggregated.get());
            return Kind.DOODBA;
        }
        if (process.filter(OdooProcess::container).isPresent()) {
            clues.add("/proc/" + process.get().pid() + "/cgroup");
            return Kind.CONTAINER;
        }
        Optional<String> version = packaged(place);
        if (code.contains("/dist-packages/") && version.isPresent()) {
            clues.add("/var/lib/dpkg/status: odoo " + version.get());
            return version.get().matches(".*(dfsg|ds)\\W?.*") ? Kind.DEBIAN : Kind.NIGHTLY;
        }
        if (!code.isEmpty()) {
            clues.add(code + "/release.py");
            return Kind.SOURCE;
        }
        return Kind.UNKNOWN;
    }

    /** The version of the package of Odoo that is installed there. */
    static Optional<String> packaged(Place place) {
        // The status of a machine with many packages is longer than any text that is read otherwise.
        String status = place.text("/var/lib/dpkg/status").orElse("");
        Matcher matcher = PACKAGE.matcher(status);
        return matcher.find() ? Optional.of(matcher.group(2)) : Optional.empty();
    }

    private Optional<String> doodba() {
        for (String folder : ("/opt/odoo/custom/src," + options.getOrDefault("addons_path", "")).split("[,\\n]", -1)) {
            Path up = Path.of("/").resolve(folder.strip());
            for (int i = 0; i < 4 && up != null; i++, up = up.getParent()) {
                if (place.isFile(up + "/addons.yaml") && place.isFile(up + "/repos.yaml")) {
                    return Optional.of(up + "/repos.yaml");
                }
            }
        }
        return Optional.empty();
    }
}
