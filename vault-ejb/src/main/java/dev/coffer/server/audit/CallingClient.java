package dev.coffer.server.audit;

import dev.coffer.protocol.ClientName;
import jakarta.enterprise.context.RequestScoped;
import java.util.Optional;

/** What the program that sent this request calls itself, which records of it then say. */
@RequestScoped
public class CallingClient {
  private ClientName name;

  /** Empty where it did not say. */
  public Optional<ClientName> name() {
    return Optional.ofNullable(name);
  }

  /** Takes {@code said}, the client's own word. */
  public void is(ClientName said) {
    name = said;
  }
}
