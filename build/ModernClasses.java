import java.io.IOException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;
import java.util.zip.ZipOutputStream;
import org.objectweb.asm.ClassReader;
import org.objectweb.asm.ClassVisitor;
import org.objectweb.asm.ClassWriter;
import org.objectweb.asm.Opcodes;

/**
 * Gives the classes of a jar that were compiled for Java 5 the form of Java 8, with stack maps. The
 * JVM takes no class of the older form into a class-data archive, and picocli has nothing else: a
 * command would load and verify all of it at every start. Run by vault-client/pom.xml.
 */
public final class ModernClasses {
  private static final int MAJOR = 6;

  public static void main(String[] args) throws IOException {
    Path jar = Path.of(args[0]);
    Path rewritten = Path.of(args[0] + ".new");
    try (var classes = new URLClassLoader(new URL[] {jar.toUri().toURL()});
        var in = new ZipInputStream(Files.newInputStream(jar));
        var out = new ZipOutputStream(Files.newOutputStream(rewritten))) {
      for (ZipEntry entry = in.getNextEntry(); entry != null; entry = in.getNextEntry()) {
        byte[] content = in.readAllBytes();
        ZipEntry copy = new ZipEntry(entry.getName());
        copy.setTimeLocal(entry.getTimeLocal());
        out.putNextEntry(copy);
        out.write(isOld(entry.getName(), content) ? modern(content, classes) : content);
        out.closeEntry();
      }
    }
    Files.move(rewritten, jar, StandardCopyOption.REPLACE_EXISTING);
  }

  private static boolean isOld(String name, byte[] content) {
    int major = name.endsWith(".class") ? content[MAJOR] << 8 | content[MAJOR + 1] : Opcodes.V1_8;
    return major < Opcodes.V1_6;
  }

  private static byte[] modern(byte[] old, ClassLoader classes) {
    ClassWriter writer =
        new ClassWriter(ClassWriter.COMPUTE_FRAMES) {
          @Override
          protected ClassLoader getClassLoader() {
            return classes;
          }
        };
    new ClassReader(old).accept(new Version8(writer), ClassReader.SKIP_FRAMES);
    return writer.toByteArray();
  }

  private static final class Version8 extends ClassVisitor {
    Version8(ClassVisitor next) {
      super(Opcodes.ASM9, next);
    }

    @Override
    public void visit(
        int version, int access, String name, String signature, String base, String[] interfaces) {
      super.visit(Opcodes.V1_8, access, name, signature, base, interfaces);
    }
  }
}
