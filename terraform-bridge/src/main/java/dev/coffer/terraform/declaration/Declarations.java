package dev.coffer.terraform.declaration;

/**
 * Everything that can be declared, for one signed-in account. Each act is done, or throws {@link
 * Declined} and has changed nothing but what the message says. Safe for several threads.
 */
public interface Declarations {
  Vaults vaults();

  Organisations organisations();

  Members members();

  Secrets secrets();

  Policies policies();

  Verdicts verdicts();
}
