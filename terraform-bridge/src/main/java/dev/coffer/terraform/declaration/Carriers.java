package dev.coffer.terraform.declaration;

/** Who carries out which part of what is declared. */
public record Carriers(
    Vaults vaults,
    Organisations organisations,
    Members members,
    Secrets secrets,
    Policies policies,
    Verdicts verdicts)
    implements Declarations {}
