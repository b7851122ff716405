// Opens the vectors from docs/envelope.md alone, with nothing but Node's own crypto.
import assert from "node:assert/strict";
import crypto from "node:crypto";
import { readFileSync } from "node:fs";
import { test } from "node:test";

const vectors = new URL("../resources/vectors/envelope/", import.meta.url);
const read = (name) => JSON.parse(readFileSync(new URL(name, vectors), "utf8"));
const story = read("vault.json");

const utf8 = (text) => Buffer.from(text, "utf8");
const sha256 = (content) => crypto.createHash("sha256").update(content).digest();
const digest = (content) => sha256(content).toString("base64");
const lines = (...all) => all.map((line) => line + "\n").join("");
const hkdf = (ikm, salt, info, n) => Buffer.from(crypto.hkdfSync("sha256", ikm, salt, info, n));
const none = Buffer.alloc(0);

function base64(text, length) {
  const content = Buffer.from(text, "base64");
  assert.equal(content.toString("base64"), text, "canonical base64");
  if (length !== undefined) assert.equal(content.length, length);
  return content;
}

// Node takes raw keys inside their DER wrappers only (RFC 8410).
const der = { ed25519: ["302a300506032b6570032100", "302e020100300506032b657004220420"],
  x25519: ["302a300506032b656e032100", "302e020100300506032b656e04220420"] };
const publicKey = (kind, raw) => crypto.createPublicKey(
  { key: Buffer.concat([Buffer.from(der[kind][0], "hex"), raw]), format: "der", type: "spki" });
const privateKey = (kind, raw) => crypto.createPrivateKey(
  { key: Buffer.concat([Buffer.from(der[kind][1], "hex"), raw]), format: "der", type: "pkcs8" });
const rawPublic = (key) => crypto.createPublicKey(key).export({ format: "der", type: "spki" }).subarray(12);

// §2
function keyId(signing, agreement) {
  return sha256(utf8(lines("coffer/1 device keys", `signing ${signing}`, `agreement ${agreement}`)))
    .subarray(0, 16).toString("hex");
}

// §3
function openNote(encoded) {
  const gap = encoded.indexOf("\n\n");
  assert.ok(gap > 0);
  const text = encoded.slice(0, gap + 1);
  const match = /^\u2014 ([0-9a-f]{32}) (\S+)\n$/.exec(encoded.slice(gap + 2));
  assert.ok(match, "one signature line");
  const blob = base64(match[2], 68);
  return { text, signer: match[1], hint: blob.subarray(0, 4), signature: blob.subarray(4) };
}
function isSignedBy(note, device) {
  const raw = base64(device.signing, 32);
  const hint = sha256(Buffer.concat([utf8(device.id + "\n"), Buffer.from([1]), raw])).subarray(0, 4);
  return note.signer === device.id && hint.equals(note.hint) &&
    crypto.verify(null, utf8(note.text), publicKey("ed25519", raw), note.signature);
}

/** Reads a text whose words must come in order; a word with a star may repeat. */
function fields(text, title, words) {
  assert.ok(text.endsWith("\n"));
  const all = text.slice(0, -1).split("\n");
  assert.equal(all.shift(), title);
  const values = {};
  for (const word of words) {
    const name = word.replace("*", "");
    if (word.endsWith("*")) {
      values[name] = [];
      while (all.length > 0 && all[0].startsWith(name + " ")) values[name].push(all.shift().slice(name.length + 1));
    } else {
      assert.ok(all.length > 0 && all[0].startsWith(name + " "), name);
      values[name] = all.shift().slice(name.length + 1);
    }
  }
  assert.deepEqual(all, []);
  return values;
}

// §7
function replay(events) {
  const devices = new Map();
  const digests = [];
  events.forEach((encoded, n) => {
    const note = openNote(encoded);
    const kind = /^event (\w+)$/m.exec(note.text)[1];
    const rest = { created: ["account", "signing", "agreement", "name"],
      approved: ["signing", "agreement", "name"], revoked: ["device", "head*"] }[kind];
    const event = fields(note.text, "coffer/1 account event",
      ["sequence", "previous", "time", "author", "event", ...rest]);
    assert.equal(event.sequence, String(n));
    assert.equal(event.previous, n === 0 ? "none" : digests[n - 1]);
    assert.equal(kind === "created", n === 0);
    if (kind !== "revoked") {
      const id = keyId(event.signing, event.agreement);
      assert.ok(!devices.has(id));
      devices.set(id, { id, signing: event.signing, agreement: event.agreement, approved: true });
    }
    const author = devices.get(event.author);
    assert.ok(author.approved && isSignedBy(note, author));
    if (kind === "revoked") devices.get(event.device).approved = false;
    digests.push(digest(utf8(note.text)));
  });
  return { devices, digests };
}

