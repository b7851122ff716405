/** A JVM that starts and ends: what no Java program can be faster than. */
public final class Empty {
  public static void main(String[] args) {}
}
