package dev.coffer.client.crypto.lpm;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import dev.coffer.client.crypto.CannotOpen;
import dev.coffer.client.crypto.SecretAccess;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.util.ArrayDeque;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.SortedMap;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

class LpmPayloadTest {
  private static final JsonObject VECTOR = vector("personal.json");
  private final LpmWrappingKey key = LpmWrappingKey.of(hex("wrappingKey"));
  private final LpmSealed sealed = new LpmSealed(text("encryptedBlob"), text("wrappedKey"));
  private final LpmPayload payload = new LpmPayload(new SecureRandom());

  private static JsonObject vector(String name) {
    try (InputStream file = LpmPayloadTest.class.getResourceAsStream("/vectors/lpm/" + name)) {
      return JsonParser.parseReader(new InputStreamReader(file, StandardCharsets.UTF_8))
          .getAsJsonObject();
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
  }

  private static String text(String member) {
    return VECTOR.get(member).getAsString();
  }

  private static byte[] hex(String member) {
    return HexFormat.of().parseHex(text(member));
  }

  private static SortedMap<String, SortedMap<String, String>> content() {
    return new TreeMap<>(Map.of("default", new TreeMap<>(Map.of("K", "V"))));
  }

  @Test
  void open_theVector_givesItsContent() {
    assertThat(payload.open(key, sealed)).isEqualTo(content());
  }

  @Test
  void seal_withTheVectorsRandomness_givesItsBytes() {
    var random = new Recorded(List.of(hex("contentKey"), hex("blobNonce"), hex("wrapNonce")));
    LpmSealed made = new LpmPayload(random).seal(key, content());
    assertThat(made).isEqualTo(sealed);
    assertThat(made.wrappedKey()).hasSize(LpmPayload.WRAPPED_KEY_LENGTH);
  }

  @Test
  void legacyKey_ofAToken_isTheVectors() {
    JsonObject vector = vector("legacy-key.json");
    byte[] derived =
        LpmWrappingKey.legacy(vector.get("bearer").getAsString()).bytes(SecretAccess.FOR_STORAGE);
    assertThat(HexFormat.of().formatHex(derived))
        .isEqualTo(vector.get("wrappingKey").getAsString());
  }

  @Test
  void open_anyCharacterChanged_cannot() {
    String blob = sealed.encryptedBlob();
    for (int i = 0; i < blob.length(); i++) {
      LpmSealed changed = new LpmSealed(changed(blob, i), sealed.wrappedKey());
      assertThatExceptionOfType(CannotOpen.class).isThrownBy(() -> payload.open(key, changed));
    }
    String wrapped = sealed.wrappedKey();
    for (int i = 0; i < wrapped.length(); i++) {
      LpmSealed changed = new LpmSealed(blob, changed(wrapped, i));
      assertThatExceptionOfType(CannotOpen.class).isThrownBy(() -> payload.open(key, changed));
    }
  }

  private static String changed(String text, int at) {
    char other = text.charAt(at) == 'A' ? 'B' : 'A';
    return text.substring(0, at) + other + text.substring(at + 1);
  }

  @Test
  void open_withAnotherKey_cannot() {
    LpmWrappingKey other = LpmWrappingKey.generate(new SecureRandom());
    assertThatExceptionOfType(CannotOpen.class).isThrownBy(() -> payload.open(other, sealed));
  }

  /** Gives the prepared bytes, one array to a call. */
  private static final class Recorded extends SecureRandom {
    private static final long serialVersionUID = 1L;
    private final transient Queue<byte[]> prepared;

    Recorded(List<byte[]> prepared) {
      this.prepared = new ArrayDeque<>(prepared);
    }

    @Override
    public void nextBytes(byte[] bytes) {
      byte[] next = prepared.remove();
      assertThat(bytes).hasSameSizeAs(next);
      System.arraycopy(next, 0, bytes, 0, next.length);
    }
  }
}
