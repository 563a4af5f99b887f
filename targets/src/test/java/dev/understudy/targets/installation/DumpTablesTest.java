package dev.understudy.targets.installation;

import static org.assertj.core.api.Assertions.assertThat;

import dev.understudy.model.audit.AuditReport.Service;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class DumpTablesTest {

    private static final String DUMP = """
            --
            -- PostgreSQL database dump
            --
            -- Dumped from database version 15.4 (Debian 15.4-1)
            CREATE EXTENSION IF NOT EXISTS pg_trgm WITH SCHEMA public;
            ALTER TABLE public.ir_cron OWNER TO "odoo";
            COPY public.ir_module_module (id, name, author, state, latest_version) FROM stdin;
            1\tbase\tOdoo S.A.\tinstalled\t17.0.1.3
            2\tacme_sale\tACME\tinstalled\t17.0.1.0
            3\tcrm\tOdoo S.A.\tuninstalled\t\\N
            \\.
            COPY public.ir_cron (id, active, cron_name) FROM stdin;
            1\tt\tMail
            2\tf\tOff
            3\tt\tOurs
            \\.
            COPY public.ir_model_data (id, module, model, res_id) FROM stdin;
            1\tmail\tir.cron\t1
            2\tacme_sale\tir.cron\t3
            3\tbase\tres.partner\t3
            \\.
            COPY public.ir_attachment (id, store_fname, res_model) FROM stdin;
            1\taa/aabb\tres.partner
            2\t\\N\tres.partner
            \\.
            COPY public.queue_job (id, state) FROM stdin;
            1\tpending
            2\tpending
            3\tdone
            \\.
            COPY public.acme_import (line) FROM stdin;
            COPY public.ir_cron (id, active) FROM stdin;
            \\.
            SELECT pg_catalog.lo_create('16400');
            ALTER TABLE ONLY public.ir_cron
                ADD CONSTRAINT ir_cron_pkey PRIMARY KEY (id);
            """;

    @Test
    void aDumpTellsWhatADatabaseWould() throws IOException {
        DumpTables tables = read(DUMP + "-- PostgreSQL database dump complete\n");
        OdooRows rows = new OdooRows(tables);

        assertThat(rows.odoo()).isTrue();
        assertThat(rows.series()).isEqualTo("17.0");
        assertThat(rows.installed()).containsExactly("acme_sale", "base");
        assertThat(rows.modules(Optional.empty()).own()).extracting("name").containsExactly("acme_sale");
        assertThat(rows.crons())
                .containsEntry("mail", 1L)
                .containsEntry("acme_sale", 1L)
                .hasSize(2);
        assertThat(rows.queueJobs()).containsExactly(new Service("done", 1), new Service("pending", 2));
        assertThat(tables.version()).isEqualTo("15.4");
        assertThat(tables.extensions()).containsExactly("pg_trgm");
        assertThat(tables.owners()).containsExactly("odoo");
        assertThat(tables.objects()).isEqualTo(1);
        assertThat(tables.withoutKey()).contains("acme_import", "queue_job").doesNotContain("ir_cron");
        assertThat(tables.complete()).isTrue();
        List<String> files = new ArrayList<>();
        tables.attachments((file, model) -> files.add(file + " " + model));
        assertThat(files).containsExactly("aa/aabb res.partner");
    }

    @Test
    void oneThatWasCutOffIsNotComplete() throws IOException {
        assertThat(read(DUMP.substring(0, DUMP.length() / 2)).complete()).isFalse();
    }

    private static DumpTables read(String dump) throws IOException {
        DumpTables tables = new DumpTables();
        tables.write(dump.getBytes(StandardCharsets.UTF_8));
        return tables;
    }
}
