package dev.coffer.terraform.member;

import dev.coffer.terraform.declaration.Declarations;
import dev.coffer.terraform.declaration.Declined;
import dev.coffer.terraform.declaration.Members;
import dev.coffer.terraform.declaration.Members.Invitation;
import dev.coffer.terraform.declaration.Members.Progress;
import dev.coffer.terraform.diagnostic.AttributePath;
import dev.coffer.terraform.diagnostic.Diagnostics;
import dev.coffer.terraform.resource.Change;
import dev.coffer.terraform.resource.ManagedResource;
import dev.coffer.terraform.resource.PlaceAttributes;
import dev.coffer.terraform.resource.Prospect;
import dev.coffer.terraform.resource.Row;
import dev.coffer.terraform.resource.Settings;
import dev.coffer.terraform.schema.Attribute;
import dev.coffer.terraform.schema.Schema;
import dev.coffer.terraform.schema.Type;
import dev.coffer.terraform.value.Value;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.stream.Stream;

/**
 * {@code coffer_membership}. What can be declared is the invitation and the end: in between two
 * people compare codes, and no program can do that for them.
 */
public final class MembershipResource implements ManagedResource {
  private static final String ID = "id";
  private static final String LINK_FILE = "link_file";
  private static final String HOURS = "expires_in_hours";
  private static final String INVITATION = "invitation";
  private static final String STATE = "state";
  private static final String ACCOUNT = "account";

  private static final int A_WEEK = 168;
  private static final int A_YEAR = 8760;

  @Override
  public String type() {
    return "membership";
  }

  @Override
  public Schema schema(Settings settings) {
    return new Schema(
        "An invitation into an organisation and the membership that comes of it. The link is left"
            + " in a file; whoever gets it runs `coffer org join`, and somebody here `coffer org"
            + " confirm`: both compare a code, which nobody can declare. Destroyed, it withdraws"
            + " the invitation, or removes the member and gives every vault a new key.",
        List.of(
            Attribute.computed(ID, Type.Simple.TEXT, "`ORGANIZATION/INVITATION`.").stable(),
            PlaceAttributes.organisation(settings, "Name or id. Left out: the provider's."),
            RightsAttributes.role().replacing(),
            RightsAttributes.environments().replacing(),
            Attribute.required(
                LINK_FILE,
                Type.Simple.TEXT,
                "Where the link is left, in a new file that only you can read."),
            Attribute.optional(
                    HOURS,
                    Type.Simple.NUMBER,
                    "How many hours the invitation can be accepted, 1 to 8760. Left out: 168, a"
                        + " week.")
                .standing(Value.of(A_WEEK)),
            Attribute.computed(INVITATION, Type.Simple.TEXT, "The invitation's id.").stable(),
            Attribute.computed(
                    STATE,
                    Type.Simple.TEXT,
                    "`invited`, `joined` or `confirmed`; `removed` while vaults still have a key"
                        + " that the member knows, which the next apply replaces.")
                .stable(),
            Attribute.computed(
                    ACCOUNT, Type.Simple.TEXT, "Account id of who accepted the invitation.")
                .stable()));
  }

  @Override
  public List<String> identity() {
    return List.of(PlaceAttributes.ORGANIZATION, INVITATION);
  }

  @Override
  public void validate(Row config, Diagnostics out) {
    RightsAttributes.validate(config, out);
    config
        .whole(HOURS)
        .filter(hours -> hours < 1 || hours > A_YEAR)
        .ifPresent(
            hours ->
                out.error(
                    AttributePath.of(HOURS),
                    "an invitation can be accepted for 1 to " + A_YEAR + " hours",
                    ""));
  }

