package dev.coffer.client.run;

import static org.assertj.core.api.Assertions.assertThat;

import dev.coffer.client.redact.Secrets;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.PipedInputStream;
import java.io.PipedOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** A stream that is left: the class's time is up where its end is waited for all the same. */
@Timeout(60)
class RedactedStreamTest {
  private static final Secrets SECRETS = new Secrets(List.of("a secret value"));

  @Test
  void whatHadArrived_isWritten_andWhatMayBeTheBeginningOfASecretIsMasked() throws Exception {
    ByteArrayOutputStream shown = new ByteArrayOutputStream();
    try (PipedOutputStream held = new PipedOutputStream();
        PipedInputStream pipe = new PipedInputStream(held)) {
      RedactedStream stream = RedactedStream.start(pipe, SECRETS, shown);
      held.write("it is a secret value, a secret v".getBytes(StandardCharsets.UTF_8));
      held.flush();
      stream.leave();
      stream.end();
    }
    assertThat(shown.toString(StandardCharsets.UTF_8)).isEqualTo("it is ***, ***");
  }

  /** A signal may arrive when the program has ended by it and its last words are on their way. */
  @Test
  void aStreamThatEnds_isWrittenToItsEnd() throws Exception {
    ByteArrayOutputStream shown = new ByteArrayOutputStream();
    RedactedStream stream;
    try (PipedOutputStream program = new PipedOutputStream()) {
      stream = RedactedStream.start(new PipedInputStream(program), SECRETS, shown);
      stream.leave();
      program.write("the last words of a secret".getBytes(StandardCharsets.UTF_8));
    }
    stream.end();
    assertThat(shown.toString(StandardCharsets.UTF_8)).isEqualTo("the last words of a secret");
  }

  @Test
  void aStreamThatNeverPauses_isLeftAndClosed() throws Exception {
    CountDownLatch closed = new CountDownLatch(1);
    InputStream endless =
        new InputStream() {
          @Override
          public int read() {
            return 'x';
          }

          @Override
          public int read(byte[] buffer, int from, int length) {
            Arrays.fill(buffer, from, from + length, (byte) 'x');
            return length;
          }

          @Override
          public void close() {
            closed.countDown();
          }
        };
    RedactedStream stream = RedactedStream.start(endless, SECRETS, OutputStream.nullOutputStream());
    stream.leave();
    stream.end();
    closed.await();
  }

  /** As a pager that shows its first page. */
  @Test
  void aReaderThatHasStopped_isNotWaitedFor() throws Exception {
    CountDownLatch goesOn = new CountDownLatch(1);
    OutputStream stopped =
        new OutputStream() {
          @Override
          public void write(int b) throws IOException {
            try {
              goesOn.await();
            } catch (InterruptedException e) {
              throw new IOException(e);
            }
          }
        };
    InputStream pages = new ByteArrayInputStream("pages".getBytes(StandardCharsets.UTF_8));
    try {
      RedactedStream stream = RedactedStream.start(pages, SECRETS, stopped);
      stream.leave();
      stream.end();
    } finally {
      goesOn.countDown();
    }
  }
}
