// Replays the organisation of the vectors from docs/membership.md and docs/policies.md alone, with nothing but Node's own crypto.
import assert from "node:assert/strict";
import crypto from "node:crypto";
import { readFileSync } from "node:fs";
import { test } from "node:test";

const story = JSON.parse(readFileSync(
  new URL("../resources/vectors/envelope/membership.json", import.meta.url), "utf8"));

const utf8 = (text) => Buffer.from(text, "utf8");
const sha256 = (content) => crypto.createHash("sha256").update(content).digest();
const digest = (text) => sha256(utf8(text)).toString("base64");
const lines = (...all) => all.map((line) => line + "\n").join("");

function base64(text, length) {
  const content = Buffer.from(text, "base64");
  assert.equal(content.toString("base64"), text, "canonical base64");
  assert.equal(content.length, length);
  return content;
}
// Node takes raw keys inside their DER wrappers only (RFC 8410).
const publicKey = (raw) => crypto.createPublicKey(
  { key: Buffer.concat([Buffer.from("302a300506032b6570032100", "hex"), raw]), format: "der", type: "spki" });
const keyId = (signing, agreement) =>
  sha256(utf8(lines("coffer/1 device keys", `signing ${signing}`, `agreement ${agreement}`)))
    .subarray(0, 16).toString("hex");

function openNote(encoded) {
  const gap = encoded.indexOf("\n\n");
  assert.ok(gap > 0);
  const match = /^\u2014 ([0-9a-f]{32}) (\S+)\n$/.exec(encoded.slice(gap + 2));
  assert.ok(match, "one signature line");
  const blob = base64(match[2], 68);
  return { text: encoded.slice(0, gap + 1), signer: match[1], hint: blob.subarray(0, 4), signature: blob.subarray(4) };
}
function isSignedBy(note, id, signing) {
  const raw = base64(signing, 32);
  const hint = sha256(Buffer.concat([utf8(id + "\n"), Buffer.from([1]), raw])).subarray(0, 4);
  return note.signer === id && hint.equals(note.hint) &&
    crypto.verify(null, utf8(note.text), publicKey(raw), note.signature);
}

// docs/policies.md: the lines of a policy, in their one order and form
const plain = (text) => (assert.ok(text.length <= 256 && text.trim() === text && text !== ""), text);
const form = (pattern) => (text) => (assert.match(text, pattern), text);
function policy({ at, value, many }) {
  const optional = (word, of) => at(word) ? of(value(word)) : undefined;
  const list = (word, of = plain) => {
    const all = many(word, () => of(value(word)));
    assert.ok(all.length <= 50);
    assert.deepEqual(all, [...new Set(all)].sort(), `${word}: sorted, each once`);
    return all;
  };
  const either = (word, yes, no) => form(new RegExp(`^(${yes}|${no})$`))(value(word)) === yes;
  const id = form(/^[A-Za-z0-9_-]{1,64}$/);
  const p = { id: form(/^[0-9a-f]{32}$/)(value("policy")), vault: value("vault"),
    platform: form(/^[a-z][a-z0-9-]{0,31}$/)(value("platform")), issuer: form(/^https?:\/\/[!-~]{1,240}$/)(value("issuer")),
    repository: form(/^[^*?]*$/)(plain(value("repository"))), repositoryId: optional("repository-id", id), ownerId: optional("owner-id", id),
    branches: list("branch"), tags: list("tag"), deployments: list("deployment"), workflows: list("workflow"), events: list("event-name"),
    forks: either("forks", "allowed", "refused"), protectedRefs: either("refs", "protected", "any"),
    environments: list("environment"), plain: either("answers", "plain", "sealed"),
    expires: optional("expires", form(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ$/)), pullsPerDay: optional("pulls-per-day", form(/^[1-9]\d*$/)) };
  assert.ok(p.environments.length > 0);
  const line = (word, text) => text === undefined ? [] : [`${word} ${text}`];
  p.text = lines("coffer/1 trust policy", `policy ${p.id}`, `vault ${p.vault}`, `platform ${p.platform}`, `issuer ${p.issuer}`,
    `repository ${p.repository}`, ...line("repository-id", p.repositoryId), ...line("owner-id", p.ownerId),
    ...p.branches.map((one) => `branch ${one}`), ...p.tags.map((one) => `tag ${one}`), ...p.deployments.map((one) => `deployment ${one}`),
    ...p.workflows.map((one) => `workflow ${one}`), ...p.events.map((one) => `event-name ${one}`),
    `forks ${p.forks ? "allowed" : "refused"}`, `refs ${p.protectedRefs ? "protected" : "any"}`,
    ...p.environments.map((one) => `environment ${one}`), `answers ${p.plain ? "plain" : "sealed"}`,
    ...line("expires", p.expires), ...line("pulls-per-day", p.pullsPerDay));
  return p;
}

