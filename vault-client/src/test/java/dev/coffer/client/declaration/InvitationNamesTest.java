package dev.coffer.client.declaration;

import static org.assertj.core.api.Assertions.assertThat;

import dev.coffer.client.account.FakeDevices;
import dev.coffer.client.account.TestMachine;
import java.nio.file.Path;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class InvitationNamesTest {
  private static final UUID ACME = UUID.fromString("00000000-0000-4000-8000-000000000001");
  private static final UUID OTHER = UUID.fromString("00000000-0000-4000-8000-000000000002");

  @TempDir Path place;
  private InvitationNames names;
  private TestMachine machine;

  @BeforeEach
  void begin() {
    machine = new TestMachine(place, "a", new FakeDevices());
    names = new InvitationNames(machine.folder());
  }

  @Test
  void find_nothingWasPut_isEmpty() {
    assertThat(names.find(ACME, "bob")).isEmpty();
    assertThat(names.all(ACME)).isEmpty();
  }

  @Test
  void put_isRemembered_forItsOrganisationAlone() {
    names.put(ACME, "bob", "11");
    names.put(ACME, "carla@example.org", "22");
    names.put(OTHER, "bob", "33");
    InvitationNames again = new InvitationNames(machine.folder());
    assertThat(again.find(ACME, "bob")).hasValue("11");
    assertThat(again.all(ACME)).isEqualTo(Map.of("bob", "11", "carla@example.org", "22"));
    again.put(ACME, "bob", "44");
    assertThat(names.all(ACME)).isEqualTo(Map.of("bob", "44", "carla@example.org", "22"));
    assertThat(names.find(OTHER, "bob")).hasValue("33");
  }

  @Test
  void remove_ofAnInvitation_forgetsItsNames_inItsOrganisationAlone() {
    names.put(ACME, "bob", "11");
    names.put(ACME, "robert", "11");
    names.put(ACME, "carla@example.org", "22");
    names.put(OTHER, "bob", "11");
    names.remove(ACME, "11");
    assertThat(names.all(ACME)).isEqualTo(Map.of("carla@example.org", "22"));
    assertThat(names.find(OTHER, "bob")).hasValue("11");
    names.remove(ACME, "bob");
    assertThat(names.all(ACME)).isEqualTo(Map.of("carla@example.org", "22"));
  }
}
