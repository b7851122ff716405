package dev.coffer.web;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static java.util.stream.Collectors.counting;
import static java.util.stream.Collectors.groupingBy;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;
import jakarta.persistence.Entity;

@AnalyzeClasses(packages = "dev.coffer.web", importOptions = ImportOption.DoNotIncludeTests.class)
class ArchitectureTest {
  private static final int TYPES_PER_PACKAGE = 12;

  @ArchTest
  static final ArchRule touchesNoDatabase =
      noClasses()
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage("jakarta.transaction..", "javax.sql..")
          .orShould()
          .dependOnClassesThat()
          .areAnnotatedWith(Entity.class)
          .orShould()
          .dependOnClassesThat()
          .haveFullyQualifiedName("jakarta.persistence.EntityManager");

  @ArchTest
  static final ArchRule namesNoApplicationServer =
      noClasses()
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage("com.ibm..", "io.openliberty..", "org.jboss..");

  @ArchTest
  static final ArchRule onlySecurityReadsTheAccessToken =
      noClasses()
          .that()
          .resideOutsideOfPackage("..web.security..")
          .should()
          .dependOnClassesThat()
          .haveFullyQualifiedName("org.eclipse.microprofile.jwt.JsonWebToken");

  @ArchTest
  static final ArchRule packagesHaveAnOrder =
      slices().matching("dev.coffer.web.(*)..").should().beFreeOfCycles();

  @ArchTest
  static void packagesStaySmall(JavaClasses imported) {
    var sizes =
        imported.stream()
            .filter(JavaClass::isTopLevelClass)
            .filter(type -> !type.getSimpleName().equals("package-info"))
            .collect(groupingBy(JavaClass::getPackageName, counting()));
    assertThat(sizes)
        .allSatisfy(
            (name, size) -> assertThat(size).as(name).isLessThanOrEqualTo(TYPES_PER_PACKAGE));
  }
}
