package dev.coffer.client.account;

import dev.coffer.client.ClientException;
import dev.coffer.client.remote.DeviceRemote;
import dev.coffer.protocol.KeyId;
import dev.coffer.protocol.chain.ChainEvent;
import dev.coffer.protocol.chain.ChainRefused;
import dev.coffer.protocol.chain.DeviceChain;
import dev.coffer.protocol.chain.DeviceKeys;
import dev.coffer.protocol.chain.Policies;
import dev.coffer.protocol.note.SignedNote;
import dev.coffer.protocol.problem.Problem;
import dev.coffer.protocol.wire.device.ChainPage;
import dev.coffer.protocol.wire.device.DeviceList;
import dev.coffer.protocol.wire.device.DeviceView;
import dev.coffer.protocol.wire.device.PairingChallenge;
import dev.coffer.protocol.wire.device.PairingReveal;
import dev.coffer.protocol.wire.device.RegisterDevice;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.UnaryOperator;

/** The devices and the chain of one account on a server in memory, with the server's rules. */
public final class FakeDevices implements DeviceRemote {
  private static final int PAGE = 2;

  private final Map<String, DeviceView> devices = new LinkedHashMap<>();
  private final List<String> events = new ArrayList<>();
  private DeviceChain chain = DeviceChain.empty();
  private int challenges;
  private boolean losesAnswers;
  private Runnable afterChallenge = () -> {};
  private Runnable onChain = () -> {};
  private UnaryOperator<ChainPage> pages = UnaryOperator.identity();

  private UnaryOperator<DeviceView> hostility = UnaryOperator.identity();

  /** Lists what {@code lie} makes of each device, leaving out those it makes null. */
  public synchronized void lying(UnaryOperator<DeviceView> lie) {
    hostility = lie;
  }

  /** How many challenges were taken. */
  public synchronized int challenges() {
    return challenges;
  }

  /** Does {@code act} after each challenge. */
  public synchronized void afterChallenge(Runnable act) {
    afterChallenge = act;
  }

  /** Does {@code act} whenever somebody asks for the chain. */
  public synchronized void onChain(Runnable act) {
    onChain = act;
  }

  /** Answers what {@code lie} makes of each page of the chain. */
  public synchronized void lyingAboutChain(UnaryOperator<ChainPage> lie) {
    pages = lie;
  }

  /** Whether what is appended is stored and not answered. */
  public synchronized void losesAnswers(boolean loses) {
    losesAnswers = loses;
  }

  /** The trust policies that stand. */
  public synchronized Policies policies() {
    return chain.policies();
  }

  public synchronized int length() {
    return events.size();
  }

  @Override
  public synchronized DeviceList devices() {
    return new DeviceList(
        devices.values().stream().map(hostility).filter(Objects::nonNull).toList());
  }

  @Override
  public synchronized DeviceView device(KeyId id) {
    DeviceView view = devices.get(id.value());
    if (view == null) {
      throw refused(Problem.NOT_FOUND);
    }
    return view;
  }

  @Override
  public synchronized DeviceView register(RegisterDevice device) {
    String id = DeviceKeys.ofBase64(device.signingKey(), device.agreementKey()).keyId().value();
    DeviceView before = devices.get(id);
    if (before == null || before.status().equals("pending")) {
      devices.put(
          id,
          new DeviceView(
              id,
              device.name(),
              device.signingKey(),
              device.agreementKey(),
              "pending",
              Instant.EPOCH,
              device.commitment(),
              null,
              null));
    }
    return devices.get(id);
  }

  @Override
  public synchronized DeviceView challenge(KeyId id, PairingChallenge challenge) {
    DeviceView before = device(id);
    if (!before.status().equals("pending") || before.reveal() != null) {
      throw refused(Problem.PAIRING_OUT_OF_ORDER);
    }
    challenges++;
    replace(before, before.status(), challenge, null);
    afterChallenge.run();
    return device(id);
  }

  @Override
  public synchronized DeviceView reveal(KeyId id, PairingReveal reveal) {
    DeviceView before = device(id);
    if (before.challenge() == null || before.reveal() != null) {
      throw refused(Problem.PAIRING_OUT_OF_ORDER);
    }
    replace(before, before.status(), before.challenge(), reveal.nonce());
    return device(id);
  }

  private void replace(
      DeviceView before, String status, PairingChallenge challenge, String reveal) {
    devices.put(
        before.keyId(),
        new DeviceView(
            before.keyId(),
            before.name(),
            before.signingKey(),
            before.agreementKey(),
            status,
            before.createdAt(),
            before.commitment(),
            challenge,
            reveal));
  }

  @Override
  public synchronized ChainPage chain(long from) {
    onChain.run();
    int start = (int) Math.min(events.size(), from);
    int end = Math.min(events.size(), start + PAGE);
    return pages.apply(
        new ChainPage(from, List.copyOf(events.subList(start, end)), (long) events.size()));
  }

  @Override
  public synchronized void append(String event) {
    SignedNote note = SignedNote.parse(event);
    try {
      chain = chain.append(note);
    } catch (ChainRefused e) {
      throw refused(Problem.CHAIN_EVENT_REFUSED);
    }
    events.add(event);
    for (DeviceView view : List.copyOf(devices.values())) {
      chain
          .device(new KeyId(view.keyId()))
          .ifPresent(d -> replace(view, d.isApproved() ? "approved" : "revoked", null, null));
    }
    if (losesAnswers) {
      throw new ClientException.Unreachable("the answer was lost", null, null);
    }
  }

  /** Appends what a device elsewhere signs. */
  public synchronized void append(ChainEvent event, TestMachine author) {
    String text = chain.next(event, author.identity().keyId(), TestMachine.NOW).text();
    append(SignedNote.sign(text, author.identity()).format());
  }

  private static ClientException refused(Problem problem) {
    return new ClientException.Refused(
        problem.status(), problem.code(), problem.title(), null, null);
  }
}
