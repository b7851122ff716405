package dev.coffer.terraform.job;

import java.util.Optional;

/**
 * What a provider block says of a job. Each comes before the variable that the {@code coffer}
 * command would read, and is that where it is empty.
 *
 * @param server the server's address
 * @param caFile a certificate authority of the server's own
 */
public record JobSettings(Optional<String> server, Optional<String> caFile, Identity identity) {

  /**
   * As whom the job comes.
   *
   * @param owner id of the account or organisation whose vaults are meant
   * @param policy id of the one policy that is to decide
   * @param audience whom identity tokens are for
   * @param tokenVariable name of the variable that has the identity token; empty for the one that
   *     the platform sets
   */
  public record Identity(
      Optional<String> owner,
      Optional<String> policy,
      Optional<String> audience,
      Optional<String> tokenVariable) {}
}
