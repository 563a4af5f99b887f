package dev.understudy.odoo.ddl;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DdlStatementTest {

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '~',
            value = {
                "CREATE TABLE \"x\" (id SERIAL NOT NULL, PRIMARY KEY(id)) | ADDITIVE | x",
                "ALTER TABLE \"sale_order\" ADD COLUMN \"ref\" VARCHAR | ADDITIVE | sale_order",
                "ALTER TABLE \"sale_order\" ADD COLUMN \"drop_ship\" bool | ADDITIVE | sale_order",
                "ALTER TABLE x ADD COLUMN y bool NOT NULL DEFAULT false | ADDITIVE | x",
                "CREATE INDEX IF NOT EXISTS \"i\" ON \"sale_order\" (\"ref\") | ADDITIVE | sale_order",
                "ALTER TABLE x ALTER COLUMN y DROP NOT NULL | ADDITIVE | x",
                "ALTER TABLE x DROP CONSTRAINT y | ADDITIVE | x",
                "DROP INDEX i | ADDITIVE | ~~",
                "DROP VIEW IF EXISTS sale_report CASCADE | ADDITIVE | ~~",
                "CREATE or REPLACE VIEW sale_report AS (SELECT 1) | ADDITIVE | ~~",
                "ALTER TABLE \"x\" ALTER COLUMN \"y\" SET NOT NULL | RESTRICTIVE | x",
                "ALTER TABLE x ADD COLUMN y int NOT NULL | RESTRICTIVE | x",
                "ALTER TABLE x ADD CONSTRAINT c CHECK (y > 0) | RESTRICTIVE | x",
                "ALTER TABLE x ADD FOREIGN KEY (y) REFERENCES z(id) ON DELETE set null | RESTRICTIVE | x",
                "CREATE UNIQUE INDEX i ON x (y) | RESTRICTIVE | x",
                "ALTER TABLE x ALTER COLUMN y TYPE numeric USING y::numeric | REWRITE | x",
                "ALTER TABLE x ADD COLUMN y serial | REWRITE | x",
                "ALTER TABLE x ADD COLUMN y timestamp DEFAULT now() | REWRITE | x",
                "VACUUM FULL x | REWRITE | ~~",
                "ALTER TABLE x DROP COLUMN y | DESTRUCTIVE | x",
                "alter table only public.x drop y cascade | DESTRUCTIVE | x",
                "ALTER TABLE x RENAME COLUMN y TO z | DESTRUCTIVE | x",
                "DROP TABLE IF EXISTS x CASCADE | DESTRUCTIVE | x",
                "TRUNCATE x | DESTRUCTIVE | x",
                "COMMENT ON COLUMN x.y IS 'drop column' | NEUTRAL | ~~",
                "GRANT SELECT ON x TO y | NEUTRAL | ~~",
                "UPDATE x SET y = 'DROP TABLE z' | NEUTRAL | ~~",
            })
    void recognizes(String sql, DdlKind kind, String table) {
        assertThat(DdlStatement.of(sql)).isEqualTo(new DdlStatement(kind, table, sql));
    }

    @Test
    void takesNewTablesLightly() {
        List<String> made = List.of(
                "CREATE TABLE \"x\" (id SERIAL NOT NULL)",
                "ALTER TABLE \"x\" ALTER COLUMN \"y\" SET NOT NULL",
                "CREATE UNIQUE INDEX i ON \"x\" (y)");
        assertThat(DdlStatement.heaviest(made)).isEqualTo(DdlKind.ADDITIVE);
        assertThat(DdlStatement.heaviest(List.of("ALTER TABLE \"x\" ALTER COLUMN \"y\" SET NOT NULL")))
                .isEqualTo(DdlKind.RESTRICTIVE);
        assertThat(DdlStatement.heaviest(List.of("CREATE INDEX i ON x (y)", "ALTER TABLE x DROP COLUMN y")))
                .isEqualTo(DdlKind.DESTRUCTIVE);
        assertThat(DdlStatement.heaviest(List.of())).isEqualTo(DdlKind.NEUTRAL);
    }
}
