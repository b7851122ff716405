package dev.coffer.protocol;

import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import dev.coffer.protocol.chain.DeviceChain;
import dev.coffer.protocol.note.SignedNote;
import dev.coffer.protocol.note.VerificationKey;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/** The committed vectors of the envelope; {@code docs/envelope.md} tells their story. */
public final class Vectors {
  private Vectors() {}

  public static JsonObject read(String name) {
    try (InputStream file = Vectors.class.getResourceAsStream("/vectors/envelope/" + name)) {
      return JsonParser.parseReader(new InputStreamReader(file, StandardCharsets.UTF_8))
          .getAsJsonObject();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The text of version {@code version} of the vault. */
  public static String envelope(int version) {
    JsonArray versions = read("vault.json").getAsJsonArray("versions");
    return versions.get(version - 1).getAsJsonObject().get("envelope").getAsString();
  }

  public static List<String> chain() {
    List<String> events = new ArrayList<>();
    for (JsonElement event : read("vault.json").getAsJsonArray("chain")) {
      events.add(event.getAsString());
    }
    return events;
  }

  public static List<String> wrappedKeys() {
    List<String> notes = new ArrayList<>();
    for (JsonElement wrap : read("vault.json").getAsJsonArray("wrappedKeys")) {
      notes.add(wrap.getAsJsonObject().get("wrappedKey").getAsString());
    }
    return notes;
  }

  /** The public signing key of the story's first or second device. */
  public static VerificationKey key(int device) {
    DeviceChain chain =
        DeviceChain.replay(chain().subList(0, 2).stream().map(SignedNote::parse).toList());
    return chain.devices().get(device).keys().verificationKey();
  }

  /** {@code text} with one bit of byte {@code at} flipped. */
  public static String flipped(String text, int at) {
    byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
    bytes[at] ^= 1;
    return new String(bytes, StandardCharsets.UTF_8);
  }

  public static int length(String text) {
    return text.getBytes(StandardCharsets.UTF_8).length;
  }
}
