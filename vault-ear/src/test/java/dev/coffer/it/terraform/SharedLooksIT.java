package dev.coffer.it.terraform;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.coffer.it.cli.Teammate;
import dev.coffer.it.kit.CountedServer;
import dev.coffer.it.kit.Running;
import dev.coffer.it.kit.Together;
import dev.coffer.it.kit.Workplace;
import dev.coffer.terraform.declaration.Declarations;
import dev.coffer.terraform.declaration.Declined;
import dev.coffer.terraform.declaration.Members.ReadableKeys;
import dev.coffer.terraform.declaration.Members.Rights;
import dev.coffer.terraform.declaration.Policies.Name;
import dev.coffer.terraform.declaration.PolicyRules;
import dev.coffer.terraform.declaration.PolicyRules.Conditions;
import dev.coffer.terraform.declaration.PolicyRules.Origin;
import dev.coffer.terraform.declaration.PolicyRules.Refs;
import dev.coffer.terraform.declaration.PolicyRules.Release;
import dev.coffer.terraform.declaration.Secrets;
import dev.coffer.terraform.declaration.VaultPlace;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** What one client of the provider has seen serves everybody, until something changes it. */
final class SharedLooksIT extends ProviderCase {
  private static final String SECRET = "s3cret-" + Workplace.random();
  private static final VaultPlace WEB = VaultPlace.parse("web");

  private static Name named(String vault) {
    return new Name(VaultPlace.parse(vault), "deploy");
  }

  @Test
  void readsOfDifferentVaults_areUnderWayAtOnce_andOneServesAll() throws Exception {
    try (CountedServer server = CountedServer.before(Running.H2.server())) {
      Teammate anna = Teammate.of(Running.H2, "anna", server.uri());
      Declarations coffer = client(anna);
      coffer.vaults().create(VaultPlace.parse("web"), Optional.empty());
      coffer.vaults().create(VaultPlace.parse("shop"), Optional.empty());
      CountDownLatch both = new CountDownLatch(2);
      server.witness =
          line -> {
            if (line.endsWith("/oidc/policies")) {
              both.countDown();
              meets(both);
            }
          };
      server.asked();
      ExecutorService threads = Executors.newFixedThreadPool(8);
      try {
        CompletableFuture.allOf(
                IntStream.range(0, 40)
                    .mapToObj(
                        i ->
                            CompletableFuture.runAsync(
                                () -> coffer.policies().find(named(i % 2 == 0 ? "web" : "shop")),
                                threads))
                    .toArray(CompletableFuture[]::new))
            .get(2, TimeUnit.MINUTES);
      } finally {
        threads.shutdownNow();
      }
      assertThat(server.asked()).filteredOn(line -> line.endsWith("/oidc/policies")).hasSize(2);
    }
  }

  private static void meets(CountDownLatch both) {
    try {
      assertThat(both.await(1, TimeUnit.MINUTES)).as("another read meanwhile").isTrue();
    } catch (InterruptedException e) {
      throw new AssertionError(e);
    }
  }

  @Test
  void anOwnChange_isSeenByTheNextRead_anothersByTheNextProcess() throws Exception {
    Teammate anna = Teammate.of(Running.H2, "anna");
    Declarations coffer = client(anna);
    coffer.vaults().create(VaultPlace.parse("web"), Optional.empty());
    assertThat(coffer.policies().find(named("web"))).isEmpty();
    coffer.policies().put(named("web"), rules());
    assertThat(coffer.policies().find(named("web"))).isPresent();
    Declarations another = client(anna);
    another.policies().remove(named("web"));
    assertThat(another.policies().find(named("web"))).isEmpty();
    assertThat(client(anna).policies().find(named("web"))).isEmpty();
  }

  @Test
  void whatRightsLetSomebodyRead_isCounted() throws Exception {
    Declarations coffer = client(Teammate.of(Running.H2, "anna"));
    Rights all = new Rights("developer", Optional.empty());
    assertThat(coffer.members().readable(acme, all)).isEmpty();
    coffer.organisations().create(acme);
    VaultPlace web = VaultPlace.parse(acme + "/web");
    coffer.vaults().create(web, Optional.empty());
    assertThat(coffer.members().readable(acme, all).orElseThrow().keys()).isEmpty();
    coffer.secrets().put(new Secrets.Name(web, "default", "A"), SECRET);
    coffer.secrets().put(new Secrets.Name(web, "default", "B"), SECRET);
    coffer.secrets().put(new Secrets.Name(web, "staging", "A"), SECRET);
    ReadableKeys readable = coffer.members().readable(acme, all).orElseThrow();
    assertThat(readable.keys()).isEqualTo(Map.of("web/default", 2, "web/staging", 1));
    assertThat(readable.unopened()).isZero();
    Rights some =
        new Rights("reader", Optional.of(new TreeMap<>(Map.of("staging", false, "new", false))));
    assertThat(coffer.members().readable(acme, some).orElseThrow().keys())
        .isEqualTo(Map.of("web/staging", 1));
  }

  private static Secrets.Name key(VaultPlace place, String key) {
    return new Secrets.Name(place, "default", key);
  }

