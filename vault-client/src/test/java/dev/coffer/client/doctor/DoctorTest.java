package dev.coffer.client.doctor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.coffer.client.Workspace;
import dev.coffer.client.crypto.MachineKey;
import dev.coffer.client.identity.ChainAuthor;
import dev.coffer.client.identity.TrustedChain;
import dev.coffer.client.project.ProjectFile;
import dev.coffer.client.vault.AcceptedVersion;
import dev.coffer.protocol.EnvironmentName;
import dev.coffer.protocol.PayloadFormat;
import dev.coffer.protocol.VaultId;
import dev.coffer.protocol.chain.DeviceName;
import dev.coffer.protocol.chain.VaultHead;
import dev.coffer.protocol.note.SignedNote;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermissions;
import java.nio.file.attribute.UserPrincipal;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Each ailment, made on purpose in a home directory of its own. */
class DoctorTest {
  private static final VaultId VAULT = new VaultId("shop");

  @TempDir Path place;
  private DoctoredHome home;

  @BeforeEach
  void begin() throws IOException {
    home = new DoctoredHome(place);
  }

  @AfterEach
  void end() {
    home.close();
  }

  /** Whatever is found, it says what, why and what to do, and nothing was changed by looking. */
  private Finding finds(String id) throws IOException {
    Files.createDirectories(home.home);
    String before = home.picture();
    Finding found =
        home.finding(id)
            .orElseThrow(() -> new AssertionError(id + " is not in " + home.examined()));
    assertThat(List.of(found.what(), found.why(), found.todo())).noneMatch(String::isBlank);
    assertThat(home.picture()).as("doctor changes nothing").isEqualTo(before);
    return found;
  }

  private void finds(String id, String what) throws IOException {
    Finding found = finds(id);
    assertThat(found.what()).contains(what);
    assertThat(found.broken()).isTrue();
  }

  private void notes(String id) throws IOException {
    assertThat(finds(id).broken()).isFalse();
  }

  private Path file(Path folder, String suffix) throws IOException {
    try (var files = Files.list(folder)) {
      return files.filter(f -> f.toString().endsWith(suffix)).sorted().findFirst().orElseThrow();
    }
  }

  private Path keyFile() throws IOException {
    return file(home.home.resolve("keys"), ".key");
  }

  private void needsPosix() {
    assumeTrue(place.getFileSystem().supportedFileAttributeViews().contains("posix"));
  }

  @Test
  void examine_wholeMachine_findsNothingBroken() throws IOException {
    home.approved();
    ProjectFile.create(home.project, VAULT, PayloadFormat.COFFER_1);
    assertThat(home.examined()).noneMatch(Finding::broken);
    notes("no_recovery_key");
  }

  @Test
  void examine_recoveryKey_isNotMissed() {
    home.approved();
    Workspace workspace = home.workspace();
    MachineKey other = MachineKey.generate(new SecureRandom());
    SignedNote approval =
        new ChainAuthor(workspace.identity(), home.clock)
            .approveOwn(
                workspace.chain().known().orElseThrow(),
                other.deviceIdentity(),
                new DeviceName("recovery key"));
    home.events.add(approval.format());
    assertThat(home.finding("no_recovery_key")).isEmpty();
  }

  @Test
  void examine_emptyHome_hasNoKey() throws IOException {
    finds("no_machine_key", "profile 'default'");
  }

  @Test
  void examine_keyThatIsGone_isFound() throws IOException {
    home.signedIn();
    Files.delete(keyFile());
    finds("machine_key_gone", "is gone");
  }

  @Test
  void examine_keyWithoutStore_isFound() throws IOException {
    home.signedIn();
    Files.delete(file(home.profile(), ".sealed"));
    finds("key_without_store", "nothing that it seals");
    Files.delete(home.profile().resolve("machine.json"));
    finds("key_without_store", "of this profile");
  }

  @Test
  void examine_storeWithoutKey_isFound() throws IOException {
    home.signedIn();
    Files.delete(home.profile().resolve("machine.json"));
    finds("store_without_key", "machine.json");
  }

  @Test
  void examine_damagedPlaceOfTheKey_isFound() throws IOException {
    home.signedIn();
    Files.writeString(home.profile().resolve("machine.json"), "{");
    finds("machine_file_damaged", "machine.json");
  }

