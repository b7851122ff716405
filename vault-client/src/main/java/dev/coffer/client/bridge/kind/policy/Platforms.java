package dev.coffer.client.bridge.kind.policy;

import dev.coffer.client.Workspace;
import dev.coffer.client.bridge.desk.Address;
import dev.coffer.client.bridge.desk.Kind;
import dev.coffer.client.policy.Issuers;
import dev.coffer.protocol.wire.workload.TrustedIssuer;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** {@code platforms} whose CI runs can be trusted: those whose tokens the server takes. */
public final class Platforms implements Kind {
  private final Workspace workspace;

  public Platforms(Workspace workspace) {
    this.workspace = workspace;
  }

  @Override
  public String name() {
    return "platforms";
  }

  @Override
  public List<String> place() {
    return List.of();
  }

  @Override
  public Set<String> methods() {
    return Set.of("GET");
  }

  @Override
  public List<Map<String, Object>> list(List<String> place) {
    return new Issuers(workspace.policies().server())
        .all().stream()
            .collect(
                Collectors.groupingBy(
                    TrustedIssuer::platform, LinkedHashMap::new, Collectors.toList()))
            .values()
            .stream()
            .map(Platforms::shown)
            .toList();
  }

  @Override
  public Optional<Map<String, Object>> find(Address address) {
    return list(List.of()).stream()
        .filter(platform -> platform.get("id").equals(address.id()))
        .findFirst();
  }

  private static Map<String, Object> shown(List<TrustedIssuer> issuers) {
    Map<String, Object> shown = new LinkedHashMap<>();
    shown.put("id", issuers.get(0).platform());
    shown.put("kind", issuers.get(0).kind());
    shown.put("issuers", issuers.stream().map(TrustedIssuer::issuer).toList());
    return shown;
  }
}
