package dev.understudy.it;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.Architectures.layeredArchitecture;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The house: which room may import which. See CONTRIBUTING.md. */
class HouseTest {

    private static final int LONGEST_FILE = 420;
    private static final Set<String> SAY_NOTHING = Set.of("util", "utils", "helper", "helpers", "common", "misc");

    private static final JavaClasses HOUSE = new ClassFileImporter()
            .withImportOption(new ImportOption.DoNotIncludeTests())
            .importPackages("dev.understudy");

    @Test
    void arrowsPointDown() {
        layeredArchitecture()
                .consideringOnlyDependenciesInLayers()
                .layer("model")
                .definedBy("dev.understudy.model..")
                .layer("odoo")
                .definedBy("dev.understudy.odoo..")
                .layer("targets")
                .definedBy("dev.understudy.targets..")
                .layer("engine")
                .definedBy("dev.understudy.engine..")
                .layer("process")
                .definedBy("dev.understudy.process..")
                .layer("server")
                .definedBy("dev.understudy.server..")
                .layer("cli")
                .definedBy("dev.understudy.cli..")
                .whereLayer("server")
                .mayNotBeAccessedByAnyLayer()
                .whereLayer("cli")
                .mayNotBeAccessedByAnyLayer()
                .whereLayer("process")
                .mayOnlyBeAccessedByLayers("server")
                .whereLayer("engine")
                .mayOnlyBeAccessedByLayers("process", "server")
                .whereLayer("targets")
                .mayOnlyBeAccessedByLayers("engine", "process", "server")
                .whereLayer("odoo")
                .mayOnlyBeAccessedByLayers("targets", "engine", "process", "server")
                .whereLayer("model")
                .mayOnlyBeAccessedByLayers("targets", "engine", "process", "server", "cli")
                .check(HOUSE);
    }

    @Test
    void noRoomsGoInCircles() {
        slices().matching("dev.understudy.(*)..").should().beFreeOfCycles().check(HOUSE);
        for (String room : List.of("model", "odoo", "targets", "engine", "process", "server", "cli")) {
            slices().matching("dev.understudy." + room + ".(*)..")
                    .should()
                    .beFreeOfCycles()
                    .allowEmptyShould(true)
                    .check(HOUSE);
        }
        slices().matching("dev.understudy.engine.step.(*)..")
                .should()
                .beFreeOfCycles()
                .check(HOUSE);
    }

    /** One place opens connections to databases, and the control plane's own; nobody else can come by as a superuser. */
    @Test
    void connectionsAreOpenedInOnePlace() {
        noClasses()
                .that()
                .resideOutsideOfPackages(
                        "dev.understudy.targets.postgres..",
                        "dev.understudy.engine.journal..",
                        "dev.understudy.bench..")
                .should()
                .dependOnClassesThat()
                .haveFullyQualifiedName("java.sql.DriverManager")
                .orShould()
                .dependOnClassesThat()
                .resideInAnyPackage("org.postgresql.ds..", "com.zaxxer.hikari..")
                .orShould()
                .dependOnClassesThat()
                .haveFullyQualifiedName("dev.understudy.targets.postgres.Keeper")
                .check(HOUSE);
    }

    @Test
    void knowledgeOfOdooDoesNoInputOrOutput() {
        noClasses()
                .that()
                .resideInAPackage("dev.understudy.odoo..")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("java.nio.file..", "java.net..", "java.sql..")
                .check(HOUSE);
    }

    /** Command line, API and whatever comes later reach the queue through the class that asks the admission. */
    @Test
    void runsEnterByOneDoor() {
        noClasses()
                .that()
                .doNotHaveFullyQualifiedName("dev.understudy.engine.run.DurableRuns")
                .and()
                .doNotHaveFullyQualifiedName("dev.understudy.engine.journal.RunRequests")
                .should()
                .dependOnClassesThat()
                .haveFullyQualifiedName("dev.understudy.engine.journal.RunRequests")
                .check(HOUSE);
    }

    /** What people do with releases is told over HTTP and on pages, by others. */
    @Test
    void theProcessKnowsNoHttpAndNoPages() {
        noClasses()
                .that()
                .resideInAPackage("dev.understudy.process..")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("io.javalin..", "jakarta.servlet..", "info.picocli..")
                .check(HOUSE);
    }

    /** Decisions are told the time, and what is known. */
    @Test
    void decisionsKnowNeitherTimeNorFiles() {
        noClasses()
                .that()
                .resideInAnyPackage(
                        "dev.understudy.model.method..",
                        "dev.understudy.model.calendar..",
                        "dev.understudy.model.people..",
                        "dev.understudy.model.readiness..")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("java.nio.file..", "java.net..", "java.sql..")
                .orShould()
                .callMethod(Instant.class, "now")
                .check(HOUSE);
    }

    @Test
    void namesSaySomething() {
        assertThat(HOUSE.stream().map(JavaClass::getPackageName).distinct())
                .noneMatch(name -> SAY_NOTHING.contains(name.substring(name.lastIndexOf('.') + 1)));
        assertThat(HOUSE.stream().map(JavaClass::getSimpleName))
                .noneMatch(name -> name.endsWith("Manager") || name.endsWith("Helper") || name.endsWith("Util"));
    }

    @Test
    void filesStaySmall() throws IOException {
        for (String room : List.of("model", "odoo", "targets", "engine", "process", "server", "cli")) {
            try (Stream<Path> files = Files.walk(Path.of("..", room, "src", "main", "java"))) {
                for (Path file :
                        files.filter(path -> path.toString().endsWith(".java")).toList()) {
                    assertThat(Files.readAllLines(file)).as(file.toString()).hasSizeLessThanOrEqualTo(LONGEST_FILE);
                }
            }
        }
    }
}
