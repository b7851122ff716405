package dev.coffer.client;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;
import dev.coffer.client.crypto.SymmetricKey;
import java.io.Serializable;

/** The arrows between the client's packages, as each package-info states them. */
@AnalyzeClasses(
    packages = "dev.coffer.client",
    importOptions = ImportOption.DoNotIncludeTests.class)
class ClientArchitectureTest {
  private static final String ROOT = "dev.coffer.client";

  @ArchTest
  static final ArchRule CIPHERS_ARE_IN_CRYPTO_ONLY =
      noClasses()
          .that()
          .resideOutsideOfPackage(ROOT + ".crypto..")
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage("javax.crypto..", "org.bouncycastle..");

  @ArchTest
  static final ArchRule NO_JAKARTA =
      noClasses().should().dependOnClassesThat().resideInAnyPackage("jakarta..");

  @ArchTest
  static final ArchRule CRYPTO_KNOWS_THE_PROTOCOL_ONLY =
      classes()
          .that()
          .resideInAPackage(ROOT + ".crypto..")
          .should()
          .onlyDependOnClassesThat()
          .resideInAnyPackage(
              ROOT + ".crypto..",
              "dev.coffer.protocol..",
              "java..",
              "javax.crypto..",
              "javax.security.auth..",
              "org.bouncycastle..",
              "com.google.gson.stream..",
              "com.google.gson");

  @ArchTest
  static final ArchRule IDENTITY_KNOWS_CRYPTO_AND_PROTOCOL_ONLY =
      classes()
          .that()
          .resideInAPackage(ROOT + ".identity..")
          .should()
          .onlyDependOnClassesThat()
          .resideInAnyPackage(
              ROOT, ROOT + ".identity..", ROOT + ".crypto", "dev.coffer.protocol..", "java..");

  @ArchTest
  static final ArchRule KEYCHAINS_KNOW_CRYPTO_AND_STORE_ONLY =
      classes()
          .that()
          .resideInAPackage(ROOT + ".keychain..")
          .should()
          .onlyDependOnClassesThat()
          .resideInAnyPackage(
              ROOT,
              ROOT + ".keychain..",
              ROOT + ".crypto",
              ROOT + ".store",
              "dev.coffer.protocol..",
              "java..");

  @ArchTest
  static final ArchRule SCHEMA_READS_NO_FILE_AND_ASKS_NO_SERVER =
      classes()
          .that()
          .resideInAPackage(ROOT + ".schema..")
          .should()
          .onlyDependOnClassesThat()
          .resideInAnyPackage(
              ROOT + ".schema..",
              ROOT + ".dotenv",
              ROOT + ".vault",
              "dev.coffer.protocol..",
              "java..",
              "com.google.gson",
              "com.google.re2j");

  @ArchTest
  static final ArchRule MERGING_KNOWS_CONTENTS_ONLY =
      classes()
          .that()
          .resideInAPackage(ROOT + ".merge..")
          .should()
          .onlyDependOnClassesThat()
          .resideInAnyPackage(
              ROOT, ROOT + ".merge..", ROOT + ".vault", "com.google.gson..", "java..");

  @ArchTest
  static final ArchRule THE_EDITOR_KNOWS_FILES_ONLY =
      classes()
          .that()
          .resideInAPackage(ROOT + ".editor..")
          .should()
          .onlyDependOnClassesThat()
          .resideInAnyPackage(
              ROOT, ROOT + ".editor..", ROOT + ".signal", ROOT + ".store", "java..");

  @ArchTest
  static final ArchRule SIGNALS_KNOW_NOTHING_OF_OURS =
      classes()
          .that()
          .resideInAPackage(ROOT + ".signal..")
          .should()
          .onlyDependOnClassesThat()
          .resideInAnyPackage(ROOT + ".signal..", "java..");

  @ArchTest
  static final ArchRule FORMATS_KNOW_TEXT_ONLY =
      classes()
          .that()
          .resideInAPackage(ROOT + ".format..")
          .should()
          .onlyDependOnClassesThat()
          .resideInAnyPackage(
              ROOT,
              ROOT + ".format..",
              ROOT + ".dotenv",
              "java..",
              "com.google.gson.stream..",
              "com.google.gson",
              "org.snakeyaml..");