  @Test
  void examine_keychainThatCannotBeUsed_isFound() throws IOException {
    home.signedIn();
    Files.writeString(
        home.profile().resolve("machine.json"),
        "{\"keychain\":\"of-tomorrow\",\"account\":\"coffer:default:1\"}");
    finds("keychain_unusable", "keychain");
  }

  @Test
  void examine_damagedStore_isFoundByName() throws IOException {
    home.approved();
    Path sealed = home.profile().resolve("chain.sealed");
    byte[] content = Files.readAllBytes(sealed);
    content[content.length / 2] ^= 1;
    Files.write(sealed, content);
    finds("store_damaged", "chain.sealed");
    assertThat(finds("store_damaged").todo()).contains("coffer device confirm");
  }

  /** It is made anew from the events, so that nobody has to do anything. */
  @Test
  void examine_damagedSnapshot_isANoteAlone() throws IOException {
    home.approved();
    Files.write(home.profile().resolve("chain-snapshot.sealed"), new byte[] {1});
    notes("snapshot_damaged");
    assertThat(home.examined()).noneMatch(Finding::broken);
  }

  @Test
  void examine_filesAndFoldersOpenToOthers_areFound() throws IOException {
    needsPosix();
    home.signedIn();
    Path session = home.profile().resolve("session.sealed");
    Files.setPosixFilePermissions(session, PosixFilePermissions.fromString("rw-r-----"));
    finds("open_permissions", "session.sealed has mode rw-r-----");
    Files.setPosixFilePermissions(session, PosixFilePermissions.fromString("rw-------"));
    assertThat(home.finding("open_permissions")).isEmpty();
    Files.setPosixFilePermissions(home.profile(), PosixFilePermissions.fromString("rwx---r-x"));
    finds("open_permissions", home.profile() + " has mode");
  }

  @Test
  void examine_keyFileOpenToOthers_isFoundTwice() throws IOException {
    needsPosix();
    home.signedIn();
    Files.setPosixFilePermissions(keyFile(), PosixFilePermissions.fromString("rw----r--"));
    finds("open_permissions", ".key has mode");
    finds("keychain_unusable", "open to other users");
  }

  @Test
  void examine_anotherOwner_isFound() {
    needsPosix();
    home.signedIn();
    UserPrincipal stranger = () -> "somebody-else";
    List<Finding> findings = new Doctor(home.workspace(), Optional.of(stranger)).examine();
    assertThat(findings).extracting(Finding::id).contains("foreign_owner");
    assertThat(home.finding("foreign_owner")).isEmpty();
  }

  @Test
  void examine_leftoverOfAKilledCommand_isFoundOnceItIsOld() throws IOException {
    home.signedIn();
    Path left = home.profile().resolve(".session.sealed." + UUID.randomUUID() + ".tmp");
    Files.createFile(left);
    assertThat(home.finding("leftover_file")).as("may be written now").isEmpty();
    Files.setLastModifiedTime(
        left, FileTime.from(home.clock.instant().minus(Duration.ofMinutes(2))));
    finds("leftover_file", left.toString());
  }

  @Test
  void examine_leftoverInTheProject_isFound() throws IOException {
    ProjectFile.create(home.project, VAULT, PayloadFormat.COFFER_1);
    Path left = home.project.resolve(".coffer.json." + UUID.randomUUID() + ".tmp");
    Files.createFile(left);
    Files.setLastModifiedTime(left, FileTime.fromMillis(0));
    finds("leftover_file", left.toString());
  }

  @Test
  void examine_clockThatIsOff_isFoundPastFiveMinutes() throws IOException {
    home.approved();
    home.clock = Clock.offset(Clock.systemUTC(), Duration.ofMinutes(4));
    assertThat(home.finding("clock_off")).isEmpty();
    home.clock = Clock.offset(Clock.systemUTC(), Duration.ofMinutes(7));
    finds("clock_off", "ahead of");
    home.clock = Clock.offset(Clock.systemUTC(), Duration.ofMinutes(-7));
    finds("clock_off", "behind");
  }

  @Test
  void examine_serverThatIsAway_isFound() throws IOException {
    home.approved();
    home.stopServer();
    finds("server_unreachable", "does not answer");
    assertThat(home.examined()).as("told once").filteredOn(Finding::broken).hasSize(1);
  }

