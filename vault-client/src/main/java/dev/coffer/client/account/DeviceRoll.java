package dev.coffer.client.account;

import dev.coffer.client.ClientException;
import dev.coffer.client.remote.DeviceRemote;
import dev.coffer.protocol.KeyId;
import dev.coffer.protocol.Malformed;
import dev.coffer.protocol.chain.ChainDevice;
import dev.coffer.protocol.chain.DeviceChain;
import dev.coffer.protocol.chain.DeviceName;
import dev.coffer.protocol.problem.Problem;
import dev.coffer.protocol.wire.device.DeviceView;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * The account's devices for a person to look over. Names and rights are those of the verified
 * chain: a server can neither leave an approved device out nor call another one approved. Only
 * which devices wait for approval is its word.
 */
public final class DeviceRoll {
  private static final String PENDING = "pending";
  private static final String APPROVED = "approved";
  private static final String REVOKED = "revoked";

  private final DeviceRemote remote;
  private final AccountChain chain;

  public DeviceRoll(DeviceRemote remote, AccountChain chain) {
    this.remote = remote;
    this.chain = chain;
  }

  /**
   * One device.
   *
   * @param status {@code pending}, {@code approved} or {@code revoked}
   * @param createdAt when it was registered, as the server says; null when it says nothing
   */
  public record Entry(String device, String name, String status, Instant createdAt) {}

  /** All devices; as the server tells them while this machine has no chain of its own. */
  public List<Entry> all() {
    List<DeviceView> served = remote.devices().devices();
    return chain.known().isEmpty()
        ? served.stream().map(view -> told(view, view.status())).toList()
        : verified(chain.current().devices(), served);
  }

  private static List<Entry> verified(DeviceChain devices, List<DeviceView> served) {
    Map<String, DeviceView> views =
        served.stream()
            .collect(Collectors.toMap(DeviceView::keyId, Function.identity(), (one, two) -> one));
    List<Entry> entries = new ArrayList<>();
    for (ChainDevice device : devices.devices()) {
      String id = device.keys().keyId().value();
      Optional<DeviceView> view = Optional.ofNullable(views.remove(id));
      String status = device.isApproved() ? APPROVED : REVOKED;
      Instant created = view.map(DeviceView::createdAt).orElse(null);
      entries.add(new Entry(id, device.name().value(), status, created));
    }
    served.stream()
        .filter(view -> views.containsKey(view.keyId()))
        .forEach(view -> entries.add(told(view, PENDING)));
    return List.copyOf(entries);
  }

  private static Entry told(DeviceView view, String status) {
    return new Entry(view.keyId(), view.name(), status, view.createdAt());
  }

  /**
   * What the server calls device {@code id}; empty when it has no such device. It is the server's
   * word: whoever takes it over says it to the person.
   *
   * @throws ClientException.Tampered when no device can be called that
   */
  public Optional<DeviceName> registeredName(KeyId id) {
    try {
      return Optional.of(new DeviceName(remote.device(id).name()));
    } catch (ClientException.Refused e) {
      if (e.code().equals(Problem.NOT_FOUND.code())) {
        return Optional.empty();
      }
      throw e;
    } catch (Malformed e) {
      throw new ClientException.Tampered(
          "the server has this device under a name that none can have", "give --name");
    }
  }

  /**
   * The device whose key id starts with {@code start}.
   *
   * @throws ClientException.NotFound unless there is exactly one
   */
  public KeyId find(String start) {
    List<Entry> found = all().stream().filter(entry -> entry.device().startsWith(start)).toList();
    if (start.isEmpty() || found.size() != 1) {
      throw new ClientException.NotFound(
          found.isEmpty() ? "no device has this id" : "several devices' ids start like this",
          "run 'coffer device list'");
    }
    return new KeyId(found.get(0).device());
  }
}
