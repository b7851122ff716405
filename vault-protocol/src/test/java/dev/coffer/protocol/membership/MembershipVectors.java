package dev.coffer.protocol.membership;

import static dev.coffer.protocol.membership.TestOrganisation.approved;
import static dev.coffer.protocol.membership.TestOrganisation.changed;
import static dev.coffer.protocol.membership.TestOrganisation.confirmed;
import static dev.coffer.protocol.membership.TestOrganisation.granted;
import static dev.coffer.protocol.membership.TestOrganisation.invitation;
import static dev.coffer.protocol.membership.TestOrganisation.invited;
import static dev.coffer.protocol.membership.TestOrganisation.key;
import static dev.coffer.protocol.membership.TestOrganisation.nonce;
import static dev.coffer.protocol.membership.TestOrganisation.removed;
import static dev.coffer.protocol.membership.TestOrganisation.revoked;

import dev.coffer.protocol.Digest;
import dev.coffer.protocol.EnvironmentName;
import dev.coffer.protocol.TestDevice;
import dev.coffer.protocol.TestPolicy;
import dev.coffer.protocol.VaultId;
import dev.coffer.protocol.chain.Policies;
import dev.coffer.protocol.chain.Reach;
import dev.coffer.protocol.chain.VaultHead;
import dev.coffer.protocol.envelope.Recipient;
import dev.coffer.protocol.envelope.Recipients;
import dev.coffer.protocol.escrow.EscrowGrant;
import dev.coffer.protocol.membership.MembershipEvent.Joined;
import dev.coffer.protocol.membership.MembershipEvent.LpmSwitched;
import dev.coffer.protocol.membership.MembershipEvent.PolicyRemoved;
import dev.coffer.protocol.membership.MembershipEvent.PolicySet;
import dev.coffer.protocol.membership.MembershipEvent.Withdrawn;
import dev.coffer.protocol.note.SignedNote;
import dev.coffer.protocol.policy.TrustPolicy;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * The story of one organisation, from fixed keys: Ada begins it and invites Bob as a developer and
 * Carol as a limited reader; Eve accepts an invitation and is turned away; Bob is limited, then
 * removed, and comes back; CI runs may read; events that must be refused stand beside those that
 * follow.
 */
final class MembershipVectors {
  private static final VaultHead HEAD =
      new VaultHead(new VaultId("vault-123"), 7, Digest.of("manifest 7"));
  private final TestDevice ada = new TestDevice(1);
  private final TestDevice phone = new TestDevice(2);
  private final TestDevice bob = new TestDevice(3);
  private final TestDevice carol = new TestDevice(4);
  private final TestDevice eve = new TestDevice(5);
  private final List<String> events = new ArrayList<>();
  private final List<Object> refused = new ArrayList<>();
  private final List<Object> invitations = new ArrayList<>();
  private final List<Object> beliefs = new ArrayList<>();
  private TestOrganisation now = new TestOrganisation(Membership.empty());

  Map<String, Object> tell() {
    append(TestOrganisation.created("ada", ada), ada);
    append(approved("ada", phone), ada);
    join(1, "bob", bob, Role.DEVELOPER, Access.ALL);
    append(confirmed(1), ada);
    join(2, "carol", carol, Role.READER, granted("production", "read", "staging", "read"));
    append(confirmed(2), phone);
    join(3, "eve", eve, Role.ADMIN, Access.ALL);
    refuse("whoever waits has no rights", new LpmSwitched(true), eve);
    append(new Withdrawn(invitation(3)), ada);
    append(changed("bob", Role.DEVELOPER, granted("staging", "write"), HEAD), ada);
    believe(bob, 7);
    believe(bob, 8);
    refuse("a developer manages nobody", changed("bob", Role.ADMIN, Access.ALL), bob);
    refuse("the last owner stays", removed("ada"), ada);
    append(removed("bob", HEAD), ada);
    believe(bob, 7);
    believe(bob, 8);
    append(revoked(phone, HEAD), ada);
    refuse("a revoked device never comes back", approved("ada", phone), ada);
    join(4, "bob", bob, Role.MAINTAINER, Access.ALL);
    append(confirmed(4), ada);
    append(new LpmSwitched(true), ada);
    permit();
    return story();
  }

  /** CI runs: Bob, a maintainer again, sets what Ada replaces; one is set and removed. */
  private void permit() {
    TrustPolicy deploy = TestPolicy.of(1, HEAD.vault(), "production", "staging");
    refuse("a reader sets no policy", new PolicySet(deploy), carol);
    append(new PolicySet(deploy), bob);
    append(new PolicySet(TestPolicy.full(2)), ada);
    append(new PolicySet(TestPolicy.of(1, HEAD.vault(), "staging")), ada);
    append(new PolicySet(TestPolicy.of(3, HEAD.vault(), "default")), bob);
    refuse("a reader removes no policy", new PolicyRemoved(TestPolicy.id(3)), carol);
    append(new PolicyRemoved(TestPolicy.id(3)), ada);
    refuse("only what stands is removed", new PolicyRemoved(TestPolicy.id(3)), ada);
    refuse(
        "a policy stays with its vault",
        new PolicySet(TestPolicy.of(1, new VaultId("another"), "staging")),
        ada);
  }

