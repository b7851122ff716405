package dev.coffer.client.schema;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.gson.JsonParser;
import dev.coffer.client.dotenv.DotenvReader;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

class ExampleFileTest {
  private static EnvSchema schema(String variables) {
    String json = "{\"vars\":" + variables.replace('\'', '"') + "}";
    return EnvSchema.parse(JsonParser.parseString(json), "$");
  }

  @Test
  void write_everyMember_inOrder() {
    EnvSchema schema =
        schema(
            "{'PORT':{'required':true,'format':'port','pattern':'8*','regex':'8.*',"
                + "'enum':['80','8080'],'default':'8080','secret':true,'client':true,"
                + "'description':'Where it listens','owner':'web','example':'8443'},"
                + "'ZONE':{'example':'europe'},'NAME':{}}");
    assertThat(ExampleFile.write(schema, Set.of("NAME", "OTHER")))
        .isEqualTo(
            "NAME=\n"
                + "\n"
                + "OTHER=\n"
                + "\n"
                + "# Where it listens · required · secret · format: port · one of: 80, 8080 ·"
                + " pattern: 8* · regex: 8.* · default: 8080 · example: 8443 · owner: web\n"
                + "PORT=8080\n"
                + "\n"
                + "# example: europe\n"
                + "ZONE=\n");
  }

  @Test
  void write_lineBreaksInRemarks_neverBecomeAssignments() {
    EnvSchema schema =
        schema(
            "{'A':{'description':'one\\nEVIL=1\\rEVIL=2\\u2028EVIL=3','owner':'x\\r\\nEVIL=4'}}");
    String text = ExampleFile.write(schema, Set.of());
    assertThat(text).isEqualTo("# one EVIL=1 EVIL=2 EVIL=3 · owner: x EVIL=4\nA=\n");
    assertThat(DotenvReader.read(text)).isEqualTo(Map.of("A", ""));
  }

  @Test
  void write_defaults_areReadBackAsTheyAre() {
    String awkward = "a 'b' \\\"c\\\" #d\\n$e";
    EnvSchema schema = schema("{'A':{'default':'" + awkward.replace("'", "") + "'}}");
    assertThat(DotenvReader.read(ExampleFile.write(schema, Set.of())))
        .isEqualTo(Map.of("A", "a b \"c\" #d\n$e"));
  }
}
