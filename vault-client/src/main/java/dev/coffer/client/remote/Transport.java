package dev.coffer.client.remote;

/** Carries requests to a server, or says why none is sent. */
interface Transport {
  /**
   * Sends {@code call} with the session's bearer.
   *
   * @throws dev.coffer.client.ClientException.NotSignedIn when there is no session
   */
  HttpAnswer send(HttpCall call);

  /** Sends {@code call} without a bearer. */
  HttpAnswer sendOpenly(HttpCall call);
}