  @ArchTest
  static final ArchRule YAML_IS_READ_IN_ONE_PLACE =
      noClasses()
          .that()
          .resideOutsideOfPackage(ROOT + ".format.source")
          .should()
          .dependOnClassesThat()
          .resideInAPackage("org.snakeyaml..");

  @ArchTest
  static final ArchRule HISTORY_STANDS_ON_PAYLOAD_AND_SYNC_ONLY =
      classes()
          .that()
          .resideInAPackage(ROOT + ".history..")
          .should()
          .onlyDependOnClassesThat()
          .resideInAnyPackage(
              ROOT,
              ROOT + ".history..",
              ROOT + ".payload",
              ROOT + ".remote",
              ROOT + ".sync",
              ROOT + ".vault",
              "dev.coffer.protocol..",
              "java..");

  @ArchTest
  static final ArchRule AUDIT_KNOWS_NO_IDENTITY_AND_NO_VAULT =
      classes()
          .that()
          .resideInAPackage(ROOT + ".audit..")
          .should()
          .onlyDependOnClassesThat()
          .resideInAnyPackage(
              ROOT,
              ROOT + ".audit..",
              ROOT + ".remote",
              ROOT + ".store",
              "dev.coffer.protocol..",
              "com.google.gson..",
              "java..");

  @ArchTest
  static final ArchRule BISECT_KNOWS_HISTORY_ONLY =
      classes()
          .that()
          .resideInAPackage(ROOT + ".bisect..")
          .should()
          .onlyDependOnClassesThat()
          .resideInAnyPackage(
              ROOT,
              ROOT + ".bisect..",
              ROOT + ".history",
              ROOT + ".vault",
              "dev.coffer.protocol..",
              "java..");

  @ArchTest
  static final ArchRule LAYERS_KNOW_PROJECTS_AND_VAULTS_ONLY =
      classes()
          .that()
          .resideInAPackage(ROOT + ".layer..")
          .should()
          .onlyDependOnClassesThat()
          .resideInAnyPackage(
              ROOT,
              ROOT + ".layer..",
              ROOT + ".project",
              ROOT + ".vault",
              "dev.coffer.protocol..",
              "java..");

  @ArchTest
  static final ArchRule REDACTION_KNOWS_THE_JDK_ONLY =
      classes()
          .that()
          .resideInAPackage(ROOT + ".redact..")
          .should()
          .onlyDependOnClassesThat()
          .resideInAnyPackage(ROOT + ".redact..", "java..");

  @ArchTest
  static final ArchRule MOUNTS_KNOW_THE_STORE_ONLY =
      classes()
          .that()
          .resideInAPackage(ROOT + ".mount..")
          .should()
          .onlyDependOnClassesThat()
          .resideInAnyPackage(ROOT, ROOT + ".mount..", ROOT + ".store", "java..");

  @ArchTest
  static final ArchRule RUNNING_KNOWS_NO_STORE_OR_SERVER =
      classes()
          .that()
          .resideInAPackage(ROOT + ".run..")
          .should()
          .onlyDependOnClassesThat()
          .resideInAnyPackage(
              ROOT,
              ROOT + ".run..",
              ROOT + ".dotenv",
              ROOT + ".layer",
              ROOT + ".merge",
              ROOT + ".mount",
              ROOT + ".redact",
              ROOT + ".signal",
              ROOT + ".sync",
              ROOT + ".payload",
              "dev.coffer.protocol",
              "java..");

  @ArchTest
  static final ArchRule THE_GUARD_KNOWS_LOCAL_COPIES_ONLY =
      classes()
          .that()
          .resideInAPackage(ROOT + ".guard..")
          .should()
          .onlyDependOnClassesThat()
          .resideInAnyPackage(
              ROOT,
              ROOT + ".guard..",
              ROOT + ".crypto.primitive",
              ROOT + ".project",
              ROOT + ".vault",
              "dev.coffer.protocol..",
              "com.google.gson",
              "java..");

  @ArchTest
  static final ArchRule THE_COMMAND_LINE_IS_ABOVE_EVERYTHING =
      noClasses()
          .that()
          .resideOutsideOfPackage(ROOT + ".cli..")
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage(ROOT + ".cli..", "picocli..");

