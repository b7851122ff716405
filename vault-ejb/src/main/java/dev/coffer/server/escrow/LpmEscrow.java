package dev.coffer.server.escrow;

import dev.coffer.protocol.Bytes;
import dev.coffer.protocol.KeyId;
import dev.coffer.protocol.VaultId;
import dev.coffer.protocol.escrow.EscrowedKey;
import dev.coffer.server.problem.AccessRefused;
import dev.coffer.server.sql.Statements;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.Optional;
import java.util.UUID;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/**
 * The wrapping keys that {@code lpm} clients handed over, sealed to the escrow key, within the
 * caller's transaction. Each opens all of its account's vaults in that format, which is why nothing
 * of this is there unless the operator switched it on.
 */
@ApplicationScoped
public class LpmEscrow {
  private static final String FIND = "select escrow_key, sealed from lpm_escrow where vault = ?";
  private static final String CHANGE =
      "update lpm_escrow set escrow_key = ?, sealed = ? where vault = ?";
  private static final String ADD =
      "insert into lpm_escrow (escrow_key, sealed, vault) values (?, ?, ?)";
  private static final String FORGET = "delete from lpm_escrow where vault = ?";
  private static final String FORGET_POLICIES =
      "delete from trust_policy where owner_id = ? and vault_id = ? and source = 'lpm'";

  @Inject private Statements statements;

  @Inject
  @ConfigProperty(name = "coffer.lpm.escrow")
  private boolean on;

  /** The wrapping key; never where the operator does not take any. */
  public Optional<EscrowedKeys.Stored> find(String vault) {
    return !on
        ? Optional.empty()
        : statements.first(
            FIND,
            row ->
                new EscrowedKeys.Stored(
                    new KeyId(row.text(1).orElseThrow()),
                    Bytes.ofBase64(row.text(2).orElseThrow(), EscrowedKey.SEALED_LENGTH)),
            vault);
  }

  /**
   * Does nothing where the operator takes wrapping keys.
   *
   * @throws AccessRefused otherwise
   */
  public void requireOn() {
    if (!on) {
      throw AccessRefused.lpmEscrowOff();
    }
  }

  /** Keeps {@code key} in place of what the vault had. */
  public void put(String vault, EscrowedKeys.Stored key) {
    Object[] row = {key.escrowKey().value(), key.sealed().base64(), vault};
    if (statements.change(CHANGE, row) == 0) {
      statements.change(ADD, row);
    }
  }

  /** Deletes the wrapping key; answers whether there was one. */
  public boolean forget(String vault) {
    return statements.change(FORGET, vault) == 1;
  }

  /** Deletes the wrapping key and the policies of a vault that is not in this format any more. */
  public void forget(UUID owner, VaultId id, String vault) {
    forget(vault);
    statements.change(FORGET_POLICIES, owner.toString(), id.value());
  }
}
