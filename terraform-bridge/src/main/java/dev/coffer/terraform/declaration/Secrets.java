package dev.coffer.terraform.declaration;

import java.util.Optional;
import java.util.SortedMap;

/** The variables of vaults. */
public interface Secrets {

  /** One variable of one environment. */
  record Name(VaultPlace place, String environment, String key) {
    public String text() {
      return place.text() + "/" + environment + "/" + key;
    }
  }

  /**
   * A variable, without its value.
   *
   * @param version the vault's version that was looked at
   * @param commitment text from which nobody without the environment's key learns anything about
   *     the value, and which another value does not have; another one for the same value once the
   *     vault has a new key
   */
  record Secret(int version, String commitment) {}

  /**
   * Returns where variables can be declared.
   *
   * @throws Declined where they cannot, whichever they are
   */
  default void requireOffered() {}

  /** The variable as it is. */
  Optional<Secret> find(Name name);

  /**
   * Makes a variable with {@code value}; no new version where it is so already.
   *
   * @throws Declined with {@link Declined.Reason#CONFLICT} when it has another value
   */
  Secret create(Name name, String value);

  /** Makes {@code value} the variable's; no new version where it is so already. */
  Secret put(Name name, String value);

  /** Takes the variable away; nothing when there is none. */
  void remove(Name name);

  /** Every variable of an environment with its value, sorted. */
  SortedMap<String, String> read(VaultPlace place, String environment);
}
