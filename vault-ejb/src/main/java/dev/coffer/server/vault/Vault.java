package dev.coffer.server.vault;

import dev.coffer.protocol.Digest;
import dev.coffer.protocol.KeyId;
import dev.coffer.protocol.PayloadFormat;
import dev.coffer.protocol.VaultId;
import dev.coffer.server.sharing.Place;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.LockModeType;
import jakarta.persistence.NamedQuery;
import jakarta.persistence.Table;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;

/**
 * The head of one vault of an account or organisation. Its version grows by one with every accepted
 * push and never otherwise; {@link #SUCCEED} is the only statement that moves it, so that of two
 * pushes onto one version one wins.
 */
@Entity
@Table(name = "vault")
@NamedQuery(
    name = Vault.OF_OWNER,
    query = "select v from Vault v where v.ownerId = :owner and v.vaultId = :vaultId")
@NamedQuery(
    name = Vault.OF_OWNER_FOR_UPDATE,
    query = "select v from Vault v where v.ownerId = :owner and v.vaultId = :vaultId",
    lockMode = LockModeType.PESSIMISTIC_WRITE)
@NamedQuery(
    name = Vault.ALL_OF_OWNER_FOR_UPDATE,
    query = "select v from Vault v where v.ownerId = :owner order by v.id",
    lockMode = LockModeType.PESSIMISTIC_WRITE)
@NamedQuery(
    name = Vault.LIST,
    query =
        "select new dev.coffer.protocol.wire.vault.VaultSummary("
            + "v.vaultId, v.version, v.updatedAt, v.name, v.format)"
            + " from Vault v where v.ownerId = :owner order by v.updatedAt desc, v.vaultId")
@NamedQuery(
    name = Vault.SUCCEED,
    query =
        "update Vault v set v.version = :version, v.format = :format, v.epoch = :epoch,"
            + " v.headDigest = :headDigest, v.pushDigest = :pushDigest,"
            + " v.chainSequence = :chainSequence, v.name = :name,"
            + " v.schema = :schema, v.updatedAt = :updatedAt"
            + " where v.id = :id and v.version = :replaced and v.keysRevision = :keysRevision")
@NamedQuery(
    name = Vault.KEYS_CHANGED,
    query =
        "update Vault v set v.keysRevision = v.keysRevision + 1"
            + " where v.id = :id and v.version = :version and v.keysRevision = :keysRevision")
@NamedQuery(
    name = Vault.ALL_KEYS_CHANGED,
    query = "update Vault v set v.keysRevision = v.keysRevision + 1 where v.ownerId = :owner")
public class Vault {
  static final String OF_OWNER = "Vault.ofOwner";
  static final String OF_OWNER_FOR_UPDATE = "Vault.ofOwnerForUpdate";
  static final String ALL_OF_OWNER_FOR_UPDATE = "Vault.allOfOwnerForUpdate";
  static final String LIST = "Vault.list";
  static final String SUCCEED = "Vault.succeed";
  static final String KEYS_CHANGED = "Vault.keysChanged";
  static final String ALL_KEYS_CHANGED = "Vault.allKeysChanged";

  @Id private String id;

  /** An account's id or an organisation's. */
  @Column(name = "owner_id")
  private UUID ownerId;

  @Column(name = "vault_id")
  private String vaultId;

  private int version;
  private String format;
  private int epoch;

  @Column(name = "head_digest")
  private Digest headDigest;

  @Column(name = "push_digest")
  private Digest pushDigest;

  @Column(name = "keys_revision")
  private long keysRevision;

  /** The event of the owner's chain that the head relies on; null in format {@code lpm}. */
  @Column(name = "chain_sequence")
  private Long chainSequence;

  private String name;

  @Column(name = "env_schema")
  private String schema;

  @Column(name = "updated_at")
  private Instant updatedAt;

  protected Vault() {}

  /** A vault that begins with {@code first}. */
  Vault(UUID ownerId, VaultId vaultId, NextVersion first) {
    this.id = UUID.randomUUID().toString();
    this.ownerId = ownerId;
    this.vaultId = vaultId.value();
    this.version = first.version();
    this.format = first.format().wireName();
    this.epoch = first.epoch();
    this.headDigest = first.headDigest();
    this.pushDigest = first.push().digest();
    this.chainSequence = first.chainSequence().orElse(null);
    this.name = first.push().name().orElse(null);
    this.schema = first.push().schema().orElse(null);
    this.updatedAt = first.time();
  }

  /** Whether {@code push} is what made this head: its answer was lost and it came again. */
  boolean cameFrom(Push push) {
    return pushDigest.equals(push.digest());
  }

  /** Changes with everything that a pull by {@code device} would show. */
  String tag(Optional<KeyId> device) {
    return tag(version, device);
  }

  /** The tag that this vault has once it is at {@code ofVersion}. */
  String tag(int ofVersion, Optional<KeyId> device) {
    return tag(ofVersion, keysRevision, device);
  }

  static String tag(int version, long keysRevision, Optional<KeyId> device) {
    return version + "." + keysRevision + "." + device.map(KeyId::value).orElse("none");
  }

  String id() {
    return id;
  }

  int version() {
    return version;
  }

  PayloadFormat format() {
    return PayloadFormat.ofWireName(format).orElseThrow();
  }

  /** Generation of the vault key; 0 in format {@code lpm}, which has none. */
  int epoch() {
    return epoch;
  }

  /** Where the next version of it goes. */
  Place place() {
    return new Place(
        new VaultId(vaultId),
        Optional.of(id),
        version,
        epoch,
        Optional.of(headDigest),
        chainSequence == null ? -1 : chainSequence);
  }

  long keysRevision() {
    return keysRevision;
  }

  Optional<String> name() {
    return Optional.ofNullable(name);
  }

  Optional<String> schema() {
    return Optional.ofNullable(schema);
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof Vault that && id.equals(that.id);
  }

  @Override
  public int hashCode() {
    return id.hashCode();
  }

  @Override
  public String toString() {
    return "Vault[" + id + "]";
  }
}
