package dev.understudy.odoo.conf;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

class WrittenConfTest {

    @Test
    void readsWhatPeopleWrite() {
        assertThat(WrittenConf.read("""
                [options]
                ; a comment
                # another one
                DB_Password = per%cent # no comment: it belongs to the value
                db_host: db.acme.example
                list_db = False
                addons_path = /opt/odoo/addons,
                    /opt/acme

                [queue_job]
                channels = root:2
                """))
                .containsEntry("db_password", "per%cent # no comment: it belongs to the value")
                .containsEntry("db_host", "db.acme.example")
                .containsEntry("list_db", "False")
                .containsEntry("addons_path", "/opt/odoo/addons,\n/opt/acme")
                .doesNotContainKey("channels");
    }

    @Test
    void refusesWhatIsNoSuchFileAndSaysWhere() {
        assertThatThrownBy(() -> WrittenConf.read("[options]\nthis is prose\n")).hasMessage("line 2");
        assertThatThrownBy(() -> WrittenConf.read("db_host = here\n")).hasMessage("line 1");
    }

    @Test
    void knowsTheWordsForNothing() {
        assertThat(WrittenConf.nothing("False")).isTrue();
        assertThat(WrittenConf.nothing("None")).isTrue();
        assertThat(WrittenConf.nothing("0")).isFalse();
    }
}
