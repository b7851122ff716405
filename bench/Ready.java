import java.io.IOException;
import java.net.HttpURLConnection;
import java.net.URI;

/** Ends with 0 when the server at the address given says that it is ready. */
final class Ready {
  public static void main(String[] args) {
    int status;
    try {
      HttpURLConnection connection =
          (HttpURLConnection) URI.create(args[0] + "/health/ready").toURL().openConnection();
      status = connection.getResponseCode();
    } catch (IOException e) {
      status = 0;
    }
    System.exit(status == 200 ? 0 : 1);
  }
}
