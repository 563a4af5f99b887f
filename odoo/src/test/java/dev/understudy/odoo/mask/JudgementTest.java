package dev.understudy.odoo.mask;

import static org.assertj.core.api.Assertions.assertThat;

import dev.understudy.odoo.mask.Decision.Why;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class JudgementTest {

    private final Judgement judgement = new Judgement(MaskRules.ours(), Map.of("x_visit.reason", Kind.KEEP));

    private static Column column(String path, String type, String field) {
        int dot = path.indexOf('.');
        return new Column(path.substring(0, dot), path.substring(dot + 1), type, field, false, false, false);
    }

    @ParameterizedTest
    @CsvSource({
        "res_partner.name, character varying, char, NAME, RULE",
        "res_partner.comment, text, html, TEXT, TYPE",
        "res_partner.x_private_email, character varying, char, EMAIL, NAME",
        "x_visit.reason, character varying, char, KEEP, FILE",
        "x_visit.driver_name, character varying, char, NAME, NAME",
        "x_visit.birth_date, date, date, BIRTHDAY, NAME",
        "x_visit.task_properties_definition, jsonb, properties_definition, SCRUB, TYPE",
        "x_visit.state, character varying, selection, KEEP, TYPE",
        "x_visit.scan, bytea, binary, DROP, TYPE",
        "x_visit.date, date, date, KEEP, TYPE",
        "x_visit.found, tsvector, '', DROP, TYPE",
        "x_visit.came_from, inet, '', DROP, TYPE",
        "x_visit.home, 'geometry(Point,4326)', geo_point, DROP, TYPE",
        "x_visit.parent_path, character varying, char, KEEP, RULE",
        "mail_template.email_from, character varying, char, SCRUB, RULE",
        "crm_lead.email_from, character varying, char, EMAIL, RULE",
        "ir_model_fields.help, jsonb, text, KEEP, RULE",
        "ir_ui_view.arch_db, jsonb, text, SCRUB, RULE"
    })
    void aFieldSaysWhatBecomesOfIt(String path, String type, String field, Kind kind, Why why) {
        assertThat(judgement.of(column(path, type, field))).hasValueSatisfying(decision -> {
            assertThat(decision.kind()).isEqualTo(kind);
            assertThat(decision.why()).isEqualTo(why);
        });
    }

    @Test
    void aColumnThatCameSinceYesterdayIsMasked() {
        Column column = column("res_partner.x_since_yesterday", "character varying", "char");

        assertThat(judgement.of(column)).isEmpty();
        assertThat(judgement.of(column, new ColumnValues(false, 21, 21, false)).kind())
                .isEqualTo(Kind.TEXT);
        assertThat(judgement.of(column, new ColumnValues(false, 21, 21, false)).why())
                .isEqualTo(Why.UNSURE);
    }

    @Test
    void numbersOfDocumentsStay() {
        Column column = column("x_visit.number", "character varying", "char");

        assertThat(judgement.of(column, new ColumnValues(true, 2, 21, false)).kind())
                .isEqualTo(Kind.KEEP);
        // As many beginnings as rows are plates, not documents.
        assertThat(judgement.of(column, new ColumnValues(true, 21, 21, false)).kind())
                .isEqualTo(Kind.TEXT);
    }

    @Test
    void aColumnThatMustHaveAValueIsNotDropped() {
        Column photo = new Column("x_visit", "photo", "character varying", "char", false, true, false);

        assertThat(judgement.of(photo)).isEmpty();
    }
}
