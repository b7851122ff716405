package dev.coffer.terraform;

import static org.assertj.core.api.Assertions.assertThat;

import dev.coffer.terraform.provider.Catalogue;
import dev.coffer.terraform.provider.ProviderBlock;
import dev.coffer.terraform.resource.Settings;
import dev.coffer.terraform.schema.Attribute;
import dev.coffer.terraform.schema.Attribute.Trait;
import dev.coffer.terraform.schema.Schema;
import dev.coffer.terraform.schema.Type;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;

/** The reference in docs/terraform.md is what the schemas say; target/reference.md has it anew. */
class ReferencePageTest {
  private static final String BEGIN = "<!-- reference: from the schemas -->\n";
  private static final Path PAGE = Path.of("..", "docs", "terraform.md");

  @Test
  void thePage_saysWhatTheSchemasSay() throws IOException {
    String reference = reference();
    Files.writeString(Path.of("target", "reference.md"), reference);
    String page = Files.readString(PAGE);
    int begin = page.indexOf(BEGIN);
    assertThat(begin).as("the mark in " + PAGE).isPositive();
    assertThat(page.substring(begin + BEGIN.length()))
        .as("put terraform-bridge/target/reference.md after the mark in docs/terraform.md")
        .isEqualTo(reference);
  }

  private static String reference() {
    Catalogue catalogue = Types.catalogue();
    StringBuilder page = new StringBuilder();
    section(page, "Provider `coffer`", ProviderBlock.SCHEMA);
    catalogue
        .resources()
        .forEach(
            (name, resource) -> {
              section(page, "Resource `" + name + "`", resource.schema(Settings.NONE));
              page.append("The data source of this name finds one by ")
                  .append(String.join(", ", quoted(resource.identity())))
                  .append(".\n\n");
            });
    catalogue.dataSources().entrySet().stream()
        .filter(source -> !catalogue.resources().containsKey(source.getKey()))
        .forEach(
            source ->
                section(
                    page,
                    "Data source `" + source.getKey() + "`",
                    source.getValue().schema(Settings.NONE)));
    catalogue
        .ephemeral()
        .forEach(
            (name, resource) ->
                section(page, "Ephemeral `" + name + "`", resource.schema(Settings.NONE)));
    return page.toString().stripTrailing() + "\n";
  }

  private static List<String> quoted(List<String> names) {
    return names.stream().map(name -> "`" + name + "`").toList();
  }

  private static void section(StringBuilder page, String title, Schema schema) {
    page.append("### ").append(title).append('\n').append(schema.description()).append("\n\n");
    page.append("| attribute | type | | |\n|---|---|---|---|\n");
    each(schema.attributes(), "", row -> page.append(row).append('\n'));
    page.append('\n');
  }

  private static void each(List<Attribute> attributes, String prefix, Consumer<String> rows) {
    for (Attribute attribute : attributes) {
      rows.accept(
          "| `"
              + prefix
              + attribute.name()
              + "` | "
              + type(attribute.type())
              + " | "
              + String.join(", ", traits(attribute))
              + " | "
              + attribute.description().replace("|", "\\|")
              + " |");
      if (attribute.type() instanceof Type.Objects objects) {
        each(objects.attributes(), prefix + attribute.name() + ".NAME.", rows);
      }
    }
  }

  private static String type(Type type) {
    return type instanceof Type.Objects
        ? "map of objects"
        : type.wireName().replaceAll("[\"\\[\\]]", "").replace(",", " of ");
  }

  private static List<String> traits(Attribute attribute) {
    List<String> traits = new ArrayList<>();
    if (attribute.is(Trait.REQUIRED)) {
      traits.add("required");
    } else {
      traits.add(attribute.is(Trait.OPTIONAL) ? "optional" : "computed");
    }
    if (attribute.is(Trait.WRITE_ONLY)) {
      traits.add("write-only");
    }
    if (attribute.is(Trait.REPLACES)) {
      traits.add("replaces");
    }
    return traits;
  }
}
