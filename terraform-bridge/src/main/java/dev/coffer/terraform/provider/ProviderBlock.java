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
 * @param bridge the address of a running bridge, which does everything instead
 * @param bridgeTokenFile a file of mode 0600 with what the bridge wants to be shown
 * @param oidc the identity of a CI job that acts in place of an account
 */
public record ProviderBlock(
    Optional<String> server,
    Optional<String> profile,
    Optional<String> home,
    Optional<String> tokenFile,
    Optional<String> caFile,
    Optional<String> bridge,
    Optional<String> bridgeTokenFile,
    Optional<OidcBlock> oidc) {
  private static final String BRIDGE = "bridge";
  private static final String BRIDGE_TOKEN_FILE = "bridge_token_file";

  /** A bridge listens on loopback alone, and its token is for nobody else. */
  private static final Pattern LOOPBACK =
      Pattern.compile("http://(localhost|127(\\.[0-9]{1,3}){3}|\\[::1]):[0-9]{1,5}");

  /** What a bridge has settled for everybody who asks it. */
  private static final List<String> OF_THE_BRIDGE =
      List.of("server", "profile", "home", "token_file", "ca_file");

  private static final Pattern ADDRESS = Pattern.compile("https?://[^/\\s]+/?");

  /** {@code organization} is read by {@link ProviderState}: it concerns the resources. */
  public static final Schema SCHEMA =
      new Schema(
          "The account and server that everything is declared for. Whatever is left out is as the"
              + " `coffer` command has it: from `COFFER_*` variables, else from the profile that"
              + " `coffer login` made.",
          with(
              OidcBlock.ATTRIBUTES,
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
                  "home", Type.Simple.TEXT, "Folder of profiles. Instead of `COFFER_HOME`."),
              Attribute.optional(
                  "token_file",
                  Type.Simple.TEXT,
                  "A file that only you can read, with an access token. Instead of"
                      + " `COFFER_TOKEN`."),
              Attribute.optional(
                  "ca_file",
                  Type.Simple.TEXT,
                  "A PEM file with the authority of the server's certificate. Instead of"
                      + " `COFFER_CA`."),
              Attribute.optional(
                  BRIDGE,
                  Type.Simple.TEXT,
                  "Address of a running `coffer bridge`, such as `http://127.0.0.1:8484`, whose"
                      + " account and server everything is declared for. Left out: this process"
                      + " does it itself."),
              Attribute.optional(
                  BRIDGE_TOKEN_FILE,
                  Type.Simple.TEXT,
                  "The bridge's token file. Left out: `bridge-token` in the profile's folder.")));

  private static List<Attribute> with(List<Attribute> more, Attribute... own) {
    return Stream.concat(Stream.of(own), more.stream()).toList();
  }

  static ProviderBlock of(Row row) {
    return new ProviderBlock(
        row.text("server"),
        row.text("profile"),
        row.text("home"),
        row.text("token_file"),
        row.text("ca_file"),
        row.text(BRIDGE),
        row.text(BRIDGE_TOKEN_FILE),
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
    validateBridge(row, out);
    OidcBlock.validate(row, out);
  }

  private static void validateBridge(Row row, Diagnostics out) {
    row.text(BRIDGE)
        .filter(address -> !LOOPBACK.matcher(address).matches())
        .ifPresent(
            address ->
                out.error(
                    AttributePath.of(BRIDGE),
                    "this is not a bridge's address",
                    "write it as 'coffer bridge' prints it: http://127.0.0.1:PORT"));
    if (row.value(BRIDGE).isNull() && !row.value(BRIDGE_TOKEN_FILE).isNull()) {
      out.error(
          AttributePath.of(BRIDGE_TOKEN_FILE),
          "there is no bridge to show this to",
          "give bridge its address, or leave this out");
    }
    if (!row.value(BRIDGE).isNull()) {
      OF_THE_BRIDGE.stream()
          .filter(name -> !row.value(name).isNull())
          .forEach(
              name ->
                  out.error(
                      AttributePath.of(name),
                      "the bridge acts for its own account, at its own server",
                      "leave out " + name + ", or bridge"));
    }
  }
}
