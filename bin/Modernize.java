import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Enumeration;
import java.util.jar.JarEntry;
import java.util.jar.JarFile;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.objectweb.asm.ClassReader;
import org.objectweb.asm.ClassWriter;

/**
 * Gives the classes of a jar that were compiled for Java 5 the stack maps of Java 8. The JVM keeps no class without them
 * in a start-up cache, and picocli's are a third of what a command loads. Run by ../understudy after a build:
 * {@code java -cp asm.jar:JAR Modernize.java JAR}.
 */
final class Modernize {

    private static final int JAVA_8 = 52;

    public static void main(String[] arguments) throws IOException {
        Path file = Path.of(arguments[0]);
        Path fresh = file.resolveSibling(file.getFileName() + ".fresh");
        try (JarFile jar = new JarFile(file.toFile());
                OutputStream out = Files.newOutputStream(fresh);
                ZipOutputStream zip = new ZipOutputStream(out)) {
            for (Enumeration<JarEntry> entries = jar.entries(); entries.hasMoreElements(); ) {
                JarEntry entry = entries.nextElement();
                ZipEntry written = new ZipEntry(entry.getName());
                written.setTime(entry.getTime());
                zip.putNextEntry(written);
                try (InputStream in = jar.getInputStream(entry)) {
                    byte[] bytes = in.readAllBytes();
                    zip.write(entry.getName().endsWith(".class") ? modern(bytes) : bytes);
                }
                zip.closeEntry();
            }
        }
        Files.move(fresh, file, StandardCopyOption.ATOMIC_MOVE);
    }

    private static byte[] modern(byte[] bytes) {
        int version = (bytes[6] & 0xff) << 8 | bytes[7] & 0xff;
        if (version >= 50) {
            return bytes;
        }
        bytes[7] = JAVA_8;
        ClassReader reader = new ClassReader(bytes);
        ClassWriter writer = new ClassWriter(ClassWriter.COMPUTE_FRAMES);
        reader.accept(writer, ClassReader.SKIP_FRAMES);
        return writer.toByteArray();
    }
}
