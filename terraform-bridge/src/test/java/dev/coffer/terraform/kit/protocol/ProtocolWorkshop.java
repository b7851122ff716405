package dev.coffer.terraform.kit.protocol;

import dev.coffer.terraform.kit.Block;
import dev.coffer.terraform.kit.KeptHost;
import dev.coffer.terraform.kit.Workshop;
import io.grpc.StatusRuntimeException;
import java.util.List;
import java.util.Map;

/** Drives the provider by its protocol; every command configures it anew. */
public final class ProtocolWorkshop implements Workshop {
  private final KeptHost kept;
  private final Map<String, Object> provider;
  private final States states = new States();
  private List<Block> blocks = List.of();

  /**
   * @param kept the provider, which other workshops may use in between
   * @param provider the provider block
   */
  public ProtocolWorkshop(KeptHost kept, Map<String, Object> provider) {
    this.kept = kept;
    this.provider = provider;
  }

  @Override
  public String name() {
    return "the test kit's own host";
  }

  @Override
  public void write(List<Block> configuration) {
    blocks = List.copyOf(configuration);
  }

  @Override
  public Outcome plan() throws Exception {
    return each(false);
  }

  @Override
  public Outcome apply() throws Exception {
    return each(true);
  }

  private Outcome each(boolean carriedOut) throws Exception {
    Notices notices = new Notices(states::write);
    ProtocolRun run = begun(notices, carriedOut);
    try {
      run.of(blocks);
    } catch (StatusRuntimeException e) {
      failed(e, notices);
    }
    return run.outcome();
  }

  private ProtocolRun begun(Notices notices, boolean carriedOut) throws Exception {
    ProtocolCommand command = new ProtocolCommand(kept.host().provider(), provider, notices);
    return new ProtocolRun(command, notices, states, carriedOut);
  }

  /** A provider that has died is an error like others; one that only fails is the test's. */
  private void failed(StatusRuntimeException failure, Notices notices) {
    if (!kept.hasDied()) {
      throw failure;
    }
    notices.fail("the provider did not respond");
  }

  @Override
  public Outcome destroy() throws Exception {
    List<Block> before = blocks;
    blocks = List.of();
    try {
      return apply();
    } finally {
      blocks = before;
    }
  }

  @Override
  public Outcome importing(String address, String id) throws Exception {
    ProtocolRun run = begun(new Notices(states::write), true);
    run.importing(address, id);
    return run.outcome();
  }

  @Override
  public void forget(String address) {
    states.forget(address);
  }

  @Override
  public Map<String, Object> state(String address) {
    return states.plain(address);
  }

  @Override
  public void killProvider() {
    kept.kill();
  }

  @Override
  public String everything() throws Exception {
    return states.written() + kept.talk();
  }
}
