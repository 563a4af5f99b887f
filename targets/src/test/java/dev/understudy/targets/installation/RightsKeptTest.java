package dev.understudy.targets.installation;

import static org.assertj.core.api.Assertions.assertThat;

import dev.understudy.targets.postgres.Cluster;
import dev.understudy.targets.postgres.Cluster.Purpose;
import dev.understudy.targets.postgres.Database;
import dev.understudy.targets.postgres.TestClusters;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What other roles could do in a database, they can do in the one that is put in its place; on real PostgreSQL. */
@Timeout(300)
class RightsKeptTest {

    private static final String THINGS = """
            CREATE SCHEMA "Reporting";
            CREATE TABLE "Reporting"."Stock day" (day date, secret text);
            CREATE TABLE public.res_partner (name text, email text);
            CREATE SEQUENCE public.numbers;
            CREATE FUNCTION public.total(a integer, b text DEFAULT 'x') RETURNS integer LANGUAGE sql AS 'SELECT a'""";

    @Test
    void areGivenAgainAsTheyWere() throws Exception {
        try (TestClusters test = new TestClusters()) {
            Cluster cluster = test.running("old", Purpose.COPY);
            Database before = test.superuser(cluster, "odoo");
            before.script("CREATE ROLE \"the reader\"; CREATE ROLE owner_of_reports");
            test.clusters.createDatabase(cluster, "fresh");
            before.script(THINGS);
            before.script("""
                    ALTER SCHEMA "Reporting" OWNER TO owner_of_reports;
                    GRANT USAGE ON SCHEMA "Reporting" TO "the reader";
                    GRANT SELECT ON "Reporting"."Stock day" TO "the reader" WITH GRANT OPTION;
                    GRANT SELECT (name) ON public.res_partner TO "the reader";
                    GRANT USAGE ON SEQUENCE public.numbers TO PUBLIC;
                    REVOKE EXECUTE ON FUNCTION public.total FROM PUBLIC;
                    GRANT EXECUTE ON FUNCTION public.total TO "the reader";
                    CREATE TABLE public.gone (a int);
                    GRANT SELECT ON public.gone TO "the reader\"""");
            Database fresh = test.superuser(cluster, "fresh");
            fresh.script(THINGS);

            List<String> statements = before.rows(RightsKept.STATEMENTS).stream()
                    .map(List::getFirst)
                    .toList();
            assertThat(statements)
                    .contains(
                            "GRANT USAGE ON SCHEMA \"Reporting\" TO \"the reader\"",
                            "GRANT SELECT ON TABLE \"Reporting\".\"Stock day\" TO \"the reader\" WITH GRANT OPTION",
                            "GRANT SELECT (name) ON TABLE public.res_partner TO \"the reader\"",
                            "GRANT USAGE ON SEQUENCE public.numbers TO PUBLIC");
            statements.stream().filter(one -> !one.contains("public.gone")).forEach(fresh::script);

            assertThat(fresh.rows("""
                            SELECT has_schema_privilege(r, 'Reporting', 'USAGE'),
                                   has_table_privilege(r, '"Reporting"."Stock day"', 'SELECT WITH GRANT OPTION'),
                                   has_table_privilege(r, '"Reporting"."Stock day"', 'INSERT'),
                                   has_column_privilege(r, 'public.res_partner', 'name', 'SELECT'),
                                   has_column_privilege(r, 'public.res_partner', 'email', 'SELECT'),
                                   has_sequence_privilege(r, 'public.numbers', 'USAGE'),
                                   has_function_privilege(r, 'public.total(integer, text)', 'EXECUTE')
                              FROM (VALUES ('the reader')) v (r)""")).containsExactly(List.of("t", "t", "f", "t", "f", "t", "t"));
            assertThat(before.rows(RightsKept.OWNERS)).containsExactly(List.of("\"Reporting\" (owner_of_reports)"));
        }
    }
}
