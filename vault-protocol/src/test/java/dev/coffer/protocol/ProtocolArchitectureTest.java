package dev.coffer.protocol;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;
import java.io.Serializable;

/** The arrows between the packages, as each package-info states them. */
@AnalyzeClasses(
    packages = "dev.coffer.protocol",
    importOptions = ImportOption.DoNotIncludeTests.class)
class ProtocolArchitectureTest {
  private static final String ROOT = "dev.coffer.protocol";

  @ArchTest
  static final ArchRule PROTOCOL_KNOWS_THE_JDK_AND_BOUNCY_CASTLE_ONLY =
      classes()
          .should()
          .onlyDependOnClassesThat()
          .resideInAnyPackage("java..", "javax.crypto..", "org.bouncycastle..", ROOT + "..");

  @ArchTest
  static final ArchRule NOTHING_DOES_INPUT_OR_OUTPUT =
      noClasses()
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage(
              "java.io..", "java.nio.file..", "java.nio.channels..", "java.net..", "java.sql..");

  @ArchTest
  static final ArchRule THE_ROOT_KNOWS_NO_PACKAGE_OF_ITS_OWN =
      noClasses()
          .that()
          .resideInAPackage(ROOT)
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage(ROOT + ".*..");

  @ArchTest
  static final ArchRule NOTES_KNOW_THE_ROOT_ONLY =
      noClasses()
          .that()
          .resideInAPackage(ROOT + ".note..")
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage(
              ROOT + ".chain..", ROOT + ".envelope..", ROOT + ".audit..", ROOT + ".wire..");

  @ArchTest
  static final ArchRule POLICIES_AND_ESCROW_KNOW_NO_CHAIN =
      noClasses()
          .that()
          .resideInAnyPackage(ROOT + ".policy..", ROOT + ".escrow..")
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage(
              ROOT + ".chain..",
              ROOT + ".membership..",
              ROOT + ".envelope..",
              ROOT + ".audit..",
              ROOT + ".wire..");

  @ArchTest
  static final ArchRule THE_CHAIN_KNOWS_NO_ENVELOPE =
      noClasses()
          .that()
          .resideInAPackage(ROOT + ".chain..")
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage(ROOT + ".envelope..", ROOT + ".audit..", ROOT + ".wire..");

  @ArchTest
  static final ArchRule THE_ENVELOPE_KNOWS_NO_WIRE =
      noClasses()
          .that()
          .resideInAPackage(ROOT + ".envelope..")
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage(ROOT + ".audit..", ROOT + ".wire..");

  @ArchTest
  static final ArchRule WIRE_RECORDS_KNOW_THE_JDK_ONLY =
      classes()
          .that()
          .resideInAPackage(ROOT + ".wire..")
          .should()
          .onlyDependOnClassesThat()
          .resideInAnyPackage("java..", ROOT + ".wire..");

  @ArchTest
  static final ArchRule WORKLOADS_KNOW_POLICIES_AND_PROBLEMS_ONLY =
      classes()
          .that()
          .resideInAPackage(ROOT + ".workload..")
          .should()
          .onlyDependOnClassesThat()
          .resideInAnyPackage(
              "java..", ROOT, ROOT + ".policy", ROOT + ".problem", ROOT + ".workload..");

  @ArchTest
  static final ArchRule THE_CHECK_KNOWS_NO_PLATFORM =
      noClasses()
          .that()
          .resideInAPackage(ROOT + ".workload")
          .should()
          .dependOnClassesThat()
          .resideInAPackage(ROOT + ".workload.platform..");

  @ArchTest
  static final ArchRule NOTHING_SECRET_CAN_BE_SERIALISED =
      noClasses()
          .that()
          .areNotAssignableTo(Throwable.class)
          .and()
          .areNotEnums()
          .should()
          .implement(Serializable.class);
}