// §5
function openEnvelope(encoded, devices) {
  const gap = encoded.indexOf("\n\n", encoded.indexOf("\n\n") + 2);
  const note = openNote(encoded.slice(0, gap + 1));
  const manifest = fields(note.text, "coffer/1 manifest",
    ["vault", "version", "parent", "epoch", "author", "time", "chain", "recipients", "environment*"]);
  assert.equal(manifest.author, note.signer);
  assert.ok(isSignedBy(note, devices.get(manifest.author)));
  const sections = encoded.slice(gap + 2).split("\n");
  assert.equal(sections.pop(), "");
  assert.equal(sections.length, manifest.environment.length);
  const sealed = manifest.environment.map((line, i) => {
    const [environment, version, expected] = line.split(" ");
    const [word, name, content] = sections[i].split(" ");
    assert.deepEqual([word, name], ["section", environment]);
    assert.equal(digest(base64(content)), expected);
    return { environment, version, content: base64(content) };
  });
  return { manifest, sealed, digest: digest(utf8(note.text)) };
}

// §4
const place = (manifest, environment) =>
  [`vault ${manifest.vault}`, `epoch ${manifest.epoch}`, `environment ${environment}`];
const environmentKey = (vaultKey, manifest, environment) =>
  hkdf(vaultKey, none, lines("coffer/1 environment key", ...place(manifest, environment)), 32);
const openSection = (vaultKey, manifest, sealed) =>
  openEnvironment(environmentKey(vaultKey, manifest, sealed.environment), manifest, sealed);
function openEnvironment(environmentKey, manifest, { environment, version, content }) {
  const derived = hkdf(environmentKey, content.subarray(0, 32),
    lines("coffer/1 content key", `version ${version}`), 64);
  assert.ok(crypto.timingSafeEqual(derived.subarray(32), content.subarray(32, 64)), "commitment");
  const cipher = crypto.createDecipheriv("aes-256-gcm", derived.subarray(0, 32), content.subarray(64, 76));
  cipher.setAAD(utf8(lines("coffer/1 section", ...place(manifest, environment), `version ${version}`)));
  cipher.setAuthTag(content.subarray(-16));
  const plaintext = Buffer.concat([cipher.update(content.subarray(76, -16)), cipher.final()]);
  const variables = JSON.parse(plaintext.toString("utf8"));
  const sorted = Object.keys(variables).sort().map((k) => `${JSON.stringify(k)}:${JSON.stringify(variables[k])}`);
  assert.equal(plaintext.toString("utf8"), `{${sorted.join(",")}}`, "canonical");
  return variables;
}

// §6: RFC 9180 base mode, KDF 0x0001, AEAD 0x0002, for one message, with these KEMs
const x25519 = { id: "0020", length: 32, agree(recipientPrivate, encapsulated) {
  const key = privateKey("x25519", recipientPrivate);
  return [crypto.diffieHellman({ privateKey: key, publicKey: publicKey("x25519", encapsulated) }), rawPublic(key)];
} };
const p256 = { id: "0010", length: 65, agree(recipientPrivate, encapsulated) {
  const key = crypto.createECDH("prime256v1");
  key.setPrivateKey(recipientPrivate);
  return [key.computeSecret(encapsulated), key.getPublicKey()];
} };
function hpkeOpen(recipientPrivate, info, sealed, mechanism = x25519) {
  const kem = Buffer.concat([utf8("KEM"), Buffer.from(mechanism.id, "hex")]);
  const suite = Buffer.concat([utf8("HPKE"), Buffer.from(mechanism.id + "00010002", "hex")]);
  const hmac = (key, content) => crypto.createHmac("sha256", key).update(content).digest();
  const extract = (id, salt, label, ikm) =>
    hmac(salt.length ? salt : Buffer.alloc(32), Buffer.concat([utf8("HPKE-v1"), id, utf8(label), ikm]));
  const expand = (id, prk, label, content, n) => hmac(prk, Buffer.concat([
    Buffer.from([0, n]), utf8("HPKE-v1"), id, utf8(label), content, Buffer.from([1])])).subarray(0, n);
  const encapsulated = sealed.subarray(0, mechanism.length);
  const [shared, own] = mechanism.agree(recipientPrivate, encapsulated);
  const secret = expand(kem, extract(kem, none, "eae_prk", shared), "shared_secret",
    Buffer.concat([encapsulated, own]), 32);
  const context = Buffer.concat([Buffer.from([0]), extract(suite, none, "psk_id_hash", none),
    extract(suite, none, "info_hash", info)]);
  const prk = extract(suite, secret, "secret", none);
  const cipher = crypto.createDecipheriv("aes-256-gcm", expand(suite, prk, "key", context, 32),
    expand(suite, prk, "base_nonce", context, 12));
  cipher.setAuthTag(sealed.subarray(-16));
  return Buffer.concat([cipher.update(sealed.subarray(mechanism.length, -16)), cipher.final()]);
}

