package dev.coffer.server.vault;

import dev.coffer.protocol.Base64Text;
import dev.coffer.protocol.Digest;
import dev.coffer.protocol.Malformed;
import dev.coffer.protocol.PayloadFormat;
import dev.coffer.server.lpm.MemberKey;
import dev.coffer.server.problem.RequestMalformed;
import dev.coffer.server.problem.VersionConflict;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.regex.Pattern;

/**
 * What a client asks to store as a vault's next version, in a form that can be: an instance has the
 * members that its format needs and no others. Whether it follows the head is not known yet.
 *
 * @param wrappedKey format {@code lpm} in an account: the wrapped content key
 * @param expectedVersion the version that it replaces
 * @param name empty keeps the stored one, and so does {@code schema}
 * @param schema JSON text
 * @param wrappedKeys format {@code coffer/1}: signed notes
 * @param escrowedKeys format {@code coffer/1}, new epochs: signed notes
 * @param memberKeys format {@code lpm} in an organisation: everybody's wrapped content key
 */
public record Push(
    PayloadFormat format,
    String encryptedBlob,
    Optional<String> wrappedKey,
    OptionalInt expectedVersion,
    boolean force,
    Optional<String> name,
    Optional<String> schema,
    List<String> wrappedKeys,
    List<MemberKey> memberKeys,
    List<String> escrowedKeys) {

  private static final int MAX_NAME_LENGTH = 200;

  /** 12 bytes, a colon, at least the tag's 16 bytes; each strict base64 (checked when decoded). */
  private static final Pattern SEALED = Pattern.compile("[A-Za-z0-9+/]{16}:[A-Za-z0-9+/=]{24,}");

  private static final int TAG_LENGTH = 16;
  private static final int LPM_KEY_LENGTH = 32;

  public Push {
    wrappedKeys = List.copyOf(wrappedKeys);
    memberKeys = List.copyOf(memberKeys);
    escrowedKeys = List.copyOf(escrowedKeys);
    require(
        name.map(String::length).orElse(0) <= MAX_NAME_LENGTH,
        "name has more than " + MAX_NAME_LENGTH + " characters");
    require(expectedVersion.orElse(0) >= 0, "expectedVersion is negative");
    if (format == PayloadFormat.LPM) {
      require(wrappedKeys.isEmpty(), "wrappedKeys belong to format coffer/1");
      require(escrowedKeys.isEmpty(), "escrowedKeys belong to format coffer/1");
      requireSealed("encryptedBlob", encryptedBlob);
      if (memberKeys.isEmpty()) {
        requireOneKey(wrappedKey);
      } else {
        require(wrappedKey.isEmpty(), "wrappedKey belongs to an account's own vault");
        require(!force, "force belongs to an account's own vault");
      }
    } else {
      require(memberKeys.isEmpty(), "members' wrapped keys belong to format lpm");
      require(wrappedKey.isEmpty(), "wrappedKey belongs to format lpm");
      require(!force, "force belongs to format lpm");
    }
  }

  /** A push whose format has no keys of an organisation's members. */
  public Push(
      PayloadFormat format,
      String encryptedBlob,
      Optional<String> wrappedKey,
      OptionalInt expectedVersion,
      boolean force,
      Optional<String> name,
      Optional<String> schema,
      List<String> wrappedKeys) {
    this(
        format,
        encryptedBlob,
        wrappedKey,
        expectedVersion,
        force,
        name,
        schema,
        wrappedKeys,
        List.of(),
        List.of());
  }

  /** The same push, that escrows {@code notes}. */
  public Push escrowing(List<String> notes) {
    return new Push(
        format,
        encryptedBlob,
        wrappedKey,
        expectedVersion,
        force,
        name,
        schema,
        wrappedKeys,
        memberKeys,
        notes);
  }

  /** A push of an account with {@code lpm} to an organisation, for everybody in it who may read. */
  public static Push shared(
      String encryptedBlob,
      OptionalInt expectedVersion,
      Optional<String> name,
      Optional<String> schema,
      List<MemberKey> memberKeys) {
    require(!memberKeys.isEmpty(), "wrappedKeys is missing or empty");
    return new Push(
        PayloadFormat.LPM,
        encryptedBlob,
        Optional.empty(),
        expectedVersion,
        false,
        name,
        schema,
        List.of(),
        memberKeys,
        List.of());
  }

  /** This, with the name and schema that the vault has. */
  Push withoutDescription() {
    return new Push(
        format,
        encryptedBlob,
        wrappedKey,
        expectedVersion,
        force,
        Optional.empty(),
        Optional.empty(),
        wrappedKeys,
        memberKeys,
        escrowedKeys);
  }

  /** The same for the same request, whatever it expects to replace. */
  Digest digest() {
    StringBuilder content = new StringBuilder(encryptedBlob + "\n" + wrappedKey.orElse(""));
    memberKeys.forEach(
        key -> content.append('\n').append(key.account()).append(' ').append(key.wrappedKey()));
    return Digest.of(content.toString());
  }

  /**
   * Does nothing when this push may replace version {@code current}; 0 stands for no vault.
   *
   * @throws VersionConflict when it expects another version, or none though there is a vault
   */
  void requireFollows(int current) {
    if (force) {
      return;
    }
    if (expectedVersion.isEmpty() && current > 0) {
      throw VersionConflict.expectedVersionRequired(current);
    }
    if (expectedVersion.orElse(0) != current) {
      throw VersionConflict.mismatch(current, expectedVersion.getAsInt());
    }
  }

  private static void requireOneKey(Optional<String> wrappedKey) {
    String key = wrappedKey.orElseThrow(() -> RequestMalformed.request("wrappedKey is missing"));
    require(
        requireSealed("wrappedKey", key) == LPM_KEY_LENGTH + TAG_LENGTH,
        "wrappedKey is not one key of " + LPM_KEY_LENGTH + " bytes");
  }

  private static int requireSealed(String member, String text) {
    int length = SEALED.matcher(text).matches() ? ciphertextLength(text) : 0;
    require(
        length >= TAG_LENGTH,
        member + " is not 12 bytes, a colon and a ciphertext, each in strict base64");
    return length;
  }

  /** 0 when it is not strict base64. */
  private static int ciphertextLength(String sealed) {
    int colon = sealed.indexOf(':');
    try {
      Base64Text.decode(sealed.substring(0, colon));
      return Base64Text.decode(sealed.substring(colon + 1)).length;
    } catch (Malformed e) {
      return 0;
    }
  }

  private static void require(boolean held, String otherwise) {
    if (!held) {
      throw RequestMalformed.request(otherwise);
    }
  }

  @Override
  public String toString() {
    return "Push[" + format + ", " + encryptedBlob.length() + " characters]";
  }
}
