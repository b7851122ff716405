package dev.coffer.client.bridge.kind.member;

import dev.coffer.client.bridge.desk.Address;
import dev.coffer.client.declaration.Admission;
import dev.coffer.client.declaration.Admission.Progress;
import dev.coffer.client.declaration.Rights;
import dev.coffer.protocol.membership.Member;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;

/** A membership as the members of a JSON object. */
final class MembershipShape {
  private static final String STATE = "state";
  private static final String ACCOUNT = "account";
  private static final String INVITATION = "invitation";

  private MembershipShape() {}

  /** One by an invitation that is still to be made. */
  static Map<String, Object> invited(Address address, Rights rights) {
    Map<String, Object> shown = begun(address.organisation(), address.id(), Progress.INVITED);
    RightsText.show(shown, rights);
    return ended(shown, null, null, null, List.of());
  }

  /**
   * One by an invitation.
   *
   * @param link the file that its link is in
   * @param unfinished the vaults that still have a key that the member has lost the right to
   */
  static Map<String, Object> of(
      String organisation,
      String id,
      Admission admission,
      Optional<String> link,
      List<String> unfinished) {
    Map<String, Object> shown = begun(organisation, id, admission.progress());
    RightsText.show(shown, admission.offered());
    String account = admission.account().orElse(null);
    return ended(shown, account, admission.invitation(), link.orElse(null), unfinished);
  }

  /** A member who came by no invitation that is known any more, such as the first one. */
  static Map<String, Object> of(
      String organisation, String id, Member member, List<String> unfinished) {
    Progress progress = member.isActive() ? Progress.CONFIRMED : Progress.REMOVED;
    Map<String, Object> shown = begun(organisation, id, progress);
    RightsText.show(shown, Rights.of(member));
    return ended(shown, member.account(), null, null, unfinished);
  }

  private static Map<String, Object> begun(String organisation, String id, Progress progress) {
    Map<String, Object> shown = new LinkedHashMap<>();
    shown.put("id", id);
    shown.put("organisation", organisation);
    shown.put(STATE, text(progress));
    return shown;
  }

  private static Map<String, Object> ended(
      Map<String, Object> shown,
      String account,
      String invitation,
      String link,
      List<String> unfinished) {
    shown.put(ACCOUNT, account);
    shown.put(INVITATION, invitation);
    shown.put("linkFile", link);
    Leftover.show(shown, unfinished);
    return shown;
  }

  private static String text(Progress progress) {
    return progress.name().toLowerCase(Locale.ROOT);
  }

  /** What was offered does not change with what a grant says since. */
  static boolean offersTheSame(Map<String, Object> one, Map<String, Object> other) {
    return Stream.of(RightsText.ROLE, RightsText.ENVIRONMENTS)
        .allMatch(name -> Objects.equals(one.get(name), other.get(name)));
  }

  static boolean isConfirmed(Map<String, Object> shown) {
    return text(Progress.CONFIRMED).equals(shown.get(STATE));
  }

  static boolean isRemoved(Map<String, Object> shown) {
    return text(Progress.REMOVED).equals(shown.get(STATE));
  }

  static String account(Map<String, Object> shown) {
    return (String) shown.get(ACCOUNT);
  }

  /** The invitation's id; empty where none is known. */
  static Optional<String> invitation(Map<String, Object> shown) {
    return Optional.ofNullable((String) shown.get(INVITATION));
  }
}
