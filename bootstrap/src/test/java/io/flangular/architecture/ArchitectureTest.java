package io.flangular.architecture;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.Location;
import com.tngtech.archunit.lang.ArchRule;
import java.util.function.Function;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/**
 * Checks the rules against the application, and each rule against fixtures that violate it, which proves that it can
 * fail.
 */
class ArchitectureTest {
    private static final String ROOT = "io.flangular";
    private static final String FIXTURES = "io.flangular.architecture.fixtures.";
    private static final JavaClasses APPLICATION = new ClassFileImporter()
            .withImportOption(ArchitectureTest::isMainCode)
            .importPackages(ROOT);

    /** A rule and the fixtures that violate it, each a package below {@link #FIXTURES}. */
    private record Case(String name, Function<String, ArchRule> rule, String... brokenBy) {}

    private static Stream<Case> cases() {
        return Stream.of(
                new Case("domain classes use the JDK alone", Rules::domainClassesUseTheJdkAlone, "domainusesspring"),
                new Case("domain ports add Mono and Flux", Rules::domainPortsAddMonoAndFlux, "portusesscheduler"),
                new Case(
                        "application knows the domain and Reactor",
                        Rules::applicationKnowsTheDomainAndReactor,
                        "applicationusesspring"),
                new Case(
                        "web knows no service and no database",
                        Rules::webKnowsNoServiceAndNoDatabase,
                        "webusespersistence",
                        "webusestransactions",
                        "webusessecurity",
                        "webusesmail"),
                new Case(
                        "persistence knows no service and no web",
                        Rules::persistenceKnowsNoServiceAndNoWeb,
                        "persistenceusesweb",
                        "persistenceusessecurity"),
                new Case(
                        "security and mail know no other adapter",
                        Rules::securityAndMailKnowNoOtherAdapter,
                        "securityusesweb",
                        "mailusespersistence"),
                new Case("web asks use cases and no store", Rules::webAsksUseCasesAndNoStore, "webusesstore"),
                new Case("persistence asks no use case", Rules::persistenceAsksNoUseCase, "persistenceusesusecase"),
                new Case("nothing depends on bootstrap", Rules::nothingDependsOnBootstrap, "domainusesbootstrap"),
                new Case("beans are declared in bootstrap only", Rules::beansAreDeclaredInBootstrapOnly, "stereotype"),
                new Case("features have no cycles", Rules::featuresHaveNoCycles, "cycle"),
                new Case(
                        "what features share knows none of them",
                        Rules::whatFeaturesShareKnowsNoneOfThem,
                        "sharedknowsfeature"),
                new Case(
                        "features know only resource, and session and apitoken know user",
                        Rules::featuresKnowOnlyWhatTheyMust,
                        "features"),
                new Case("nothing blocks", Rules::nothingBlocks, "blocks", "subscribes"),
                new Case("time comes from a clock", Rules::timeComesFromAClock, "now", "systemtime", "ownclock"),
                new Case("randomness comes through a port", Rules::randomnessComesThroughAPort, "random"),
                new Case("randomness cannot be predicted", Rules::randomnessCannotBePredicted, "random", "predictable"),
                new Case("services and adapters are final inside", Rules::servicesAndAdaptersAreFinalInside, "mutable"),
                new Case("rows stay inside persistence", Rules::rowsStayInsidePersistence, "row", "rowclass"),
                new Case("JSON is a matter of the web", Rules::jsonIsAMatterOfTheWeb, "json"));
    }

    @TestFactory
    Stream<DynamicTest> theApplicationSatisfiesTheRule() {
        return cases().map(rule ->
                DynamicTest.dynamicTest(rule.name, () -> rule.rule.apply(ROOT).check(APPLICATION)));
    }

    @TestFactory
    Stream<DynamicTest> theFixtureViolatesTheRule() {
        return cases().flatMap(rule -> Stream.of(rule.brokenBy)
                .map(fixture -> DynamicTest.dynamicTest(rule.name + ": " + fixture, () -> {
                    JavaClasses broken = new ClassFileImporter().importPackages(FIXTURES + fixture);
                    assertThat(broken).isNotEmpty();
                    assertThatThrownBy(() -> rule.rule.apply(FIXTURES + fixture).check(broken))
                            .isInstanceOf(AssertionError.class)
                            .hasMessageContaining("was violated");
                })));
    }

    @Test
    void classesOfEveryModuleAreChecked() {
        for (String module :
                new String[] {"domain", "application", "web", "security", "mail", "persistence", "bootstrap"}) {
            assertThat(APPLICATION)
                    .as(module)
                    .anyMatch(type -> (type.getPackageName() + ".").startsWith(ROOT + "." + module + "."));
        }
    }

    @Test
    void testsAreNotChecked() {
        assertThat(APPLICATION)
                .noneMatch(type -> type.getSimpleName().endsWith("Test")
                        || type.getSimpleName().endsWith("Contract")
                        || type.getPackageName().startsWith(FIXTURES));
    }

    /** Class folders and jars of the modules, but neither their tests nor their test-jars. */
    private static boolean isMainCode(Location location) {
        return !location.contains("/test-classes/") && !location.contains("-tests.jar");
    }
}
