package dev.coffer.terraform;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;

/** The arrows between the provider's packages, as each package-info states them. */
@AnalyzeClasses(
    packages = "dev.coffer.terraform",
    importOptions = ImportOption.DoNotIncludeTests.class)
class TerraformArchitectureTest {
  private static final String ROOT = "dev.coffer.terraform";
  private static final String[] PURE = {
    ROOT + ".value..", ROOT + ".schema..", ROOT + ".diagnostic..", ROOT + ".plan..", "java.."
  };

  @ArchTest
  static final ArchRule VALUES_SCHEMAS_AND_PLANS_ARE_PURE =
      classes()
          .that()
          .resideInAnyPackage(
              ROOT + ".value..", ROOT + ".schema..", ROOT + ".diagnostic..", ROOT + ".plan..")
          .should()
          .onlyDependOnClassesThat()
          .resideInAnyPackage(PURE);

  @ArchTest
  static final ArchRule THE_SEAM_KNOWS_NOBODY =
      classes()
          .that()
          .resideInAPackage(ROOT + ".declaration..")
          .should()
          .onlyDependOnClassesThat()
          .resideInAnyPackage(ROOT + ".declaration..", "java..");

  @ArchTest
  static final ArchRule THE_WIRE_IS_KNOWN_AT_THE_EDGE_ONLY =
      noClasses()
          .that()
          .resideOutsideOfPackages(
              ROOT + ".wire..", ROOT + ".rpc..", ROOT + ".plugin..", ROOT + ".rehearsal..")
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage(ROOT + ".wire..", "com.google.protobuf..", "io.grpc..");

  @ArchTest
  static final ArchRule THE_CLIENT_IS_BEHIND_THE_SEAM =
      noClasses()
          .that()
          .resideOutsideOfPackages(
              ROOT + ".embedded..",
              ROOT + ".job..",
              ROOT + ".trust..",
              ROOT + ".bridged..",
              ROOT + ".environmentschema..")
          .should()
          .dependOnClassesThat()
          .resideInAPackage("dev.coffer.client..");

  /** Each start would pay for its classes. */
  @ArchTest
  static final ArchRule HTTPCORE_IS_FOR_UNIX_SOCKETS_ALONE =
      noClasses()
          .that()
          .doNotHaveFullyQualifiedName(ROOT + ".bridged.way.SocketWay")
          .and()
          .doNotHaveFullyQualifiedName(ROOT + ".bridged.way.Message")
          .should()
          .dependOnClassesThat()
          .resideInAPackage("org.apache..");

  /** What goes to a bridge and back is not understood on the way. */
  @ArchTest
  static final ArchRule THE_WAY_TO_A_BRIDGE_KNOWS_NO_DECLARATION =
      classes()
          .that()
          .resideInAPackage(ROOT + ".bridged.way..")
          .should()
          .onlyDependOnClassesThat()
          .resideInAnyPackage(
              ROOT + ".bridged.way..",
              "dev.coffer.client",
              "dev.coffer.client.bridge.unix..",
              "org.apache.hc..",
              "java..");

  @ArchTest
  static final ArchRule NOBODY_USES_THE_COMMAND_LINE =
      noClasses().should().dependOnClassesThat().resideInAPackage("dev.coffer.client.cli..");

  @ArchTest
  static final ArchRule RESOURCES_KNOW_NO_PROCESS_AND_NO_CLIENT =
      noClasses()
          .that()
          .resideInAnyPackage(
              ROOT + ".resource..",
              ROOT + ".vault..",
              ROOT + ".environmentschema..",
              ROOT + ".organisation..",
              ROOT + ".member..",
              ROOT + ".policy..",
              ROOT + ".secret..")
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage(
              ROOT + ".plugin..",
              ROOT + ".rpc..",
              ROOT + ".provider..",
              ROOT + ".embedded..",
              ROOT + ".bridged..",
              ROOT + ".job..",
              ROOT + ".trust..");

  @ArchTest
  static final ArchRule A_JOB_OPENS_NO_PROFILE =
      noClasses()
          .that()
          .resideInAPackage(ROOT + ".job..")
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage(
              ROOT + ".embedded..",
              "dev.coffer.client.account..",
              "dev.coffer.client.identity..",
              "dev.coffer.client.keychain..",
              "dev.coffer.client.sync..",
              "dev.coffer.client.declaration..");

  @ArchTest
  static final ArchRule PLUGINS_KNOW_NO_PROVIDER =
      noClasses()
          .that()
          .resideInAPackage(ROOT + ".plugin..")
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage(
              ROOT + ".rpc..", ROOT + ".provider..", ROOT + ".resource..", ROOT + ".declaration..");

  @ArchTest
  static final ArchRule NO_CYCLES = slices().matching(ROOT + ".(*)..").should().beFreeOfCycles();
}