  @ArchTest
  static final ArchRule ORGANISATIONS_KNOW_NO_KEYCHAIN_AND_NO_COMMAND =
      noClasses()
          .that()
          .resideInAPackage(ROOT + ".organisation..")
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage(ROOT + ".keychain..", ROOT + ".recovery..", ROOT + ".payload..");

  @ArchTest
  static final ArchRule A_JOB_HAS_NO_STORE_NO_SESSION_AND_NO_KEY_OF_ITS_OWN =
      noClasses()
          .that()
          .resideInAPackage(ROOT + ".workload..")
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage(
              ROOT + ".account..",
              ROOT + ".identity..",
              ROOT + ".keychain..",
              ROOT + ".store..",
              ROOT + ".sync..",
              ROOT + ".vault..");

  @ArchTest
  static final ArchRule RECOVERY_TOUCHES_NO_FILE_AND_NO_KEYCHAIN =
      noClasses()
          .that()
          .resideInAPackage(ROOT + ".recovery..")
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage(ROOT + ".store..", ROOT + ".keychain..", ROOT + ".project..");

  @ArchTest
  static final ArchRule ONLY_THE_COMMAND_LINE_CALLS_THE_DOCTOR =
      noClasses()
          .that()
          .resideOutsideOfPackages(ROOT + ".doctor..", ROOT + ".cli..")
          .should()
          .dependOnClassesThat()
          .resideInAPackage(ROOT + ".doctor..");

  @ArchTest
  static final ArchRule ONLY_THE_COMMAND_LINE_STARTS_THE_BRIDGE =
      noClasses()
          .that()
          .resideOutsideOfPackages(ROOT + ".bridge..", ROOT + ".cli.bridge..")
          .should()
          .dependOnClassesThat()
          .resideInAPackage(ROOT + ".bridge..");

  @ArchTest
  static final ArchRule ONLY_THE_BRIDGE_LISTENS =
      noClasses()
          .that()
          .resideOutsideOfPackages(ROOT + ".bridge", ROOT + ".cli.rehearsal")
          .should()
          .dependOnClassesThat()
          .resideInAPackage("com.sun.net.httpserver..");

  @ArchTest
  static final ArchRule ONLY_THE_BRIDGE_HAS_A_UNIX_SOCKET =
      noClasses()
          .that()
          .resideOutsideOfPackage(ROOT + ".bridge.unix")
          .should()
          .dependOnClassesThat()
          .haveFullyQualifiedName("java.nio.channels.ServerSocketChannel");

  /** It passes bytes on; what they mean is not its business. */
  @ArchTest
  static final ArchRule THE_BRIDGES_SOCKET_KNOWS_THE_JDK_ONLY =
      classes()
          .that()
          .resideInAPackage(ROOT + ".bridge.unix..")
          .should()
          .onlyDependOnClassesThat()
          .resideInAnyPackage(ROOT, ROOT + ".bridge.unix..", "java..");

  /** What has no way to a value cannot answer one. */
  @ArchTest
  static final ArchRule WHAT_THE_BRIDGE_SAYS_KNOWS_NO_VALUE_AND_NO_KEY =
      noClasses()
          .that()
          .resideInAPackage(ROOT + ".bridge..")
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage(
              ROOT + ".crypto..",
              ROOT + ".keychain..",
              ROOT + ".layer..",
              ROOT + ".payload..",
              ROOT + ".sync..",
              ROOT + ".vault..");

  @ArchTest
  static final ArchRule PACKAGES_BELOW_THE_ROOT_HAVE_NO_CYCLES =
      slices().matching(ROOT + ".(*)..").should().beFreeOfCycles();

  @ArchTest
  static final ArchRule KEYS_ARE_FINAL_OR_THE_ONE_BASE =
      classes()
          .that()
          .areAssignableTo(SymmetricKey.class)
          .and()
          .doNotBelongToAnyOf(SymmetricKey.class)
          .should()
          .haveModifier(JavaModifier.FINAL);

  @ArchTest
  static final ArchRule NOTHING_OF_CRYPTO_CAN_BE_SERIALISED =
      noClasses()
          .that()
          .resideInAPackage(ROOT + ".crypto..")
          .and()
          .areNotAssignableTo(Throwable.class)
          .should()
          .beAssignableTo(Serializable.class);
}
