package dev.coffer.client.schema;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.gson.JsonParser;
import dev.coffer.protocol.EnvironmentName;
import dev.coffer.protocol.Malformed;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class EnvSchemaTest {
  private static final EnvironmentName ENV = new EnvironmentName("staging");

  private static EnvSchema schema(String json) {
    return EnvSchema.parse(JsonParser.parseString(json.replace('\'', '"')), "$.envSchema");
  }

  private static EnvSchema rule(String members) {
    return schema("{'vars':{'KEY':{" + members + "}}}");
  }

  private static List<Violation> judged(EnvSchema schema, String value) {
    return schema.judge(ENV, Map.of("KEY", value)).violations();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          'required':true|required|is missing
          'required':true,'description':'the port'|required|is missing — the port
          """)
  void judge_absentOrEmpty_required(String members, String rule, String message) {
    Violation expected = new Violation("KEY", rule, message);
    assertThat(rule(members).judge(ENV, Map.of()).violations()).containsExactly(expected);
    assertThat(judged(rule(members), "")).containsExactly(expected);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "'format':'port'",
        "'required':true,'default':'not judged','format':'port','enum':['80']"
      })
  void judge_absentOrEmpty_optionalOrWithDefault_isValid(String members) {
    assertThat(rule(members).judge(ENV, Map.of()).isValid()).isTrue();
    assertThat(judged(rule(members), "")).isEmpty();
  }

  /** Format, pattern, regex, enum: the first that is broken is the one that is told. */
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          secret99x|format|is not a port from 1 to 65535
          99999|format|is not a port from 1 to 65535
          443|pattern|does not match 8*
          81|regex|does not match 8[02]+
          82|enum|is none of 80, 8080
          """)
  void judge_brokenRules_tellsTheFirst(String value, String rule, String message) {
    EnvSchema schema = rule("'format':'port','pattern':'8*','regex':'8[02]+','enum':['80','8080']");
    assertThat(judged(schema, value)).containsExactly(new Violation("KEY", rule, message));
    assertThat(judged(schema, "80")).isEmpty();
  }

  @Test
  void judge_valueTooLongForAPattern_saysSo() {
    String value = "x".repeat(TextPattern.MAX_VALUE + 1);
    assertThat(judged(rule("'regex':'x*'"), value).get(0).message()).contains("longer than");
    assertThat(judged(rule("'pattern':'x*'"), value).get(0).message()).contains("longer than");
  }

  @Test
  void judge_severalVariables_sortedAndCounted_unknownOnesAsideUnlessStrict() {
    EnvSchema schema = schema("{'vars':{'B':{'required':true},'A':{'required':true},'C':{}}}");
    Verdict verdict = schema.judge(ENV, Map.of("Y", "1", "C", "1", "X", "1"));
    assertThat(verdict.violations()).extracting(Violation::key).containsExactly("A", "B");
    assertThat(verdict.total()).isEqualTo(3);
    assertThat(verdict.valid()).isEqualTo(1);
    assertThat(verdict.unknown()).containsExactly("X", "Y");
    Verdict strict = verdict.strict();
    assertThat(strict.violations()).extracting(Violation::key).containsExactly("A", "B", "X", "Y");
    assertThat(strict.violations().get(3).rule()).isEqualTo("known");
    assertThat(strict.valid()).isEqualTo(1);
    assertThat(schema.judge(ENV, Map.of("A", "1", "B", "1", "X", "1")).strict().isValid())
        .isFalse();
  }

  @Test
  void judge_whateverIsBroken_neverHoldsTheValue() {
    String value = "hunter2-hunter2";
    for (String members :
        List.of("'format':'ip'", "'pattern':'a*'", "'regex':'a'", "'enum':['a']")) {
      assertThat(judged(rule(members), value).toString()).doesNotContain(value);
    }
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          []|$.envSchema is not an object
          {}|$.envSchema.vars is missing
          {"PORT":{}}|$.envSchema.vars is missing
          {"vars":[]}|$.envSchema.vars is not an object
          {"vars":{"PORT":"port"}}|$.envSchema.vars.PORT is not an object
          {"vars":{"A-B":{"required":1}}}|$.envSchema.vars['A-B'].required is not true or false
          {"vars":{"A B":{}}}|$.envSchema.vars['A B'] is no name
          {"vars":{"PORT":{"format":"ports"}}}|$.envSchema.vars.PORT.format is none of url, port, email
          {"vars":{"PORT":{"format":7}}}|$.envSchema.vars.PORT.format is not a text in quotes
          {"vars":{"PORT":{"default":80}}}|$.envSchema.vars.PORT.default is not a text in quotes
          {"vars":{"PORT":{"enum":"80"}}}|$.envSchema.vars.PORT.enum is not a list
          {"vars":{"PORT":{"enum":[]}}}|$.envSchema.vars.PORT.enum is not a list of at least one
          {"vars":{"PORT":{"enum":["80",81]}}}|$.envSchema.vars.PORT.enum[1] is not a text in quotes
          {"vars":{"PORT":{"regex":"("}}}|$.envSchema.vars.PORT.regex is not a regular expression
          """)
  void parse_malformed_saysWhere(String json, String message) {
    assertThatThrownBy(() -> schema(json))
        .isInstanceOf(Malformed.class)
        .hasMessageStartingWith(message);
  }

  @Test
  void parse_nullMembers_areAbsent() {
    EnvSchema schema =
        rule("'required':null,'format':null,'pattern':null,'enum':null,'default':null");
    assertThat(schema.rules()).containsEntry("KEY", VariableRule.NONE);
    assertThat(schema.notes()).isEmpty();
  }

  @Test
  void parse_unknownMembersAndMisleadingPatterns_areNoted() {
    EnvSchema schema =
        schema(
            "{'vars':{'A':{'requird':true},'B':{'pattern':'^sk_.*$'},'C':{'pattern':'sk_*'}},"
                + "'more':1}");
    assertThat(schema.notes())
        .containsExactly(
            "$.envSchema.vars.A.requird is unknown and ignored",
            "$.envSchema.vars.B.pattern looks like a regular expression but is a glob; 'regex'"
                + " takes one",
            "$.envSchema.more is unknown and ignored");
  }

  @Test
  void ofExample_demandsItsNames() {
    EnvSchema schema = EnvSchema.ofExample("# a comment\nA=\nexport B=x\n");
    assertThat(schema.judge(ENV, Map.of("A", "1")).violations())
        .containsExactly(new Violation("B", "required", "is missing"));
  }
}
