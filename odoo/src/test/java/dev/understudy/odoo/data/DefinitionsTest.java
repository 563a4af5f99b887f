package dev.understudy.odoo.data;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;

class DefinitionsTest {

    private static final String VIEW = """
            <?xml version="1.0" encoding="utf-8"?>
            <odoo>
                <data noupdate="1">
                    <record id="list" model="ir.ui.view">
                        <field name="arch" type="xml">
                            <list><field name="name"/><div id="inside"/></list>
                        </field>
                    </record>
                </data>
                <menuitem id="top" name="Top">
                    <menuitem id="below" name="Below"/>
                </menuitem>
                <template id="other.page">Words</template>
            </odoo>
            """;

    @Test
    void eachRecordIsKnownByItsWholeIdAndWhatIsInItIsNoRecord() {
        assertThat(of("views/a.xml", VIEW)).containsOnlyKeys("acme.list", "acme.top", "acme.below", "other.page");
    }

    @Test
    void howItIsWrittenChangesNothing() {
        String other = VIEW.replace("<field name=\"name\"/>", "<!-- first -->\n   <field\n name=\"name\"></field>")
                .replace("id=\"list\" model=\"ir.ui.view\"", "model=\"ir.ui.view\" id=\"list\"");

        assertThat(of("views/b.xml", other)).isEqualTo(of("views/a.xml", VIEW));
    }

    @Test
    void whatItSaysChangesThatRecordAlone() {
        Map<String, String> changed = of("views/a.xml", VIEW.replace("name=\"name\"/>", "name=\"code\"/>"));

        assertThat(changed.get("acme.list"))
                .contains("code")
                .isNotEqualTo(of("views/a.xml", VIEW).get("acme.list"));
        assertThat(changed.get("acme.top")).isEqualTo(of("views/a.xml", VIEW).get("acme.top"));
    }

    @Test
    void rowsOfAFileOfValuesAreRecords() {
        Map<String, String> rights = of("security/ir.model.access.csv", """
                id,name,"group_id:id",perm_read
                access_all,"A, ""quoted"" name",base.group_user,1
                access_none,None,,0
                """);

        assertThat(rights).containsOnlyKeys("acme.access_all", "acme.access_none");
        assertThat(rights.get("acme.access_all"))
                .isEqualTo("name: A, \"quoted\" name\ngroup_id:id: base.group_user\nperm_read: 1\n");
    }

    @Test
    void whatIsNoDataOrAsksForOtherFilesSaysNothing() {
        assertThat(of("views/a.xml", "<odoo><record")).isEmpty();
        assertThat(
                        of(
                                "views/a.xml",
                                "<!DOCTYPE odoo [<!ENTITY x SYSTEM \"file:///etc/passwd\">]><odoo><record id='a'>&x;</record></odoo>"))
                .isEmpty();
        assertThat(of("data/a.sql", "DELETE")).isEmpty();
    }

    private static Map<String, String> of(String path, String text) {
        return Definitions.of("acme", Map.of(path, text));
    }
}
