package dev.coffer.terraform;

import dev.coffer.terraform.provider.Catalogue;
import dev.coffer.terraform.vault.VaultResource;
import java.util.List;

/** The types that the provider has. */
public final class Types {
  private Types() {}

  public static Catalogue catalogue() {
    return Catalogue.of(List.of(new VaultResource()), List.of());
  }
}
