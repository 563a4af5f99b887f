package dev.understudy.targets.dump;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.understudy.targets.dump.DumpReader.Piece;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class DumpReaderTest {

    @Test
    void splitsAsPsqlDoes() throws IOException {
        List<String> statements = List.of(
                "SELECT 'a;b', \"c;d\", $$e;f$$, $x$g;$$h$x$, E'i\\';j', 'k\\'",
                "CREATE FUNCTION f() RETURNS int LANGUAGE sql\nBEGIN ATOMIC\n SELECT CASE WHEN true THEN 1 END;\n SELECT 2;\nEND",
                "CREATE RULE r AS ON DELETE TO t DO INSTEAD (SELECT 1; SELECT 2)",
                "SELECT 1 -- a; comment\n, /* another; /* within; */ one */ 2",
                "CREATE TABLE a$b (begin integer, \"case\" text)",
                "SELECT price$ FROM t WHERE a = $1");

        assertThat(read(String.join(";\n", statements) + ";\n")).isEqualTo(statements);
    }

    @Test
    void rowsGoByAsTheyAre() throws IOException {
        DumpReader reader = reader("COPY t (a) FROM stdin;\n1\n\\\\.\n;\n\\restrict x\n\\.\nSELECT 1;\n");
        reader.next();
        ByteArrayOutputStream rows = new ByteArrayOutputStream();

        reader.copy((bytes, length) -> rows.write(bytes, 0, length));

        assertThat(rows.toString(StandardCharsets.UTF_8)).isEqualTo("1\n\\\\.\n;\n\\restrict x\n");
        assertThat(reader.next()).isEqualTo(new Piece.Sql("SELECT 1"));
        assertThat(reader.next()).isNull();
    }

    @Test
    void manyRowsComeInWholeLinesAndInUtf8() throws IOException {
        Charset latin9 = Charset.forName("ISO-8859-15");
        String row = "café €\n";
        String all = row.repeat(50_000);
        DumpReader reader =
                new DumpReader(new ByteArrayInputStream(("COPY t FROM stdin;\n" + all + "\\.\n").getBytes(latin9)));
        reader.charset(latin9);
        reader.next();
        ByteArrayOutputStream rows = new ByteArrayOutputStream();

        reader.copy((bytes, length) -> {
            assertThat(bytes[length - 1]).isEqualTo((byte) '\n');
            rows.write(bytes, 0, length);
        });

        assertThat(rows.toString(StandardCharsets.UTF_8)).isEqualTo(all);
    }

    @Test
    void whatPgDumpSaysOfItselfIsKnown() throws IOException {
        DumpReader reader = reader("""
                --
                -- PostgreSQL database dump
                --
                \\restrict abc
                -- Dumped from database version 17.2 (Debian 17.2-1)
                SELECT 1;
                --
                -- PostgreSQL database dump complete
                --
                """);

        assertThat(reader.next()).isEqualTo(new Piece.Meta("\\restrict abc"));
        assertThat(reader.next()).isEqualTo(new Piece.Sql("SELECT 1"));
        assertThat(reader.complete()).isFalse();
        assertThat(reader.next()).isNull();
        assertThat(reader.complete()).isTrue();
        assertThat(reader.version()).isEqualTo("17.2");
    }

    @Test
    void aDumpThatIsCutOffEndsUnexpectedly() {
        for (String cut : List.of("SELECT 1", "SELECT 'a", "SELECT $$a", "SELECT /* a", "CREATE TABLE t (a int;")) {
            assertThatThrownBy(() -> read(cut)).as(cut).isInstanceOf(EOFException.class);
        }
        assertThatThrownBy(() -> {
                    DumpReader reader = reader("COPY t FROM stdin;\n1\n2");
                    reader.next();
                    reader.copy((bytes, length) -> {});
                })
                .isInstanceOf(EOFException.class);
    }

    private static List<String> read(String dump) throws IOException {
        DumpReader reader = reader(dump);
        List<String> statements = new ArrayList<>();
        for (Piece piece = reader.next(); piece != null; piece = reader.next()) {
            statements.add(((Piece.Sql) piece).text());
        }
        return statements;
    }

    private static DumpReader reader(String dump) {
        return new DumpReader(new ByteArrayInputStream(dump.getBytes(StandardCharsets.UTF_8)));
    }
}
