package dev.coffer.client.sync;

import dev.coffer.client.payload.PayloadRules.Prepared;
import dev.coffer.protocol.wire.vault.PushVault;
import java.util.Map;
import java.util.Optional;

/**
 * What the server tells about a vault without having a key: none of it is encrypted. What is left
 * out stays as it is.
 *
 * @param name what people call it
 * @param schema the {@code envSchema} document
 */
public record VaultDescription(Optional<String> name, Optional<Map<String, Object>> schema) {
  public static final VaultDescription UNCHANGED =
      new VaultDescription(Optional.empty(), Optional.empty());

  /** What is told by this, and else by {@code before}. */
  VaultDescription over(VaultDescription before) {
    return new VaultDescription(name.or(before::name), schema.or(before::schema));
  }

  /** {@code prepared} with this description instead of a project file's. */
  Prepared on(Prepared prepared) {
    PushVault push = prepared.push();
    return new Prepared(
        new PushVault(
            push.encryptedBlob(),
            push.wrappedKey(),
            push.expectedVersion(),
            push.force(),
            name.orElse(null),
            schema.orElse(null),
            push.format(),
            push.wrappedKeys(),
            push.escrowedKeys()),
        prepared.result());
  }
}
