// The corpus that the dotenv reader is compared with npm's dotenv on.
//   write       makes ../resources/vectors/dotenv/corpus.json anew
//   check       parses the corpus again and compares
//   read FILE   parses what the dotenv writer wrote and compares
import assert from "node:assert/strict";
import { readFileSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";

const require = createRequire(import.meta.url);
const packages = ["dotenv", "dotenv-16"].map((name) => ({
  version: require(`${name}/package.json`).version,
  parse: require(name).parse,
}));
const CORPUS = new URL("../resources/vectors/dotenv/corpus.json", import.meta.url);
const FILES = 200;
const SEED = 20261126;

/** What every pinned version says. */
function parse(text) {
  const [first, ...others] = packages.map(({ parse }) => ({ ...parse(Buffer.from(text, "utf8")) }));
  others.forEach((other) => assert.deepEqual(other, first));
  return first;
}

/** A long text is written as parts: a string, or a string and how often it stands there. */
const whole = (parts) =>
  typeof parts === "string"
    ? parts
    : parts.map((part) => (typeof part === "string" ? part : part[0].repeat(part[1]))).join("");

const wholeValues = (values) =>
  Object.fromEntries(Object.entries(values).map(([name, parts]) => [name, whole(parts)]));

// 100 kB and more
const LONG = [
  ["long plain value", ["A=", ["x", 100000], "\nB=1"], { A: [["x", 100000]], B: "1" }],
  ["long quoted value", ['A="', ["x'\n", 34000], '"\nB=1'], { A: [["x'\n", 34000]], B: "1" }],
  ["long value with escapes", ['A="', ["ab\\n", 25000], '"'], { A: [["ab\n", 25000]] }],
  ["long value of escaped quotes", ["A='", ["\\'", 50000], "'\nB=2"], { A: [["\\'", 50000]], B: "2" }],
  ["long value in backticks", ["A=`", ['"# \'', 25000], "`"], { A: [['"# \'', 25000]] }],
  ["long value, carriage returns", ['A="', ["line\r\n", 20000], '"\r\nB=2'], { A: [["line\n", 20000]], B: "2" }],
  ["long unterminated value", ['A="', ["x\n", 60000], "B=1"], { A: '"x', B: "1" }],
  ["many comments before", [["# x='\n", 20000], "A=1"], { A: "1" }],
];

/** mulberry32: the same numbers everywhere. */
function numbers(seed) {
  let state = seed;
  return (bound) => {
    state = (state + 0x6d2b79f5) | 0;
    let t = Math.imul(state ^ (state >>> 15), 1 | state);
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
    return ((t ^ (t >>> 14)) >>> 0) % bound;
  };
}

const SOUP = [..."AB1_.-==::''\"\"``\\\\##\n\n\r  \tnrx$", "export ", "\r\n", "\\n", "\\'", '\\"', "A=", "B: ", "\u00a0", "\u2028", "\ufeff", "é", "🎉"];
const WORDS = ["x", "two words", "", "a#b", "a # b", "it's", 'say "hi"', "`id`", "C:\\new", "$HOME", "a=b", "grüße 🎉", "line\nline", "\\n", "end\\", " x ", "{\"a\": 1}", "'q'", "\u00a0y\u00a0", "p\r\nq"];
const NAMES = ["A", "B", "KEY", "a.b", "x-y", "LONG_NAME_1", "export", "9"];
const STARTS = ["", "", "", "export ", "  ", "\t", "export\t", "# "];
const SIGNS = ["=", "=", "=", " = ", ": ", "= ", ":", "=\n"];
const ENDS = ["", "", " ", " # c", "#c", " # it's", ' # "', " y"];
const QUOTES = ["", "", '"', "'", "`"];

function generated(random) {
  const pick = (list) => list[random(list.length)];
  if (random(3) === 0) {
    return Array.from({ length: 4 + random(40) }, () => pick(SOUP)).join("");
  }
  const newline = pick(["\n", "\n", "\r\n", "\r"]);
  const line = () => {
    const quote = pick(QUOTES);
    const close = random(8) === 0 ? "" : quote;
    return pick(STARTS) + pick(NAMES) + pick(SIGNS) + quote + pick(WORDS) + close + pick(ENDS);
  };
  const lines = Array.from({ length: 1 + random(6) }, line);
  return pick(["", "", "\ufeff"]) + lines.join(newline) + pick(["", newline]);
}

function entries() {
  const byHand = JSON.parse(readFileSync(new URL("dotenv-inputs.json", import.meta.url), "utf8"));
  const all = byHand.map(([name, input]) => ({ name, input, expected: parse(input) }));
  LONG.forEach(([name, input, expected]) => all.push({ name, input, expected }));
  const random = numbers(SEED);
  for (let number = 1; all.length < FILES; number++) {
    const input = generated(random);
    all.push({ name: `generated ${number}`, input, expected: parse(input) });
  }
  return all;
}

function check(all) {
  for (const { name, input, expected } of all) {
    assert.deepEqual(parse(whole(input)), wholeValues(expected), name);
  }
  console.log(`${all.length} files agree with dotenv ${packages.map((p) => p.version).join(" and ")}`);
}

const ascii = (json) => json.replace(/[^\x20-\x7e]/g, (c) => "\\u" + c.charCodeAt(0).toString(16).padStart(4, "0"));

function write(all) {
  const versions = packages.map((p) => p.version).join(" and ");
  const origin = `inputs by src/test/node/dotenv-corpus.mjs, seed ${SEED}; expected: what parse() of npm's dotenv ${versions} gives`;
  const lines = all.map((entry) => ascii(JSON.stringify(entry)));
  writeFileSync(CORPUS, `{"origin": ${JSON.stringify(origin)}, "entries": [\n${lines.join(",\n")}\n]}\n`);
}

const [act, file] = process.argv.slice(2);
if (act === "write") {
  const all = entries();
  check(all);
  write(all);
} else if (act === "check") {
  check(JSON.parse(readFileSync(CORPUS, "utf8")).entries);
} else if (act === "read") {
  check(JSON.parse(readFileSync(file, "utf8")));
} else {
  throw new Error("write, check or read FILE");
}
