package dev.understudy.model.beginning;

import dev.understudy.model.audit.Adopted;
import dev.understudy.model.audit.AuditReport;
import dev.understudy.model.audit.AuditReport.Checkout;
import dev.understudy.model.audit.AuditReport.Folder;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** What an adoption would make of an audit: as much of its file as is known before anything is copied. */
public final class AdoptDraft {

    private static final int PORT = 8069;
    private static final int WEBSOCKET = 8072;
    private static final String BRANCH = "main";

    private AdoptDraft() {}

    /**
     * The file as it would be. What only the copy finds out stands there as a comment: how a container is followed, and the ports.
     *
     * @param folder into which it would be copied
     */
    public static String text(AuditReport report, String folder) {
        String filestore = report.filestore() == null ? "" : report.filestore().folder();
        int websocket = report.work().workers() > 0 ? WEBSOCKET : PORT;
        return AdoptTemplate.text(new Adopted(
                report,
                folder + "/copy/" + report.data().database() + ".dump",
                folder + "/copy/filestore",
                new Adopted.Served(PORT, websocket, filestore, null, "", List.of("the copy looks for it")),
                code(report.folders(), folder),
                0,
                0,
                0));
    }

    private static List<Adopted.Code> code(List<Folder> folders, String folder) {
        Map<String, Adopted.Code> code = new LinkedHashMap<>();
        folders.stream()
                .filter(one -> !one.core() && one.present() && one.modules() > 0)
                .map(one -> code(one, folder))
                .forEach(one -> code.putIfAbsent(one.url(), one));
        return code.isEmpty()
                ? List.of(new Adopted.Code("addons", folder + "/code/addons", BRANCH, "", true))
                : List.copyOf(code.values());
    }

    private static Adopted.Code code(Folder one, String folder) {
        Checkout checkout = one.repository();
        if (checkout != null
                && Integer.valueOf(0).equals(checkout.changed())
                && !checkout.branch().isEmpty()) {
            return new Adopted.Code(name(checkout.root()), checkout.root(), checkout.branch(), one.path(), false);
        }
        String name = name(one.path());
        return new Adopted.Code(name, folder + "/code/" + name, BRANCH, one.path(), true);
    }

    private static String name(String path) {
        return ProjectTemplate.name(path.replaceFirst("/+$", "").replaceFirst(".*/", ""));
    }
}
