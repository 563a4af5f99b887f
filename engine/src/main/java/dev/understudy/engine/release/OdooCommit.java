package dev.understudy.engine.release;

import dev.understudy.model.fault.Fault;
import dev.understudy.targets.git.Mirror;
import dev.understudy.targets.python.PythonPackages;
import dev.understudy.targets.runtime.OdooPackage;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A commit of Odoo's own repository. */
final class OdooCommit {

    private static final String RELEASE = "odoo/release.py";
    private static final String PROGRAM = "odoo-bin";

    /** Either tells what it needs. */
    private static final List<String> NEEDS = List.of(PythonPackages.REQUIREMENTS, OdooPackage.CONTROL);

    /** As {@code odoo/release.py} has it from 14.0 to 20.0; {@code saas~} series have a text in front. */
    private static final Pattern VERSION = Pattern.compile("(?m)^version_info = \\('?(?:saas~)?(\\d+)'?, (\\d+)");

    private OdooCommit() {}

    /**
     * That it is an Odoo, and of the project's series.
     *
     * @throws dev.understudy.model.fault.FaultException {@code release.no-odoo}, {@code release.odoo-of-other-series}
     */
    static void require(Mirror mirror, String commit, String series) {
        List<String> files = mirror.files(commit);
        String text = files.contains(PROGRAM) && NEEDS.stream().anyMatch(files::contains)
                ? mirror.texts(commit, List.of(RELEASE)).getOrDefault(RELEASE, "")
                : "";
        Matcher version = VERSION.matcher(text);
        if (!version.find()) {
            throw Fault.refused("release.no-odoo", commit).exception();
        }
        String found = version.group(1) + "." + version.group(2);
        if (!found.equals(series)) {
            throw Fault.refused("release.odoo-of-other-series", commit, found, series)
                    .exception();
        }
    }
}