  @Test
  void secretsOfOneVault_setAtOnce_fromTwoProcesses_allLand() throws Exception {
    Teammate anna = Teammate.of(Running.H2, "anna");
    List<Declarations> processes = List.of(client(anna), client(anna));
    processes.get(0).vaults().create(WEB, Optional.empty());
    processes.forEach(one -> assertThat(one.secrets().find(key(WEB, "K0"))).isEmpty());
    List<Callable<Secrets.Secret>> puts = new ArrayList<>();
    for (int i = 0; i < 8; i++) {
      Secrets secrets = processes.get(i % 2).secrets();
      Secrets.Name name = key(WEB, "K" + i);
      puts.add(() -> secrets.create(name, SECRET + name.key()));
    }
    List<Secrets.Secret> put = Together.send(puts);
    Secrets now = client(anna).secrets();
    assertThat(now.read(WEB, "default")).hasSize(8);
    for (int i = 0; i < 8; i++) {
      Secrets.Name name = key(WEB, "K" + i);
      assertThat(now.read(WEB, "default")).containsEntry(name.key(), SECRET + name.key());
      Secrets.Secret found = now.find(name).orElseThrow();
      assertThat(put.get(i).commitment()).isEqualTo(found.commitment());
      assertThat(processes.get(i % 2).secrets().find(name).orElseThrow().commitment())
          .as("seen where it was set")
          .isEqualTo(found.commitment());
    }
  }

  @Test
  void anOwnSecret_isTakenOver_andNothingIsLookedAtAgainForIt() throws Exception {
    try (CountedServer server = CountedServer.before(Running.H2.server())) {
      Declarations coffer = client(Teammate.of(Running.H2, "anna", server.uri()));
      coffer.vaults().create(WEB, Optional.empty());
      coffer.vaults().create(VaultPlace.parse("shop"), Optional.empty());
      assertThat(coffer.vaults().find(VaultPlace.parse("shop"))).isPresent();
      assertThat(coffer.secrets().find(key(WEB, "A"))).isEmpty();
      Secrets.Secret put = coffer.secrets().put(key(WEB, "A"), SECRET);
      server.asked();
      assertThat(coffer.secrets().find(key(WEB, "A"))).hasValue(put);
      assertThat(coffer.vaults().find(WEB).orElseThrow().version()).isEqualTo(put.version());
      assertThat(coffer.vaults().find(WEB).orElseThrow().environments()).containsExactly("default");
      assertThat(coffer.vaults().find(VaultPlace.parse("shop"))).isPresent();
      assertThat(server.asked()).isEmpty();
      coffer.secrets().remove(key(WEB, "A"));
      server.asked();
      assertThat(coffer.secrets().find(key(WEB, "A"))).isEmpty();
      assertThat(server.asked()).isEmpty();
    }
  }

  @Test
  void anOwnSecret_isSeenByEveryNameOfItsVault_andInWhatIsCounted() throws Exception {
    Declarations coffer = client(Teammate.of(Running.H2, "anna"));
    String id = coffer.organisations().create(acme).id();
    VaultPlace named = new VaultPlace(Optional.of(acme), "web");
    VaultPlace byId = new VaultPlace(Optional.of(id), "web");
    coffer.vaults().create(named, Optional.empty());
    Rights all = new Rights("developer", Optional.empty());
    assertThat(coffer.secrets().find(key(byId, "A"))).isEmpty();
    assertThat(coffer.members().readable(acme, all).orElseThrow().keys()).isEmpty();
    Secrets.Secret put = coffer.secrets().put(key(named, "A"), SECRET);
    assertThat(coffer.secrets().find(key(byId, "A"))).hasValue(put);
    assertThat(coffer.members().readable(acme, all).orElseThrow().keys())
        .isEqualTo(Map.of("web/default", 1));
  }

  @Test
  void aSecretThatIsRefused_staysAsItWas_andIsLookedAtAnew() throws Exception {
    Teammate anna = Teammate.of(Running.H2, "anna");
    Declarations coffer = client(anna);
    coffer.vaults().create(WEB, Optional.empty());
    assertThat(coffer.secrets().find(key(WEB, "A"))).isEmpty();
    Secrets.Secret theirs = client(anna).secrets().put(key(WEB, "A"), SECRET);
    assertThat(coffer.secrets().find(key(WEB, "A"))).as("one moment").isEmpty();
    assertThatThrownBy(() -> coffer.secrets().create(key(WEB, "A"), "other-value"))
        .isInstanceOfSatisfying(
            Declined.class,
            declined -> {
              assertThat(declined.reason()).isEqualTo(Declined.Reason.CONFLICT);
              assertThat(declined).hasMessageNotContaining("other-value");
            });
    assertThat(coffer.secrets().find(key(WEB, "A"))).hasValue(theirs);
    assertThat(client(anna).secrets().read(WEB, "default")).containsEntry("A", SECRET);
  }

  private static PolicyRules rules() {
    return new PolicyRules(
        new Origin("github", Optional.empty(), "acme/shop", Optional.empty(), Optional.empty()),
        new Conditions(
            new Refs(set("main"), set(), false),
            set(),
            set(".github/workflows/deploy.yml"),
            set("push"),
            false),
        new Release(set("default"), false, Optional.empty(), Optional.empty()));
  }

  private static SortedSet<String> set(String... texts) {
    return new TreeSet<>(List.of(texts));
  }
}
