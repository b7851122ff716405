package dev.coffer.terraform.plan;

import static org.assertj.core.api.Assertions.assertThat;

import dev.coffer.terraform.diagnostic.AttributePath;
import dev.coffer.terraform.schema.Attribute;
import dev.coffer.terraform.schema.Schema;
import dev.coffer.terraform.schema.Type;
import dev.coffer.terraform.value.Value;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

class PlannedChangeTest {
  private static final Value NULL = Value.Absent.NULL;
  private static final Value UNKNOWN = Value.Absent.UNKNOWN;

  private static final Schema SCHEMA =
      new Schema(
          "a thing",
          List.of(
              Attribute.computed("id", Type.Simple.TEXT, "d").stable(),
              Attribute.required("key", Type.Simple.TEXT, "d").replacing(),
              Attribute.optional("label", Type.Simple.TEXT, "d").orComputed().stable(),
              Attribute.optional("size", Type.Simple.NUMBER, "d").standing(Value.of(3)),
              Attribute.optional("tags", new Type.SetOf(Type.Simple.TEXT), "d"),
              Attribute.required("secret", Type.Simple.TEXT, "d").writeOnly(),
              Attribute.computed("revision", Type.Simple.NUMBER, "d")));

  private static Value.Fields fields(Object... pairs) {
    Map<String, Value> fields = new TreeMap<>();
    for (int i = 0; i < pairs.length; i += 2) {
      Object value = pairs[i + 1];
      fields.put((String) pairs[i], value instanceof String text ? Value.of(text) : (Value) value);
    }
    return Value.Fields.of(fields);
  }

  private static Value texts(String... texts) {
    List<Value> values = new ArrayList<>();
    for (String text : texts) {
      values.add(Value.of(text));
    }
    return new Value.Items(values);
  }

  private static Value.Fields prior() {
    return fields(
        "id",
        "1",
        "key",
        "k",
        "label",
        "k",
        "size",
        Value.of(3),
        "tags",
        texts("a", "b"),
        "secret",
        NULL,
        "revision",
        Value.of(7));
  }

  /** What Terraform proposes: the configuration, and the prior state of what is computed. */
  private static PlannedChange plan(Value prior, Value.Fields config) {
    Value.Fields proposed = config;
    if (prior instanceof Value.Fields before) {
      for (String name : List.of("id", "label", "size", "revision")) {
        proposed = config.get(name).isNull() ? proposed.with(name, before.get(name)) : proposed;
      }
    }
    return PlannedChange.of(SCHEMA, prior, proposed, config);
  }

  private static Value.Fields planned(Value prior, Value.Fields config) {
    return (Value.Fields) plan(prior, config).planned();
  }

  @Test
  void create_computedIsUnknown_defaultsStand_secretsAreNull() {
    Value.Fields planned = planned(NULL, fields("key", "k", "secret", "hunter2"));
    assertThat(planned)
        .isEqualTo(
            fields(
                "id",
                UNKNOWN,
                "key",
                "k",
                "label",
                UNKNOWN,
                "size",
                Value.of(3),
                "tags",
                NULL,
                "secret",
                NULL,
                "revision",
                UNKNOWN));
  }

  @Test
  void create_whatIsNotKnownYet_staysUnknown() {
    assertThat(planned(NULL, fields("key", UNKNOWN, "size", UNKNOWN, "secret", "x")).get("size"))
        .isEqualTo(UNKNOWN);
  }

  @Test
  void nothingChanged_isThePriorState() {
    assertThat(planned(prior(), fields("key", "k", "tags", texts("b", "a"), "secret", "other")))
        .isEqualTo(prior());
  }

  @Test
  void change_whatMayMoveIsUnknown_whatIsStableStays() {
    PlannedChange change =
        plan(prior(), fields("key", "k", "tags", texts("a"), "secret", "hunter2"));
    Value.Fields planned = (Value.Fields) change.planned();
    assertThat(change.replacing()).isEmpty();
    assertThat(planned.get("id")).isEqualTo(Value.of("1"));
    assertThat(planned.get("label")).isEqualTo(Value.of("k"));
    assertThat(planned.get("revision")).isEqualTo(UNKNOWN);
    assertThat(planned.get("secret")).isEqualTo(NULL);
  }

  @Test
  void change_ofAnIdentity_replaces() {
    assertThat(plan(prior(), fields("key", "other", "secret", "x")).replacing())
        .containsExactly(AttributePath.of("key"));
    assertThat(plan(prior(), fields("key", UNKNOWN, "secret", "x")).replacing())
        .containsExactly(AttributePath.of("key"));
  }

  @Test
  void anEmptySetAndNone_areTwoThings() {
    assertThat(planned(prior(), fields("key", "k", "tags", texts(), "secret", "x")).get("tags"))
        .isEqualTo(texts());
    assertThat(planned(prior(), fields("key", "k", "secret", "x")).get("tags")).isEqualTo(NULL);
  }

  @Test
  void leftOutAgain_theDefaultComesBack() {
    Value.Fields before = prior().with("size", Value.of(9));
    assertThat(
            planned(before, fields("key", "k", "tags", texts("a", "b"), "secret", "x")).get("size"))
        .isEqualTo(Value.of(3));
  }

  @Test
  void aNumberWrittenAsText_isThatNumber() {
    Value.Fields config = fields("key", "k", "tags", texts("a", "b"), "size", "3.0", "secret", "x");
    assertThat(planned(prior(), config)).isEqualTo(prior());
  }

  @Test
  void removal_leavesNothing() {
    assertThat(PlannedChange.of(SCHEMA, prior(), NULL, NULL).planned()).isEqualTo(NULL);
  }
}
