package dev.coffer.server.sharing;

import dev.coffer.protocol.KeyId;
import dev.coffer.protocol.envelope.KeyScope;
import dev.coffer.protocol.envelope.Recipient;
import dev.coffer.protocol.envelope.WrapContext;
import dev.coffer.protocol.envelope.WrappedKey;
import dev.coffer.server.access.Admitted;
import dev.coffer.server.sql.Row;
import dev.coffer.server.sql.Statements;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.sql.SQLException;
import java.util.Collection;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The stored wrapped keys, within the caller's transaction. A key is never changed; it is deleted
 * when its recipient is revoked. No entities: a vault of 500 members has 1,500 of them, of which a
 * reader gets one.
 */
@ApplicationScoped
public class WrappedKeys {
  private static final String RECIPIENTS =
      "select recipient, scope from wrapped_key where vault = ? and epoch = ?";
  private static final String OWN =
      "select scope, note from wrapped_key where vault = ? and epoch = ? and recipient = ?"
          + " order by scope";
  private static final String ADD =
      "insert into wrapped_key (vault, epoch, recipient, scope, note) values (?, ?, ?, ?, ?)";
  private static final String FORGET =
      "delete from wrapped_key where vault in (select id from vault where owner_id = ?)"
          + " and recipient in ";
  private static final String FORGET_ALL = "delete from wrapped_key where vault = ?";

  @Inject private Statements statements;

  /** Who can open {@code epoch} of the vault row {@code vault}. */
  public EpochKeys ofEpoch(String vault, int epoch) {
    return new EpochKeys(
        Set.copyOf(statements.all(RECIPIENTS, WrappedKeys::recipient, vault, epoch)));
  }

  private static Recipient recipient(Row row) throws SQLException {
    return new Recipient(
        new KeyId(row.text(1).orElseThrow()), KeyScope.parse(row.text(2).orElseThrow()));
  }

  /** The keys of {@code epoch} for the device that {@code who} is on. */
  public OwnKeys own(String vault, int epoch, Admitted who) {
    Optional<KeyId> device = who.device();
    if (device.isEmpty()) {
      return OwnKeys.NONE;
    }
    List<Own> all =
        statements.all(OWN, Own::of, vault, epoch, device.get().value()).stream()
            .filter(key -> who.opens(key.scope()))
            .toList();
    return new OwnKeys(
        all.stream().filter(Own::isOfVault).map(Own::note).findFirst(),
        all.stream().filter(key -> !key.isOfVault()).map(Own::note).toList());
  }

  private record Own(KeyScope scope, String note) {
    static Own of(Row row) throws SQLException {
      return new Own(KeyScope.parse(row.text(1).orElseThrow()), row.text(2).orElseThrow());
    }

    boolean isOfVault() {
      return scope.equals(KeyScope.VAULT);
    }
  }

  /** Stores those keys whose recipient has none in {@code present}; a stored key never changes. */
  public int add(String vault, EpochKeys present, Collection<WrappedKey> keys) {
    List<Object[]> rows =
        keys.stream()
            .filter(key -> !present.recipients().contains(recipient(key)))
            .map(key -> row(vault, key))
            .toList();
    statements.changeEach(ADD, rows);
    return rows.size();
  }

  private static Object[] row(String vault, WrappedKey key) {
    WrapContext context = key.context();
    return new Object[] {
      vault, context.epoch(), context.recipient().value(), context.scope().text(), key.format()
    };
  }

  static Recipient recipient(WrappedKey key) {
    return new Recipient(key.context().recipient(), key.context().scope());
  }

  static Set<Recipient> recipients(Collection<WrappedKey> keys) {
    return keys.stream().map(WrappedKeys::recipient).collect(Collectors.toUnmodifiableSet());
  }

  /** Deletes every key to the vault row {@code vault}. */
  public void forgetAll(String vault) {
    statements.change(FORGET_ALL, vault);
  }

  /**
   * Deletes every key of {@code devices} to the owner's vaults, of every epoch and scope. By one
   * statement: it looks at every key of the owner.
   */
  public void forget(UUID owner, Collection<KeyId> devices) {
    if (devices.isEmpty()) {
      return;
    }
    Stream<Object> parameters =
        Stream.concat(Stream.of(owner.toString()), devices.stream().map(KeyId::value));
    String places = String.join(", ", Collections.nCopies(devices.size(), "?"));
    statements.change(FORGET + "(" + places + ")", parameters.toArray());
  }
}
