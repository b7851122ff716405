package dev.coffer.server.lpm;

import dev.coffer.protocol.membership.Role;
import dev.coffer.server.access.Admitted;
import dev.coffer.server.problem.AccessRefused;
import dev.coffer.server.problem.RecipientsConflict;
import dev.coffer.server.problem.RequestMalformed;
import dev.coffer.server.sql.Row;
import dev.coffer.server.sql.Statements;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.sql.SQLException;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;

/**
 * The content keys of {@code lpm} vaults that members share, within the caller's transaction. Only
 * members who may read whole vaults and have published a key have one, and only of the head.
 */
@ApplicationScoped
public class MemberKeys {
  private static final String ALLOWED = "select lpm from organisation where id = ?";
  private static final String ACTIVE =
      "select m.account_id, m.role, m.access, k.public_key from organisation_member m"
          + " left join sharing_key k on k.account_id = m.account_id"
          + " where m.organisation = ? and m.status = 'ACTIVE' order by m.account_id";
  private static final String WHOLE = "all";
  private static final String OF_VAULT = "select account_id from lpm_wrapped_key where vault = ?";
  private static final String ONE =
      "select wrapped_key from lpm_wrapped_key where vault = ? and account_id = ?";
  private static final String ADD =
      "insert into lpm_wrapped_key (vault, account_id, wrapped_key) values (?, ?, ?)";
  private static final String FORGET_VAULT = "delete from lpm_wrapped_key where vault = ?";
  private static final String HOLDERS =
      "select distinct k.account_id from lpm_wrapped_key k join vault v on v.id = k.vault"
          + " where v.owner_id = ?";
  private static final String OWNERS =
      "select distinct v.owner_id from lpm_wrapped_key k join vault v on v.id = k.vault"
          + " where k.account_id = ? order by v.owner_id";
  private static final String FORGET_ACCOUNT =
      "delete from lpm_wrapped_key where account_id = ?"
          + " and vault in (select id from vault where owner_id = ?)";

  @Inject private Statements statements;

  /**
   * Does nothing when the organisation takes vaults in format {@code lpm}.
   *
   * @throws AccessRefused otherwise
   */
  public void requireAllowed(UUID organisation) {
    if (statements
        .first(ALLOWED, row -> row.truth(1), organisation.toString())
        .filter(allowed -> allowed)
        .isEmpty()) {
      throw AccessRefused.lpmNotAllowed();
    }
  }

  /**
   * Does nothing when {@code sent} has exactly one key for each member who is due one, and {@code
   * who} may give them.
   *
   * @param vault the vault's row; empty before its first version
   * @throws RequestMalformed when there are two keys for one account
   * @throws RecipientsConflict with the difference from those who are due one
   * @throws AccessRefused when others than now could open the vault, unless by an owner or admin
   */
  public void requireDue(Admitted who, Optional<String> vault, Collection<MemberKey> sent) {
    requireDue(who.owner(), sent);
    if (vault.filter(row -> areFor(row, sent)).isEmpty()
        && who.seat().filter(seat -> seat.isAtLeast(Role.ADMIN)).isEmpty()) {
      throw AccessRefused.roleNotEnough(
          "This push changes who can open the vault, which is for owners and admins to do");
    }
  }

  private void requireDue(UUID organisation, Collection<MemberKey> sent) {
    Set<String> named = accounts(sent);
    if (named.size() < sent.size()) {
      throw RequestMalformed.request("wrappedKeys has two keys for one account");
    }
    Set<String> due =
        readers(organisation).stream()
            .filter(reader -> reader.key().isPresent())
            .map(LpmReader::account)
            .collect(Collectors.toSet());
    if (!due.equals(named)) {
      throw RecipientsConflict.members(less(due, named), less(named, due));
    }
  }

  /**
   * Whether the keys stored for the vault row {@code vault} are for the accounts of {@code sent}.
   */
  public boolean areFor(String vault, Collection<MemberKey> sent) {
    return accounts(sent)
        .equals(Set.copyOf(statements.all(OF_VAULT, row -> row.text(1).orElseThrow(), vault)));
  }

  /** The key of {@code account} to the head of the vault row {@code vault}. */
  public Optional<String> find(String vault, UUID account) {
    return statements.first(ONE, row -> row.text(1).orElseThrow(), vault, account.toString());
  }

  /** Takes all keys of the vault row {@code vault} away and stores {@code keys}, perhaps none. */
  public void replace(String vault, Collection<MemberKey> keys) {
    statements.change(FORGET_VAULT, vault);
    keys.forEach(key -> statements.change(ADD, vault, key.account(), key.wrappedKey()));
  }

  /** Deletes the keys of those who may not, or no longer, read the organisation's whole vaults. */
  public void forgetOthers(UUID organisation) {
    Set<String> allowed =
        readers(organisation).stream().map(LpmReader::account).collect(Collectors.toSet());
    List<String> holders =
        statements.all(HOLDERS, row -> row.text(1).orElseThrow(), organisation.toString());
    less(Set.copyOf(holders), allowed).forEach(account -> forget(organisation, account));
  }

  /** Deletes the keys of {@code account} to the organisation's vaults. */
  public void forget(UUID organisation, String account) {
    statements.change(FORGET_ACCOUNT, account, organisation.toString());
  }

  /** The members who may read whole vaults, by account. */
  List<LpmReader> readers(UUID organisation) {
    return statements.all(ACTIVE, MemberKeys::reader, organisation.toString()).stream()
        .flatMap(Optional::stream)
        .toList();
  }

  /**
   * The organisations that have keys for {@code account}, in the order in which they are locked.
   */
  List<UUID> organisationsWithKeysFor(UUID account) {
    return statements.all(
        OWNERS, row -> UUID.fromString(row.text(1).orElseThrow()), account.toString());
  }

  private static Optional<LpmReader> reader(Row row) throws SQLException {
    return row.text(3).filter(WHOLE::equals).isEmpty()
        ? Optional.empty()
        : Optional.of(
            new LpmReader(
                row.text(1).orElseThrow(), Role.of(row.text(2).orElseThrow()), row.text(4)));
  }

  private static Set<String> accounts(Collection<MemberKey> keys) {
    return keys.stream().map(MemberKey::account).collect(Collectors.toSet());
  }

  private static List<String> less(Set<String> all, Set<String> without) {
    Set<String> rest = new HashSet<>(all);
    rest.removeAll(without);
    return rest.stream().sorted().toList();
  }
}
