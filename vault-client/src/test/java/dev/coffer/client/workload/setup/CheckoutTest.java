package dev.coffer.client.workload.setup;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class CheckoutTest {
  @ParameterizedTest
  @CsvSource({
    "https://github.com/acme/shop.git, acme/shop",
    "https://github.com/acme/shop, acme/shop",
    "https://user@gitlab.example/group/sub/shop.git/, group/sub/shop",
    "ssh://git@gitlab.example:2222/group/shop.git, group/shop",
    "git@github.com:acme/shop.git, acme/shop",
    "gitlab.example:group/shop, group/shop"
  })
  void repository_ofAnAddress_isWhatTheHostCallsIt(String address, String repository) {
    assertThat(Checkout.repository(address)).contains(repository);
  }

  @ParameterizedTest
  @ValueSource(strings = {"/srv/git/shop.git", "../shop", "https://host/shop", "git@host:a b/c"})
  void repository_ofWhatHasNone_isNotGuessed(String address) {
    assertThat(Checkout.repository(address)).isEmpty();
  }

  @Test
  void outsideOfGit_nothingIsKnownButTheUsualBranch(@TempDir Path folder) {
    Checkout checkout = new Checkout(folder);
    assertThat(checkout.repository()).isEmpty();
    assertThat(checkout.branch()).isEqualTo("main");
  }
}
