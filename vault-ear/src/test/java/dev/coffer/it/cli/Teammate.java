package dev.coffer.it.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.coffer.it.kit.Eventually;
import dev.coffer.it.kit.Machine;
import dev.coffer.it.kit.Machine.Call;
import dev.coffer.it.kit.Machine.Said;
import dev.coffer.it.kit.Running;
import dev.coffer.it.kit.Workplace;
import dev.coffer.protocol.wire.account.CreateAccount;
import dev.coffer.protocol.wire.account.CreatedAccount;
import java.io.IOException;
import java.io.OutputStream;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.StandardCopyOption;
import java.time.Duration;

/**
 * A person with an account of their own and one approved machine.
 *
 * @param server the address that the machine speaks to, which may be a liar's
 */
public record Teammate(String account, String password, Machine machine, URI server) {
  private static final Duration PATIENCE = Duration.ofMinutes(1);
  private static final String NONE = "";

  /** A new account, signed in on a new machine. */
  public static Teammate of(Running where, String name) throws Exception {
    return of(where, name, where.server().uri());
  }

  /** The same through {@code address}, behind which is the server of {@code where}. */
  public static Teammate of(Running where, String name, URI address) throws Exception {
    String account = name + Workplace.random();
    CreatedAccount created =
        where
            .people()
            .administrator()
            .api()
            .post("/api/accounts", new CreateAccount(account, false))
            .require(201)
            .as(CreatedAccount.class);
    String password = Workplace.random();
    Machine machine = Machine.create(name);
    machine.expect(
        created.signInSecret() + "\n" + password + "\n",
        "login",
        "--server",
        address.toString(),
        "--account",
        account,
        "--password-stdin");
    return new Teammate(account, password, machine, address);
  }

  /** Another machine of the same person, let in by this one. */
  public Machine another(String name) throws Exception {
    Machine second = Machine.create(name);
    second.expect(
        password + "\n",
        "login",
        "--server",
        server.toString(),
        "--account",
        account,
        "--password-stdin",
        "--name",
        TwoMachines.machineName(second));
    TwoMachines.pair(machine, second);
    return second;
  }

  /** Signs in again on this machine. */
  public void signsIn() throws IOException, InterruptedException {
    machine.expect(
        password + "\n",
        "login",
        "--server",
        server.toString(),
        "--account",
        account,
        "--password-stdin");
  }

  public String run(String... arguments) throws IOException, InterruptedException {
    return machine.expect(NONE, arguments);
  }

  public Said tries(String... arguments) throws IOException, InterruptedException {
    return machine.run(NONE, arguments);
  }

  /** Invites into {@code organisation}; the link. */
  public String invites(String organisation, String... options) throws Exception {
    String[] arguments = new String[options.length + 4];
    arguments[0] = "org";
    arguments[1] = "invite";
    arguments[2] = "--org";
    arguments[3] = organisation;
    System.arraycopy(options, 0, arguments, 4, options.length);
    return run(arguments).strip();
  }

  /** Lets {@code other} into {@code organisation}: both show a code, each types the other's. */
  public void letsIn(String organisation, Teammate other, String... options) throws Exception {
    confirms(organisation, other, invites(organisation, options));
  }

  /** Lets {@code other} in who has {@code link}, which this machine has made. */
  public void confirms(String organisation, Teammate other, String link) throws Exception {
    Call joining = other.machine.begin("org", "join", "--stdin");
    OutputStream typing = joining.process().getOutputStream();
    typing.write((link + "\n").getBytes(StandardCharsets.UTF_8));
    typing.flush();
    Eventually.holds("the joiner waits", PATIENCE, () -> joining.talk().contains("waiting"));
    Call confirming = machine.begin("org", "confirm", other.account, "--org", organisation);
    Eventually.holds("a code here", PATIENCE, () -> confirming.output().contains("\n"));
    Eventually.holds("a code there", PATIENCE, () -> joining.output().contains("\n"));
    String code = confirming.output().lines().findFirst().orElseThrow();
    assertThat(joining.output().lines().findFirst()).hasValue(code);
    confirming.type(code + "\n");
    typing.write((code + "\n").getBytes(StandardCharsets.UTF_8));
    typing.close();
    Said confirmed = confirming.end();
    assertThat(confirmed.status()).as(confirmed.toString()).isZero();
    Said joined = joining.end();
    assertThat(joined.status()).as(joined.toString()).isZero();
  }

  /** Gets {@code from}'s committed project file, as a checkout would. */
  public void checksOut(Machine from) throws IOException {
    checkOut(from, machine);
  }

  public static void checkOut(Machine from, Machine to) throws IOException {
    Files.copy(
        from.project().resolve("coffer.json"),
        to.project().resolve("coffer.json"),
        StandardCopyOption.REPLACE_EXISTING);
  }
}
