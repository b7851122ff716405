package dev.coffer.it.kit;

import dev.coffer.protocol.wire.account.Session;
import dev.coffer.protocol.wire.account.SignIn;
import java.io.IOException;

/** One account, one session of it, and the device that this session is used on. */
public final class Person {
  private final Api anonymous;
  private final Session session;
  private final String password;
  private final TestDevice device;

  Person(Api anonymous, Session session, String password) {
    this.anonymous = anonymous;
    this.session = session;
    this.password = password;
    this.device = new TestDevice(api(), session.accountId());
  }

  /** The server with this session's bearer, and {@code coffer/1} announced. */
  public Api api() {
    return anonymous.as(session.token()).with("X-Coffer-Formats", "coffer/1");
  }

  public String account() {
    return session.account();
  }

  public String accountId() {
    return session.accountId();
  }

  public String password() {
    return password;
  }

  public Session session() {
    return session;
  }

  /** New keys of a device that the server does not know before {@link TestDevice#register}. */
  public TestDevice device() {
    return device;
  }

  /** The same account in another session, with another, unregistered device. */
  public Person again() throws IOException {
    Session another =
        anonymous
            .post("/api/sessions", new SignIn(account(), password, null, "again"))
            .require(200)
            .as(Session.class);
    return new Person(anonymous, another, password);
  }
}