  @Test
  void examine_offline_asksNoServer() throws IOException {
    home.approved();
    home.ready = 503;
    home.takesTheSession = false;
    home.environment.put("COFFER_OFFLINE", "1");
    notes("offline");
    assertThat(home.examined()).noneMatch(Finding::broken);
  }

  @Test
  void examine_serverWithoutItsDatabase_isFound() throws IOException {
    home.approved();
    home.ready = 503;
    finds("server_not_ready", "503");
  }

  @Test
  void examine_noServerKnown_isFound() throws IOException {
    home.workspace().vaults().update(VAULT, local -> local.sending("something"));
    finds("no_server", "no server");
    finds("not_signed_in", "nobody");
  }

  @Test
  void examine_expiredSession_isFound() throws IOException {
    home.sessionEnd = home.clock.instant().minusSeconds(1);
    home.approved();
    finds("session_expired", "ended at");
  }

  @Test
  void examine_signedOut_isFound() throws IOException {
    home.approved();
    home.workspace().sessions().forget();
    finds("signed_out", "not signed in to http://127.0.0.1");
  }

  @Test
  void examine_sessionThatTheServerEnded_isFound() throws IOException {
    home.approved();
    home.takesTheSession = false;
    finds("session_ended", "does not take");
  }

  @Test
  void examine_deviceThatWaits_isFound() throws IOException {
    home.signedIn();
    finds("device_pending", "not one of the account's devices");
  }

  @Test
  void examine_deviceThatWasRevoked_isFound() throws IOException {
    home.signedIn();
    home.deviceStatus = "revoked";
    finds("device_revoked", "was revoked");
  }

  @Test
  void examine_deviceThatTheChainRevoked_isFoundWithoutKeepingTheChain() throws IOException {
    home.approved();
    Workspace workspace = home.workspace();
    TrustedChain chain = workspace.chain().known().orElseThrow();
    var other = MachineKey.generate(new SecureRandom()).deviceIdentity();
    SignedNote approval =
        new ChainAuthor(workspace.identity(), home.clock)
            .approveOwn(chain, other, new DeviceName("other"));
    TrustedChain longer = chain.append(approval);
    SignedNote revocation =
        new ChainAuthor(other, home.clock)
            .revoke(longer, workspace.identity().keyId(), List.<VaultHead>of());
    home.events.add(approval.format());
    home.events.add(revocation.format());
    finds("device_revoked", "was revoked");
  }

  @Test
  void examine_chainThatTheServerShortened_isFound() throws IOException {
    home.approved();
    home.events.clear();
    finds("chain_refused", "0 events");
  }

  @Test
  void examine_folderWithoutProject_isNoted() throws IOException {
    home.approved();
    notes("no_project");
  }

  @Test
  void examine_damagedProjectFile_isFound() throws IOException {
    Files.writeString(home.project.resolve("coffer.json"), "{");
    finds("project_file_unusable", "coffer.json");
  }

  @Test
  void examine_copyBehindTheProjectFile_isNoted() throws IOException {
    home.approved();
    ProjectFile.create(home.project, VAULT, PayloadFormat.COFFER_1).recordVersion(3);
    notes("copy_behind");
  }

  @Test
  void examine_projectFileBehindTheCopy_isNoted() throws IOException {
    home.approved();
    ProjectFile.create(home.project, VAULT, PayloadFormat.LPM);
    Path lpm = Path.of(home.environment.get("LPM_HOME"));
    home.workspace()
        .vaults()
        .update(
            VAULT,
            local ->
                local.at(
                    new AcceptedVersion(
                        local.working().with(EnvironmentName.DEFAULT, Map.of("A", "1")),
                        2,
                        Optional.empty(),
                        Optional.empty(),
                        List.of(),
                        Optional.empty())));
    notes("project_file_behind");
    assertThat(lpm).doesNotExist();
  }

  @Test
  void examine_lpmProjectWithoutItsKey_isFound() throws IOException {
    home.approved();
    ProjectFile.create(home.project, VAULT, PayloadFormat.LPM).recordVersion(3);
    finds("lpm_key_missing", ".vault-key");
  }

  @Test
  void examine_never_tellsASecret() throws IOException {
    home.approved();
    String key = Files.readString(keyFile()).strip();
    Files.writeString(home.profile().resolve("machine.json"), "{\"keychain\":\"" + key + "\"}");
    assertThat(home.examined().toString()).doesNotContain(key, "a-bearer");
  }
}
