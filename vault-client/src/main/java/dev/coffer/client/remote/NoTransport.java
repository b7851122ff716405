package dev.coffer.client.remote;

import dev.coffer.client.ClientException;
import java.util.function.Supplier;

/** Sends nothing, ever. */
record NoTransport(Supplier<ClientException> reason) implements Transport {
  @Override
  public HttpAnswer send(HttpCall call) {
    throw reason.get();
  }

  @Override
  public HttpAnswer sendOpenly(HttpCall call) {
    throw reason.get();
  }
}
