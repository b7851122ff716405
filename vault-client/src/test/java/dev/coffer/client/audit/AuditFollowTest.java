package dev.coffer.client.audit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.coffer.client.ClientException;
import dev.coffer.protocol.wire.vault.AuditEntry;
import dev.coffer.protocol.wire.vault.AuditPage;
import java.time.Duration;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class AuditFollowTest {
  private final ClientException signedOut = new ClientException.NeverSignedIn();
  private final ClientException away = new ClientException.Unreachable("away", null, null);

  private final FakeAudit server = new FakeAudit(5);
  private final BlockingQueue<String> told = new LinkedBlockingQueue<>();

  private final AuditFollow.Watcher watcher =
      new AuditFollow.Watcher() {
        @Override
        public void appended(AuditEntry entry) {
          told.add(String.valueOf(entry.sequence()));
        }

        @Override
        public void away(ClientException.Unreachable why) {
          told.add(why.getMessage());
        }

        @Override
        public void back() {
          told.add("back");
        }
      };

  private CompletableFuture<Void> follow(int limit) {
    AuditFollow follow = new AuditFollow(server, Duration.ofMillis(5), watcher);
    return CompletableFuture.runAsync(() -> follow.follow(limit));
  }

  private void expect(String... lines) throws InterruptedException {
    for (String line : lines) {
      assertThat(told.poll(20, TimeUnit.SECONDS)).isEqualTo(line);
    }
  }

  private void endsSignedOut(CompletableFuture<Void> following) {
    server.denial = signedOut;
    assertThatThrownBy(() -> following.get(20, TimeUnit.SECONDS))
        .isInstanceOf(ExecutionException.class)
        .hasCause(signedOut);
    assertThat(told).isEmpty();
  }

  @Test
  void follow_newestThenNewOnes_oldestFirstEachOnce() throws Exception {
    CompletableFuture<Void> following = follow(4);
    expect("2", "3", "4", "5");
    for (int i = 0; i < 8; i++) {
      server.append("pull", "shop");
    }
    expect("6", "7", "8", "9", "10", "11", "12", "13");
    endsSignedOut(following);
  }

  @Test
  void follow_limitOfNone_onlyNewOnes() throws Exception {
    CompletableFuture<Void> following = follow(0);
    while (told.isEmpty()) { // The first look is over when a record appended since is shown.
      assertThat(following).isNotDone();
      server.append("pull", "shop");
      TimeUnit.MILLISECONDS.sleep(10);
    }
    assertThat(Integer.parseInt(told.take())).isGreaterThan(5);
    server.denial = signedOut;
    assertThatThrownBy(() -> following.get(20, TimeUnit.SECONDS)).hasCause(signedOut);
  }

  @Test
  void follow_anOutage_isSaidOnceAndLeavesNothingOut() throws Exception {
    CompletableFuture<Void> following = follow(1);
    expect("5");
    server.denial = away;
    expect("away");
    server.append("pull", "shop");
    TimeUnit.MILLISECONDS.sleep(100);
    assertThat(told).isEmpty();
    server.denial = null;
    expect("back", "6");
    server.denial = away;
    expect("away");
    server.denial = null;
    expect("back");
    endsSignedOut(following);
  }

  @Test
  void follow_aServerThatIsAwayFromTheStart_fails() {
    server.denial = away;
    assertThatThrownBy(() -> follow(1).get(20, TimeUnit.SECONDS)).hasCause(away);
  }

  @Test
  void follow_aRecordServedAgain_isRefused() throws Exception {
    CompletableFuture<Void> following = follow(1);
    expect("5");
    AuditPage old = server.newer(3);
    server.hostility = page -> old;
    assertThatThrownBy(() -> following.get(20, TimeUnit.SECONDS))
        .hasCauseInstanceOf(ClientException.Tampered.class)
        .hasMessageContaining("record 4: it is served after record 5");
  }
}
