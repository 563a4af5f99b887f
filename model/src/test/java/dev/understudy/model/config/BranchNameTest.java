package dev.understudy.model.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.List;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What git takes for the name of a branch, so does the file; git is asked. */
@Timeout(60)
class BranchNameTest {

    @ParameterizedTest
    @ValueSource(
            strings = {
                "main",
                "19.0",
                "feature/añadir-país",
                "función/Ünï_日本",
                "fix/#123",
                "user@host/x",
                "a+b=c,d;e&f(g)'h\"i`j$k!l%m{n}|<>",
                "_x",
                "@x",
                "x@",
                "-x",
                "HEAD",
                "a..b",
                "a b",
                "a\u007fb",
                "a\u0001b",
                "a~b",
                "a^b",
                "a:b",
                "a?b",
                "a*b",
                "a[b",
                "a\\b",
                "a//b",
                "/a",
                "a/",
                "a.",
                ".a",
                "a/.b",
                "a.lock",
                "a.lock/b",
                "a.locks",
                "a@{b",
                "a@b{"
            })
    void followsTheRuleOfGit(String name) throws IOException, InterruptedException {
        ProcessBuilder git = new ProcessBuilder(List.of("git", "check-ref-format", "--branch", name));
        git.environment().put("GIT_DIR", "/nonexistent");
        boolean taken = git.redirectErrorStream(true)
                        .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                        .start()
                        .waitFor()
                == 0;

        assertThat(Forms.BRANCH.matcher(name).matches()).isEqualTo(taken);
    }
}
