package dev.coffer.terraform.provider;

import dev.coffer.terraform.diagnostic.AttributePath;
import dev.coffer.terraform.diagnostic.Diagnostics;
import dev.coffer.terraform.resource.Row;
import dev.coffer.terraform.schema.Attribute;
import dev.coffer.terraform.schema.Type;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * What a provider block says of a running bridge.
 *
 * @param address scheme, loopback address and port, or {@code unix:} and an absolute path
 * @param tokenFile a file of mode 0600 with what the bridge wants to be shown
 */
public record BridgeBlock(String address, Optional<String> tokenFile) {
  private static final String BRIDGE = "bridge";
  private static final String TOKEN_FILE = "bridge_token_file";

  /** A bridge listens on loopback alone, and its token is for nobody else. */
  private static final Pattern LOOPBACK =
      Pattern.compile("http://(localhost|127(\\.[0-9]{1,3}){3}|\\[::1]):[0-9]{1,5}");

  /** What a bridge has settled for everybody who asks it. */
  private static final List<String> OF_THE_BRIDGE =
      List.of("server", "profile", "home", "token_file", "ca_file");

  static final List<Attribute> ATTRIBUTES =
      List.of(
          Attribute.optional(
              BRIDGE,
              Type.Simple.TEXT,
              "Address of a running `coffer bridge`, such as `http://127.0.0.1:8484` or"
                  + " `unix:/run/user/1000/bridge.sock`, whose account and server everything is"
                  + " declared for. Left out: this process does it itself."),
          Attribute.optional(
              TOKEN_FILE,
              Type.Simple.TEXT,
              "The bridge's token file. Left out: `bridge-token` in the profile's folder."));

  /** Empty where no bridge is asked. */
  static Optional<BridgeBlock> of(Row row) {
    return row.text(BRIDGE).map(address -> new BridgeBlock(address, row.text(TOKEN_FILE)));
  }

  static void validate(Row row, Diagnostics out) {
    validateAddress(row, out);
    if (row.value(BRIDGE).isNull() && !row.value(TOKEN_FILE).isNull()) {
      out.error(
          AttributePath.of(TOKEN_FILE),
          "there is no bridge to show this to",
          "give bridge its address, or leave this out");
    }
    if (row.text(BRIDGE).isPresent()) {
      validateAlone(row, out);
    }
  }

  private static void validateAddress(Row row, Diagnostics out) {
    row.text(BRIDGE).ifPresent(address -> validateAddress(address, AttributePath.of(BRIDGE), out));
  }

  private static void validateAddress(String address, AttributePath where, Diagnostics out) {
    if (address.startsWith(SocketForm.SCHEME)) {
      SocketForm.validate(address, where, out);
    } else if (!LOOPBACK.matcher(address).matches()) {
      out.error(
          where,
          "this is not a bridge's address",
          "write it as 'coffer bridge' prints it: http://127.0.0.1:PORT or unix:/PATH");
    }
  }

  private static void validateAlone(Row row, Diagnostics out) {
    for (String name : OF_THE_BRIDGE) {
      if (!row.value(name).isNull()) {
        out.error(
            AttributePath.of(name),
            "the bridge acts for its own account, at its own server",
            "leave out " + name + ", or bridge");
      }
    }
  }
}
