package dev.coffer.client.project;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.coffer.client.ClientException;
import dev.coffer.client.project.ProjectFile.OwnerRecord;
import dev.coffer.client.remote.WireJson;
import dev.coffer.protocol.OrganisationName;
import dev.coffer.protocol.PayloadFormat;
import dev.coffer.protocol.VaultId;
import dev.coffer.protocol.wire.vault.PushVault;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ProjectFileTest {
  private static final VaultId VAULT = new VaultId("shop");
  private static final String ADA = "11111111-2222-4333-8444-555555555555";
  private static final String EVE = "66666666-7777-4888-9999-aaaaaaaaaaaa";

  @TempDir Path folder;

  private void write(String name, String text) throws IOException {
    Files.writeString(folder.resolve(name), text);
  }

  private ProjectFile found() {
    return ProjectFile.find(folder).orElseThrow();
  }

  @Test
  void create_thenFindBelow_isTheSame() throws IOException {
    ProjectFile.create(folder, VAULT, PayloadFormat.COFFER_1);
    Path below = Files.createDirectories(folder.resolve("a/b"));
    ProjectFile found = ProjectFile.find(below).orElseThrow();
    assertThat(found.vault()).isEqualTo(VAULT);
    assertThat(found.path()).isEqualTo(folder.resolve("coffer.json"));
    assertThat(found.format()).isEqualTo(PayloadFormat.COFFER_1);
    assertThat(found.version()).isZero();
  }

  @Test
  void find_bothFiles_prefersCoffer() throws IOException {
    write("lpm.json", "{\"vault\":\"theirs\"}");
    write("coffer.json", "{\"vault\":\"ours\"}");
    assertThat(found().vault()).isEqualTo(new VaultId("ours"));
  }

  @Test
  void find_lpmFileWithoutVault_isNone() throws IOException {
    write("lpm.json", "{\"name\":\"a package\"}");
    assertThat(ProjectFile.find(folder)).isEmpty();
  }

  @Test
  void recordVersion_keepsEverythingElse_andNeverGoesBack() throws IOException {
    write(
        "lpm.json", "{\"vault\":\"v-1\",\"tasks\":[1],\"vaultSync\":{\"orgVersions\":{\"x\":3}}}");
    found().recordVersion(4);
    found().recordVersion(2);
    assertThat(found().version()).isEqualTo(4);
    assertThat(Files.readString(folder.resolve("lpm.json")).replaceAll("\\s", ""))
        .isEqualTo(
            "{\"vault\":\"v-1\",\"tasks\":[1],"
                + "\"vaultSync\":{\"orgVersions\":{\"x\":3},\"personalVersion\":4}}");
  }

  @Test
  void recordVersion_cofferFile_isItsMember() throws IOException {
    write("coffer.json", "{\"vault\":\"shop\",\"server\":\"https://vaults.example\"}");
    found().recordVersion(7);
    assertThat(found().version()).isEqualTo(7);
    assertThat(found().server()).contains("https://vaults.example");
  }

  @Test
  void recordOwner_keepsEverythingElse_andLeavesAnotherOneThere() throws IOException {
    write("coffer.json", "{\"vault\":\"shop\",\"x\":[1],\"env\":{\"prod\":\".env.production\"}}");
    assertThat(found().owner()).isEmpty();
    assertThat(found().recordOwner(ADA)).isEqualTo(OwnerRecord.WRITTEN);
    String written = Files.readString(folder.resolve("coffer.json"));
    assertThat(written.replaceAll("\\s", ""))
        .isEqualTo(
            "{\"vault\":\"shop\",\"x\":[1],\"env\":{\"prod\":\".env.production\"},"
                + "\"owner\":\""
                + ADA
                + "\"}");
    assertThat(found().recordOwner(ADA)).isEqualTo(OwnerRecord.KNOWN);
    assertThat(found().recordOwner(EVE)).isEqualTo(OwnerRecord.ANOTHER);
    assertThat(folder.resolve("coffer.json")).hasContent(written);
    assertThat(found().owner()).contains(ADA);
  }

  @Test
  void owner_ofAnOrganisationsVault_isTheOrganisation_whateverWasRecordedBefore()
      throws IOException {
    write("coffer.json", "{\"vault\":\"shop\",\"owner\":\"" + ADA + "\"}");
    found().enterOrganisation(UUID.fromString(EVE), new OrganisationName("acme"), 3);
    assertThat(found().owner()).contains(EVE);
    assertThat(found().recordOwner(EVE)).isEqualTo(OwnerRecord.KNOWN);
    found().leaveOrganisation();
    assertThat(found().owner()).isEmpty();
    assertThat(Files.readString(folder.resolve("coffer.json")).replaceAll("\\s", ""))
        .isEqualTo("{\"vault\":\"shop\"}");
  }

  @Test
  void owner_thatIsNoId_isSaidInsteadOfLeftOut() throws IOException {
    for (String wrong : new String[] {"7", "\"ada\"", "{}", "\"\""}) {
      write("coffer.json", "{\"vault\":\"shop\",\"owner\":" + wrong + "}");
      assertThatThrownBy(() -> found().owner())
          .as(wrong)
          .isInstanceOf(ClientException.Usage.class)
          .hasMessageContaining("'owner' is not the id");
    }
  }

  @Test
  void find_unusable_saysWhichAndWhat() throws IOException {
    for (String text : new String[] {"", "[]", "{\"vault\":\"a\"", "{\"vault\":7}", "not JSON"}) {
      write("coffer.json", text);
      assertThatThrownBy(() -> ProjectFile.find(folder))
          .as(text)
          .isInstanceOf(ClientException.Usage.class)
          .hasMessageContaining("coffer.json cannot be used")
          .satisfies(e -> assertThat(((ClientException) e).hint()).isPresent());
    }
  }

  @Test
  void schema_ofCofferFile_isAsWritten() throws IOException {
    write("coffer.json", "{\"vault\":\"a\",\"envSchema\":{\"vars\":{\"A\":{\"required\":true}}}}");
    assertThat(pushed()).isEqualTo("{\"vars\":{\"A\":{\"required\":true}}}");
    write("coffer.json", "{\"vault\":\"a\"}");
    assertThat(found().schema()).isEmpty();
  }

  @Test
  void schema_ofLpmFile_isWhatLpmPushes() throws IOException {
    write(
        "lpm.json",
        """
        {"vault":"a",
         "env":{"prod":".env.production","dev":".env"},
         "environments":{"ci":{"extends":"dev","file":".env.ci"}},
         "envSchema":{"vars":{"PORT":{"required":true,"format":"port","min":1},"B":{}}}}
        """);
    String rest = "\"secret\":false,\"client\":false,\"description\":null}";
    assertThat(pushed())
        .isEqualTo(
            "{\"version\":2,\"envSchema\":{"
                + "\"PORT\":{\"required\":true,\"format\":\"port\",\"pattern\":null,\"enum\":null,"
                + "\"default\":null,"
                + rest
                + ",\"B\":{\"required\":false,\"format\":null,\"pattern\":null,\"enum\":null,"
                + "\"default\":null,"
                + rest
                + "},\"envConfig\":{\"prod\":{\"canonical\":\"production\","
                + "\"file\":\".env.production\"},"
                + "\"dev\":{\"canonical\":\"default\",\"file\":\".env\"}},"
                + "\"environments\":{\"ci\":{\"extends\":\"dev\",\"file\":\".env.ci\"}}}");
  }

  @Test
  void schema_ofLpmFileWithoutOne_isItsVersion() throws IOException {
    write("lpm.json", "{\"vault\":\"a\"}");
    assertThat(pushed()).isEqualTo("{\"version\":2}");
  }

  /** The member {@code schema} as it goes over the wire. */
  private String pushed() {
    var schema = found().schema().orElseThrow();
    String body = WireJson.write(new PushVault(null, null, null, null, null, schema, null, null));
    return body.substring("{\"schema\":".length(), body.length() - 1);
  }
}
