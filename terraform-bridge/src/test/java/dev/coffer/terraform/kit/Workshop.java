package dev.coffer.terraform.kit;

import java.util.List;
import java.util.Map;

/** A folder with a configuration and a state, and what can be done with it. */
public interface Workshop {
  /** What carries it out, for the report. */
  String name();

  /** Replaces the configuration. */
  void write(List<Block> blocks) throws Exception;

  Outcome plan() throws Exception;

  Outcome apply() throws Exception;

  Outcome destroy() throws Exception;

  /** Takes over what {@code id} names as the block with {@code address}. */
  Outcome importing(String address, String id) throws Exception;

  /** Forgets the block with {@code address} and leaves alone what it describes. */
  void forget(String address) throws Exception;

  /** The attributes of the block with {@code address} in the state. */
  Map<String, Object> state(String address) throws Exception;

  /**
   * Ends the provider of the command that runs now, without any chance to do something (SIGKILL).
   * For another thread than the one that the command runs in.
   *
   * @throws AssertionError when none runs
   */
  void killProvider() throws Exception;

  /** Everything that was written anywhere: states, plans, output, logs. */
  String everything() throws Exception;

  /**
   * What a command did or would do.
   *
   * @param errors what every error says and advises, with the attribute it is about, if any
   * @param warnings the same of warnings
   */
  record Outcome(int add, int change, int remove, List<String> errors, List<String> warnings) {
    public static final Outcome NOTHING = new Outcome(0, 0, 0, List.of(), List.of());

    public Outcome {
      errors = List.copyOf(errors);
      warnings = List.copyOf(warnings);
    }

    /** The three numbers. */
    public String changes() {
      return "+" + add + " ~" + change + " -" + remove;
    }
  }
}
