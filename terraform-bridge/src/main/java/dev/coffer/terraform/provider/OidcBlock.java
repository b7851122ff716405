package dev.coffer.terraform.provider;

import dev.coffer.protocol.policy.PolicyId;
import dev.coffer.terraform.declaration.VaultPlace;
import dev.coffer.terraform.diagnostic.AttributePath;
import dev.coffer.terraform.diagnostic.Diagnostics;
import dev.coffer.terraform.resource.PlaceAttributes;
import dev.coffer.terraform.resource.Row;
import dev.coffer.terraform.schema.Attribute;
import dev.coffer.terraform.schema.Type;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * What a provider block says of the identity of a CI job. Names where a token is, never a token.
 *
 * @param owner id of the account or organisation whose vaults are meant
 * @param policy id of the one policy that is to decide
 * @param audience whom identity tokens are for
 * @param tokenVariable name of the variable with the identity token
 */
public record OidcBlock(
    Optional<String> owner,
    Optional<String> policy,
    Optional<String> audience,
    Optional<String> tokenVariable) {
  private static final String OIDC = "oidc";
  private static final String OWNER = "oidc_owner";
  private static final String POLICY = "oidc_policy";
  private static final String AUDIENCE = "oidc_audience";
  private static final String TOKEN_VARIABLE = "oidc_token_variable";
  private static final List<String> OF_A_JOB = List.of(OWNER, POLICY, AUDIENCE, TOKEN_VARIABLE);
  private static final List<String> OF_AN_ACCOUNT =
      List.of("profile", "home", "token_file", "bridge", "bridge_token_file");

  private static final Pattern VARIABLE = Pattern.compile("[A-Za-z_][A-Za-z0-9_]*");

  static final List<Attribute> ATTRIBUTES =
      List.of(
          Attribute.optional(
              OIDC,
              Type.Simple.TRUTH,
              "Whether the identity of a CI job acts in place of an account. It reads the values"
                  + " that a policy gives it, and declares nothing."),
          Attribute.optional(
              OWNER,
              Type.Simple.TEXT,
              "With `oidc`: id of the account or organisation whose vaults are meant. Instead of"
                  + " `COFFER_OWNER`."),
          Attribute.optional(
              POLICY,
              Type.Simple.TEXT,
              "With `oidc`: id of the one policy that is to decide. Instead of"
                  + " `COFFER_OIDC_POLICY_ID`."),
          Attribute.optional(
              AUDIENCE,
              Type.Simple.TEXT,
              "With `oidc`: whom identity tokens are for. Instead of `COFFER_OIDC_AUDIENCE`;"
                  + " without either, `coffer`."),
          Attribute.optional(
              TOKEN_VARIABLE,
              Type.Simple.TEXT,
              "With `oidc`: name of the environment variable that has the identity token. Without"
                  + " it, where `coffer pull --oidc` finds one."));

  /** Empty where an account acts. */
  static Optional<OidcBlock> of(Row row) {
    return row.truth(OIDC)
        .filter(wanted -> wanted)
        .map(
            wanted ->
                new OidcBlock(
                    row.text(OWNER),
                    row.text(POLICY),
                    row.text(AUDIENCE),
                    row.text(TOKEN_VARIABLE)));
  }

  static void validate(Row row, Diagnostics out) {
    if (row.truth(OIDC).orElse(false)) {
      validateAlone(row, out);
    } else if (row.value(OIDC).isNull()) {
      validateUnasked(row, out);
    }
    validateForms(row, out);
  }

  /** A job's identity stands alone: nobody signs in, and no machine key is read. */
  private static void validateAlone(Row row, Diagnostics out) {
    for (String name : OF_AN_ACCOUNT) {
      if (row.text(name).isPresent()) {
        out.error(
            AttributePath.of(name),
            name + " is about an account, and with oidc = true none acts",
            "take it out; or oidc, where an account is to act");
      }
    }
    row.text(PlaceAttributes.ORGANIZATION)
        .filter(named -> !VaultPlace.isId(named))
        .ifPresent(
            name ->
                out.error(
                    AttributePath.of(PlaceAttributes.ORGANIZATION),
                    "a CI job cannot look up which organisation is called so",
                    "write its id, which 'coffer org list --json' tells"));
  }

  private static void validateUnasked(Row row, Diagnostics out) {
    for (String name : OF_A_JOB) {
      if (!row.value(name).isNull()) {
        out.error(
            AttributePath.of(name),
            name + " is about a CI job, and nothing says that its identity acts",
            "write oidc = true beside it, or take it out");
      }
    }
  }

  private static void validateForms(Row row, Diagnostics out) {
    row.text(OWNER)
        .filter(id -> !VaultPlace.isId(id))
        .ifPresent(
            id ->
                out.error(
                    AttributePath.of(OWNER),
                    "this is not the id of an account or organisation",
                    "'coffer oidc show' tells whose a policy is; coffer.json has it as 'owner'"));
    row.text(POLICY).ifPresent(id -> PlaceAttributes.check(POLICY, out, () -> new PolicyId(id)));
    validateTokenVariable(row, out);
  }

  /** Not told at the attribute: Terraform would quote the line, with what may be a token. */
  private static void validateTokenVariable(Row row, Diagnostics out) {
    row.text(TOKEN_VARIABLE)
        .filter(name -> !VARIABLE.matcher(name).matches())
        .ifPresent(
            name ->
                out.error(
                    AttributePath.ROOT,
                    TOKEN_VARIABLE + " is not the name of an environment variable",
                    "name the variable that has the identity token; never write the token itself:"
                        + " what stands here ends up in plans"));
  }
}
