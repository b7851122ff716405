package dev.coffer.terraform.kit;

import dev.coffer.terraform.declaration.Declarations;
import dev.coffer.terraform.declaration.Declined;
import dev.coffer.terraform.declaration.Declined.Reason;
import dev.coffer.terraform.declaration.Members;
import dev.coffer.terraform.declaration.Organisations;
import dev.coffer.terraform.declaration.Policies;
import dev.coffer.terraform.declaration.Secrets;
import dev.coffer.terraform.declaration.VaultPlace;
import dev.coffer.terraform.declaration.Vaults;
import dev.coffer.terraform.declaration.Verdicts;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Consumer;

/** Declarations that are carried out in memory, and what was asked for. */
public final class InMemory implements Declarations, Vaults, Organisations, Members, Secrets {
  public final Map<VaultPlace, Vault> vaults =
      new TreeMap<>((a, b) -> a.text().compareTo(b.text()));
  public final Map<String, Member> members = new TreeMap<>();
  public final Map<String, Organisation> organisations = new TreeMap<>();
  public final Map<String, Invitation> invitations = new TreeMap<>();
  public final Map<String, String> secrets = new TreeMap<>();
  public final List<String> asked = new ArrayList<>();
  public final InMemoryPolicies policies = new InMemoryPolicies();

  /** How many keys rights let somebody read that extend to every environment. */
  public final SortedMap<String, Integer> readable = new TreeMap<>();

  /** What invitations are refused with; null when they are not. */
  public Declined refusal;

  /** The vaults that no change has given a new key yet. */
  public final List<String> unfinished = new ArrayList<>();

  /** What a removal tells. */
  public OptionalInt valuesToReplace = OptionalInt.of(3);

  /** Whether what is refused was done nevertheless, as when an answer is lost. */
  public boolean losesAnswers;

  @Override
  public Vaults vaults() {
    return this;
  }

  @Override
  public Organisations organisations() {
    return this;
  }

  @Override
  public Members members() {
    return this;
  }

  @Override
  public Secrets secrets() {
    return this;
  }

  @Override
  public Policies policies() {
    return policies;
  }

  @Override
  public Verdicts verdicts() {
    return policies;
  }

  @Override
  public Optional<ReadableKeys> readable(String organisation, Rights rights) {
    SortedMap<String, Integer> within = new TreeMap<>(readable);
    rights
        .environments()
        .ifPresent(
            some ->
                within
                    .keySet()
                    .removeIf(place -> !some.containsKey(place.substring(place.indexOf('/') + 1))));
    return Optional.of(new ReadableKeys(within, 0));
  }

  @Override
  public Optional<Vault> find(VaultPlace place) {
    return Optional.ofNullable(vaults.get(place));
  }

  @Override
  public Vault create(VaultPlace place, Optional<String> name) {
    if (vaults.containsKey(place)) {
      throw new Declined(Reason.CONFLICT, "there is one", "");
    }
    return put(place, new Vault(name.orElse(place.vault()), 1, new TreeSet<>(), Optional.empty()));
  }

  private Vault put(VaultPlace place, Vault vault) {
    vaults.put(place, vault);
    return vault;
  }

  @Override
  public Vault rename(VaultPlace place, String name) {
    Vault before = vaults.get(place);
    return put(
        place, new Vault(name, before.version() + 1, before.environments(), before.schema()));
  }

  @Override
  public Vault describe(VaultPlace place, Map<String, Object> schema) {
    Vault before = vaults.get(place);
    return put(
        place,
        new Vault(before.name(), before.version() + 1, before.environments(), Optional.of(schema)));
  }

  @Override
  public Vaults.Removal remove(VaultPlace place) {
    asked.add("remove " + place);
    if (place.organisation().isEmpty()) {
      return Vaults.Removal.STAYS;
    }
    vaults.remove(place);
    return Vaults.Removal.GONE;
  }

  @Override
  public Optional<Organisation> find(String nameOrId) {
    return Optional.ofNullable(organisations.get(nameOrId));
  }

  @Override
  public Organisation create(String name) {
    return new Organisation("id-of-" + name, name, "AAAA BBBB", "owner", List.of());
  }

  @Override
  public Optional<Member> find(String organisation, String nameOrAccount) {
    return Optional.ofNullable(members.get(nameOrAccount));
  }

  @Override
  public Member grant(String organisation, String nameOrAccount, Rights rights) {
    if (!members.containsKey(nameOrAccount)) {
      throw new Declined(Reason.NOT_FOUND, "no member is called so", "");
    }
    Member member = new Member("id-of-" + nameOrAccount, nameOrAccount, rights, unfinished);
    asked.add("grant " + nameOrAccount);
    members.put(nameOrAccount, member);
    return member;
  }

  @Override
  public Invitation invite(
      String organisation, Rights rights, Duration lifetime, Consumer<Invited> beforehand) {
    String id = "invitation" + invitations.size();
    asked.add("invite for " + lifetime.toHours() + " h");
    Invitation invitation = Invitation.open(id, rights);
    beforehand.accept(new Invited(invitation, "https://vault.example.com/join#1." + id));
    if (refusal == null || losesAnswers) {
      invitations.put(id, invitation);
    }
    if (refusal != null) {
      throw refusal;
    }
    return invitation;
  }

  /** Lets {@code account} come as far as {@code progress} by the invitation {@code id}. */
  public void comes(String id, Progress progress, String account) {
    Rights offered = invitations.get(id).offered();
    List<String> left = progress == Progress.REMOVED ? List.copyOf(unfinished) : List.of();
    invitations.put(id, new Invitation(id, progress, offered, Optional.of(account), left));
  }

  @Override
  public Optional<Invitation> invitation(String organisation, String id) {
    return Optional.ofNullable(invitations.get(id));
  }

  @Override
  public void withdraw(String organisation, String id) {
    asked.add("withdraw " + id);
    invitations.remove(id);
  }

  @Override
  public Members.Removal remove(String organisation, String nameOrAccount) {
    return removed("remove " + nameOrAccount, nameOrAccount);
  }

  @Override
  public Members.Removal finish(String organisation, Invitation ended) {
    return removed("finish " + ended.account().orElseThrow(), ended.account().orElseThrow());
  }

  private Members.Removal removed(String asking, String nameOrAccount) {
    asked.add(asking);
    if (refusal != null) {
      throw refusal;
    }
    unfinished.clear();
    invitations.values().removeIf(one -> one.account().equals(Optional.of(nameOrAccount)));
    return new Members.Removal(valuesToReplace);
  }

  @Override
  public Optional<Secret> find(Name name) {
    return Optional.ofNullable(secrets.get(name.text()))
        .map(value -> new Secret(secrets.size(), "commitment-" + value.hashCode()));
  }

  @Override
  public Secret create(Name name, String value) {
    if (!secrets.getOrDefault(name.text(), value).equals(value)) {
      throw new Declined(Reason.CONFLICT, "there is a variable " + name.text() + " already", "");
    }
    return put(name, value);
  }

  @Override
  public Secret put(Name name, String value) {
    secrets.put(name.text(), value);
    return find(name).orElseThrow();
  }

  @Override
  public void remove(Name name) {
    secrets.remove(name.text());
  }

  @Override
  public SortedMap<String, String> read(VaultPlace place, String environment) {
    SortedMap<String, String> values = new TreeMap<>();
    String prefix = place.text() + "/" + environment + "/";
    secrets.forEach(
        (name, value) -> {
          if (name.startsWith(prefix)) {
            values.put(name.substring(prefix.length()), value);
          }
        });
    return values;
  }
}
