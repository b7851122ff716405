package dev.coffer.terraform.job;

import dev.coffer.terraform.declaration.Declarations;
import dev.coffer.terraform.declaration.Members;
import dev.coffer.terraform.declaration.Organisations;
import dev.coffer.terraform.declaration.Policies;
import dev.coffer.terraform.declaration.Secrets;
import dev.coffer.terraform.declaration.Vaults;
import dev.coffer.terraform.declaration.Verdicts;
import dev.coffer.terraform.trust.LocalVerdicts;
import java.util.Map;
import java.util.function.Consumer;

/**
 * Reads values by the identity token of a CI job, and judges runs. Everything else is declined: a
 * job has no device whose signature others would believe. No profile is opened and no file written.
 */
public final class JobClient implements Declarations {
  private final Secrets secrets;
  private final Verdicts verdicts =
      new LocalVerdicts(
          place -> {
            throw Reading.noPolicies();
          });

  /**
   * The job that this process is part of. No token is asked for yet, and no server.
   *
   * @param environment the job's variables
   * @param warnings takes what a person should read
   */
  public JobClient(
      Map<String, String> environment, JobSettings settings, Consumer<String> warnings) {
    this.secrets = new JobSecrets(new Pulls(environment, settings, warnings));
  }

  @Override
  public void requireDeclaring() {
    throw Reading.only();
  }

  @Override
  public Secrets secrets() {
    return secrets;
  }

  @Override
  public Verdicts verdicts() {
    return verdicts;
  }

  @Override
  public Vaults vaults() {
    throw Reading.only();
  }

  @Override
  public Organisations organisations() {
    throw Reading.only();
  }

  @Override
  public Members members() {
    throw Reading.only();
  }

  @Override
  public Policies policies() {
    throw Reading.only();
  }
}