  /** What was offered and accepted does not change: from then on a grant says what holds. */
  @Override
  public void judge(Optional<Row> prior, Row planned, Diagnostics out) {
    OrganisationRule.judge(planned, out);
    Optional<String> state = prior.flatMap(before -> before.text(STATE));
    boolean open = state.filter(text(Progress.INVITED)::equals).isPresent();
    if (state.isEmpty() || open || isRemoved(prior)) {
      return;
    }
    for (String name : List.of(RightsAttributes.ROLE, RightsAttributes.ENVIRONMENTS)) {
      if (!prior.get().value(name).equals(planned.value(name))) {
        out.error(
            AttributePath.of(name),
            "this invitation was accepted, so that what it offered cannot change",
            "put the old " + name + " back here, and say in a coffer_grant what holds now");
      }
    }
  }

  /** Whoever was removed and is still declared is invited anew, once the removal is over. */
  @Override
  public Row foresee(Prospect prospect) {
    Row planned = prospect.planned();
    boolean invites = prospect.prior().isEmpty() || isRemoved(prospect.prior());
    if (invites && RightsAttributes.areKnown(planned)) {
      RightsAttributes.disclose(
          prospect,
          OrganisationRule.require(planned),
          Set.of(),
          "whoever accepts this invitation and is confirmed");
    }
    if (isRemoved(prospect.prior())) {
      return Stream.of(ID, INVITATION, STATE, ACCOUNT)
          .reduce(planned, (row, name) -> row.with(name, Value.Absent.UNKNOWN), (one, same) -> one);
    }
    return planned;
  }

  @Override
  public Row create(Change change) {
    Row planned = change.planned();
    LinkFile file = LinkFile.of(planned.required(LINK_FILE));
    String organisation = OrganisationRule.require(planned);
    Members members = change.declarations().members();
    try (LinkFile.Claim claim = file.claim()) {
      Invitation invitation =
          left(claim, members, organisation, RightsAttributes.of(planned))
              .orElseGet(() -> invited(claim, members, organisation, planned));
      claim.finish();
      return row(planned, organisation, invitation);
    }
  }

  /**
   * What an apply that was interrupted has made; where it offered something else, or its link is
   * lost, it is void.
   */
  private static Optional<Invitation> left(
      LinkFile.Claim claim, Members members, String organisation, Members.Rights rights) {
    Optional<Invitation> left =
        claim
            .unfinished()
            .flatMap(id -> members.invitation(organisation, id))
            .filter(invitation -> invitation.progress() == Progress.INVITED);
    if (left.filter(one -> one.offered().equals(rights)).isPresent() && claim.hasLink()) {
      return left;
    }
    left.ifPresent(other -> members.withdraw(organisation, other.id()));
    return Optional.empty();
  }

  private static Invitation invited(
      LinkFile.Claim claim, Members members, String organisation, Row planned) {
    Duration lifetime = Duration.ofHours(planned.whole(HOURS).orElse(A_WEEK));
    try {
      return members.invite(organisation, RightsAttributes.of(planned), lifetime, claim::begin);
    } catch (Declined e) {
      if (e.reason() != Declined.Reason.UNREACHABLE) {
        claim.giveUp(); // else the server may have it: the next apply finds out
      }
      throw e;
    }
  }

  @Override
  public Optional<Row> read(Declarations declarations, Row state, Diagnostics out) {
    String organisation = OrganisationRule.require(state);
    Optional<Invitation> now =
        declarations.members().invitation(organisation, state.required(INVITATION));
    if (now.isEmpty() && state.text(STATE).equals(Optional.of(text(Progress.CONFIRMED)))) {
      out.warning(
          AttributePath.ROOT,
          "member " + state.text(ACCOUNT).orElse("") + " was removed",
          "not by this configuration; where the membership is still declared, the next apply"
              + " invites anew");
    }
    now.filter(ended -> ended.progress() == Progress.REMOVED)
        .ifPresent(ended -> warn(organisation, ended, out));
    return now.map(invitation -> row(state, organisation, invitation));
  }

