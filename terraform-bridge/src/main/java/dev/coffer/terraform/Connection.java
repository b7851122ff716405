package dev.coffer.terraform;

import dev.coffer.terraform.bridged.BridgedClient;
import dev.coffer.terraform.declaration.Declarations;
import dev.coffer.terraform.embedded.Surrounded;
import dev.coffer.terraform.job.JobClient;
import dev.coffer.terraform.job.JobSettings;
import dev.coffer.terraform.provider.BridgeBlock;
import dev.coffer.terraform.provider.OidcBlock;
import dev.coffer.terraform.provider.ProviderBlock;
import java.util.Map;
import java.util.function.Consumer;

/**
 * Who carries out what is declared: the one place where a provider block chooses. Asks no server
 * yet.
 *
 * @param environment as the host has set it
 * @param warnings takes what a person should read
 */
record Connection(Map<String, String> environment, Consumer<String> warnings) {

  /** An identity is taken where the block says so, never because a job happens to have one. */
  Declarations of(ProviderBlock block) {
    return block
        .oidc()
        .map(oidc -> job(block, oidc))
        .or(() -> block.bridge().map(this::bridge))
        .orElseGet(() -> account(block));
  }

  private Declarations bridge(BridgeBlock bridge) {
    return BridgedClient.of(bridge.address(), bridge.tokenFile(), environment);
  }

  private Declarations job(ProviderBlock block, OidcBlock oidc) {
    JobSettings.Identity identity =
        new JobSettings.Identity(
            oidc.owner(), oidc.policy(), oidc.audience(), oidc.tokenVariable());
    return new JobClient(
        environment, new JobSettings(block.server(), block.caFile(), identity), warnings);
  }

  private Declarations account(ProviderBlock block) {
    return new Surrounded(environment, warnings)
        .with("COFFER_SERVER", block.server())
        .with("COFFER_PROFILE", block.profile())
        .with("COFFER_HOME", block.home())
        .with("COFFER_CA", block.caFile())
        .withTokenFile(block.tokenFile())
        .client();
  }
}