function unwrap(encoded, devices, device) {
  const note = openNote(encoded);
  const wrap = fields(note.text, "coffer/1 wrapped key",
    ["vault", "epoch", "scope", "recipient", "author", "wrapped"]);
  assert.equal(wrap.author, note.signer);
  assert.ok(isSignedBy(note, devices.get(wrap.author)));
  const info = lines("coffer/1 wrap", `vault ${wrap.vault}`, `epoch ${wrap.epoch}`,
    `scope ${wrap.scope}`, `recipient ${wrap.recipient}`);
  return hpkeOpen(Buffer.from(device.agreementPrivateKey, "hex"), utf8(info), base64(wrap.wrapped, 80));
}

test("device keys come from the machine key", () => {
  for (const device of story.devices) {
    const machine = Buffer.from(device.machineKey, "hex");
    const seed = hkdf(machine, none, "coffer/1 device signing key\n", 32);
    const agreement = hkdf(machine, none, "coffer/1 device agreement key\n", 32);
    assert.equal(rawPublic(privateKey("ed25519", seed)).toString("base64"), device.signingKey);
    assert.equal(rawPublic(privateKey("x25519", agreement)).toString("base64"), device.agreementKey);
    assert.equal(keyId(device.signingKey, device.agreementKey), device.keyId);
  }
});

test("a recovery key is its words, and a device in one chain only", () => {
  const vector = read("recovery.json");
  const list = readFileSync(new URL(
    "../../../../vault-client/src/main/resources/dev/coffer/client/crypto/recovery/bip39-english.txt", import.meta.url), "utf8")
    .trimEnd().split("\n");
  assert.equal(list.length, 2048);
  const bits = vector.words.split(" ").map((word) => list.indexOf(word).toString(2).padStart(11, "0")).join("");
  const bytes = Buffer.from(bits.match(/.{8}/g).map((byte) => parseInt(byte, 2)));
  const key = bytes.subarray(0, 32);
  assert.equal(key.toString("hex"), vector.recoveryKey);
  assert.equal(bytes[32], sha256(key)[0]);
  const genesis = base64(vector.genesis, 32);
  const seed = hkdf(key, genesis, "coffer/1 recovery signing key\n", 32);
  const agreement = hkdf(key, genesis, "coffer/1 recovery agreement key\n", 32);
  assert.equal(rawPublic(privateKey("ed25519", seed)).toString("base64"), vector.signingKey);
  assert.equal(rawPublic(privateKey("x25519", agreement)).toString("base64"), vector.agreementKey);
  assert.equal(keyId(vector.signingKey, vector.agreementKey), vector.device);
});

test("the chain replays, wrapped keys unwrap, every version opens", () => {
  const { devices, digests } = replay(story.chain);
  const keyOfEpoch = {};
  for (const wrap of story.wrappedKeys) {
    const device = story.devices.find((d) => d.keyId === wrap.recipient);
    const key = unwrap(wrap.wrappedKey, devices, device);
    assert.equal(key.toString("hex"), story.vaultKeys[wrap.epoch]);
    keyOfEpoch[wrap.epoch] = key;
  }
  let parent = "none";
  for (const version of story.versions) {
    const { manifest, sealed, digest: own } = openEnvelope(version.envelope, devices);
    assert.equal(manifest.vault, story.vault);
    assert.equal(manifest.version, String(version.version));
    assert.equal(manifest.parent, parent);
    const [sequence, head] = manifest.chain.split(" ");
    assert.equal(digests[Number(sequence)], head);
    const recipients = story.wrappedKeys.filter((w) => String(w.epoch) === manifest.epoch)
      .map((w) => w.recipient).sort();
    assert.equal(manifest.recipients,
      digest(utf8(lines("coffer/1 recipients", ...recipients.map((r) => `recipient ${r}`)))));
    const opened = Object.fromEntries(
      sealed.map((s) => [s.environment, openSection(keyOfEpoch[manifest.epoch], manifest, s)]));
    assert.deepEqual(opened, version.environments);
    parent = own;
  }
});

