package dev.coffer.server;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.methods;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static java.util.stream.Collectors.counting;
import static java.util.stream.Collectors.groupingBy;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaMethod;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchCondition;
import com.tngtech.archunit.lang.ArchRule;
import com.tngtech.archunit.lang.ConditionEvents;
import com.tngtech.archunit.lang.SimpleConditionEvent;
import dev.coffer.server.access.Access;
import dev.coffer.server.access.Caller;
import jakarta.ejb.Stateless;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.AttributeConverter;
import jakarta.persistence.Entity;

@AnalyzeClasses(
    packages = "dev.coffer.server",
    importOptions = ImportOption.DoNotIncludeTests.class)
class ArchitectureTest {
  private static final int TYPES_PER_PACKAGE = 12;

  @ArchTest
  static final ArchRule knowsNeitherHttpNorJson =
      noClasses()
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage(
              "jakarta.ws.rs..",
              "jakarta.json..",
              "jakarta.servlet..",
              "java.net.http..",
              "com.sun.net.httpserver..");

  @ArchTest
  static final ArchRule namesNoApplicationServer =
      noClasses()
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage(
              "com.ibm..", "io.openliberty..", "org.jboss..", "org.eclipse.persistence..");

  @ArchTest
  static final ArchRule packagesHaveAnOrder =
      slices().matching("dev.coffer.server.(*)..").should().beFreeOfCycles();

  @ArchTest
  static final ArchRule everyBeanAsksAccessForItsCaller =
      methods()
          .that()
          .areDeclaredInClassesThat()
          .areAnnotatedWith(Stateless.class)
          .or()
          .areDeclaredInClassesThat()
          .areAnnotatedWith(ApplicationScoped.class)
          .and()
          .areDeclaredInClassesThat()
          .doNotBelongToAnyOf(Access.class)
          .and()
          .arePublic()
          .should(askAccessWhenTheyTakeACaller());

  @ArchTest
  static final ArchRule entitiesHaveNoSetters =
      methods()
          .that()
          .areDeclaredInClassesThat()
          .areAnnotatedWith(Entity.class)
          .should()
          .haveNameNotMatching("set[A-Z].*");

  @ArchTest
  static final ArchRule jpaHoldsConvertersOnly =
      classes()
          .that()
          .resideInAPackage("..jpa")
          .and()
          .doNotHaveSimpleName("package-info")
          .should()
          .implement(AttributeConverter.class);

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

  private static ArchCondition<JavaMethod> askAccessWhenTheyTakeACaller() {
    return new ArchCondition<>("ask Access about the Caller that they take") {
      @Override
      public void check(JavaMethod method, ConditionEvents events) {
        boolean takesCaller =
            method.getRawParameterTypes().stream()
                .anyMatch(type -> type.isEquivalentTo(Caller.class));
        boolean asks =
            method.getMethodCallsFromSelf().stream()
                .anyMatch(call -> call.getTargetOwner().isEquivalentTo(Access.class));
        if (takesCaller && !asks) {
          events.add(SimpleConditionEvent.violated(method, method.getFullName() + " does not"));
        }
      }
    };
  }
}
