package dev.coffer.it.container;

import java.io.File;
import java.net.URISyntaxException;
import java.nio.file.Path;
import org.assertj.core.api.Assertions;
import org.jboss.shrinkwrap.api.Filters;
import org.jboss.shrinkwrap.api.ShrinkWrap;
import org.jboss.shrinkwrap.api.spec.EnterpriseArchive;
import org.jboss.shrinkwrap.api.spec.JavaArchive;
import org.jboss.shrinkwrap.api.spec.WebArchive;

/** The beans that ship and the libraries that ship with them, out of the packaged application. */
final class ContainerArchive {
  private static final String BEANS_AND_LIBRARIES = "/vault-ejb\\.jar|/lib/.*\\.jar";

  private ContainerArchive() {}

  /** Its name is its context root, which is where the tests are called. */
  static WebArchive with(Class<?>... testBeans) throws URISyntaxException {
    WebArchive archive =
        ShrinkWrap.create(WebArchive.class, "container.war")
            .addClasses(testBeans)
            .addAsLibrary(assertions());
    File shipped = new File(System.getProperty("coffer.ear", "target/coffer.ear"));
    ShrinkWrap.createFromZipFile(EnterpriseArchive.class, shipped)
        .getContent(Filters.include(BEANS_AND_LIBRARIES))
        .forEach(
            (path, node) ->
                archive.addAsLibrary(
                    node.getAsset(), Path.of(path.get()).getFileName().toString()));
    return archive;
  }

  private static JavaArchive assertions() throws URISyntaxException {
    Path jar =
        Path.of(Assertions.class.getProtectionDomain().getCodeSource().getLocation().toURI());
    return ShrinkWrap.createFromZipFile(JavaArchive.class, jar.toFile());
  }
}
