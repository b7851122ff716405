package dev.coffer.server.password;

import dev.coffer.protocol.Bytes;
import dev.coffer.server.problem.RateLimited;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.bouncycastle.crypto.generators.Argon2BytesGenerator;
import org.bouncycastle.crypto.params.Argon2Parameters;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/**
 * Hashes and checks passwords with Argon2id (RFC 9106). Only a few at a time, since each takes the
 * configured memory and sign-in is open to everybody.
 */
@ApplicationScoped
public class Passwords {
  private static final int SALT_LENGTH = 16;
  private static final int HASH_LENGTH = 32;
  private static final Duration PATIENCE = Duration.ofSeconds(5);

  private final SecureRandom random = new SecureRandom();
  private final PasswordCost cost;
  private final Semaphore places;
  private final PasswordHash nobodys;

  protected Passwords() {
    this(8, 1, 1, 1);
  }

  @Inject
  public Passwords(
      @ConfigProperty(name = "coffer.password.memory.kib") int memoryKib,
      @ConfigProperty(name = "coffer.password.iterations") int iterations,
      @ConfigProperty(name = "coffer.password.parallelism") int parallelism,
      @ConfigProperty(name = "coffer.password.concurrency") int concurrency) {
    this.cost = new PasswordCost(memoryKib, iterations, parallelism);
    this.places = new Semaphore(concurrency);
    this.nobodys = new PasswordHash(cost, randomBytes(SALT_LENGTH), randomBytes(HASH_LENGTH));
  }

  /** A hash of {@code password} under a fresh salt. */
  public PasswordHash hash(String password) {
    Bytes salt = randomBytes(SALT_LENGTH);
    return new PasswordHash(cost, salt, compute(password, salt, cost));
  }

  /** Whether {@code password} is the one that {@code stored} was made of. */
  public boolean matches(String password, PasswordHash stored) {
    return compute(password, stored.salt(), stored.cost()).equals(stored.hash());
  }

  /** Takes as long as {@link #matches}, so that a name without an account is not found by time. */
  public void matchNobody(String password) {
    matches(password, nobodys);
  }

  private Bytes compute(String password, Bytes salt, PasswordCost asked) {
    enter();
    try {
      Argon2BytesGenerator generator = new Argon2BytesGenerator();
      generator.init(
          new Argon2Parameters.Builder(Argon2Parameters.ARGON2_id)
              .withVersion(Argon2Parameters.ARGON2_VERSION_13)
              .withMemoryAsKB(asked.memoryKib())
              .withIterations(asked.iterations())
              .withParallelism(asked.parallelism())
              .withSalt(salt.toArray())
              .build());
      byte[] hash = new byte[HASH_LENGTH];
      generator.generateBytes(password.getBytes(StandardCharsets.UTF_8), hash);
      return Bytes.of(hash);
    } finally {
      places.release();
    }
  }

  private void enter() {
    boolean entered = false;
    try {
      entered = places.tryAcquire(PATIENCE.toMillis(), TimeUnit.MILLISECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    if (!entered) {
      throw new RateLimited(PATIENCE);
    }
  }

  private Bytes randomBytes(int length) {
    byte[] bytes = new byte[length];
    random.nextBytes(bytes);
    return Bytes.of(bytes);
  }
}
