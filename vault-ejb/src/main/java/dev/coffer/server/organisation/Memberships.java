package dev.coffer.server.organisation;

import dev.coffer.protocol.Digest;
import dev.coffer.protocol.KeyId;
import dev.coffer.protocol.chain.ChainPosition;
import dev.coffer.protocol.chain.ChainRefused;
import dev.coffer.protocol.membership.Membership;
import dev.coffer.protocol.note.SignedNote;
import dev.coffer.server.chain.VerifiedChains;
import dev.coffer.server.problem.NotFound;
import dev.coffer.server.sql.Row;
import dev.coffer.server.sql.Statements;
import jakarta.annotation.PostConstruct;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import jakarta.persistence.LockModeType;
import jakarta.persistence.PersistenceContext;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/**
 * The verified chains of organisations, as of the newest event in the sight of the transaction that
 * asks. Verified ones are remembered, and are only ever used for the very head that the database
 * names; what another server appended is verified on top.
 */
@ApplicationScoped
public class Memberships {
  private static final String HEAD = "select length, head_digest from organisation where id = ?";
  private static final String EVENTS =
      "select note from organisation_event where organisation = ? and sequence >= ?"
          + " order by sequence";
  private static final String KNOWING =
      "select organisation from organisation_device where account_id = ? and key_id = ?"
          + " order by organisation";

  @PersistenceContext private EntityManager em;
  @Inject private Statements statements;

  @Inject
  @ConfigProperty(name = "coffer.organisation.cache")
  private int cacheSize;

  private VerifiedChains<Membership> verified;

  @PostConstruct
  void begin() {
    verified = new VerifiedChains<>(cacheSize);
  }

  /**
   * The organisation's chain as of its newest event.
   *
   * @throws NotFound when there is no such organisation
   */
  public Membership now(UUID organisation) {
    ChainPosition head =
        statements
            .first(HEAD, Memberships::head, organisation.toString())
            .orElseThrow(() -> new NotFound("organisation"));
    return at(organisation, head);
  }

  /**
   * The organisation, locked until the transaction ends: its chain grows by nobody else's event.
   *
   * @throws NotFound when there is no such organisation
   */
  public Organisation lock(UUID organisation) {
    Organisation found =
        em.find(Organisation.class, organisation.toString(), LockModeType.PESSIMISTIC_WRITE);
    return Optional.ofNullable(found).orElseThrow(() -> new NotFound("organisation"));
  }

  /** The organisations whose chains know {@code device} as one of {@code account}, in order. */
  public List<UUID> knowing(UUID account, KeyId device) {
    return statements.all(
        KNOWING,
        row -> UUID.fromString(row.text(1).orElseThrow()),
        account.toString(),
        device.value());
  }

  /** The chain that ends with {@code head}, which the database has named. */
  Membership at(UUID organisation, ChainPosition head) {
    Optional<Membership> known = verified.find(organisation);
    if (known.filter(chain -> chain.head().equals(Optional.of(head))).isPresent()) {
      return known.get();
    }
    Membership current =
        known
            .filter(chain -> chain.length() <= head.sequence())
            .flatMap(chain -> continued(organisation, chain, head))
            .or(() -> continued(organisation, Membership.empty(), head))
            .orElseThrow(
                () -> new IllegalStateException("the chain of " + organisation + " is damaged"));
    remember(current);
    return current;
  }

  /** Keeps a verified chain; that its newest event may yet be rolled back does no harm. */
  void remember(Membership membership) {
    verified.put(membership.organisation(), membership);
  }

  /** Empty when the events in the database do not lead from {@code chain} to {@code head}. */
  private Optional<Membership> continued(UUID organisation, Membership chain, ChainPosition head) {
    List<SignedNote> events =
        statements.all(
            EVENTS,
            row -> SignedNote.parse(row.text(1).orElseThrow()),
            organisation.toString(),
            chain.length());
    try {
      return Optional.of(chain.appendAll(events))
          .filter(longer -> longer.head().equals(Optional.of(head)));
    } catch (ChainRefused e) {
      return Optional.empty();
    }
  }

  private static ChainPosition head(Row row) throws SQLException {
    return new ChainPosition(
        row.number(1).orElseThrow() - 1, Digest.parse(row.text(2).orElseThrow()));
  }
}
