package dev.coffer.client.doctor;

import dev.coffer.client.ClientException;
import dev.coffer.client.Workspace;
import dev.coffer.client.remote.ServerAddress;
import dev.coffer.client.remote.ServerProbe;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Whether the server answers, and whether its clock and this one agree. */
final class ServerExamination {
  private static final Duration TOLERANCE = Duration.ofMinutes(5);
  private static final int OK = 200;
  private static final Set<String> SILENT =
      Set.of("offline", "no_server", "server_unreachable", "server_not_ready");

  private final Workspace workspace;
  private final boolean readable;

  /**
   * Examines the server that commands would use.
   *
   * @param readable whether the session, which names a server, can be read
   */
  ServerExamination(Workspace workspace, boolean readable) {
    this.workspace = workspace;
    this.readable = readable;
  }

  /** Whether {@code finding} means that there is no point in asking the server anything. */
  static boolean silent(Finding finding) {
    return SILENT.contains(finding.id());
  }

  List<Finding> findings() {
    if (workspace.isOffline()) {
      return List.of(
          Finding.note(
              "offline",
              "no server is asked, because of --offline or COFFER_OFFLINE",
              "server, clock and session were not looked at, the device only as last seen",
              "run it again without them"));
    }
    Optional<ServerAddress> address;
    try {
      address =
          readable || named() ? Optional.of(workspace.server(Optional.empty())) : Optional.empty();
    } catch (ClientException.Usage e) {
      return List.of(
          Finding.of("no_server", e, "only the local copy can be used", "run 'coffer login'"));
    }
    return address.map(this::ask).orElse(List.of());
  }

  private boolean named() {
    return !workspace.surroundings().environment().getOrDefault("COFFER_SERVER", "").isEmpty();
  }

  private List<Finding> ask(ServerAddress address) {
    ServerProbe.Answer answer;
    try {
      answer = new ServerProbe(address, workspace.authorities()).ask();
    } catch (ClientException.Unreachable e) {
      return List.of(
          Finding.broken(
              "server_unreachable",
              e.getMessage(),
              "nothing can be pushed or pulled; the local copy still works",
              "check the network, the proxy and the address; an SSLHandshakeException is about"
                  + " certificates, or a clock that is off"));
    }
    List<Finding> findings = new ArrayList<>();
    if (answer.status() != OK) {
      findings.add(
          Finding.broken(
              "server_not_ready",
              "the server at " + address + " answers with status " + answer.status(),
              "it is starting or its database is away, or it is no Coffer server",
              "ask whoever runs it, or check --server and COFFER_SERVER"));
    }
    answer.time().flatMap(this::clock).ifPresent(findings::add);
    return findings;
  }

  private Optional<Finding> clock(Instant theirs) {
    Instant ours = workspace.surroundings().clock().instant();
    Duration off = Duration.between(theirs, ours);
    if (off.abs().compareTo(TOLERANCE) <= 0) {
      return Optional.empty();
    }
    return Optional.of(
        Finding.broken(
            "clock_off",
            "this machine's clock is "
                + off.abs().toMinutes()
                + " minutes "
                + (off.isNegative() ? "behind" : "ahead of")
                + " the server's",
            "sessions seem to end too early or too late, TLS certificates seem invalid, and the"
                + " history shows wrong times",
            "set the clock, or let the system keep it (timedatectl set-ntp true)"));
  }
}
