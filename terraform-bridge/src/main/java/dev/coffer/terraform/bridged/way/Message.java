package dev.coffer.terraform.bridged.way;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.Optional;
import org.apache.hc.core5.http.ClassicHttpResponse;
import org.apache.hc.core5.http.ContentLengthStrategy;
import org.apache.hc.core5.http.Header;
import org.apache.hc.core5.http.HttpException;
import org.apache.hc.core5.http.ProtocolException;
import org.apache.hc.core5.http.UnsupportedHttpVersionException;
import org.apache.hc.core5.http.config.Http1Config;
import org.apache.hc.core5.http.impl.DefaultContentLengthStrategy;
import org.apache.hc.core5.http.impl.io.ChunkedInputStream;
import org.apache.hc.core5.http.impl.io.ContentLengthInputStream;
import org.apache.hc.core5.http.impl.io.DefaultHttpRequestWriter;
import org.apache.hc.core5.http.impl.io.DefaultHttpResponseParser;
import org.apache.hc.core5.http.impl.io.SessionInputBufferImpl;
import org.apache.hc.core5.http.impl.io.SessionOutputBufferImpl;
import org.apache.hc.core5.http.io.SessionInputBuffer;
import org.apache.hc.core5.http.message.BasicClassicHttpRequest;

/**
 * A request and an answer as bytes of HTTP/1.1, one of each on a connection, by HttpCore. Whoever
 * answers more than that is not listened to.
 */
final class Message {
  private static final int BUFFER = 8 * 1024;
  private static final int MAX_LINE = 16 * 1024;
  private static final int MAX_HEADERS = 100;
  private static final Http1Config CONFIG =
      Http1Config.custom().setMaxLineLength(MAX_LINE).setMaxHeaderCount(MAX_HEADERS).build();

  private Message() {}

  /** Writes {@code asked} to {@code out}, for the bridge that a socket leads to. */
  static void write(Asked asked, OutputStream out) throws IOException, HttpException {
    BasicClassicHttpRequest head = new BasicClassicHttpRequest(asked.method(), asked.target());
    head.setHeader("Host", "localhost");
    head.setHeader("Connection", "close");
    asked.headers().forEach(head::setHeader);
    byte[] body = asked.hasBody() ? asked.body() : new byte[0];
    if (asked.hasBody()) {
      head.setHeader("Content-Length", body.length);
    }
    SessionOutputBufferImpl buffer = new SessionOutputBufferImpl(BUFFER);
    new DefaultHttpRequestWriter().write(head, buffer, out);
    buffer.write(body, out);
    buffer.flush(out);
  }

  /**
   * Reads an answer from {@code in}.
   *
   * @param limit how many bytes its body may have
   * @throws HttpException when it is none
   * @throws IOException when it ends before its end, among other reasons
   */
  static Replied read(InputStream in, int limit) throws IOException, HttpException {
    SessionInputBufferImpl buffer = new SessionInputBufferImpl(BUFFER, MAX_LINE);
    ClassicHttpResponse head = head(buffer, in);
    String body = Replied.body(body(head, buffer, in), limit);
    return new Replied(head.getCode(), tag(head), body);
  }

  private static ClassicHttpResponse head(SessionInputBuffer buffer, InputStream in)
      throws IOException, HttpException {
    ClassicHttpResponse head = new DefaultHttpResponseParser(CONFIG).parse(buffer, in);
    if (head == null) {
      throw new EOFException("no answer");
    }
    if (head.getVersion().getMajor() != 1) {
      throw new UnsupportedHttpVersionException(head.getVersion());
    }
    return head;
  }

  private static String tag(ClassicHttpResponse head) {
    return Optional.ofNullable(head.getFirstHeader("ETag")).map(Header::getValue).orElse("");
  }

  /** One that says its length: the end of another could not be told from its breaking off. */
  private static InputStream body(
      ClassicHttpResponse head, SessionInputBuffer buffer, InputStream in) throws HttpException {
    long length = DefaultContentLengthStrategy.INSTANCE.determineLength(head);
    if (length >= 0) {
      return new ContentLengthInputStream(buffer, in, length);
    }
    if (length == ContentLengthStrategy.CHUNKED) {
      return new ChunkedInputStream(buffer, in, CONFIG);
    }
    throw new ProtocolException("no length");
  }
}
