package dev.coffer.server.signin;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;

/** How often sign-in was tried lately for one account, or from one address. */
@Entity
@Table(name = "sign_in_attempts")
public class AttemptCount {
  @Id private String bucket;
  private int attempts;

  @Column(name = "window_ends")
  private Instant windowEnds;

  protected AttemptCount() {}

  AttemptCount(String bucket, Instant windowEnds) {
    this.bucket = bucket;
    this.attempts = 0;
    this.windowEnds = windowEnds;
  }

  int attempts() {
    return attempts;
  }

  Instant windowEnds() {
    return windowEnds;
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof AttemptCount that && bucket.equals(that.bucket);
  }

  @Override
  public int hashCode() {
    return bucket.hashCode();
  }

  @Override
  public String toString() {
    return "AttemptCount[" + bucket + "]";
  }
}
