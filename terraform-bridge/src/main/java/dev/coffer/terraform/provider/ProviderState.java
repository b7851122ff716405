package dev.coffer.terraform.provider;

import dev.coffer.terraform.declaration.Declarations;
import dev.coffer.terraform.declaration.Declined;
import dev.coffer.terraform.diagnostic.Diagnostics;
import dev.coffer.terraform.resource.Row;
import dev.coffer.terraform.resource.Settings;
import java.util.Optional;
import java.util.function.Function;

/**
 * The provider as it was configured. Settings that are not known at plan time stop only what needs
 * them. Safe for several threads.
 */
public final class ProviderState {
  private final Function<ProviderBlock, Declarations> connect;
  private volatile Configured configured = new Configured(Row.EMPTY, true, null);

  /**
   * A provider without configuration.
   *
   * @param connect makes what carries declarations out; asks no server yet
   */
  public ProviderState(Function<ProviderBlock, Declarations> connect) {
    this.connect = connect;
  }

  private record Configured(Row block, boolean known, Declarations declarations) {}

  /** Says what is wrong with a provider block. */
  public void validate(Row block, Diagnostics out) {
    ProviderBlock.validate(block, out);
  }

  /** Acts for {@code block} from now on. */
  public void configure(Row block) {
    boolean known =
        block.fields().values().entrySet().stream()
            .filter(attribute -> !attribute.getKey().equals("organization"))
            .allMatch(attribute -> attribute.getValue().isWhollyKnown());
    Declarations declarations = known ? connect.apply(ProviderBlock.of(block)) : null;
    configured = new Configured(block, known, declarations);
  }

  /** What resources get that leave it out. */
  public Settings settings() {
    return new Settings(configured.block().value("organization"));
  }

  /** What carries declarations out; empty while the settings are not known. */
  public Optional<Declarations> reachable() {
    return Optional.ofNullable(configured.declarations());
  }

  /**
   * What carries declarations out.
   *
   * @throws Declined when the settings are not known yet
   */
  public Declarations declarations() {
    Configured now = configured;
    if (now.declarations() == null) {
      throw new Declined(
          Declined.Reason.REFUSED,
          now.known() ? "the provider is not configured" : "the provider's settings are not known",
          "a setting of the provider block depends on something that the same apply makes: apply"
              + " that first, with -target");
    }
    return now.declarations();
  }
}
