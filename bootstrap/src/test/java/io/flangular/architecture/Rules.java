package io.flangular.architecture;

import static com.tngtech.archunit.base.DescribedPredicate.not;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.INTERFACES;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.assignableTo;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.fields;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaMethodCall;
import com.tngtech.archunit.lang.ArchCondition;
import com.tngtech.archunit.lang.ArchRule;
import com.tngtech.archunit.lang.ConditionEvents;
import com.tngtech.archunit.lang.SimpleConditionEvent;
import java.util.List;
import java.util.Map;

/**
 * The rules of the hexagon. Each takes the root package, so that the same rule can be held against the application and
 * against a fixture that breaks it.
 */
final class Rules {
    private static final String[] JDK = {
        "java.lang..", "java.util..", "java.time..", "java.text..", "java.math..", "java.net.."
    };
    private static final String COMPILE_TIME_ANNOTATIONS = "org.jspecify.annotations..";

    private Rules() {}

    /** Rule 1: the domain's values and rules use the JDK alone; its ports may also name Mono and Flux. */
    static ArchRule domainClassesUseTheJdkAlone(String root) {
        return classes()
                .that(resideInAPackage(root + ".domain..").and(not(INTERFACES)))
                .should()
                .onlyDependOnClassesThat(resideInAnyPackage(jdkAnd(root + ".domain..", COMPILE_TIME_ANNOTATIONS)));
    }

    /** Rule 1, for the interfaces. */
    static ArchRule domainPortsAddMonoAndFlux(String root) {
        return classes()
                .that(resideInAPackage(root + ".domain..").and(INTERFACES))
                .should()
                .onlyDependOnClassesThat(resideInAnyPackage(jdkAnd(root + ".domain..", COMPILE_TIME_ANNOTATIONS))
                        .or(named("reactor.core.publisher.Mono", "reactor.core.publisher.Flux")));
    }

    /** Rule 2: the application knows the domain, Reactor and the JDK. */
    static ArchRule applicationKnowsTheDomainAndReactor(String root) {
        return classes()
                .that()
                .resideInAPackage(root + ".application..")
                .should()
                .onlyDependOnClassesThat(resideInAnyPackage(jdkAnd(
                        root + ".domain..",
                        root + ".application..",
                        COMPILE_TIME_ANNOTATIONS,
                        "reactor.core..",
                        "reactor.util..",
                        "org.reactivestreams..")));
    }

    /** Rule 3: the web adapters know neither the services nor the database, nor how passwords are hashed and mail is sent. */
    static ArchRule webKnowsNoServiceAndNoDatabase(String root) {
        return noClasses()
                .that()
                .resideInAPackage(root + ".web..")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage(
                        root + ".application..",
                        root + ".persistence..",
                        root + ".security..",
                        root + ".mail..",
                        "org.springframework.mail..",
                        "org.springframework.security.crypto..",
                        "org.springframework.data..",
                        "org.springframework.dao..",
                        "org.springframework.transaction..",
                        "org.springframework.r2dbc..",
                        "io.r2dbc..",
                        "java.sql..");
    }

    /** What stands between the pool and the driver: like a channel's handler, it has the state of its connection. */
    private static final String CONNECTIONS = ".persistence.database.connection..";

    /** Rule 3, for persistence: neither the services nor the web. */
    static ArchRule persistenceKnowsNoServiceAndNoWeb(String root) {
        return noClasses()
                .that()
                .resideInAPackage(root + ".persistence..")
                .and()
                // It sets the options of the database's sockets.
                .doNotHaveSimpleName("KeepAliveLoopResources")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage(
                        root + ".application..",
                        root + ".web..",
                        root + ".security..",
                        root + ".mail..",
                        "org.springframework.web..",
                        "org.springframework.http..",
                        "org.springframework.security..",
                        "io.netty..",
                        "reactor.netty..");
    }

    /** Rule 3, for the adapters of cryptography and mail: no other adapter, no HTTP and no database. */
    static ArchRule securityAndMailKnowNoOtherAdapter(String root) {
        return noClasses()
                .that()
                .resideInAnyPackage(root + ".security..", root + ".mail..")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage(
                        root + ".application..",
                        root + ".web..",
                        root + ".persistence..",
                        "org.springframework.web..",
                        "org.springframework.http..",
                        "org.springframework.r2dbc..",
                        "io.r2dbc..",
                        "io.netty..",
                        "reactor.netty..");
    }

    /**
     * Rule 3, for the ports, which are all in the domain: the web adapter calls use cases, never repositories. Access is
     * checked in the use case.
     */
    static ArchRule webAsksUseCasesAndNoStore(String root) {
        return noClasses()
                .that()
                .resideInAPackage(root + ".web..")
                .should()
                .dependOnClassesThat(arePortsImplementedIn(root, "persistence"));
    }

    /** Rule 3, for the ports on the other side: repositories call no use cases. */
    static ArchRule persistenceAsksNoUseCase(String root) {
        return noClasses()
                .that()
                .resideInAPackage(root + ".persistence..")
                .should()
                .dependOnClassesThat(arePortsImplementedIn(root, "application"));
    }

