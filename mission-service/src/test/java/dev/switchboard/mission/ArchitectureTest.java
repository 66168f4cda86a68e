package dev.switchboard.mission;

import static com.tngtech.archunit.base.DescribedPredicate.alwaysTrue;
import static com.tngtech.archunit.base.DescribedPredicate.not;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;
import io.smallrye.mutiny.groups.UniAwait;
import io.smallrye.mutiny.groups.UniSubscribe;
import io.smallrye.reactive.messaging.MutinyEmitter;
import java.time.Instant;
import java.util.Random;
import java.util.UUID;

/** Where things live, and what they never do. */
@AnalyzeClasses(packages = "dev.switchboard.mission", importOptions = ImportOption.DoNotIncludeTests.class)
class ArchitectureTest {

    private static final String BASE = "dev.switchboard.mission";
    private static final String[] ADAPTERS = {
        BASE + ".http..",
        BASE + ".messaging..",
        BASE + ".persistence..",
        BASE + ".telnyx..",
        BASE + ".metrics..",
        BASE + ".scheduler.."
    };

    @ArchTest
    static final ArchRule domainIsPure = classes()
            .that()
            .resideInAPackage(BASE + ".domain..")
            .should()
            .onlyDependOnClassesThat()
            .resideInAnyPackage("java..", BASE + ".domain..");

    @ArchTest
    static final ArchRule useCasesKnowNoAdapter = noClasses()
            .that()
            .resideInAnyPackage(BASE + ".application..", BASE + ".missionfile..", BASE + ".expressions..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage(
                    BASE + ".http..",
                    BASE + ".messaging..",
                    BASE + ".persistence..",
                    BASE + ".telnyx..",
                    BASE + ".metrics..",
                    BASE + ".scheduler..",
                    BASE + ".config..");

    @ArchTest
    static final ArchRule adaptersKnowEachOtherNot = slices().matching(BASE + ".(*)..")
            .should()
            .notDependOnEachOther()
            .ignoreDependency(alwaysTrue(), not(resideInAnyPackage(ADAPTERS)));

    @ArchTest
    static final ArchRule rowsStayInPersistence =
            classes().that().haveSimpleNameEndingWith("Row").should().resideInAPackage(BASE + ".persistence..");

    @ArchTest
    static final ArchRule timeAndChanceComeFromOutside = noClasses()
            .that(not(resideInAnyPackage(BASE + ".config..", BASE + ".persistence..")))
            .should()
            .callMethod(Instant.class, "now")
            .orShould()
            .callMethod(UUID.class, "randomUUID")
            .orShould()
            .dependOnClassesThat()
            .areAssignableTo(Random.class);

    @ArchTest
    static final ArchRule nothingBlocksOrIsForgotten = noClasses()
            .should()
            .dependOnClassesThat()
            .areAssignableTo(UniAwait.class)
            .orShould()
            .dependOnClassesThat()
            .areAssignableTo(UniSubscribe.class)
            .orShould()
            .dependOnClassesThat()
            .areAssignableTo(MutinyEmitter.class)
            .orShould()
            .callMethod(Thread.class, "sleep", long.class);
}
