import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Finds out how long each part of a method takes while it runs, without a change of it: looks every
 * few milliseconds what the method has called.
 */
final class Parts extends Thread {
  private static final int STEP_MILLIS = 10;
  private static final double NANOS_PER_MILLI = 1e6;

  private final Thread watched;
  private final String type;
  private final String method;
  private final Map<String, Double> millis = new LinkedHashMap<>();
  private volatile boolean ended;

  Parts(Thread watched, String type, String method) {
    this.watched = watched;
    this.type = type;
    this.method = method;
    setDaemon(true);
  }

  @Override
  public void run() {
    long before = System.nanoTime();
    while (!ended) {
      try {
        Thread.sleep(STEP_MILLIS);
      } catch (InterruptedException e) {
        return;
      }
      String part = part();
      long now = System.nanoTime();
      millis.merge(part, (now - before) / NANOS_PER_MILLI, Double::sum);
      before = now;
    }
  }

  private String part() {
    StackTraceElement[] stack = watched.getStackTrace();
    for (int i = stack.length - 1; i > 0; i--) {
      if (stack[i].getClassName().equals(type) && stack[i].getMethodName().equals(method)) {
        return stack[i - 1].getMethodName();
      }
    }
    return "else";
  }

  void end() throws InterruptedException {
    ended = true;
    join();
  }

  void print() {
    millis.forEach((part, spent) -> System.out.printf("  %-28s %8.0f%n", part, spent));
  }
}
