package dev.coffer.it.terraform;

import static org.assertj.core.api.Assertions.assertThat;

import dev.coffer.it.cli.Teammate;
import dev.coffer.it.kit.Running;
import dev.coffer.it.terraform.Terraforming.Driver;
import dev.coffer.terraform.kit.TerraformWorkshop;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What docs/terraform.md shows works as it stands there. */
final class PageExamplesIT extends ProviderCase {
  @RegisterExtension static final Terraforming TERRAFORM = new Terraforming();

  /** The examples of docs/terraform.md about CI runs, as somebody would copy them. */
  private static List<String> examples() throws Exception {
    String page = Files.readString(Path.of("..", "docs", "terraform.md"));
    int begin = page.indexOf("## CI runs\n");
    String section = page.substring(begin, page.indexOf("\n## ", begin + 1));
    Matcher block = Pattern.compile("```hcl\n(.*?)```", Pattern.DOTALL).matcher(section);
    List<String> examples = new ArrayList<>();
    while (block.find()) {
      examples.add(block.group(1));
    }
    return examples;
  }

  @ParameterizedTest(name = "{0}", allowZeroInvocations = true)
  @MethodSource("real")
  void theExamplesOfThePage_areApplied_andTheirTestsPass(Driver driver) throws Exception {
    Teammate anna = Teammate.of(Running.H2, "anna");
    TerraformWorkshop workshop =
        (TerraformWorkshop) TERRAFORM.workshop(driver, anna, Map.of("organization", acme));
    workshop.write(List.of(organisation(), vault()));
    applies(workshop, "+2 ~0 -0");
    List<String> examples = examples();
    String tests =
        examples.stream().filter(text -> text.contains("\nrun \"")).findFirst().orElseThrow();
    examples.remove(tests);
    workshop.add("examples.tf", String.join("\n", examples));
    workshop.add("tests/runs.tftest.hcl", tests);
    settles(workshop, "+3 ~0 -0");
    assertThat(workshop.tests()).contains("3 passed, 0 failed");
    workshop.add("tests/runs.tftest.hcl", tests.replace("!data.", "data."));
    assertThat(workshop.tests()).contains("1 failed");
  }
}
