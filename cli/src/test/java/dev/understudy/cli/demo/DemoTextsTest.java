package dev.understudy.cli.demo;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.text.MessageFormat;
import java.util.Properties;
import java.util.Set;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DemoTextsTest {

    @ParameterizedTest
    @ValueSource(strings = {"_es", "_fr"})
    void saysTheSameInEveryLanguage(String language) throws IOException {
        Properties english = bundle("");
        Properties other = bundle(language);

        Set<String> keys = english.stringPropertyNames();
        assertThat(other.stringPropertyNames()).isEqualTo(keys);
        assertThat(keys)
                .allSatisfy(key -> assertThat(arguments(other.getProperty(key)))
                        .as(key)
                        .isEqualTo(arguments(english.getProperty(key))));
    }

    private static int arguments(String text) {
        return new MessageFormat(text).getFormatsByArgumentIndex().length;
    }

    private static Properties bundle(String language) throws IOException {
        Properties properties = new Properties();
        try (InputStream bundle =
                DemoTexts.class.getResourceAsStream("/dev/understudy/cli/Demo" + language + ".properties")) {
            properties.load(new InputStreamReader(bundle, StandardCharsets.UTF_8));
        }
        return properties;
    }
}
