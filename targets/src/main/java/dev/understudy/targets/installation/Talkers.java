package dev.understudy.targets.installation;

import dev.understudy.model.audit.AuditReport.Talker;
import dev.understudy.targets.addons.ModuleTalk;
import java.util.Collection;
import java.util.List;
import java.util.Optional;

/** Installed modules, not Odoo's own, that may talk to the world. */
final class Talkers {

    private Talkers() {}

    static List<Talker> among(Collection<ModuleFolders.Code> modules) {
        return modules.stream()
                .filter(code -> !code.core())
                .map(Talkers::read)
                .flatMap(Optional::stream)
                .toList();
    }

    private static Optional<Talker> read(ModuleFolders.Code code) {
        return ModuleTalk.of(code.path())
                .map(talk -> new Talker(
                        code.path().getFileName().toString(),
                        talk.libraries(),
                        talk.credentials(),
                        talk.neutralizes()));
    }
}
