package dev.coffer.protocol.chain;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.gson.JsonObject;
import dev.coffer.protocol.Bytes;
import dev.coffer.protocol.Digest;
import dev.coffer.protocol.KeyId;
import dev.coffer.protocol.TestDevice;
import dev.coffer.protocol.Vectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class PairingTest {
  private static final JsonObject VECTOR = Vectors.read("pairing.json");
  private final DeviceKeys device = DeviceKeys.ofBase64(text("signingKey"), text("agreementKey"));
  private final DeviceName name = new DeviceName(text("name"));
  private final Bytes reveal = Bytes.ofBase64(text("reveal"));

  private static String text(String member) {
    return VECTOR.get(member).getAsString();
  }

  private Pairing.Transcript transcript() {
    return new Pairing.Transcript(
        Digest.parse(text("genesis")),
        ChainPosition.parse(text("sequence"), text("head")),
        new KeyId(text("approver")),
        device,
        name,
        Bytes.ofBase64(text("challenge")),
        reveal);
  }

  @Test
  void commitmentAndCode_areTheVectors() {
    assertThat(Pairing.commitment(device, name, reveal).text()).isEqualTo(text("commitment"));
    assertThat(Pairing.code(transcript())).isEqualTo(text("code")).matches("\\d{4} \\d{4}");
  }

  @Test
  void commitment_bindsKeysNameAndNonce() {
    Digest commitment = Pairing.commitment(device, name, reveal);
    DeviceKeys others = new TestDevice(9).keys();
    assertThat(Pairing.commitment(others, name, reveal)).isNotEqualTo(commitment);
    assertThat(Pairing.commitment(device, new DeviceName("x"), reveal)).isNotEqualTo(commitment);
    assertThat(Pairing.commitment(device, name, Bytes.of(new byte[32]))).isNotEqualTo(commitment);
  }

  @Test
  void code_changesWithEverythingInTheTranscript() {
    Pairing.Transcript t = transcript();
    Digest other = Digest.of("other");
    Bytes zeros = Bytes.of(new byte[Pairing.NONCE_LENGTH]);
    ChainPosition moved = new ChainPosition(t.chain().sequence() + 1, t.chain().digest());
    ChainPosition forked = new ChainPosition(t.chain().sequence(), other);
    KeyId eve = new TestDevice(9).keyId();
    DeviceKeys keys = new TestDevice(9).keys();
    DeviceName named = new DeviceName("x");
    assertThat(
            Stream.of(
                    t,
                    new Pairing.Transcript(
                        other, t.chain(), t.approver(), device, name, t.challenge(), reveal),
                    new Pairing.Transcript(
                        t.genesis(), moved, t.approver(), device, name, t.challenge(), reveal),
                    new Pairing.Transcript(
                        t.genesis(), forked, t.approver(), device, name, t.challenge(), reveal),
                    new Pairing.Transcript(
                        t.genesis(), t.chain(), eve, device, name, t.challenge(), reveal),
                    new Pairing.Transcript(
                        t.genesis(), t.chain(), t.approver(), keys, name, t.challenge(), reveal),
                    new Pairing.Transcript(
                        t.genesis(), t.chain(), t.approver(), device, named, t.challenge(), reveal),
                    new Pairing.Transcript(
                        t.genesis(), t.chain(), t.approver(), device, name, zeros, reveal),
                    new Pairing.Transcript(
                        t.genesis(), t.chain(), t.approver(), device, name, t.challenge(), zeros))
                .map(Pairing::code))
        .doesNotHaveDuplicates();
  }
}