// §1: the lines of each kind
function read(text) {
  const all = text.slice(0, -1).split("\n");
  assert.equal(all.shift(), "coffer/1 organisation event");
  const at = (word) => all.length > 0 && all[0].startsWith(word + " ");
  const value = (word) => (assert.ok(at(word), word), all.shift().slice(word.length + 1));
  const many = (word, one) => { const list = []; while (at(word)) list.push(one()); return list; };
  const device = () => {
    const d = { signing: value("signing"), agreement: value("agreement"), name: value("name") };
    return { ...d, id: keyId(d.signing, d.agreement) };
  };
  const heads = () => many("head", () => {
    const [vault, version, manifest] = value("head").split(" ");
    return { vault, version: Number(version), manifest };
  });
  const rights = () => {
    const role = value("role");
    const all = value("access") === "all";
    const grants = many("grant", () => value("grant").split(" "));
    assert.ok(!all || grants.length === 0);
    assert.ok(all || ["developer", "reader"].includes(role));
    assert.ok(role !== "reader" || grants.every(([, right]) => right === "read"));
    return { role, all, grants };
  };
  const e = { sequence: Number(value("sequence")), previous: value("previous"), time: value("time"),
    author: value("author"), kind: value("event") };
  const member = () => Object.assign(e, { account: value("account"), member: value("member"), devices: many("signing", device) });
  switch (e.kind) {
    case "created": e.organisation = value("organisation"); e.called = value("called"); member(); break;
    case "invited": Object.assign(e, { invitation: value("invitation"), key: value("key"), commitment: value("commitment"), expires: value("expires"), ...rights() }); break;
    case "withdrawn": e.invitation = value("invitation"); break;
    case "joined": Object.assign(e, { invitation: value("invitation"), nonce: value("nonce"), proof: value("proof") }); member(); break;
    case "confirmed": Object.assign(e, { invitation: value("invitation"), reveal: value("reveal") }); break;
    case "role-changed": Object.assign(e, { account: value("account"), ...rights(), heads: heads() }); break;
    case "removed": Object.assign(e, { account: value("account"), heads: heads() }); break;
    case "device-approved": Object.assign(e, { account: value("account"), devices: [device()] }); break;
    case "device-revoked": Object.assign(e, { device: value("device"), heads: heads() }); break;
    case "lpm-switched": e.lpm = value("lpm"); break;
    case "policy-set": e.policy = policy({ at, value, many }); break;
    case "policy-removed": e.policy = value("policy"); break;
    default: assert.fail(e.kind);
  }
  assert.deepEqual(all, []);
  return e;
}

// §2 and §3
const ranks = ["owner", "admin", "maintainer", "developer", "reader"];
const manages = (a, b) => a === "owner" || (a === "admin" && ranks.indexOf(b) > 1);
const writes = (m) => !m.all ? m.grants.filter(([, right]) => right === "write").map(([name]) => name)
  : m.role === "reader" ? "none" : "all";
const writesAny = (m) => writes(m) !== "none" && writes(m).length > 0;
const commitment = (invitation, nonce) =>
  digest(lines("coffer/1 invitation commitment", `invitation ${invitation}`, `nonce ${nonce}`));
const proofText = (genesis, e) => lines("coffer/1 invitation proof", `genesis ${genesis}`, `invitation ${e.invitation}`,
  `account ${e.account}`, `member ${e.member}`, `nonce ${e.nonce}`, ...e.devices.map((d) => `device ${d.id} ${d.name}`));
function code(genesis, joined, reveal) {
  const hash = sha256(utf8(lines("coffer/1 invitation code", `genesis ${genesis}`, `joined ${joined}`, `reveal ${reveal}`)));
  const digits = ((hash.readBigUInt64BE() >> 1n) % 100000000n).toString().padStart(8, "0");
  return `${digits.slice(0, 4)} ${digits.slice(4)}`;
}

class Organisation {
  digests = []; members = new Map(); invitations = new Map(); before = new Map(); floors = new Map();
  policies = new Map();

  ownerOf(id) {
    return [...this.members.values()].find((m) => m.devices.some((d) => d.id === id));
  }
  deviceOf(id) {
    return this.ownerOf(id)?.devices.find((d) => d.id === id);
  }
  introduce(member, devices) {
    for (const device of devices) {
      const owner = this.ownerOf(device.id);
      assert.ok(owner === undefined || owner.account === member.account, "another member's device");
      const known = member.devices.find((d) => d.id === device.id);
      assert.ok(!known || member.accepted.at(-1)?.devices.includes(device.id), "never comes back");
      member.devices = member.devices.filter((d) => d !== known).concat({ ...device, approved: true });
    }
    this.members.set(member.account, member);
  }
  take(member, author, devices, heads) {
    const noted = writesAny(author) ? heads : [];
    for (const head of noted) {
      if ((this.floors.get(head.vault)?.version ?? 0) < head.version) this.floors.set(head.vault, head);
    }
    member.accepted = member.accepted.concat({ devices, heads: noted, role: member.role, all: member.all, grants: member.grants });
  }
  approved(member) {
    return member.devices.filter((d) => d.approved).map((d) => d.id);
  }