    private static DescribedPredicate<JavaClass> arePortsImplementedIn(String root, String module) {
        return resideInAPackage(root + ".domain..")
                .and(INTERFACES)
                .and(DescribedPredicate.describe(
                        "are implemented in " + module,
                        type -> type.getAllSubclasses().stream()
                                .anyMatch(resideInAPackage(root + "." + module + ".."))));
    }

    /** Rule 4: nothing depends on the wiring. */
    static ArchRule nothingDependsOnBootstrap(String root) {
        return noClasses()
                .that()
                .resideOutsideOfPackages(root, root + ".bootstrap..")
                .should()
                .dependOnClassesThat()
                .resideInAPackage(root + ".bootstrap..");
    }

    /** Rule 4: configuration stands in bootstrap, and beans are declared, never found. */
    static ArchRule beansAreDeclaredInBootstrapOnly(String root) {
        return noClasses()
                .that()
                .resideOutsideOfPackages(root, root + ".bootstrap..")
                .should()
                .beMetaAnnotatedWith("org.springframework.stereotype.Component")
                .orShould()
                .beAnnotatedWith("org.springframework.stereotype.Component")
                .orShould()
                .dependOnClassesThat()
                .resideInAnyPackage("org.springframework.stereotype..", "org.springframework.context.annotation..");
    }

    /** Rule 5: no cycles between features of a module. */
    static ArchRule featuresHaveNoCycles(String root) {
        return slices().matching(root + ".(*).(*)..").should().beFreeOfCycles();
    }

    /** Rule 5: what the features of a module share knows none of them. */
    static ArchRule whatFeaturesShareKnowsNoneOfThem(String root) {
        return classes()
                .that(resideInAnyPackage(
                        root + ".domain",
                        root + ".application",
                        root + ".persistence",
                        root + ".web.http",
                        root + ".web.json",
                        root + ".web.parameter"))
                .should(new ArchCondition<>("know no feature of their own module") {
                    @Override
                    public void check(JavaClass type, ConditionEvents events) {
                        String module = type.getPackageName()
                                .substring(root.length() + 1)
                                .split("\\.")[0];
                        type.getDirectDependenciesFromSelf().forEach(dependency -> {
                            String known = dependency
                                    .getTargetClass()
                                    .getBaseComponentType()
                                    .getPackageName();
                            String feature = feature(known, root);
                            if (known.startsWith(root + "." + module + ".")
                                    && !feature.isEmpty()
                                    && !SHARED.contains(feature)) {
                                events.add(SimpleConditionEvent.violated(dependency, dependency.getDescription()));
                            }
                        });
                    }
                });
    }

    /**
     * Rule 5: features depend on each other only through resource and audit. Features that authenticate may depend on
     * user, those that change credentials on the features of these credentials, and openapi on what it describes.
     */
    static ArchRule featuresKnowOnlyWhatTheyMust(String root) {
        Map<String, List<String>> more = Map.ofEntries(
                Map.entry("secondfactor", List.of("user")),
                Map.entry("access", List.of("user")),
                Map.entry("session", List.of("user", "secondfactor", "link")),
                Map.entry("apitoken", List.of("user")),
                Map.entry("link", List.of("user", "session")),
                Map.entry("account", List.of("user", "session", "secondfactor", "link")),
                Map.entry("administration", List.of("user", "session", "secondfactor", "link", "apitoken")),
                Map.entry("audit", List.of("user")),
                Map.entry("retention", List.of("session", "link", "apitoken")),
                Map.entry("database", List.of("user")),
                Map.entry("openapi", List.of("user", "link", "apitoken")));
        return classes()
                .that(resideInAnyPackage(
                        root + ".domain.(*)..",
                        root + ".application.(*)..",
                        root + ".web.(*)..",
                        root + ".persistence.(*).."))
                .should(
                        new ArchCondition<>(
                                "know of other features only resource, audit, and those that stand in the table") {
                            @Override
                            public void check(JavaClass type, ConditionEvents events) {
                                String own = feature(type.getPackageName(), root);
                                type.getDirectDependenciesFromSelf().forEach(dependency -> {
                                    JavaClass known =
                                            dependency.getTargetClass().getBaseComponentType();
                                    String other = feature(known.getPackageName(), root);
                                    boolean allowed = other.isEmpty()
                                            || other.equals(own)
                                            || SHARED.contains(other)
                                            || more.getOrDefault(own, List.of()).contains(other);
                                    if (!own.isEmpty() && !allowed) {
                                        events.add(
                                                SimpleConditionEvent.violated(dependency, dependency.getDescription()));
                                    }
                                });
                            }
                        });
    }

    /** What is no feature of the application's subject, but serves all of them. */
    private static final List<String> SHARED =
            List.of("resource", "audit", "problem", "http", "json", "parameter", "access", "database");

    private static String feature(String packageName, String root) {
        if (!packageName.startsWith(root + ".")) {
            return "";
        }
        String[] parts = packageName.substring(root.length() + 1).split("\\.");
        return parts.length < 2 || parts[0].equals("bootstrap") ? "" : parts[1];
    }

