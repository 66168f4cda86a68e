package dev.switchboard.scheduler;

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

@AnalyzeClasses(packages = "dev.switchboard.scheduler", importOptions = ImportOption.DoNotIncludeTests.class)
class ArchitectureTest {

    private static final String ROOT = "dev.switchboard.scheduler.";

    @ArchTest
    static final ArchRule DOMAIN_IS_PLAIN_JAVA = classes()
            .that()
            .resideInAPackage(ROOT + "domain..")
            .should()
            .onlyDependOnClassesThat()
            .resideInAnyPackage("java..", "dev.switchboard.calling..", ROOT + "domain..");

    @ArchTest
    static final ArchRule APPLICATION_DOES_NOT_KNOW_ITS_ADAPTERS = noClasses()
            .that()
            .resideInAPackage(ROOT + "application..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage(ROOT + "messaging..", ROOT + "persistence..", ROOT + "telnyx..", ROOT + "http..");

    @ArchTest
    static final ArchRule ADAPTERS_DO_NOT_KNOW_EACH_OTHER_MESSAGING = noClasses()
            .that()
            .resideInAPackage(ROOT + "messaging..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage(ROOT + "persistence..", ROOT + "telnyx..", ROOT + "http..");

    @ArchTest
    static final ArchRule ADAPTERS_DO_NOT_KNOW_EACH_OTHER_PERSISTENCE = noClasses()
            .that()
            .resideInAPackage(ROOT + "persistence..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage(ROOT + "messaging..", ROOT + "telnyx..", ROOT + "http..");

    @ArchTest
    static final ArchRule ADAPTERS_DO_NOT_KNOW_EACH_OTHER_TELNYX = noClasses()
            .that()
            .resideInAPackage(ROOT + "telnyx..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage(ROOT + "messaging..", ROOT + "persistence..", ROOT + "http..");

    @ArchTest
    static final ArchRule ADAPTERS_DO_NOT_KNOW_EACH_OTHER_HTTP = noClasses()
            .that()
            .resideInAPackage(ROOT + "http..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage(ROOT + "messaging..", ROOT + "persistence..", ROOT + "telnyx..");

    @ArchTest
    static final ArchRule ROWS_STAY_IN_PERSISTENCE = classes()
            .that()
            .haveSimpleNameEndingWith("Row")
            .should()
            .resideInAPackage(ROOT + "persistence..")
            .andShould()
            .bePackagePrivate();

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
    static final ArchRule NOTHING_BLOCKS_OR_IS_FORGOTTEN = noClasses()
            .should()
            .callMethod(Uni.class, "await")
            .orShould()
            .dependOnClassesThat()
            .areAssignableTo(UniAwait.class)
            .orShould()
            .dependOnClassesThat()
            .areAssignableTo(UniSubscribe.class)
            .orShould()
            .callMethod(MutinyEmitter.class, "sendAndForget", Object.class)
            .orShould()
            .callMethod(Thread.class, "sleep", long.class);
}
