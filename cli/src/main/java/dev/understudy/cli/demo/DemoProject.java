package dev.understudy.cli.demo;

import dev.understudy.model.config.PortRange;
import dev.understudy.model.fault.Fault;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** The {@code understudy.yaml} of the sample company. */
final class DemoProject {

    /** What a company adds that wants its client to say yes. */
    static final String PRACTICE = """
            method: hdz-ii
            gates:
              approval: { by: [client, key-user] }
            people:
              - { name: ana, mail: ana@acme.example, roles: [client] }
              - { name: ed, mail: ed@acme.example, roles: [key-user] }
            """;

    private DemoProject() {}

    /**
     * The file's text.
     *
     * @param fenced whether this machine can cut copies off from the network; where it cannot, the file says so
     */
    static String text(SampleRepositories repositories, PortRange ports, boolean fenced) {
        return """
                # The sample company's Odoo, written by "understudy demo".
                project: acme
                odoo:
                  series: "19.0"
                  modules: [sale_management, stock, acme_sale_priority, acme_stock_dispatch]
                repositories:
                  - name: sales
                    url: "%s"
                  - name: logistics
                    url: "%s"
                environments:
                  production:
                    workers: 2
                    watch: 2s
                  staging:
                    copy_of: production
                    watch: 0s%s
                ports: %s
                """.formatted(
                        repositories.repository("sales"),
                        repositories.repository("logistics"),
                        fenced ? "" : "\n    fence: none",
                        ports);
    }

    /** Adds {@link #PRACTICE}, once. */
    static void practise(Path file) {
        String text = read(file);
        if (!text.contains(PRACTICE)) {
            write(file, text + PRACTICE);
        }
    }

    static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException unreadable) {
            throw Fault.failed("cli.demo-home-unwritable", unreadable).at(file).exception(unreadable);
        }
    }

    static void write(Path file, String text) {
        try {
            Files.createDirectories(file.toAbsolutePath().getParent());
            Files.writeString(file, text);
        } catch (IOException unwritable) {
            throw Fault.failed("cli.demo-home-unwritable", unwritable).at(file).exception(unwritable);
        }
    }
}
