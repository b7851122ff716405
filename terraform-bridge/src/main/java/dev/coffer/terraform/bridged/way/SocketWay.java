package dev.coffer.terraform.bridged.way;

import dev.coffer.client.bridge.unix.KnownSocket;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.ProtocolException;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.channels.Channels;
import java.nio.channels.ClosedByInterruptException;
import java.nio.channels.ClosedChannelException;
import java.nio.channels.SocketChannel;
import java.nio.file.Path;
import org.apache.hc.core5.http.HttpException;
import org.apache.hc.core5.http.MalformedChunkCodingException;
import org.apache.hc.core5.http.MessageConstraintException;
import org.apache.hc.core5.http.TruncatedChunkException;

/**
 * Through a UNIX socket at which nobody but the token's owner can answer. One connection for each
 * request, so that none has to be tried again because an old connection had ended.
 */
final class SocketWay implements Way {
  /** How an address begins that leads here. */
  static final String SCHEME = "unix:";

  private final Path path;
  private final Path tokenFile;
  private final Limits limits;

  /** The way to the bridge that listens at {@code path}, an absolute one. */
  SocketWay(Path path, Path tokenFile) {
    this(path, tokenFile, Limits.STANDARD);
  }

  SocketWay(Path path, Path tokenFile, Limits limits) {
    this.path = path;
    this.tokenFile = tokenFile;
    this.limits = limits;
  }

  @Override
  public Replied send(Asked asked) throws IOException {
    Path socket = KnownSocket.at(path, tokenFile);
    try (SocketChannel channel = SocketChannel.open(StandardProtocolFamily.UNIX);
        Deadline deadline = new Deadline()) {
      var unused = deadline.closes(channel, limits.patience());
      connect(channel, socket);
      return exchange(asked, Channels.newInputStream(channel), Channels.newOutputStream(channel));
    }
  }

  /** Where more wait than the system keeps for a bridge, connecting waits as well. */
  private void connect(SocketChannel channel, Path socket) throws IOException {
    try (Deadline deadline = new Deadline()) {
      var unused = deadline.closes(channel, limits.connecting());
      channel.connect(UnixDomainSocketAddress.of(socket));
    } catch (ClosedByInterruptException e) {
      throw e;
    } catch (ClosedChannelException e) {
      throw new NotAccepted(limits.connecting());
    }
  }

  /** What a stranger's answer says is not repeated: it may be what the stranger was sent. */
  private Replied exchange(Asked asked, InputStream in, OutputStream out) throws IOException {
    try {
      Message.write(asked, out);
      return Message.read(in, limits.answer());
    } catch (TruncatedChunkException e) {
      throw e;
    } catch (HttpException | MessageConstraintException | MalformedChunkCodingException e) {
      throw new ProtocolException("the answer is none of HTTP's: " + e.getClass().getSimpleName());
    }
  }

  @Override
  public String listen() {
    return toString();
  }

  @Override
  public String toString() {
    return SCHEME + path;
  }
}
