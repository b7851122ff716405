package dev.coffer.server.sharing;

import dev.coffer.protocol.KeyId;
import dev.coffer.protocol.envelope.KeyScope;
import dev.coffer.protocol.envelope.Recipient;
import dev.coffer.protocol.envelope.WrappedKey;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.IdClass;
import jakarta.persistence.NamedQuery;
import jakarta.persistence.Table;

/**
 * One recipient's wrapped key of one epoch, as its author signed it. Never changed; deleted when
 * its recipient is revoked.
 */
@Entity
@Table(name = "wrapped_key")
@IdClass(StoredKeyId.class)
@NamedQuery(
    name = StoredKey.OF_EPOCH,
    query =
        "select k from StoredKey k where k.vault = :vault and k.epoch = :epoch"
            + " order by k.recipient, k.scope")
@NamedQuery(
    name = StoredKey.FORGET,
    query =
        "delete from StoredKey k where k.recipient = :recipient and k.vault in"
            + " (select v.id from Vault v where v.ownerId = :owner)")
@NamedQuery(name = StoredKey.FORGET_ALL, query = "delete from StoredKey k where k.vault = :vault")
public class StoredKey {
  static final String OF_EPOCH = "StoredKey.ofEpoch";
  static final String FORGET = "StoredKey.forget";
  static final String FORGET_ALL = "StoredKey.forgetAll";

  @Id private String vault;
  @Id private int epoch;
  @Id private String recipient;
  @Id private String scope;
  private String note;

  protected StoredKey() {}

  StoredKey(String vault, WrappedKey key) {
    this.vault = vault;
    this.epoch = key.context().epoch();
    this.recipient = key.context().recipient().value();
    this.scope = key.context().scope().text();
    this.note = key.format();
  }

  Recipient recipient() {
    return new Recipient(new KeyId(recipient), KeyScope.parse(scope));
  }

  String note() {
    return note;
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof StoredKey that
        && epoch == that.epoch
        && vault.equals(that.vault)
        && recipient.equals(that.recipient)
        && scope.equals(that.scope);
  }

  @Override
  public int hashCode() {
    return vault.hashCode() * 31 + recipient.hashCode();
  }

  @Override
  public String toString() {
    return "StoredKey[" + vault + " " + epoch + " " + recipient + " " + scope + "]";
  }
}
