package dev.coffer.web.account;

import dev.coffer.server.signin.ClientAddress;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.servlet.http.HttpServletRequest;
import java.util.Collections;
import java.util.List;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/**
 * Tells where a request comes from: the other end of its connection. Behind a known number of
 * proxies, the address that the outermost of them wrote down; what stands to the left of it in
 * {@code X-Forwarded-For} is the client's own claim.
 */
@RequestScoped
public class RequestOrigin {
  private static final String FORWARDED_FOR = "X-Forwarded-For";

  @Inject private HttpServletRequest request;

  @Inject
  @ConfigProperty(name = "coffer.signin.forwarded.hops")
  private int hops;

  /** The address that limits are counted for. */
  public ClientAddress address() {
    List<String> headers = Collections.list(request.getHeaders(FORWARDED_FOR));
    return ClientAddress.of(
        ForwardedFor.address(request.getRemoteAddr(), String.join(",", headers), hops));
  }
}