    /** Rule 6: no blocking calls, and no {@code subscribe()}. */
    static ArchRule nothingBlocks(String root) {
        return noClasses()
                .that()
                .resideInAPackage(root + "..")
                .and()
                // Nobody waits until a dead connection is closed.
                .resideOutsideOfPackage(root + CONNECTIONS)
                .and()
                // The start has a thread of its own, and serves nobody yet.
                .doNotHaveSimpleName("StartupWait")
                .should()
                .callMethodWhere(call(
                        "reactor.core.publisher",
                        "block",
                        "blockFirst",
                        "blockLast",
                        "blockOptional",
                        "toFuture",
                        "toIterable",
                        "toStream",
                        "subscribe"));
    }

    /** Rule 6: time comes from a clock, and the clock from the wiring. */
    static ArchRule timeComesFromAClock(String root) {
        return noClasses()
                .that()
                .resideInAPackage(root + "..")
                .and()
                .resideOutsideOfPackage(root + ".bootstrap..")
                .and()
                // For the log, which has the system's time as well.
                .doNotHaveSimpleName("OutageLog")
                .should()
                .callMethod(System.class, "currentTimeMillis")
                .orShould()
                .callMethodWhere(DescribedPredicate.describe(
                        "makes a clock of its own",
                        call -> call.getTargetOwner().getName().equals("java.time.Clock")
                                && call.getName().startsWith("system")))
                .orShould()
                .callMethodWhere(DescribedPredicate.describe(
                        "asks for the time without a clock",
                        call -> call.getTargetOwner().getPackageName().equals("java.time")
                                && call.getName().equals("now")
                                && call.getTarget().getRawParameterTypes().stream()
                                        .noneMatch(type -> type.getName().equals("java.time.Clock"))));
    }

    /** Rule 6: randomness comes through a port. */
    static ArchRule randomnessComesThroughAPort(String root) {
        return noClasses()
                .that()
                .resideInAnyPackage(root + ".domain..", root + ".application..")
                .should()
                .dependOnClassesThat(named(
                                "java.util.Random",
                                "java.security.SecureRandom",
                                "java.util.concurrent.ThreadLocalRandom")
                        .or(resideInAPackage("java.util.random..")))
                .orShould()
                .callMethod(java.util.UUID.class, "randomUUID")
                .orShould()
                .callMethod(Math.class, "random");
    }

    /** Rule 6: randomness is cryptographically secure. */
    static ArchRule randomnessCannotBePredicted(String root) {
        return noClasses()
                .that()
                .resideInAPackage(root + "..")
                .should()
                .dependOnClassesThat(named(
                        "java.util.Random", "java.util.SplittableRandom", "java.util.concurrent.ThreadLocalRandom"))
                .orShould()
                .callMethod(Math.class, "random");
    }

    /**
     * Rule 7: services and adapters hold no state that changes; a channel's handler has one connection and one thread.
     */
    static ArchRule servicesAndAdaptersAreFinalInside(String root) {
        return fields().that()
                .areDeclaredInClassesThat(resideInAnyPackage(
                                root + ".application..",
                                root + ".web..",
                                root + ".security..",
                                root + ".mail..",
                                root + ".persistence..")
                        .and(not(assignableTo("io.netty.channel.ChannelHandler")))
                        .and(not(resideInAPackage(root + CONNECTIONS))))
                .should()
                .beFinal();
    }

    /** Rule 7: rows stay inside persistence. */
    static ArchRule rowsStayInsidePersistence(String root) {
        return classes()
                .that()
                .resideInAPackage(root + ".persistence..")
                .and()
                .areRecords()
                .or()
                .resideInAPackage(root + ".persistence..")
                .and()
                .haveSimpleNameEndingWith("Row")
                .should()
                .notBePublic();
    }

    /** Rule 7: JSON is a matter of the web. */
    static ArchRule jsonIsAMatterOfTheWeb(String root) {
        return noClasses()
                .that()
                .resideInAnyPackage(
                        root + ".domain..",
                        root + ".application..",
                        root + ".security..",
                        root + ".mail..",
                        root + ".persistence..")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("tools.jackson..", "com.fasterxml.jackson..");
    }

    private static DescribedPredicate<JavaMethodCall> call(String ownerPackage, String... names) {
        List<String> forbidden = List.of(names);
        return DescribedPredicate.describe(
                "is " + forbidden + " of " + ownerPackage,
                call -> call.getTargetOwner().getPackageName().equals(ownerPackage)
                        && forbidden.contains(call.getName()));
    }

    private static DescribedPredicate<JavaClass> named(String... names) {
        List<String> allowed = List.of(names);
        return DescribedPredicate.describe("named " + allowed, type -> allowed.contains(type.getName()));
    }

    private static String[] jdkAnd(String... packages) {
        String[] all = java.util.Arrays.copyOf(JDK, JDK.length + packages.length);
        System.arraycopy(packages, 0, all, JDK.length, packages.length);
        return all;
    }
}
