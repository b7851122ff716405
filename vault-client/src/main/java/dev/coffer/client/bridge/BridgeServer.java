package dev.coffer.client.bridge;

import com.sun.net.httpserver.HttpHandler;
import com.sun.net.httpserver.HttpServer;
import dev.coffer.client.ClientException;
import dev.coffer.client.bridge.http.Reply;
import dev.coffer.client.bridge.http.Request;
import dev.coffer.protocol.SuppressForbidden;
import java.io.IOException;
import java.net.BindException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.function.Function;

/**
 * The bridge's HTTP server. It listens on loopback alone, and where it is to be reached through a
 * UNIX socket it lets nobody in who comes otherwise. It reads at most 64 KiB of a body, and answers
 * nothing but what {@code answers} gives and problems.
 */
@SuppressForbidden(
    "jdk.httpserver is a supported module; a few requests of one machine need no more")
public final class BridgeServer implements AutoCloseable {
  /**
   * So many requests can wait for their turn. The JDK's server counts the seconds from before a
   * request has a thread, and cuts off one that gets none in time: more than the relay passes on.
   */
  private static final int THREADS = 64;

  private static final int IDLE_SECONDS = 60;
  private static final int GRACE_SECONDS = 30;

  static {
    set("nodelay", "true");
    set("maxReqTime", "20"); // seconds that a caller may take to send a request
    set("maxReqHeaders", "50");
    set("maxReqHeaderSize", "16384");
  }

  private final Entrance entrance;
  private final HttpServer server;
  private final ExecutorService threads = threads();
  private final Consumer<String> log;

  private static void set(String name, String value) {
    System.setProperty("sun.net.httpserver." + name, value);
  }

  private static ExecutorService threads() {
    ThreadPoolExecutor threads =
        new ThreadPoolExecutor(
            THREADS, THREADS, IDLE_SECONDS, TimeUnit.SECONDS, new LinkedBlockingQueue<>());
    threads.allowCoreThreadTimeOut(true);
    return threads;
  }

  private BridgeServer(Entrance entrance, HttpServer server, Consumer<String> log) {
    this.entrance = entrance;
    this.server = server;
    this.log = log;
  }

  /**
   * A server that takes requests when this returns.
   *
   * @param answers gives the answer to a request that was let in; what it throws is answered too
   * @param log takes a line when something fails that should not
   * @throws ClientException.Conflict when another program has the port or the socket
   * @throws ClientException.LocalStore when others could open or exchange the socket
   */
  public static BridgeServer start(
      ListenAddress address,
      BridgeToken token,
      Function<Request, Reply> answers,
      Consumer<String> log) {
    Entrance entrance = address.entrance(log);
    try {
      HttpServer server = bound(entrance.loopback());
      BridgeServer bridge = new BridgeServer(entrance, server, log);
      Gate gate = new Gate(token, entrance.hosts(server.getAddress()), entrance::leads);
      bridge.serve(new Exchanges(gate, answers, log));
      return bridge;
    } catch (RuntimeException e) {
      entrance.close();
      throw e;
    }
  }

  private static HttpServer bound(LoopbackAddress address) {
    try {
      return HttpServer.create(address.socket(), 0);
    } catch (BindException e) {
      throw new ClientException.Conflict(
          "another program listens on " + address + ", or you may not",
          "end that program, or give --listen 127.0.0.1:0 for a free port");
    } catch (IOException e) {
      throw new ClientException.Failed("nothing can listen on " + address, null);
    }
  }

  private void serve(HttpHandler handler) {
    server.createContext("/", handler);
    server.setExecutor(threads);
    server.start();
    entrance.open(server.getAddress());
  }

  /**
   * Where it is reached, such as {@code http://127.0.0.1:40123} or {@code unix:/run/coffer.sock}.
   */
  public String address() {
    return entrance.address(server.getAddress());
  }

  /** The port on loopback that the HTTP server has, whichever way callers come. */
  int port() {
    return server.getAddress().getPort();
  }

  /** Takes no more requests, and lets those that are being answered end, for half a minute. */
  @Override
  public void close() {
    if (threads.isShutdown()) {
      return;
    }
    entrance.stop();
    threads.shutdown();
    try {
      if (!threads.awaitTermination(GRACE_SECONDS, TimeUnit.SECONDS)) {
        log.accept("a request is still being answered; it is left alone");
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt(); // whoever waits for this waits no longer
    }
    server.stop(0);
    entrance.close();
  }
}
