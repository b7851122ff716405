import java.io.BufferedInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;

/** One HTTP/1.1 connection that stays open, for requests whose bytes are made before the clock runs. */
final class KeptConnection {
  private final URI server;
  private final Socket socket;
  private final InputStream in;

  KeptConnection(URI server) throws IOException {
    this.server = server;
    this.socket = new Socket(server.getHost(), server.getPort());
    this.socket.setTcpNoDelay(true);
    this.in = new BufferedInputStream(socket.getInputStream());
  }

  /** An answer; {@code body} is empty where there is none. */
  record Reply(int status, byte[] body) {
    String text() {
      return new String(body, StandardCharsets.UTF_8);
    }
  }

  /** The bytes of a request; {@code headers} are lines that end with CR LF. */
  byte[] request(String method, String path, String headers, String body) {
    int length = body.getBytes(StandardCharsets.UTF_8).length;
    String text =
        method + " " + path + " HTTP/1.1\r\nHost: " + server.getAuthority()
            + "\r\nX-Coffer-Formats: coffer/1\r\n" + headers
            + (body.isEmpty() ? "" : "Content-Length: " + length + "\r\n")
            + "\r\n" + body;
    return text.getBytes(StandardCharsets.UTF_8);
  }

  Reply send(byte[] request) throws IOException {
    socket.getOutputStream().write(request);
    String line = readLine();
    int status = Integer.parseInt(line.substring(9, 12));
    int length = status == 304 ? 0 : -1;
    while (!(line = readLine()).isEmpty()) {
      if (line.regionMatches(true, 0, "Content-Length:", 0, 15)) {
        length = Integer.parseInt(line.substring(15).strip());
      }
    }
    if (length < 0) {
      throw new IOException("an answer without a length, status " + status);
    }
    return new Reply(status, in.readNBytes(length));
  }

  private String readLine() throws IOException {
    StringBuilder line = new StringBuilder(64);
    while (true) {
      int next = in.read();
      if (next < 0) {
        throw new EOFException("the server closed the connection");
      }
      if (next == '\n') {
        return line.substring(0, Math.max(0, line.length() - 1));
      }
      line.append((char) next);
    }
  }
}
