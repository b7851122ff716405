package dev.coffer.client.remote;

import dev.coffer.protocol.Bytes;
import dev.coffer.protocol.EnvironmentName;
import dev.coffer.protocol.VaultId;
import dev.coffer.protocol.wire.workload.ExchangeToken;
import dev.coffer.protocol.wire.workload.ExchangedToken;
import dev.coffer.protocol.wire.workload.PulledEnvironment;

/** The server's routes for CI jobs, which have no session. */
public interface WorkloadRemote {
  /** A short-lived token for what a job's identity token opens. */
  ExchangedToken exchange(ExchangeToken request);

  /**
   * One environment's variables, sealed to {@code sealTo}. The answer's signature is verified.
   *
   * @param token that the exchange gave for this vault and environment
   * @param sealTo an X25519 public key, 32 bytes
   */
  PulledEnvironment pull(String token, VaultId vault, EnvironmentName environment, Bytes sealTo);
}
