package dev.coffer.web.vault;

import dev.coffer.protocol.PayloadFormat;
import dev.coffer.protocol.wire.vault.PulledVault;
import dev.coffer.protocol.wire.vault.PushVault;
import dev.coffer.server.problem.RequestMalformed;
import dev.coffer.server.vault.Pulled;
import dev.coffer.server.vault.Push;
import dev.coffer.web.json.JsonDocument;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;

/** Turns the wire's records into the server's and back. */
final class VaultViews {
  private VaultViews() {}

  static Push push(PushVault wire) {
    if (wire == null || wire.encryptedBlob() == null) {
      throw RequestMalformed.request("encryptedBlob is missing");
    }
    return new Push(
            format(wire.format()),
            wire.encryptedBlob(),
            Optional.ofNullable(wire.wrappedKey()),
            wire.expectedVersion() == null
                ? OptionalInt.empty()
                : OptionalInt.of(wire.expectedVersion()),
            Boolean.TRUE.equals(wire.force()),
            Optional.ofNullable(wire.name()),
            Optional.ofNullable(wire.schema()).map(JsonDocument::text),
            Optional.ofNullable(wire.wrappedKeys()).orElse(List.of()))
        .escrowing(Optional.ofNullable(wire.escrowedKeys()).orElse(List.of()));
  }

  static PulledVault pulled(Pulled pulled) {
    PulledVault content = pulled.content();
    Map<String, Object> schema = pulled.schema().map(JsonDocument::object).orElse(null);
    return new PulledVault(
        content.vaultId(),
        content.encryptedBlob(),
        content.wrappedKey(),
        content.version(),
        content.headVersion(),
        content.format(),
        content.recipients(),
        content.name(),
        schema,
        content.updatedAt(),
        content.environmentKeys());
  }

  private static PayloadFormat format(String name) {
    return name == null
        ? PayloadFormat.LPM
        : PayloadFormat.ofWireName(name)
            .orElseThrow(() -> RequestMalformed.request("format is neither coffer/1 nor lpm"));
  }
}
