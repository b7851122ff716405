package dev.coffer.terraform.provider;

import dev.coffer.terraform.diagnostic.AttributePath;
import dev.coffer.terraform.diagnostic.Diagnostics;
import java.nio.charset.StandardCharsets;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;

/** The form of a bridge's address that is a UNIX socket's. What is there is not looked at. */
final class SocketForm {
  static final String SCHEME = "unix:";

  /** As many as a bridge takes; systems take from 103 to 107. */
  static final int MAX_BYTES = 100;

  private SocketForm() {}

  static void validate(String address, AttributePath where, Diagnostics out) {
    String path = address.substring(SCHEME.length());
    if (path.startsWith("~")) {
      out.error(
          where,
          "Terraform leaves ~ as it is, and no folder is meant by it here",
          "write \"unix:${pathexpand(\"~/bridge.sock\")}\"");
    } else if (path.getBytes(StandardCharsets.UTF_8).length > MAX_BYTES) {
      out.error(
          where,
          "the path of a socket has at most " + MAX_BYTES + " bytes",
          "start the bridge with a shorter one, such as in $XDG_RUNTIME_DIR");
    } else if (!isAbsolute(path)) {
      out.error(
          where,
          "what follows unix: is not an absolute path",
          "write it as 'coffer bridge --listen unix:PATH' prints it, or"
              + " \"unix:${abspath(\"bridge.sock\")}\"");
    }
  }

  private static boolean isAbsolute(String path) {
    try {
      return Path.of(path).isAbsolute();
    } catch (InvalidPathException e) {
      return false;
    }
  }
}
