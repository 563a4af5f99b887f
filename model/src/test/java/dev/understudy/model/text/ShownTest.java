package dev.understudy.model.text;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ShownTest {

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "Add the colour of an order",
                "Añade el país de Zoë, Łódź, Việt Nam, n\u0303",
                "إضافة لون الطلب ١٢",
                "הוספת צבע להזמנה",
                "می‌خواهم",
                "क्‍ष",
                "日本語の注文",
                "Ship it 👩🏽‍💻 ❤️ 🇪🇸 ✓ → …",
                "one\ntwo"
            })
    void keepsWhatPeopleWrite(String text) {
        assertThat(Shown.text(text)).isEqualTo(text);
    }

    @ParameterizedTest
    @CsvSource({
        "'a\u001b[2Jb', 'a\\u001b[2Jb'",
        "'\u001b]52;c;eA==\u0007', '\\u001b]52;c;eA==\\u0007'",
        "'\u009b31m', '\\u009b31m'",
        "'x\r\by\u007f', 'x\\u000d\\u0008y\\u007f'",
        "'nul\u0000', 'nul\\u0000'",
        "'a\u202etxt.exe', 'a\\u202etxt.exe'",
        "'\u2067x\u2069', '\\u2067x\\u2069'",
        "'ad\u200bmin', 'ad\\u200bmin'",
        "'ad\u200dmin', 'ad\\u200dmin'",
        "'я\u200cx', 'я\\u200cx'",
        "'\u200ex\u200f\u061c', '\\u200ex\\u200f\\u061c'",
        "'\ufeffx\u2060\u00ad', '\\ufeffx\\u2060\\u00ad'",
        "'a\u2028b', 'a\\u2028b'",
        "'\udb40\udc41', '\\udb40\\udc41'",
        "'\ud800', '\\ud800'",
        "'a\tb', 'a    b'"
    })
    void writesOutWhatCannotBeSeen(String text, String shown) {
        assertThat(Shown.text(text)).isEqualTo(shown);
    }

    @ParameterizedTest
    @CsvSource({"'new\nline.py', 'new\\u000aline.py'"})
    void keepsALineOneLine(String text, String shown) {
        assertThat(Shown.line(text)).isEqualTo(shown);
    }
}
