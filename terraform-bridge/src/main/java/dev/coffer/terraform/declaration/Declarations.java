package dev.coffer.terraform.declaration;

/**
 * Everything that can be declared, for one signed-in account. Each act is done, or throws {@link
 * Declined} and has changed nothing but what the message says; where there is nobody who could act,
 * so does asking for what it would be done with. Safe for several threads.
 */
public interface Declarations {
  /**
   * Does nothing where somebody is there to declare something, so that a plan can be made.
   *
   * @throws Declined where things can be read at most
   */
  default void requireDeclaring() {}

  Vaults vaults();

  Organisations organisations();

  Members members();

  Secrets secrets();

  Policies policies();

  Verdicts verdicts();
}