  private static void warn(String organisation, Invitation ended, Diagnostics out) {
    String account = ended.account().orElse("");
    out.warning(
        AttributePath.ROOT,
        "the removal of member " + account + " was interrupted",
        "these vaults still have a key that the member knows: "
            + String.join(", ", ended.unfinished())
            + ". The next apply gives them new ones, as does 'coffer org remove "
            + account
            + " --org "
            + organisation
            + "'. Where the membership is still declared, the next apply then invites them anew");
  }

  private static boolean isRemoved(Optional<Row> prior) {
    return prior
        .flatMap(state -> state.text(STATE))
        .filter(text(Progress.REMOVED)::equals)
        .isPresent();
  }

  /** Where the link was left and how long it was good concerns the next invitation alone. */
  @Override
  public Row update(Change change) {
    if (isRemoved(change.prior())) {
      delete(change.declarations(), change.prior().orElseThrow(), change.out());
      return create(change);
    }
    return change
        .prior()
        .orElseThrow()
        .with(LINK_FILE, change.planned().value(LINK_FILE))
        .with(HOURS, change.planned().value(HOURS));
  }

  @Override
  public void delete(Declarations declarations, Row state, Diagnostics out) {
    String organisation = OrganisationRule.require(state);
    Members members = declarations.members();
    Optional<Invitation> invitation = members.invitation(organisation, state.required(INVITATION));
    if (invitation.filter(MembershipResource::isMembership).isPresent()) {
      requirePlanned(state, invitation.get().progress());
      end(members, organisation, invitation.get(), out);
    } else if (invitation.isPresent()) {
      members.withdraw(organisation, invitation.get().id());
    }
    state.text(LINK_FILE).map(LinkFile::of).ifPresent(LinkFile::remove);
  }

  private static boolean isMembership(Invitation invitation) {
    return invitation.progress() == Progress.CONFIRMED || invitation.progress() == Progress.REMOVED;
  }

  /**
   * A plan that showed an invitation, or the rest of a removal, is no consent to the removal of a
   * member.
   */
  private static void requirePlanned(Row state, Progress progress) {
    boolean planned = state.text(STATE).equals(Optional.of(text(Progress.CONFIRMED)));
    if (progress == Progress.CONFIRMED && !planned) {
      throw Members.confirmedMeanwhile();
    }
  }

  /** What was removed already is not removed again: the member may have come back since. */
  private static void end(
      Members members, String organisation, Invitation membership, Diagnostics out) {
    String account = membership.account().orElseThrow();
    Members.Removal removal =
        membership.progress() == Progress.REMOVED
            ? members.finish(organisation, membership)
            : members.remove(organisation, account);
    String command = "'coffer org remove " + account + " --org " + organisation + "'";
    warnOfWhatIsKnown(removal.readable(), command, out);
  }

  private static void warnOfWhatIsKnown(OptionalInt readable, String command, Diagnostics out) {
    if (readable.isEmpty()) {
      out.warning(
          AttributePath.ROOT,
          "what the removed member has read or could read cannot be found out now",
          "it is to be replaced where it is used: " + command + " lists it, or says why it cannot");
    } else if (readable.getAsInt() > 0) {
      out.warning(
          AttributePath.ROOT,
          "the removed member has read or could read " + readable.getAsInt() + " values",
          "they are to be replaced where they are used: " + command + " lists them");
    }
  }

  @Override
  public Row imported(String id) {
    MemberId parsed = MemberId.parse(id);
    return Row.EMPTY
        .with(PlaceAttributes.ORGANIZATION, parsed.organisation())
        .with(INVITATION, parsed.who());
  }

  private static Row row(Row before, String organisation, Invitation invitation) {
    Row row =
        before
            .with(ID, new MemberId(organisation, invitation.id()).text())
            .with(PlaceAttributes.ORGANIZATION, organisation)
            .with(INVITATION, invitation.id())
            .with(STATE, text(invitation.progress()))
            .with(ACCOUNT, invitation.account());
    return RightsAttributes.put(row, invitation.offered());
  }

  private static String text(Progress progress) {
    return progress.name().toLowerCase(Locale.ROOT);
  }
}
