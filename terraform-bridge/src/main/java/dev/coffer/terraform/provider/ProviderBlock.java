package dev.coffer.terraform.provider;

import dev.coffer.terraform.diagnostic.AttributePath;
import dev.coffer.terraform.diagnostic.Diagnostics;
import dev.coffer.terraform.resource.Row;
import dev.coffer.terraform.schema.Attribute;
import dev.coffer.terraform.schema.Schema;
import dev.coffer.terraform.schema.Type;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * What stands in the provider block. Names where credentials are, never a credential: what is
 * written there ends up in plans.
 *
 * @param server the server's address
 * @param profile the profile of {@code coffer login}
 * @param home the folder with profiles
 * @param tokenFile a file of mode 0600 with an access token
 * @param caFile a certificate authority of the server's own
 * @param bridge a running bridge that does everything instead
 * @param oidc the identity of a CI job that acts in place of an account
 */
public record ProviderBlock(
    Optional<String> server,
    Optional<String> profile,
    Optional<String> home,
    Optional<String> tokenFile,
    Optional<String> caFile,
    Optional<BridgeBlock> bridge,
    Optional<OidcBlock> oidc) {
  private static final List<String> PATHS =
      List.of("home", "token_file", "ca_file", "bridge_token_file");
  private static final Pattern ADDRESS = Pattern.compile("https?://[^/\\s]+/?");

  /** {@code organization} is read by {@link ProviderState}: it concerns the resources. */
  public static final Schema SCHEMA =
      new Schema(
          "The account and server that everything is declared for. Whatever is left out is as the"
              + " `coffer` command has it: from `COFFER_*` variables, else from the profile that"
              + " `coffer login` made.",
          with(
              Attribute.optional(
                  "server", Type.Simple.TEXT, "Address of the server. Instead of `COFFER_SERVER`."),
              Attribute.optional(
                  "organization",
                  Type.Simple.TEXT,
                  "Name or id of the organisation of every resource that names none. Without it,"
                      + " such a vault is the account's own."),
              Attribute.optional(
                  "profile",
                  Type.Simple.TEXT,
                  "Profile with the session and the machine key. Instead of `COFFER_PROFILE`."),
              Attribute.optional(
                  "home",
                  Type.Simple.TEXT,
                  "The folder in which `profiles` is, such as `pathexpand(\"~/.coffer\")`. Instead of"
                      + " `COFFER_HOME`."),
              Attribute.optional(
                  "token_file",
                  Type.Simple.TEXT,
                  "A file that only you can read, with an access token. Instead of"
                      + " `COFFER_TOKEN`."),
              Attribute.optional(
                  "ca_file",
                  Type.Simple.TEXT,
                  "A PEM file with the authority of the server's certificate. Instead of"
                      + " `COFFER_CA`.")));

  private static List<Attribute> with(Attribute... own) {
    return Stream.of(List.of(own), BridgeBlock.ATTRIBUTES, OidcBlock.ATTRIBUTES)
        .flatMap(List::stream)
        .toList();
  }

  static ProviderBlock of(Row row) {
    return new ProviderBlock(
        row.text("server"),
        row.text("profile"),
        row.text("home"),
        row.text("token_file"),
        row.text("ca_file"),
        BridgeBlock.of(row),
        OidcBlock.of(row));
  }

  static void validate(Row row, Diagnostics out) {
    row.text("server")
        .filter(server -> !ADDRESS.matcher(server).matches())
        .ifPresent(
            server ->
                out.error(
                    AttributePath.of("server"),
                    "this is not a server's address",
                    "write https://HOST or https://HOST:PORT; http:// only for this machine"));
    PATHS.forEach(name -> refuseHome(name, row, out));
    BridgeBlock.validate(row, out);
    OidcBlock.validate(row, out);
  }

  /** A shell would have replaced it; here it would be a folder of that name. */
  private static void refuseHome(String name, Row row, Diagnostics out) {
    row.text(name)
        .filter(path -> path.startsWith("~"))
        .ifPresent(
            path ->
                out.error(
                    AttributePath.of(name),
                    "Terraform leaves ~ as it is, and no folder is meant by it here",
                    "write " + name + " = pathexpand(\"~/…\")"));
  }
}
