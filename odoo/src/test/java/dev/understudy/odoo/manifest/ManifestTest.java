package dev.understudy.odoo.manifest;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ManifestTest {

    /** Odoo asks for no more than their truth, so {@code 'False'} counts as true. */
    @Test
    void takesAnyValueForItsTruth() {
        Manifest manifest = (Manifest) Manifest.read("x", """
                {'installable': 'True', 'application': 'False', 'external_dependencies': []}
                """);
        assertThat(manifest.installable()).isTrue();
        assertThat(manifest.application()).isTrue();
        assertThat(manifest.python()).isEmpty();
        assertThat(((Manifest) Manifest.read("x", "{'installable': []}")).installable())
                .isFalse();
    }

    @Test
    void readsAllThatPythonAllows() {
        Manifest manifest = read("""
                # -*- coding: utf-8 -*-
                {
                    'name': "Sale " u'of '  # implicit
                            r'\\n' '\\u00e9\\x41\\101\\N{BULLET}',
                    \"\"\"summary\"\"\": '''Several
                lines''',
                    'version': '1.0.2',
                    'depends': ('sale', 'stock',),
                    'data': ['views/a.xml'] , "demo": [],
                    'installable': True,
                    'auto_install': ['sale'],
                    'sequence': -1_000, 'price': 1.5e3, 'hex': 0xFF, 'nothing': None,
                    'assets': {'web.assets_backend': [('include', 'x'), ('remove', 'y')]},
                    'tags': {'a', 'b'}, 'empty': (), 'one': (1), 'more': \\
                        {},
                    'external_dependencies': {'python': ['zeep>=4'], 'bin': ['wkhtmltopdf'], 'apt': {'zeep': 'x'}},
                }
                """);
        assertThat(manifest.name()).isEqualTo("Sale of \\néAA•");
        assertThat(manifest.summary()).isEqualTo("Several\nlines");
        assertThat(manifest.depends()).containsExactly("sale", "stock");
        assertThat(manifest.data()).containsExactly("views/a.xml");
        assertThat(manifest.autoInstall()).contains(Set.of("sale"));
        assertThat(manifest.python()).containsExactly("zeep>=4");
        assertThat(manifest.binaries()).containsExactly("wkhtmltopdf");
    }

    @Test
    void fillsInOdoosDefaults() {
        Manifest manifest = read("{'name': 'X'}");
        assertThat(manifest.version()).isEqualTo("1.0");
        assertThat(manifest.depends()).containsExactly("base");
        assertThat(manifest.installable()).isTrue();
        assertThat(manifest.postLoad()).isFalse();
        assertThat(read("{'post_load': 'begin'}").postLoad()).isTrue();
        assertThat(manifest.autoInstall()).isEqualTo(Optional.empty());
        assertThat(read("{'version': 2.1, 'auto_install': True}").version()).isEqualTo("2.1");
        assertThat(read("{'auto_install': True}").autoInstall()).contains(Set.of("base"));
        assertThat(Manifest.read("base", "{}"))
                .isInstanceOfSatisfying(
                        Manifest.class, base -> assertThat(base.depends()).isEmpty());
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '"',
            value = {
                "{'name': 'Sale,~}                       | 1 | UNTERMINATED_STRING",
                "{~'name': 'a'~'depends': []}            | 3 | UNEXPECTED",
                "{~'name': 'a',                          | 2 | UNEXPECTED_END",
                "{'a': [1, 2}                            | 1 | UNEXPECTED",
                "{~'name': _('a')}                       | 2 | NOT_A_LITERAL",
                "{'n': 'a' + 'b'}                        | 1 | NOT_A_LITERAL",
                "{'n': __import__('os').system('true')}  | 1 | NOT_A_LITERAL",
                "{'n': f'x'}                             | 1 | NOT_A_LITERAL",
                "{'n': [x for x in 'a']}                 | 1 | NOT_A_LITERAL",
                "{'n': '\\xZZ'}                          | 1 | WRONG_ESCAPE",
                "['a']                                   | 1 | NOT_A_DICTIONARY",
                "{'name': 'a'}~{}                        | 2 | UNEXPECTED",
                "{'a': 1,~ 'depends': 'sale'}            | 2 | WRONG_TYPE",
                "{'depends': [1]}                        | 1 | WRONG_TYPE",
                "{'auto_install': ['crm']}               | 1 | WRONG_TYPE",
                "import os                               | 1 | NOT_A_LITERAL",
                "{'a': 1;}                               | 1 | UNEXPECTED",
            })
    void tellsLineAndFault(String text, int line, LiteralFault.Kind kind) {
        assertThat(Manifest.read("m", text.replace("~", "\n"))).isInstanceOfSatisfying(BrokenManifest.class, broken -> {
            assertThat(broken.fault().kind()).isEqualTo(kind);
            assertThat(broken.fault().line()).isEqualTo(line);
            assertThat(broken.fault().text()).startsWith("line " + line + ": ");
        });
    }

    @Test
    void survivesDepthAndLength() {
        assertThat(Manifest.read("m", "[".repeat(1_000_000)))
                .isInstanceOfSatisfying(
                        BrokenManifest.class,
                        broken -> assertThat(broken.fault().kind()).isEqualTo(LiteralFault.Kind.TOO_DEEP));
        assertThat(Manifest.read("m", "{'name': '" + "a".repeat(1_000_000) + "', 'n': " + "9".repeat(100_000) + "}"))
                .isInstanceOf(Manifest.class);
        assertThat(Manifest.read("m", "")).isInstanceOf(BrokenManifest.class);
    }

    private static Manifest read(String text) {
        ManifestReading reading = Manifest.read("m", text);
        assertThat(reading).isInstanceOf(Manifest.class);
        return (Manifest) reading;
    }
}
