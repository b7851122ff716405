package dev.coffer.terraform.member;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.coffer.terraform.declaration.Declined;
import dev.coffer.terraform.declaration.Members.Progress;
import dev.coffer.terraform.diagnostic.Diagnostic;
import dev.coffer.terraform.diagnostic.Diagnostics;
import dev.coffer.terraform.kit.InMemory;
import dev.coffer.terraform.kit.Rows;
import dev.coffer.terraform.resource.Change;
import dev.coffer.terraform.resource.Prospect;
import dev.coffer.terraform.resource.Row;
import dev.coffer.terraform.value.Value;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class MembershipResourceTest {
  @TempDir Path folder;
  private final InMemory coffer = new InMemory();
  private final MembershipResource resource = new MembershipResource();
  private final Diagnostics out = new Diagnostics();

  private Path link() {
    return folder.resolve("links").resolve("bob");
  }

  private Row planned() {
    return Rows.of(
        Map.of(
            "organization",
            "acme",
            "role",
            "developer",
            "environments",
            Map.of("staging", "write"),
            "link_file",
            link().toString(),
            "expires_in_hours",
            24));
  }

  private Row created() {
    return resource.create(new Change(coffer, Optional.empty(), planned(), planned(), out));
  }

  @Test
  void create_leavesTheLinkInAFileOfItsOwner_andNowhereElse() throws Exception {
    Row state = created();
    String link = Files.readString(link()).strip();
    assertThat(link).startsWith("https://vault.example.com/join#1.");
    assertThat(Files.getPosixFilePermissions(link()))
        .isEqualTo(PosixFilePermissions.fromString("rw-------"));
    assertThat(Rows.plain(state).toString()).doesNotContain("join#");
    assertThat(state.text("state")).hasValue("invited");
    assertThat(coffer.asked).containsExactly("invite for 24 h");
  }

  @Test
  void create_overAFileThatIsThere_isRefused_andInvitesNobody() throws Exception {
    Files.createDirectories(link().getParent());
    Files.writeString(link(), "mine");
    assertThatThrownBy(this::created).isInstanceOf(Declined.class).hasMessageContaining("already");
    assertThat(Files.readString(link())).isEqualTo("mine");
    assertThat(coffer.invitations).isEmpty();
  }

  @Test
  void create_thatIsRefused_leavesNoFile() {
    coffer.refusal = new Declined(Declined.Reason.REFUSED, "no", "");
    assertThatThrownBy(this::created).isSameAs(coffer.refusal);
    assertThat(link()).doesNotExist();
  }

  @Test
  void create_ofWhichTheAnswerWasLost_isFinishedByTheNextOne() throws Exception {
    lose();
    String link = Files.readString(link()).lines().findFirst().orElseThrow();
    Row state = created();
    assertThat(coffer.invitations).containsOnlyKeys("invitation0");
    assertThat(state.text("invitation")).hasValue("invitation0");
    assertThat(Files.readString(link())).isEqualTo(link + "\n");
  }

  /** The server has the invitation, and nobody here heard of it. */
  private void lose() {
    coffer.refusal = new Declined(Declined.Reason.UNREACHABLE, "no answer", "");
    coffer.losesAnswers = true;
    assertThatThrownBy(this::created).isSameAs(coffer.refusal);
    coffer.refusal = null;
  }

  @Test
  void create_ofWhichTheAnswerWasLost_isVoidOnceSomethingElseIsDeclared() {
    lose();
    Row other = planned().with("role", "reader");
    Row state = resource.create(new Change(coffer, Optional.empty(), other, other, out));
    assertThat(coffer.asked).contains("withdraw invitation0");
    assertThat(state.text("role")).hasValue("reader");
  }

  @Test
  void create_whereTheServerNeverHeardOfIt_invitesAnew() throws Exception {
    lose();
    coffer.invitations.clear();
    String lost = Files.readString(link());
    Row state = created();
    assertThat(coffer.invitations).hasSize(1);
    assertThat(state.text("state")).hasValue("invited");
    assertThat(Files.readString(link())).doesNotContain("unfinished").isNotEqualTo(lost);
  }

  @Test
  void create_overAnEmptyFile_takesItFromEverybodyElse() throws Exception {
    Files.createDirectories(link().getParent());
    Files.createFile(link());
    Files.setPosixFilePermissions(link(), PosixFilePermissions.fromString("rw-rw-rw-"));
    created();
    assertThat(Files.getPosixFilePermissions(link()))
        .isEqualTo(PosixFilePermissions.fromString("rw-------"));
  }

  @Test
  void create_whereSomebodyHasPutALink_isRefused() throws Exception {
    Path theirs = Files.createFile(folder.resolve("theirs"));
    Files.createDirectories(link().getParent());
    Files.createSymbolicLink(link(), theirs);
    assertThatThrownBy(this::created).isInstanceOf(Declined.class);
    assertThat(theirs).isEmptyFile();
    assertThat(coffer.invitations).isEmpty();
  }

  @Test
  void create_whileAnotherApplyIsAtTheFile_isRefused_andInvitesNobody() {
    try (LinkFile.Claim other = LinkFile.of(link().toString()).claim()) {
      assertThatThrownBy(this::created)
          .isInstanceOf(Declined.class)
          .hasMessageContaining("another apply");
      other.giveUp();
    }
    assertThat(coffer.invitations).isEmpty();
    assertThat(link()).doesNotExist();
  }

  @Test
  void read_ofAMemberWhoIsGone_saysSo() {
    Row state = created().with("state", "confirmed").with("account", "id-of-bob");
    coffer.invitations.clear();
    assertThat(resource.read(coffer, state, out)).isEmpty();
    assertThat(out.all())
        .extracting(Diagnostic::detail)
        .singleElement()
        .asString()
        .contains("next apply invites anew");
  }

  /** Confirmed in the state, and removed since, but for a key. */
  private Row interrupted() {
    Row state = created().with("state", "confirmed").with("account", "id-of-bob");
    coffer.unfinished.add("web");
    coffer.comes("invitation0", Progress.REMOVED, "id-of-bob");
    return state;
  }

  @Test
  void read_ofAnInterruptedRemoval_keepsTheState_andNamesVaultAndCommand() {
    Row read = resource.read(coffer, interrupted(), out).orElseThrow();
    assertThat(read.text("state")).hasValue("removed");
    assertThat(out.all())
        .extracting(Diagnostic::detail)
        .singleElement()
        .asString()
        .contains("know", "web", "coffer org remove id-of-bob --org acme", "invites them anew");
  }

  @Test
  void delete_ofAnInterruptedRemoval_doesTheRest_once() {
    Row state = resource.read(coffer, interrupted(), new Diagnostics()).orElseThrow();
    coffer.refusal = new Declined(Declined.Reason.REFUSED, "web has no new key yet", "");
    assertThatThrownBy(() -> resource.delete(coffer, state, out)).isSameAs(coffer.refusal);
    assertThat(resource.read(coffer, state, new Diagnostics())).isPresent();
    coffer.refusal = null;
    resource.delete(coffer, state, out);
    assertThat(coffer.asked)
        .containsSubsequence("finish id-of-bob", "finish id-of-bob")
        .doesNotContain("remove id-of-bob");
    coffer.asked.clear();
    resource.delete(coffer, state, out);
    assertThat(coffer.asked).isEmpty();
  }

  @Test
  void delete_saysHowManyValuesAreToBeReplaced() {
    Row state = resource.read(coffer, interrupted(), new Diagnostics()).orElseThrow();
    resource.delete(coffer, state, out);
    assertThat(out.all())
        .extracting(Diagnostic::summary)
        .containsExactly("the removed member has read or could read 3 values");
  }

  @Test
  void delete_whereNobodyCouldCount_saysThatValuesAreToBeReplaced() {
    Row state = resource.read(coffer, interrupted(), new Diagnostics()).orElseThrow();
    coffer.valuesToReplace = OptionalInt.empty();
    resource.delete(coffer, state, out);
    assertThat(out.all())
        .extracting(Diagnostic::detail)
        .singleElement()
        .asString()
        .contains("is to be replaced", "coffer org remove id-of-bob --org acme", "why it cannot");
  }

  /** Whoever agreed to the rest of a removal has agreed to no removal. */
  @Test
  void delete_ofAnInterruptedRemoval_doesNotRemoveWhoIsBack() {
    Row state = resource.read(coffer, interrupted(), new Diagnostics()).orElseThrow();
    coffer.comes("invitation0", Progress.CONFIRMED, "id-of-bob");
    assertThatThrownBy(() -> resource.delete(coffer, state, out)).isInstanceOf(Declined.class);
    assertThat(coffer.asked).doesNotContain("remove id-of-bob", "finish id-of-bob");
  }

  @Test
  void anInterruptedRemoval_thatIsStillDeclared_isFinished_andThenInvitedAnew() {
    Row state = resource.read(coffer, interrupted(), new Diagnostics()).orElseThrow();
    coffer.readable.put("web/staging", 3);
    Row planned =
        resource.foresee(new Prospect(coffer, Optional.of(state), planned(), planned(), out));
    assertThat(out.all())
        .extracting(Diagnostic::summary)
        .singleElement()
        .asString()
        .startsWith("3 keys of acme become readable by whoever accepts this invitation");
    assertThat(planned.value("state")).isEqualTo(Value.Absent.UNKNOWN);
    assertThat(planned.value("invitation")).isEqualTo(Value.Absent.UNKNOWN);
    coffer.asked.clear();
    Row after = resource.update(new Change(coffer, Optional.of(state), planned, planned(), out));
    assertThat(coffer.asked).containsExactly("finish id-of-bob", "invite for 24 h");
    assertThat(after.text("state")).hasValue("invited");
    assertThat(after.text("account")).isEmpty();
    assertThat(link()).exists();
  }

  @Test
  void read_saysHowFarSomebodyHasCome() {
    Row state = created();
    coffer.comes("invitation0", Progress.JOINED, "id-of-bob");
    Row joined = resource.read(coffer, state, out).orElseThrow();
    assertThat(joined.text("state")).hasValue("joined");
    assertThat(joined.text("account")).hasValue("id-of-bob");
    coffer.invitations.clear();
    assertThat(resource.read(coffer, joined, out)).isEmpty();
  }

  @Test
  void anAcceptedOffer_cannotChange() {
    Row state = created().with("state", "confirmed");
    resource.judge(Optional.of(state), state.with("role", "reader"), out);
    assertThat(out.all())
        .extracting(Diagnostic::summary)
        .containsExactly("this invitation was accepted, so that what it offered cannot change");
    Diagnostics fine = new Diagnostics();
    resource.judge(Optional.of(state.with("state", "invited")), state.with("role", "reader"), fine);
    resource.judge(Optional.of(state), state, fine);
    assertThat(fine.all()).isEmpty();
  }

  @Test
  void withoutAnOrganisation_thePlanSaysSo() {
    resource.judge(Optional.empty(), Row.EMPTY, out);
    assertThat(out.hasErrors()).isTrue();
  }

  @Test
  void delete_ofAnInvitation_withdrawsIt_andTakesTheLinkAway() {
    Row state = created();
    resource.delete(coffer, state, out);
    assertThat(coffer.asked).contains("withdraw invitation0");
    assertThat(link()).doesNotExist();
    assertThat(out.all()).isEmpty();
  }

  /** Whoever agreed to the plan has agreed to void an invitation. */
  @Test
  void delete_ofAnInvitationThatHasBecomeAMembership_isDeclined_andTheMemberStays() {
    Row state = created();
    coffer.comes("invitation0", Progress.CONFIRMED, "id-of-bob");
    assertThatThrownBy(() -> resource.delete(coffer, state, out))
        .isInstanceOf(Declined.class)
        .hasMessageContaining("stays a member");
    assertThat(coffer.asked).doesNotContain("remove id-of-bob", "withdraw invitation0");
    assertThat(link()).exists();
  }

  @Test
  void delete_ofAMember_removesIt_andSaysWhatIsToBeReplaced() throws Exception {
    Row state = created().with("state", "confirmed");
    Files.writeString(link(), "something else by now");
    coffer.comes("invitation0", Progress.CONFIRMED, "id-of-bob");
    resource.delete(coffer, state, out);
    assertThat(coffer.asked).contains("remove id-of-bob");
    assertThat(link()).exists();
    assertThat(out.all()).hasSize(1).allMatch(one -> one.summary().contains("3 values"));
  }
}
