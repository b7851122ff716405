package dev.coffer.protocol.workload.platform;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.coffer.protocol.Malformed;
import dev.coffer.protocol.workload.Claims;
import dev.coffer.protocol.workload.Dimension;
import dev.coffer.protocol.workload.GitRef;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class PlatformsTest {
  @ParameterizedTest
  @ValueSource(strings = {"github", "gitlab", "circleci", "buildkite", "kubernetes"})
  void kind_known_isFoundByItsName(String kind) {
    assertThat(Platforms.of(kind).kind()).isEqualTo(kind);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "GitHub",
        "generic",
        "generic:",
        "generic:branch=ref",
        "generic:repository",
        "generic:repository=",
        "generic:repository=a,repository=b",
        "generic:repository=a,",
        "generic:repository=a,owner=b"
      })
  void kind_unknownOrWithoutARepository_isRefused(String kind) {
    assertThatThrownBy(() -> Platforms.of(kind)).isInstanceOf(Malformed.class);
  }

  @Test
  void genericKind_tellsWhatItNames() {
    Platform forge = Platforms.of("generic:repository=project,tag=tag,protected=safe");
    assertThat(forge.dimensions()).containsExactlyInAnyOrder(Dimension.REFS, Dimension.PROTECTION);
    Map<String, Object> claims =
        Map.of("iss", "https://forge.example", "project", "a/b", "tag", "v1", "safe", true);
    assertThat(forge.workload("forge", new Claims(claims)).ref())
        .contains(new GitRef(GitRef.Kind.TAG, "v1", true));
  }
}
