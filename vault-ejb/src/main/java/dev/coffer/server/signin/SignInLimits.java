package dev.coffer.server.signin;

import dev.coffer.server.sql.Row;
import dev.coffer.server.sql.Statements;
import jakarta.annotation.Resource;
import jakarta.ejb.SessionContext;
import jakarta.ejb.Stateless;
import jakarta.ejb.TransactionAttribute;
import jakarta.ejb.TransactionAttributeType;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import jakarta.persistence.PersistenceContext;
import jakarta.persistence.PersistenceException;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/**
 * Counts attempts to sign in, in the database and each in a transaction of its own: what was
 * counted stays counted, whatever becomes of the attempt, and concurrent attempts on any number of
 * servers never exceed the limit together.
 */
@Stateless
@TransactionAttribute(TransactionAttributeType.REQUIRES_NEW)
public class SignInLimits {
  private static final String COUNT =
      "update AttemptCount c set c.attempts = c.attempts + 1"
          + " where c.bucket = :bucket and c.windowEnds > :now and c.attempts < :limit";
  private static final String RESTART =
      "update AttemptCount c set c.attempts = 1, c.windowEnds = :ends"
          + " where c.bucket = :bucket and c.windowEnds <= :now";
  private static final String FORGET = "delete from AttemptCount c where c.windowEnds <= :now";
  private static final String CLEAR =
      "update AttemptCount c set c.attempts = 0 where c.bucket = :bucket";
  private static final String REFUND =
      "update AttemptCount c set c.attempts = c.attempts - 1"
          + " where c.bucket = :bucket and c.attempts > 0";

  private static final String STATE =
      "select attempts, window_ends from sign_in_attempts where bucket = ?";

  @PersistenceContext private EntityManager em;
  @Inject private Statements statements;
  @Inject private Clock clock;
  @Resource private SessionContext context;

  @Inject
  @ConfigProperty(name = "coffer.signin.window.seconds")
  private long windowSeconds;

  /** Makes sure that the bucket exists; another server may be making it at the same moment. */
  public void open(String bucket) {
    if (em.find(AttemptCount.class, bucket) != null) {
      return;
    }
    em.createQuery(FORGET).setParameter("now", clock.instant().minus(window())).executeUpdate();
    em.persist(new AttemptCount(bucket, clock.instant().plus(window())));
    try {
      em.flush();
    } catch (PersistenceException e) {
      context.setRollbackOnly();
    }
  }

  /** Counts one attempt in an existing bucket, or returns false when it is full. */
  public boolean count(String bucket, int limit) {
    Instant now = clock.instant();
    int counted =
        em.createQuery(COUNT)
            .setParameter("bucket", bucket)
            .setParameter("now", now)
            .setParameter("limit", limit)
            .executeUpdate();
    return counted == 1 || restart(bucket, now);
  }

  /** Whether a bucket has reached its limit and has not been emptied since; counts nothing. */
  @TransactionAttribute(TransactionAttributeType.NOT_SUPPORTED)
  public boolean isFull(String bucket, int limit) {
    return statements.firstAlone(STATE, row -> isFull(row, limit), bucket).orElse(false);
  }

  private boolean isFull(Row row, int limit) throws SQLException {
    return row.number(1).orElseThrow() >= limit
        && row.time(2).orElseThrow().isAfter(clock.instant());
  }

  /** Takes one attempt back: it succeeded. */
  public void refund(String bucket) {
    em.createQuery(REFUND).setParameter("bucket", bucket).executeUpdate();
  }

  /**
   * Forgets the attempts in a bucket. It stays: another attempt may be about to be counted in it.
   */
  public void clear(String bucket) {
    em.createQuery(CLEAR).setParameter("bucket", bucket).executeUpdate();
  }

  /** How long until a full bucket is empty again. */
  public Duration remaining(String bucket) {
    return Optional.ofNullable(em.find(AttemptCount.class, bucket))
        .map(count -> Duration.between(clock.instant(), count.windowEnds()))
        .filter(left -> !left.isNegative())
        .orElse(window());
  }

  private Duration window() {
    return Duration.ofSeconds(windowSeconds);
  }

  private boolean restart(String bucket, Instant now) {
    return em.createQuery(RESTART)
            .setParameter("bucket", bucket)
            .setParameter("ends", now.plus(window()))
            .setParameter("now", now)
            .executeUpdate()
        == 1;
  }
}
