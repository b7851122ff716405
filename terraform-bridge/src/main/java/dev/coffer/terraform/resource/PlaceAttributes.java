package dev.coffer.terraform.resource;

import dev.coffer.protocol.EnvironmentName;
import dev.coffer.protocol.Malformed;
import dev.coffer.protocol.VaultId;
import dev.coffer.terraform.declaration.VaultPlace;
import dev.coffer.terraform.diagnostic.AttributePath;
import dev.coffer.terraform.diagnostic.Diagnostics;
import dev.coffer.terraform.schema.Attribute;
import dev.coffer.terraform.schema.Type;

/**
 * The attributes by which organisations, vaults and environments are named, and what is wrong with
 * them.
 */
public final class PlaceAttributes {
  public static final String ORGANIZATION = "organization";
  public static final String VAULT = "vault";
  public static final String ENVIRONMENT = "environment";

  private PlaceAttributes() {}

  /** The organisation; the provider's when it is left out. */
  public static Attribute organisation(Settings settings, String description) {
    return Attribute.optional(ORGANIZATION, Type.Simple.TEXT, description)
        .replacing()
        .standing(settings.organisation());
  }

  /** The organisation of a vault, which may have none. */
  public static Attribute vaultOwner(Settings settings) {
    return organisation(
        settings,
        "Name or id of the vault's organisation. Left out: the provider's; without one, the"
            + " account's own vault.");
  }

  public static Attribute vault() {
    return Attribute.required(VAULT, Type.Simple.TEXT, "The vault's id, unique within its owner.")
        .replacing();
  }

  public static VaultPlace place(Row row) {
    return new VaultPlace(row.text(ORGANIZATION), row.required(VAULT));
  }

  /** The organisation and vault that {@code place} is. */
  public static Row at(VaultPlace place) {
    return Row.EMPTY.with(ORGANIZATION, place.organisation()).with(VAULT, place.vault());
  }

  public static void validatePlace(Row config, Diagnostics out) {
    config.text(VAULT).ifPresent(id -> check(VAULT, out, () -> new VaultId(id)));
  }

  public static void validateEnvironment(Row config, Diagnostics out) {
    config
        .text(ENVIRONMENT)
        .ifPresent(name -> check(ENVIRONMENT, out, () -> new EnvironmentName(name)));
  }

  /** Makes what {@code rule} refuses an error about the attribute {@code name}. */
  public static void check(String name, Diagnostics out, Runnable rule) {
    check(AttributePath.of(name), out, rule);
  }

  public static void check(AttributePath path, Diagnostics out, Runnable rule) {
    try {
      rule.run();
    } catch (Malformed e) {
      out.error(path, e.getMessage(), "");
    }
  }

  /**
   * The place that an import's id names.
   *
   * @throws IllegalArgumentException when it cannot be one
   */
  public static VaultPlace imported(String id) {
    VaultPlace place = VaultPlace.parse(id);
    require(() -> new VaultId(place.vault()));
    return place;
  }

  public static void require(Runnable rule) {
    try {
      rule.run();
    } catch (Malformed e) {
      throw new IllegalArgumentException(e.getMessage(), e);
    }
  }
}
