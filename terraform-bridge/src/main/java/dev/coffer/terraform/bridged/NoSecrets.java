package dev.coffer.terraform.bridged;

import dev.coffer.terraform.declaration.Declined;
import dev.coffer.terraform.declaration.Secrets;
import dev.coffer.terraform.declaration.VaultPlace;
import java.util.Optional;
import java.util.SortedMap;

/** Every act on a variable is declined: no value ever passes a bridge. */
enum NoSecrets implements Secrets {
  HERE;

  private static Declined declined() {
    return new Declined(
        Declined.Reason.REFUSED,
        "a bridge neither takes nor gives a variable's value",
        "give resources with values a second provider block, with an alias and without bridge");
  }

  @Override
  public void requireOffered() {
    throw declined();
  }

  @Override
  public Optional<Secret> find(Name name) {
    throw declined();
  }

  @Override
  public Secret create(Name name, String value) {
    throw declined();
  }

  @Override
  public Secret put(Name name, String value) {
    throw declined();
  }

  @Override
  public void remove(Name name) {
    throw declined();
  }

  @Override
  public SortedMap<String, String> read(VaultPlace place, String environment) {
    throw declined();
  }
}
