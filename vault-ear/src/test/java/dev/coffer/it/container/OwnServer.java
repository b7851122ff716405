package dev.coffer.it.container;

import dev.coffer.it.kit.Workplace;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import org.jboss.arquillian.container.spi.Container;
import org.jboss.arquillian.container.spi.ContainerRegistry;
import org.jboss.arquillian.core.api.annotation.Observes;
import org.jboss.arquillian.core.spi.LoadableExtension;

/**
 * Has Arquillian start a server that no other one can be taken for. It recognises a server by a
 * part of the command line and refuses to start a second one, so a fixed name would make two builds
 * on one machine fail each other.
 */
public final class OwnServer implements LoadableExtension {
  @Override
  public void register(ExtensionBuilder builder) {
    builder.observer(Preparation.class);
  }

  /** Runs when {@code arquillian.xml} was read and no server was started yet. */
  static final class Preparation {
    void prepare(@Observes ContainerRegistry registry) throws IOException {
      for (Container container : registry.getContainers()) {
        String name = "container-" + Workplace.random();
        int port = Workplace.freePort();
        container
            .getContainerConfiguration()
            .overrideProperty("serverName", name)
            .overrideProperty("usrDir", folder(name, port).toString())
            .overrideProperty("httpPort", Integer.toString(port));
      }
    }

    private static Path folder(String server, int port) throws IOException {
      Path folder = Workplace.folder("container");
      Path configuration = Files.createDirectories(folder.resolve("servers").resolve(server));
      try (InputStream xml = OwnServer.class.getResourceAsStream("/container/server.xml")) {
        Files.copy(xml, configuration.resolve("server.xml"));
      }
      Files.writeString(configuration.resolve("product.xml"), productWithoutItsApplication());
      Files.writeString(configuration.resolve("bootstrap.properties"), "container.port=" + port);
      return folder;
    }

    /** A server waits half a minute for an application that it knows of and that is not there. */
    private static String productWithoutItsApplication() throws IOException {
      Path product = Workplace.installation().resolve("usr/servers/coffer/server.xml");
      return Files.readString(product).replaceFirst("<enterpriseApplication [^>]*/>", "");
    }
  }
}
