package dev.coffer.protocol.audit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import com.google.gson.JsonObject;
import dev.coffer.protocol.Digest;
import dev.coffer.protocol.Malformed;
import dev.coffer.protocol.Vectors;
import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class AuditRecordTest {
  private final JsonObject vector = Vectors.read("audit.json");

  private static AuditRecord read(JsonObject record, String metadata) {
    String previous = record.get("previous").getAsString();
    return new AuditRecord(
        record.get("owner").getAsString(),
        record.get("sequence").getAsLong(),
        previous.equals(AuditRecord.NONE) ? Optional.empty() : Optional.of(Digest.parse(previous)),
        Instant.parse(record.get("time").getAsString()),
        record.get("actor").getAsString(),
        record.get("device").getAsString(),
        record.get("action").getAsString(),
        record.get("outcome").getAsString(),
        record.get("vault").getAsString(),
        metadata);
  }

  @Test
  void hash_ofTheVectors_isTheirs_andLinksThem() {
    JsonObject first = vector.getAsJsonObject("first");
    JsonObject second = vector.getAsJsonObject("second");
    for (JsonObject record : new JsonObject[] {first, second}) {
      assertThat(read(record, record.get("metadata").getAsString()).hash().text())
          .isEqualTo(record.get("hash").getAsString());
    }
    assertThat(second.get("previous")).isEqualTo(first.get("hash"));
  }

  @Test
  void hash_ofOtherMetadata_isAnother() {
    JsonObject first = vector.getAsJsonObject("first");
    assertThat(read(first, "{\"version\":8}").hash().text())
        .isNotEqualTo(first.get("hash").getAsString());
  }

  @Test
  void hash_ofMetadataWithALineFeed_isRefused() {
    AuditRecord forged = read(vector.getAsJsonObject("first"), "{}\nowner eve");
    assertThatExceptionOfType(Malformed.class).isThrownBy(forged::hash);
  }
}