  append(encoded) {
    const note = openNote(encoded);
    const e = read(note.text);
    assert.equal(e.sequence, this.digests.length);
    assert.equal(e.previous, this.digests.at(-1) ?? "none");
    const author = this.ownerOf(e.author);
    if (e.kind !== "created" && e.kind !== "joined") {
      assert.ok(author?.status === "active" && this.deviceOf(e.author).approved, "author");
    }
    this[e.kind](e, author && { ...author }, digest(note.text));
    assert.ok(isSignedBy(note, e.author, this.deviceOf(e.author).signing), "signature");
    this.digests.push(digest(note.text));
  }
  created(e) {
    assert.equal(this.digests.length, 0);
    assert.ok(e.devices.some((d) => d.id === e.author));
    this.introduce({ account: e.account, member: e.member, role: "owner", all: true, grants: [], status: "active", devices: [], accepted: [] }, e.devices);
  }
  invited(e, author) {
    assert.ok(e.role !== "owner" && manages(author.role, e.role));
    assert.ok(!this.invitations.has(e.invitation) && e.expires > e.time);
    this.invitations.set(e.invitation, { ...e, status: "open" });
  }
  joined(e, _, own) {
    const invitation = this.invitations.get(e.invitation);
    const known = this.members.get(e.account);
    assert.ok(invitation?.status === "open" && e.time <= invitation.expires);
    assert.ok(known === undefined || known.status === "removed");
    assert.ok(![...this.members.values()].some((m) => m.status !== "removed" && m.member === e.member));
    assert.ok(e.devices.some((d) => d.id === e.author));
    assert.ok(crypto.verify(null, utf8(proofText(this.digests[0], e)), publicKey(base64(invitation.key, 32)), base64(e.proof, 64)), "proof");
    if (known) this.before.set(e.account, { ...known });
    this.introduce({ account: e.account, member: e.member, role: invitation.role, all: invitation.all, grants: invitation.grants,
      status: "joined", devices: known?.devices ?? [], accepted: known?.accepted ?? [] }, e.devices);
    Object.assign(invitation, { status: "joined", joiner: e.account, joined: own });
  }
  withdrawn(e, author) {
    const invitation = this.invitations.get(e.invitation);
    assert.ok(manages(author.role, invitation.role) && ["open", "joined"].includes(invitation.status));
    if (invitation.joiner) {
      this.members.delete(invitation.joiner);
      if (this.before.has(invitation.joiner)) this.members.set(invitation.joiner, this.before.get(invitation.joiner));
    }
    invitation.status = "withdrawn";
  }
  confirmed(e, author) {
    const invitation = this.invitations.get(e.invitation);
    assert.ok(invitation.status === "joined" && manages(author.role, invitation.role));
    assert.equal(commitment(e.invitation, e.reveal), invitation.commitment);
    this.members.get(invitation.joiner).status = "active";
    Object.assign(invitation, { status: "confirmed", reveal: e.reveal });
  }
  "role-changed"(e, author) {
    const member = this.members.get(e.account);
    assert.ok(member?.status === "active" && manages(author.role, member.role) && manages(author.role, e.role));
    assert.ok(member.role !== "owner" || e.role === "owner" || this.owners() > 1);
    if (isReduced(member, e)) this.take(member, author, this.approved(member), e.heads);
    Object.assign(member, { role: e.role, all: e.all, grants: e.grants });
  }
  removed(e, author) {
    const member = this.members.get(e.account);
    assert.ok(member?.status === "active" && (member.account === author.account || manages(author.role, member.role)));
    assert.ok(member.role !== "owner" || this.owners() > 1);
    this.take(member, author, this.approved(member), e.heads);
    member.status = "removed";
    member.devices = member.devices.map((d) => ({ ...d, approved: false }));
  }
  "device-approved"(e, author) {
    assert.equal(e.account, author.account);
    assert.equal(this.deviceOf(e.devices[0].id), undefined);
    this.introduce(this.members.get(author.account), e.devices);
  }
  "device-revoked"(e, author) {
    const member = this.ownerOf(e.device);
    assert.ok(member?.status === "active" && this.deviceOf(e.device).approved && this.approved(member).length > 1);
    assert.ok(member.account === author.account || manages(author.role, member.role));
    this.take(member, author, [e.device], e.heads);
    member.devices = member.devices.map((d) => (d.id === e.device ? { ...d, approved: false } : d));
  }
  "lpm-switched"(e, author) {
    assert.ok(["owner", "admin"].includes(author.role) && ["on", "off"].includes(e.lpm));
  }
  "policy-set"(e, author) {
    assert.ok(ranks.indexOf(author.role) <= ranks.indexOf("maintainer"));
    const before = this.policies.get(e.policy.id);
    assert.ok(before === undefined || before.policy.vault === e.policy.vault, "stays with its vault");
    this.policies.set(e.policy.id, { policy: e.policy, author: e.author, sequence: e.sequence });
    assert.ok(this.policies.size <= 2000);
  }
  "policy-removed"(e, author) {
    assert.ok(ranks.indexOf(author.role) <= ranks.indexOf("maintainer"));
    assert.ok(this.policies.delete(e.policy), "stands");
  }
  escrow(vault) {
    return [...this.policies.values()].filter(({ policy }) => policy.vault === vault)
      .flatMap(({ policy }) => policy.environments.map((name) => `${policy.id} environment ${name}`)).sort();
  }
  owners() {
    return [...this.members.values()].filter((m) => m.status === "active" && m.role === "owner").length;
  }

