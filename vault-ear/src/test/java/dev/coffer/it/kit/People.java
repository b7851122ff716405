package dev.coffer.it.kit;

import dev.coffer.protocol.wire.account.CreateAccount;
import dev.coffer.protocol.wire.account.CreatedAccount;
import dev.coffer.protocol.wire.account.Session;
import dev.coffer.protocol.wire.account.SignIn;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** The accounts of one server, made the way an administrator makes them. */
public final class People {
  private static final String ADMINISTRATOR = "admin";

  private final Api anonymous;
  private final Person administrator;

  private People(Api anonymous, Person administrator) {
    this.anonymous = anonymous;
    this.administrator = administrator;
  }

  /** Signs in as the first administrator with the one-time secret in the server's data folder. */
  public static People of(CofferServer server) throws IOException {
    return of(server.api(), server.dataFolder());
  }

  /** The same on a server that this kit has not started, with its data folder. */
  public static People of(Api api, Path dataFolder) throws IOException {
    String secret = Files.readString(dataFolder.resolve("first-sign-in")).strip();
    return new People(api, firstSignIn(api, ADMINISTRATOR, secret));
  }

  public Person administrator() {
    return administrator;
  }

  /** A new account with a random name and one session, and no device. */
  public Person join() throws IOException {
    String name = "p" + Workplace.random();
    CreatedAccount created =
        administrator
            .api()
            .post("/api/accounts", new CreateAccount(name, false))
            .require(201)
            .as(CreatedAccount.class);
    return firstSignIn(anonymous, name, created.signInSecret());
  }

  /** The same with a first, approved device that the session is bound to. */
  public Person joinWithDevice() throws IOException {
    Person person = join();
    person.device().register();
    person.device().createAccount();
    return person;
  }

  private static Person firstSignIn(Api api, String account, String secret) throws IOException {
    String password = Workplace.random();
    Session session =
        api.post("/api/sessions", new SignIn(account, secret, password, "first"))
            .require(200)
            .as(Session.class);
    return new Person(api, session, password);
  }
}
