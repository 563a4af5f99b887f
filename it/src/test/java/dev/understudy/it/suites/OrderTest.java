package dev.understudy.it.suites;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import java.util.List;
import org.junit.jupiter.api.Test;

class OrderTest {

    private static final List<Suite> SUITES = List.of(suite("AIT"), suite("BIT"), suite("CIT"), suite("DIT"));

    @Test
    void whatTheLastRunHadNoTimeForComesFirstThenTheMostTelling() {
        assertThat(Order.of(SUITES, List.of("DIT"), List.of("CIT", "DIT")))
                .extracting(Suite::name)
                .containsExactly("DIT", "CIT", "AIT", "BIT");
    }

    @Test
    void nameOfNoSuiteMeansNothing() {
        assertThat(Order.of(SUITES, List.of("GoneIT"), List.of())).isEqualTo(SUITES);
    }

    @Test
    void listNamesSuitesThatAreThere() {
        assertThat(Order.mostTelling())
                .isNotEmpty()
                .doesNotHaveDuplicates()
                .allSatisfy(name -> assertThatCode(() -> Class.forName("dev.understudy.it." + name))
                        .doesNotThrowAnyException());
    }

    private static Suite suite(String name) {
        return new Suite("dev.understudy.it." + name);
    }
}
