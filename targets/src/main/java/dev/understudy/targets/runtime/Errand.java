package dev.understudy.targets.runtime;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * Another program than Odoo, to be run where Odoo runs.
 *
 * @param mark becomes {@link dev.understudy.targets.host.ProcessTable#VARIABLE} in its environment
 * @param variables of its environment, besides Odoo's; no secrets, for they can be seen from elsewhere
 * @param read what it may read besides what Odoo may
 * @param program with its arguments
 */
public record Errand(String mark, Map<String, String> variables, List<Path> read, List<String> program) {

    public Errand {
        variables = new TreeMap<>(variables);
        read = List.copyOf(read);
        program = List.copyOf(program);
    }
}