  /** What `author` may have written in a version: §3. */
  authority(author, version, manifest) {
    const member = this.ownerOf(author);
    const now = member.status === "active" && this.deviceOf(author).approved ? member : undefined;
    const then = member.accepted.find((past) => writesAny(past) && past.devices.includes(author) && past.heads.some((head) =>
      head.vault === story.vault && (version < head.version || (version === head.version && manifest === head.manifest))));
    if (then && (!now || isReduced(then, now))) return writes(then);
    return now ? writes(now) : [];
  }
  recipients(environments) {
    return [...this.members.values()].filter((m) => m.status === "active").flatMap((m) =>
      this.approved(m).flatMap((id) => m.all ? [id]
        : environments.filter((name) => m.grants.some(([granted]) => granted === name)).map((name) => `${id} environment ${name}`)))
      .sort();
  }
}

/** Whether `after` takes something away that `before` allowed. */
function isReduced(before, after) {
  const may = (m, name, right) => m.all ? right === "read" || m.role !== "reader"
    : m.grants.some(([granted, given]) => granted === name && (right === "read" || given === "write"));
  if (before.all) return !after.all || (before.role !== "reader" && after.role === "reader");
  return before.grants.some(([name, right]) => !may(after, name, "read") || !may(after, name, right));
}

function until(length) {
  const organisation = new Organisation();
  story.chain.slice(0, length).forEach((event) => organisation.append(event));
  return organisation;
}

test("the chain replays to the members, the floor and the recipients that it says", () => {
  const organisation = until(story.chain.length);
  const members = [...organisation.members.values()].map((m) => ({ account: m.account, member: m.member, role: m.role,
    active: m.status === "active", devices: organisation.approved(m) }));
  assert.deepEqual(members, story.members);
  assert.equal(organisation.floors.get(story.vault).version, story.floor);
  assert.deepEqual(organisation.recipients(["default", "production", "staging"]), story.recipients);
});

test("the policies that stand, and what each new key of the vault escrows for them", () => {
  const organisation = until(story.chain.length);
  const standing = [...organisation.policies.values()].sort((a, b) => (a.policy.id < b.policy.id ? -1 : 1))
    .map(({ policy, author, sequence }) => ({ text: policy.text, author, sequence }));
  assert.deepEqual(standing, story.policies);
  assert.deepEqual(organisation.escrow(story.vault), story.escrow);
});

test("what must be refused is", () => {
  for (const one of story.refused) {
    assert.throws(() => until(one.after).append(one.event), one.why);
  }
});

test("invitations: commitment, proof text and code", () => {
  const organisation = until(story.chain.length);
  const events = story.chain.map((event) => read(openNote(event).text));
  for (const one of story.invitations) {
    assert.equal(commitment(one.invitation, one.nonce), one.commitment);
    const joined = events.find((e) => e.kind === "joined" && e.invitation === one.invitation);
    assert.equal(proofText(organisation.digests[0], joined), one.proofText);
    assert.equal(organisation.invitations.get(one.invitation).joined, one.joined);
    assert.equal(code(organisation.digests[0], one.joined, one.nonce), one.code);
  }
});

test("who is believed for what", () => {
  for (const one of story.beliefs) {
    assert.deepEqual(until(one.after).authority(one.author, one.version, one.manifest), one.writes);
  }
});

test("a flipped bit is refused", () => {
  for (const at of [0, 2, 3, 4, 9, story.chain.length - 4]) {
    const event = utf8(story.chain[at]);
    for (let i = 0; i < event.length; i += 11) {
      const changed = Buffer.from(event);
      changed[i] ^= 1;
      assert.throws(() => until(at).append(changed.toString("utf8")), `byte ${i} of event ${at}`);
    }
  }
});
