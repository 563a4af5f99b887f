package dev.understudy.targets.python;

import static org.assertj.core.api.Assertions.assertThat;

import dev.understudy.model.fault.Fault;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What is made of the words of real builds. */
class BuildWordsTest {

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            error: command 'x86_64-linux-gnu-gcc' failed: No such file or directory | gcc, libc6-dev, python3-dev
            error: [Errno 2] No such file or directory: 'x86_64-linux-gnu-gcc'      | gcc, libc6-dev, python3-dev
            error: [Errno 2] No such file or directory: 'x86_64-linux-gnu-g++'      | g++, libc6-dev, python3-dev
            error: command 'gcc' failed: No such file or directory                  | gcc, libc6-dev, python3-dev
            src/x.c:1:10: fatal error: Python.h: No such file or directory          | python3-dev
            ./_ldap/common.h:15:10: fatal error: lber.h: No such file or directory  | libldap-dev
            cups.c:2:10: fatal error: cups/http.h: No such file or directory        | libcups2-dev
            Error: pg_config executable not found.                                  | libpq-dev
            FileNotFoundError: [Errno 2] No such file or directory: 'git'           | git
            error: can't find Rust compiler                                         | cargo, rustc
            ../meson.build:1:0: ERROR: Unknown compiler(s): [['cc'], ['gcc']]       | gcc, libc6-dev, python3-dev
            ../meson.build:1:0: ERROR: Unknown compiler(s): [['c++'], ['g++']]      | g++, libc6-dev, python3-dev
            No CMAKE_C_COMPILER could be found.                                     | gcc, libc6-dev, python3-dev
            /usr/bin/ld: cannot find -lpq: No such file or directory                | libpq-dev
            Package xmlsec1 was not found in the pkg-config search path.            | libxmlsec1-dev
            Package 'libxml-2.0', required by 'virtual:world', not found            | libxml2-dev
            No package 'cairo' found                                                | libcairo2-dev
            meson.build:7:8: ERROR: Dependency "libffi" not found, tried pkgconfig  | libffi-dev
            """)
    void whatLacksIsNamedAsDebianNamesIt(String said, String packages) {
        Fault fault = BuildWords.fault("thing==1", "running build_ext\n" + said + "\n");

        assertThat(fault.code()).isEqualTo("python.build-lacks-package");
        assertThat(fault.arguments()).endsWith(packages);
    }

    @Test
    void theCauseIsTheLastWordsOfTheBuildAndNotThoseOfPip() {
        Fault fault = BuildWords.fault("thing==1", """
                      error: subprocess-exited-with-error

                      × python setup.py egg_info did not run successfully.
                      │ exit code: 1
                      ╰─> [6 lines of output]
                          Traceback (most recent call last):
                            File "<string>", line 2, in <module>
                          ModuleNotFoundError: No module named 'numpy'
                          [end of output]

                      note: This error originates from a subprocess, and is likely not a problem with pip.
                    error: metadata-generation-failed
                """);

        assertThat(fault.code()).isEqualTo("python.not-built");
        assertThat(fault.arguments()).containsExactly("thing==1", "ModuleNotFoundError: No module named 'numpy'");
    }

    @Test
    void whatSetuptoolsDoesNotTakeIsTheCause() {
        assertThat(BuildWords.fault("suds==1", "error in suds setup command: use_2to3 is invalid.\n")
                        .arguments())
                .containsExactly("suds==1", "error in suds setup command: use_2to3 is invalid.");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            ERROR: No matching distribution found for setuptools>=40.8.0  | setuptools>=40.8.0
            ERROR: No matching distribution found for flit_core <4,>=3.11 | flit_core <4,>=3.11
            ERROR: No matching distribution found for Cython              | Cython
            ModuleNotFoundError: No module named 'pkg_resources'          | setuptools<82
            """)
    void whatABuildNeedsIsFetchedForIt(String said, String requirement) {
        assertThat(BuildWords.lacking("Collecting\n" + said + "\n")).isEqualTo(Optional.of(requirement));
    }

    @ParameterizedTest
    @CsvSource({
        "No matching distribution found for --index-url=https://evil.example",
        "No matching distribution found for ../../etc",
        "anything"
    })
    void whatIsNoRequirementIsNotFetched(String said) {
        assertThat(BuildWords.lacking(said)).isEmpty();
    }

    @Test
    void anAddressIsTakenForItsNameAlone() {
        assertThat(BuildWords.lacking("No matching distribution found for x @ https://evil.example/x.whl"))
                .isEqualTo(Optional.of("x"));
    }
}
