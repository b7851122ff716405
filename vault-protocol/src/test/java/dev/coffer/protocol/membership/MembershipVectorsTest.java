package dev.coffer.protocol.membership;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.gson.Gson;
import com.google.gson.GsonBuilder;
import dev.coffer.protocol.Vectors;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

/**
 * The committed vectors are what this code makes today. A change of one byte is a new format, not a
 * new vector. With the system property {@code coffer.vectors} naming a folder they are written
 * there instead.
 */
class MembershipVectorsTest {
  private static final Gson JSON =
      new GsonBuilder().setPrettyPrinting().disableHtmlEscaping().create();

  @Test
  void organisation_fromFixedKeys_isTheCommittedOne() throws IOException {
    String made = JSON.toJson(new MembershipVectors().tell());
    String folder = System.getProperty("coffer.vectors");
    if (folder != null) {
      Files.writeString(Path.of(folder, "membership.json"), made + "\n");
      return;
    }
    assertThat(made).isEqualTo(JSON.toJson(Vectors.read("membership.json")));
  }
}
