package dev.coffer.server.account;

import dev.coffer.server.files.PrivateFile;
import dev.coffer.server.password.OneTimeSecret;
import dev.coffer.server.password.Passwords;
import jakarta.ejb.Stateless;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import jakarta.persistence.PersistenceContext;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.time.Clock;
import java.util.UUID;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/**
 * Gives an empty server its first account, {@code admin}, and leaves its one-time secret in the
 * file {@code first-sign-in} of the data folder: never in a log, gone once it was used.
 */
@Stateless
public class FirstAdministrator {
  private static final AccountName NAME = new AccountName("admin");

  @PersistenceContext private EntityManager em;
  @Inject private Clock clock;
  @Inject private Passwords passwords;

  @Inject
  @ConfigProperty(name = "coffer.data.dir")
  private String folder;

  /** Does nothing when there is an account already. */
  public void appoint() {
    if (em.createQuery("select count(a) from Account a", Long.class).getSingleResult() > 0) {
      return;
    }
    String secret = OneTimeSecret.generate(new SecureRandom());
    em.persist(new Account(UUID.randomUUID(), NAME, true, passwords.hash(secret), clock.instant()));
    em.flush();
    // After the insert, so that of two servers only the one that made the account writes; before
    // the commit, so that there is no account whose secret nobody ever saw.
    file().replace((secret + "\n").getBytes(StandardCharsets.UTF_8));
  }

  /** Removes the file, if {@code secret} is what it holds. */
  public void forget(String secret) {
    byte[] used = (secret + "\n").getBytes(StandardCharsets.UTF_8);
    file().read().filter(held -> MessageDigest.isEqual(held, used)).ifPresent(x -> file().delete());
  }

  private PrivateFile file() {
    return new PrivateFile(Path.of(folder, "first-sign-in"));
  }
}