test("an environment's key, wrapped alone, opens that environment and no other", () => {
  const v = read("environment-key.json");
  const devices = new Map([[v.author, { id: v.author, signing: v.authorSigningKey }]]);
  const agreement = hkdf(Buffer.from(v.recipientMachineKey, "hex"), none, "coffer/1 device agreement key\n", 32);
  assert.ok(v.wrappedKey.includes(`\nscope environment ${v.environment}\n`));
  const alone = unwrap(v.wrappedKey, devices, { agreementPrivateKey: agreement.toString("hex") });
  assert.equal(alone.toString("hex"), v.environmentKey);
  assert.deepEqual(alone, environmentKey(Buffer.from(v.vaultKey, "hex"), v, v.environment));
  assert.equal(v.info, lines("coffer/1 wrap", `vault ${v.vault}`, `epoch ${v.epoch}`,
    `scope environment ${v.environment}`, `recipient ${v.recipient}`));
  const sealed = (s) => ({ ...s, content: base64(s.section) });
  assert.deepEqual(openEnvironment(alone, v, sealed(v.opens)), JSON.parse(v.opens.plaintext));
  assert.throws(() => openEnvironment(alone, v, sealed(v.doesNotOpen)), /commitment/);
  assert.throws(() => openSection(alone, v, sealed(v.opens)), /commitment/);
  assert.deepEqual(openSection(Buffer.from(v.vaultKey, "hex"), v, sealed(v.doesNotOpen)),
    JSON.parse(v.doesNotOpen.plaintext));
  assert.deepEqual(v.recipients, [v.author, `${v.recipient} environment ${v.environment}`]);
  assert.equal(v.recipientsDigest, digest(utf8(lines("coffer/1 recipients",
    ...[...v.recipients].sort().map((r) => `recipient ${r}`)))));
});

test("an escrowed key opens with the escrow key, for its one policy", () => {
  const v = read("escrow.json");
  const note = openNote(v.escrowedKey);
  assert.ok(isSignedBy(note, { id: v.author, signing: v.authorSigningKey }));
  const escrowed = fields(note.text, "coffer/1 escrowed key",
    ["vault", "environment", "epoch", "policy", "escrow-key", "author", "sealed"]);
  assert.equal(escrowed.author, note.signer);
  const info = (policy) => lines("coffer/1 escrow", `vault ${v.vault}`, `environment ${v.environment}`,
    `epoch ${v.epoch}`, `policy ${policy}`, `escrow-key ${v.escrowKeyId}`);
  assert.equal(v.info, info(v.policy));
  assert.equal(v.escrowKeyId, sha256(base64(v.escrowPublicKey, 65)).subarray(0, 16).toString("hex"));
  const secret = Buffer.from(v.escrowPrivateKey, "hex");
  const sealed = base64(escrowed.sealed, 113);
  const key = hpkeOpen(secret, utf8(v.info), sealed, p256);
  assert.equal(key.toString("hex"), v.environmentKey);
  assert.deepEqual(key, environmentKey(Buffer.from(v.vaultKey, "hex"), v, v.environment));
  assert.throws(() => hpkeOpen(secret, utf8(info("0".repeat(32))), sealed, p256));
});

test("a flipped bit opens nothing", () => {
  const { devices } = replay(story.chain);
  const envelope = utf8(story.versions[0].envelope);
  for (let i = 0; i < envelope.length; i += 7) {
    const changed = Buffer.from(envelope);
    changed[i] ^= 1;
    assert.throws(() => openEnvelope(changed.toString("utf8"), devices));
  }
});

test("pairing", () => {
  const p = read("pairing.json");
  assert.equal(keyId(p.signingKey, p.agreementKey), p.device);
  assert.equal(p.commitment, digest(utf8(lines("coffer/1 pairing commitment",
    `device ${p.device}`, `name ${p.name}`, `nonce ${p.reveal}`))));
  const code = sha256(utf8(lines("coffer/1 pairing code", `genesis ${p.genesis}`,
    `chain ${p.sequence} ${p.head}`, `approver ${p.approver}`, `device ${p.device}`,
    `name ${p.name}`, `challenge ${p.challenge}`, `reveal ${p.reveal}`)));
  const digits = ((code.readBigUInt64BE() >> 1n) % 100000000n).toString().padStart(8, "0");
  assert.equal(p.code, `${digits.slice(0, 4)} ${digits.slice(4)}`);
});

test("audit records and response signature", () => {
  const { first, second } = read("audit.json");
  for (const r of [first, second]) {
    const words = ["owner", "sequence", "previous", "time", "actor", "device", "action", "outcome", "vault", "metadata"];
    assert.equal(r.hash, digest(utf8(lines("coffer/1 audit record", ...words.map((w) => `${w} ${r[w]}`)))));
  }
  assert.equal(second.previous, first.hash);
  const { bearer, body, signature } = read("response-signature.json");
  assert.equal(signature, crypto.createHmac("sha256", sha256(utf8(bearer))).update(body).digest("base64"));
});
