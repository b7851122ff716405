package dev.coffer.client.workload.pull;

import dev.coffer.client.ClientException;
import dev.coffer.client.crypto.CannotOpen;
import dev.coffer.client.crypto.answer.AnswerKey;
import dev.coffer.client.crypto.text.VariablesText;
import dev.coffer.client.remote.WorkloadRemote;
import dev.coffer.client.workload.IdentityToken;
import dev.coffer.protocol.Bytes;
import dev.coffer.protocol.Malformed;
import dev.coffer.protocol.escrow.SealedAnswerContext;
import dev.coffer.protocol.wire.workload.ExchangeToken;
import dev.coffer.protocol.wire.workload.ExchangedToken;
import dev.coffer.protocol.wire.workload.PulledEnvironment;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.util.SortedMap;

/**
 * Exchanges an identity token and pulls one environment. Only an answer that is signed, sealed to
 * this job's key and of exactly what was asked for is taken. Nothing is kept.
 */
public final class JobPull {
  private final WorkloadRemote remote;
  private final SecureRandom random;

  public JobPull(WorkloadRemote remote, SecureRandom random) {
    this.remote = remote;
    this.random = random;
  }

  /**
   * Pulls what {@code wanted} names.
   *
   * @throws ClientException.Refused with the server's code and hint when no policy opens it to this
   *     job
   * @throws ClientException.Tampered when the answer is not what an honest server sends
   */
  public OpenedEnvironment pull(IdentityToken identity, WantedEnvironment wanted) {
    String token = exchange(identity, wanted).token();
    AnswerKey key = AnswerKey.generate(random);
    PulledEnvironment answer =
        remote.pull(token, wanted.vault(), wanted.environment(), key.publicKey());
    if (answer.sealed() == null || answer.vars() != null || answer.version() == null) {
      throw tampered("the server did not seal the values to this job's key");
    }
    requireWanted(wanted.environment().value().equals(answer.env()));
    SealedAnswerContext place =
        new SealedAnswerContext(
            wanted.vault(), wanted.environment(), answer.version(), key.publicKey());
    return new OpenedEnvironment(answer.version(), opened(key, place, answer.sealed()));
  }

  /**
   * Spends the identity token, as {@link #pull} does first.
   *
   * @throws ClientException.Refused as there
   */
  public ExchangedToken exchange(IdentityToken identity, WantedEnvironment wanted) {
    ExchangedToken answer =
        exchange(
            new ExchangeToken(
                identity.text(),
                wanted.vault().value(),
                wanted.environment().value(),
                wanted.policy().orElse(null),
                wanted.owner().orElse(null)));
    if (answer.token() == null || answer.token().isBlank()) {
      throw tampered("the server accepted the identity token and gave no token for it");
    }
    requireWanted(
        wanted.vault().value().equals(answer.vaultId())
            && wanted.environment().value().equals(answer.env())
            && wanted.policy().map(asked -> asked.equals(answer.policyId())).orElse(true));
    return answer;
  }

  /** A refusal that comes without a hint gets ours. */
  private ExchangedToken exchange(ExchangeToken request) {
    try {
      return remote.exchange(request);
    } catch (ClientException.Refused e) {
      throw new ClientException.Refused(
          e.status(),
          e.code(),
          e.getMessage(),
          e.hint().orElse("run 'coffer ci doctor' in the job: it says what to change"),
          null);
    }
  }

  private static SortedMap<String, String> opened(
      AnswerKey key, SealedAnswerContext place, String sealed) {
    try {
      byte[] section = key.open(place.info(), Bytes.ofBase64(sealed));
      return VariablesText.readObject(new String(section, StandardCharsets.UTF_8));
    } catch (CannotOpen e) {
      throw tampered(e.getMessage());
    } catch (Malformed e) {
      throw tampered("what the server sealed for this job cannot be read");
    }
  }

  private static void requireWanted(boolean itIs) {
    if (!itIs) {
      throw tampered("the server answers for another vault, environment or policy than asked for");
    }
  }

  private static ClientException tampered(String what) {
    return new ClientException.Tampered(
        what, "nothing was written; check the server's address and version");
  }
}
