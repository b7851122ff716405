package dev.coffer.client.declaration;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.coffer.protocol.EnvironmentName;
import dev.coffer.protocol.Malformed;
import dev.coffer.protocol.membership.Access;
import dev.coffer.protocol.membership.Role;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

class RightsTest {
  private static Access staging(boolean write) {
    return Access.of(new TreeMap<>(Map.of(new EnvironmentName("staging"), write)));
  }

  @Test
  void rights_ofALimitedMember_reachItsEnvironmentsAlone() {
    Rights rights = new Rights(Role.DEVELOPER, staging(true));
    assertThat(rights.reach().reads(new EnvironmentName("staging"))).isTrue();
    assertThat(rights.reach().reads(EnvironmentName.DEFAULT)).isFalse();
    assertThat(Rights.NONE.reach().readsAny()).isFalse();
  }

  @Test
  void rights_thatNoMemberCanHave_areMalformed() {
    assertThatExceptionOfType(Malformed.class)
        .isThrownBy(() -> new Rights(Role.ADMIN, staging(false)));
    assertThatExceptionOfType(Malformed.class)
        .isThrownBy(() -> new Rights(Role.READER, staging(true)));
  }
}
