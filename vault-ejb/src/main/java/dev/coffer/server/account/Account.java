package dev.coffer.server.account;

import dev.coffer.protocol.wire.account.AccountView;
import dev.coffer.server.access.Plan;
import dev.coffer.server.password.PasswordHash;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import java.time.Instant;
import java.util.UUID;

/**
 * One person's account. Begins with a one-time secret, which is good for nothing but choosing the
 * first password.
 */
@Entity
public class Account {
  @Id private String id;
  private String name;
  private boolean administrator;
  private String password;

  @Column(name = "one_time")
  private boolean oneTime;

  @Column(name = "created_at")
  private Instant createdAt;

  protected Account() {}

  public Account(
      UUID id, AccountName name, boolean administrator, PasswordHash oneTime, Instant createdAt) {
    this.id = id.toString();
    this.name = name.value();
    this.administrator = administrator;
    this.password = oneTime.text();
    this.oneTime = true;
    this.createdAt = createdAt;
  }

  /** Replaces the one-time secret by the password that its owner chose. */
  public void choosePassword(PasswordHash chosen) {
    password = chosen.text();
    oneTime = false;
  }

  public UUID id() {
    return UUID.fromString(id);
  }

  public String name() {
    return name;
  }

  /** What a sign-in is checked against. */
  public Credential credential() {
    return new Credential(id(), PasswordHash.parse(password), oneTime);
  }

  AccountView view(Plan plan, String device) {
    return new AccountView(id, name, administrator, plan.text(), device, createdAt);
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof Account that && id.equals(that.id);
  }

  @Override
  public int hashCode() {
    return id.hashCode();
  }

  @Override
  public String toString() {
    return "Account[" + id + "]";
  }
}
