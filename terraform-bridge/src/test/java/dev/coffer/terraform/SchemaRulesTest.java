package dev.coffer.terraform;

import static org.assertj.core.api.Assertions.assertThat;

import dev.coffer.terraform.provider.Catalogue;
import dev.coffer.terraform.provider.ProviderBlock;
import dev.coffer.terraform.resource.Settings;
import dev.coffer.terraform.schema.Attribute;
import dev.coffer.terraform.schema.Attribute.Trait;
import dev.coffer.terraform.schema.Schema;
import dev.coffer.terraform.schema.Type;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** What holds for every type: no secret can be stored, and Terraform can take the schema. */
class SchemaRulesTest {
  /** Words of Terraform's own language. */
  private static final Set<String> RESERVED =
      Set.of(
          "provider", "count", "for_each", "depends_on", "lifecycle", "connection", "provisioner");

  private final Catalogue catalogue = Types.catalogue();

  private Stream<Schema> stored() {
    return Stream.concat(
        Stream.concat(
            catalogue.resources().values().stream().map(one -> one.schema(Settings.NONE)),
            catalogue.dataSources().values().stream().map(one -> one.schema(Settings.NONE))),
        Stream.of(ProviderBlock.SCHEMA));
  }

  private static Stream<Attribute> all(List<Attribute> attributes) {
    return attributes.stream()
        .flatMap(
            attribute ->
                attribute.type() instanceof Type.Objects objects
                    ? Stream.concat(Stream.of(attribute), all(objects.attributes()))
                    : Stream.of(attribute));
  }

  private Stream<Attribute> everyAttribute() {
    return Stream.concat(
            stored(), catalogue.ephemeral().values().stream().map(one -> one.schema(Settings.NONE)))
        .flatMap(schema -> all(schema.attributes()));
  }

  @Test
  void whatIsStored_hasNoPlaceForAValue() {
    assertThat(stored().flatMap(schema -> all(schema.attributes())))
        .filteredOn(attribute -> !attribute.is(Trait.WRITE_ONLY))
        .noneMatch(attribute -> attribute.is(Trait.SENSITIVE))
        .extracting(Attribute::name)
        .doesNotContain("value", "values", "link", "token", "password", "secret_value", "value_wo");
  }

  @Test
  void theValueOfASecret_isWriteOnly_andNotSensitive() {
    Attribute value =
        catalogue
            .resource("coffer_secret")
            .schema(Settings.NONE)
            .attribute("value_wo")
            .orElseThrow();
    assertThat(value.traits()).containsExactlyInAnyOrder(Trait.REQUIRED, Trait.WRITE_ONLY);
  }

  @Test
  void names_areNoneOfTerraformsOwn() {
    assertThat(everyAttribute())
        .extracting(Attribute::name)
        .allMatch(name -> name.matches("[a-z][a-z0-9_]*"))
        .doesNotContainAnyElementsOf(RESERVED);
  }

  @Test
  void everyAttribute_isDescribed_andIsWhatItSays() {
    assertThat(everyAttribute())
        .allSatisfy(
            attribute -> {
              assertThat(attribute.description()).isNotBlank();
              assertThat(attribute.is(Trait.REQUIRED))
                  .isNotEqualTo(attribute.is(Trait.OPTIONAL) || attribute.is(Trait.COMPUTED));
            });
  }

  @Test
  void identities_areAttributes() {
    assertThat(catalogue.resources().values())
        .allSatisfy(
            resource ->
                assertThat(resource.schema(Settings.NONE).attributes())
                    .extracting(Attribute::name)
                    .containsAll(resource.identity()));
  }
}
