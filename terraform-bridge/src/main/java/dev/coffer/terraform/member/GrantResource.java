package dev.coffer.terraform.member;

import dev.coffer.terraform.declaration.Declarations;
import dev.coffer.terraform.declaration.Members;
import dev.coffer.terraform.declaration.Members.Member;
import dev.coffer.terraform.declaration.Members.Rights;
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
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/** {@code coffer_grant}: all that one member may do. */
public final class GrantResource implements ManagedResource {
  private static final String ID = "id";
  private static final String MEMBER = "member";
  private static final String ACCOUNT = "account";

  /** What is left of a member's rights when nothing is granted. */
  private static final Rights NOTHING = new Rights("reader", Optional.of(new TreeMap<>()));

  @Override
  public String type() {
    return "grant";
  }

  @Override
  public Schema schema(Settings settings) {
    return new Schema(
        "What a confirmed member of an organisation may do. Where something is taken, every vault"
            + " gets a new key. Without a grant a member stays, as a reader of no environment.",
        List.of(
            Attribute.computed(ID, Type.Simple.TEXT, "`ORGANIZATION/MEMBER`.").stable(),
            PlaceAttributes.organisation(settings, "Name or id. Left out: the provider's."),
            Attribute.required(MEMBER, Type.Simple.TEXT, "The member's name or account id.")
                .replacing(),
            RightsAttributes.role(),
            RightsAttributes.environments(),
            Attribute.computed(ACCOUNT, Type.Simple.TEXT, "The member's account id.").stable(),
            Leftover.attribute()));
  }

  @Override
  public List<String> identity() {
    return List.of(PlaceAttributes.ORGANIZATION, MEMBER);
  }

  @Override
  public void validate(Row config, Diagnostics out) {
    RightsAttributes.validate(config, out);
  }

  @Override
  public void judge(Optional<Row> prior, Row planned, Diagnostics out) {
    OrganisationRule.judge(planned, out);
  }

  /** A change that was interrupted is one to come: the next apply does what is left of it. */
  @Override
  public Row foresee(Prospect prospect) {
    boolean left = prospect.prior().filter(Leftover::isIn).isPresent();
    return left ? Leftover.open(disclosed(prospect)) : disclosed(prospect);
  }

  /** What the member could read before is no news. */
  private static Row disclosed(Prospect prospect) {
    Row planned = prospect.planned();
    boolean same = prospect.prior().equals(Optional.of(planned));
    if (same || !RightsAttributes.areKnown(planned) || planned.text(MEMBER).isEmpty()) {
      return planned;
    }
    MemberId id = id(planned);
    Members members = prospect.declarations().members();
    Set<String> before =
        rightsBefore(prospect, members, id)
            .flatMap(rights -> members.readable(id.organisation(), rights))
            .map(readable -> readable.keys().keySet())
            .orElseGet(Set::of);
    RightsAttributes.disclose(prospect, id.organisation(), before, id.who());
    return planned;
  }

  private static Optional<Rights> rightsBefore(Prospect prospect, Members members, MemberId id) {
    return prospect
        .prior()
        .map(RightsAttributes::of)
        .or(() -> members.find(id.organisation(), id.who()).map(Member::rights));
  }

  @Override
  public Row create(Change change) {
    return update(change);
  }

  @Override
  public Optional<Row> read(Declarations declarations, Row state, Diagnostics out) {
    MemberId id = id(state);
    return declarations.members().find(id.organisation(), id.who()).map(member -> row(id, member));
  }

  @Override
  public Row update(Change change) {
    MemberId id = id(change.planned());
    Member member =
        change
            .declarations()
            .members()
            .grant(id.organisation(), id.who(), RightsAttributes.of(change.planned()));
    Leftover.warn(member.unfinished(), "member " + id.who(), change.out());
    return row(id, member);
  }

  @Override
  public void delete(Declarations declarations, Row state, Diagnostics out) {
    MemberId id = id(state);
    if (declarations.members().find(id.organisation(), id.who()).isPresent()) {
      declarations.members().grant(id.organisation(), id.who(), NOTHING);
    }
  }

  @Override
  public Row imported(String id) {
    MemberId parsed = MemberId.parse(id);
    return Row.EMPTY
        .with(PlaceAttributes.ORGANIZATION, parsed.organisation())
        .with(MEMBER, parsed.who());
  }

  private static MemberId id(Row row) {
    return new MemberId(OrganisationRule.require(row), row.required(MEMBER));
  }

  private static Row row(MemberId id, Member member) {
    Row row =
        Row.EMPTY
            .with(ID, id.text())
            .with(PlaceAttributes.ORGANIZATION, id.organisation())
            .with(MEMBER, id.who())
            .with(ACCOUNT, member.account());
    return Leftover.put(RightsAttributes.put(row, member.rights()), member.unfinished());
  }
}
