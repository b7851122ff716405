package dev.coffer.terraform.kit.protocol;

import dev.coffer.terraform.kit.Block;
import dev.coffer.terraform.kit.Workshop.Outcome;
import dev.coffer.terraform.kit.protocol.ProtocolCommand.Planned;
import dev.coffer.terraform.value.Value;
import java.util.List;
import java.util.Optional;

/** One command while it runs: what becomes of each block and of its state, one after the other. */
final class ProtocolRun {
  private final ProtocolCommand command;
  private final Notices notices;
  private final States states;
  private final boolean carriedOut;
  private int add;
  private int change;
  private int remove;

  /**
   * @param carriedOut whether what is planned is done too
   */
  ProtocolRun(ProtocolCommand command, Notices notices, States states, boolean carriedOut) {
    this.command = command;
    this.notices = notices;
    this.states = states;
    this.carriedOut = carriedOut;
  }

  Outcome outcome() {
    return new Outcome(add, change, remove, notices.errors(), notices.warnings());
  }

  /** Nothing is done where a block is invalid. */
  void of(List<Block> blocks) {
    blocks.forEach(command::validate);
    if (notices.errors().isEmpty()) {
      states.beyond(blocks.stream().map(Block::address).toList()).forEach(this::undeclared);
      blocks.forEach(this::one);
    }
  }

  private void undeclared(String address) {
    String type = type(address);
    Value prior =
        address.startsWith("data.") ? Value.Absent.NULL : command.read(type, states.of(address));
    if (prior.isNull()) {
      states.forget(address);
      return;
    }
    remove++;
    if (command.planRemoval(type, prior) && carriedOut) {
      command.remove(type, prior, left -> states.store(address, left));
    }
  }

  private static String type(String address) {
    return address.substring(0, address.indexOf('.'));
  }

  private void one(Block block) {
    switch (block.kind()) {
      case DATA -> states.store(block.address(), command.look(block));
      case EPHEMERAL -> command.open(block);
      case RESOURCE -> resource(block);
    }
  }

  private void resource(Block block) {
    Value prior = states.of(block.address());
    if (!prior.isNull()) {
      prior = command.read(block.type(), prior);
      states.store(block.address(), prior);
    }
    command
        .plan(block, prior)
        .filter(planned -> !planned.state().equals(planned.prior()))
        .ifPresent(planned -> changed(block, planned));
  }

  private void changed(Block block, Planned planned) {
    boolean exists = !planned.prior().isNull();
    boolean replaced = exists && planned.replaces();
    remove += replaced ? 1 : 0;
    add += replaced || !exists ? 1 : 0;
    change += exists && !replaced ? 1 : 0;
    if (carriedOut) {
      (replaced ? anew(block, planned.prior()) : Optional.of(planned))
          .ifPresent(next -> states.store(block.address(), command.apply(block, next)));
    }
  }

  /** The plan once the prior one has gone. */
  private Optional<Planned> anew(Block block, Value prior) {
    return command.remove(block.type(), prior, left -> states.store(block.address(), left))
        ? command.plan(block, Value.Absent.NULL)
        : Optional.empty();
  }

  void importing(String address, String id) {
    Optional<Value> found = command.importing(type(address), id);
    found.ifPresent(state -> states.store(address, state));
    if (found.filter(Value::isNull).isPresent()) {
      notices.fail("Cannot import non-existent remote object");
    }
  }
}
