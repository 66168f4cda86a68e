package dev.switchboard.insight;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;
import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.groups.UniAwait;
import io.smallrye.mutiny.groups.UniSubscribe;
import io.smallrye.reactive.messaging.MutinyEmitter;
import java.time.Instant;
import java.util.Random;
import java.util.UUID;

@AnalyzeClasses(packages = "dev.switchboard.insight", importOptions = ImportOption.DoNotIncludeTests.class)
class ArchitectureTest {

    private static final String ROOT = "dev.switchboard.insight.";

    @ArchTest
    static final ArchRule DOMAIN_IS_PLAIN_JAVA = classes()
            .that()
            .resideInAPackage(ROOT + "domain..")
            .should()
            .onlyDependOnClassesThat()
            .resideInAnyPackage("java..", ROOT + "domain..");

    @ArchTest
    static final ArchRule APPLICATION_KNOWS_NO_ADAPTER = noClasses()
            .that()
            .resideInAnyPackage(ROOT + "application..", ROOT + "config..", ROOT + "wire..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage(ROOT + "messaging..", ROOT + "persistence..", ROOT + "telnyx..");

    @ArchTest
    static final ArchRule MESSAGING_KNOWS_NO_OTHER_ADAPTER = noClasses()
            .that()
            .resideInAPackage(ROOT + "messaging..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage(ROOT + "persistence..", ROOT + "telnyx..");

    @ArchTest
    static final ArchRule PERSISTENCE_KNOWS_NO_OTHER_ADAPTER = noClasses()
            .that()
            .resideInAPackage(ROOT + "persistence..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage(ROOT + "messaging..", ROOT + "telnyx..");

    @ArchTest
    static final ArchRule TELNYX_KNOWS_NO_OTHER_ADAPTER = noClasses()
            .that()
            .resideInAPackage(ROOT + "telnyx..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage(ROOT + "messaging..", ROOT + "persistence..");

    @ArchTest
    static final ArchRule ROWS_STAY_IN_PERSISTENCE = classes()
            .that()
            .haveSimpleNameEndingWith("Row")
            .should()
            .resideInAPackage(ROOT + "persistence..")
            .andShould()
            .onlyHaveDependentClassesThat()
            .resideInAPackage(ROOT + "persistence..");

    @ArchTest
    static final ArchRule TIME_AND_CHANCE_ARE_ASKED_FOR = noClasses()
            .that()
            .resideOutsideOfPackages(ROOT + "config..", ROOT + "persistence..")
            .should()
            .callMethod(Instant.class, "now")
            .orShould()
            .callMethod(UUID.class, "randomUUID")
            .orShould()
            .dependOnClassesThat()
            .areAssignableTo(Random.class);

    @ArchTest
    static final ArchRule NOTHING_BLOCKS_OR_FORGETS = noClasses()
            .should()
            .callMethod(Uni.class, "await")
            .orShould()
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