  private void join(int number, String name, TestDevice device, Role role, Access access) {
    append(invited(number, role, access), ada);
    Joined joined = now.joined(number, name, device);
    Joined stolen = now.joined(number, number + 50, name, device);
    refuse("accepted without the link's private key", stolen, device);
    append(joined, device);
    Digest digest = now.chain().head().orElseThrow().digest();
    Digest genesis = now.chain().genesis().orElseThrow();
    Map<String, Object> told = new LinkedHashMap<>();
    told.put("invitation", invitation(number));
    told.put("keySeed", key(number).seedHex());
    told.put("key", key(number).keys().signing().base64());
    told.put("nonce", nonce(number).base64());
    told.put("commitment", InvitationCode.commitment(invitation(number), nonce(number)).text());
    told.put(
        "proofText",
        InvitationCode.proofText(
            genesis,
            joined.invitation(),
            joined.account(),
            joined.member(),
            joined.nonce(),
            joined.devices()));
    told.put("joined", digest.text());
    told.put("code", InvitationCode.code(genesis, digest, nonce(number)));
    invitations.add(told);
  }

  private void append(MembershipEvent event, TestDevice author) {
    SignedNote note = now.note(event, author);
    now = new TestOrganisation(now.chain().append(note));
    events.add(note.format());
  }

  private void refuse(String why, MembershipEvent event, TestDevice author) {
    SignedNote note = now.note(event, author);
    now.refuses("", note);
    Map<String, Object> told = new LinkedHashMap<>();
    told.put("after", events.size());
    told.put("why", why);
    told.put("event", note.format());
    refused.add(told);
  }

  private void believe(TestDevice author, int version) {
    VaultHead head = new VaultHead(HEAD.vault(), version, Digest.of("manifest " + version));
    Reach reach = now.chain().authority(author.keyId(), head).orElse(Reach.NOTHING);
    Map<String, Object> told = new LinkedHashMap<>();
    told.put("after", events.size());
    told.put("author", author.keyId().value());
    told.put("version", version);
    told.put("manifest", head.manifest().text());
    told.put("writes", writes(reach));
    beliefs.add(told);
  }

  private static Object writes(Reach reach) {
    return reach.vault()
        ? (reach.writes() ? "all" : "none")
        : reach.environments().entrySet().stream()
            .filter(Map.Entry::getValue)
            .map(entry -> entry.getKey().value())
            .toList();
  }

  private Map<String, Object> story() {
    Map<String, Object> story = new LinkedHashMap<>();
    story.put("origin", "MembershipVectorsTest of this project, from fixed keys");
    story.put("warning", "every key here is public; use none of them");
    story.put("vault", HEAD.vault().value());
    story.put(
        "devices", Stream.of(ada, phone, bob, carol, eve).map(MembershipVectors::device).toList());
    story.put("invitations", invitations);
    story.put("chain", events);
    story.put("refused", refused);
    story.put("beliefs", beliefs);
    story.put("members", now.chain().members().stream().map(MembershipVectors::member).toList());
    story.put("floor", now.chain().floor(HEAD.vault()).orElseThrow().version());
    story.put(
        "recipients",
        Recipients.due(
                now.chain(),
                Stream.of("default", "production", "staging").map(EnvironmentName::new).toList())
            .stream()
            .map(Recipient::text)
            .toList());
    story.put(
        "policies", now.chain().policies().all().stream().map(MembershipVectors::policy).toList());
    story.put(
        "escrow",
        EscrowGrant.due(now.chain().policies().of(HEAD.vault())).stream()
            .map(EscrowGrant::text)
            .toList());
    return story;
  }

  private static Map<String, Object> policy(Policies.Standing standing) {
    Map<String, Object> told = new LinkedHashMap<>();
    told.put("text", standing.policy().text());
    told.put("author", standing.author().value());
    told.put("sequence", standing.sequence());
    return told;
  }

  private static Map<String, Object> device(TestDevice device) {
    Map<String, Object> told = new LinkedHashMap<>();
    told.put("signingSeed", device.seedHex());
    told.put("signingKey", device.keys().signing().base64());
    told.put("agreementKey", device.keys().agreement().base64());
    told.put("keyId", device.keyId().value());
    return told;
  }

  private static Map<String, Object> member(Member member) {
    Map<String, Object> told = new LinkedHashMap<>();
    told.put("account", member.account());
    told.put("member", member.name());
    told.put("role", member.role().text());
    told.put("active", member.isActive());
    told.put(
        "devices",
        member.approvedDevices().stream().map(device -> device.keys().keyId().value()).toList());
    return told;
  }
}
