package dev.understudy.targets.runtime;

import dev.understudy.targets.host.ProcessTable;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Collectors;

/** The environment variables of every Odoo process. */
final class OdooEnvironment {

    private OdooEnvironment() {}

    static Map<String, String> of(OdooSetting setting, String mark) {
        Map<String, String> variables = new LinkedHashMap<>();
        variables.put("HOME", setting.dataDirectory().toString());
        variables.put("LANG", "C.UTF-8");
        // wkhtmltopdf looks for a screen otherwise.
        variables.put("QT_QPA_PLATFORM", "offscreen");
        if (!setting.user().isEmpty()) {
            variables.put("USER", setting.user());
            variables.put("LOGNAME", setting.user());
        }
        if (!setting.code().python().isEmpty()) {
            variables.put(
                    "PYTHONPATH",
                    setting.code().python().stream().map(Path::toString).collect(Collectors.joining(":")));
        }
        // The code folders are read-only, and a .pyc would change what a copy of them holds.
        variables.put("PYTHONDONTWRITEBYTECODE", "1");
        // Otherwise setproctitle writes over the mark by which the process is found again.
        variables.put("SPT_NOENV", "1");
        variables.put(ProcessTable.VARIABLE, mark);
        return variables;
    }
}
