package dev.coffer.web.security;

import dev.coffer.protocol.ClientName;
import dev.coffer.protocol.Malformed;
import dev.coffer.server.audit.CallingClient;
import dev.coffer.server.problem.RequestMalformed;
import jakarta.annotation.Priority;
import jakarta.inject.Inject;
import jakarta.ws.rs.Priorities;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ContainerRequestFilter;
import jakarta.ws.rs.ext.Provider;

/**
 * Lets the records of a request say which program sent it, where that names itself. A name of
 * another form is refused: the audit log would have to leave it out or take it as it is.
 */
@Provider
@Priority(Priorities.HEADER_DECORATOR)
public class ClientNamed implements ContainerRequestFilter {
  @Inject private CallingClient client;

  @Override
  public void filter(ContainerRequestContext request) {
    String said = request.getHeaderString(ClientName.HEADER);
    if (said == null) {
      return;
    }
    try {
      client.is(new ClientName(said));
    } catch (Malformed e) {
      throw RequestMalformed.request(ClientName.HEADER + ": " + e.getMessage());
    }
  }
}
