// Reads what the public feeds send with the parsers of those for whom they are, and says what a reader would see. A line in
// is `{"kind": "json-ld|atom|vcard", "texts": […]}`; a line out is `{"seen": […]}`, or `{"fault": …}` when a text breaks a
// rule of its format. It serves many tests: the compiler takes seconds to read its own declarations.
import { createInterface } from "node:readline";
import { Readable } from "node:stream";
import FeedParser from "feedparser";
import ICAL from "ical.js";
import jsonld from "jsonld";
import ts from "typescript";

const fail = (why) => {
  throw new Error(why);
};

// The context of schema.org without the network: its names are those of one vocabulary, and these values are addresses.
const address = { "@type": "@id" };
const context = {
  "@vocab": "https://schema.org/",
  eventStatus: address,
  eventAttendanceMode: address,
  url: address,
};
const documentLoader = async (url) => {
  if (!/^https?:\/\/schema.org\/?$/.test(url)) fail(`another context than that of schema.org: ${url}`);
  return { documentUrl: url, document: { "@context": context } };
};

// The declarations that were read, and what was made of them last.
const declarations = new Map();
let program;

// Checks the documents against the vocabulary as it is generated from schema.org, by the TypeScript compiler.
const checkVocabulary = (documents) => {
  const types = [...new Set(documents.map((document) => document["@type"]))];
  const lines = documents.map((document, place) =>
    `export const d${place}: WithContext<${document["@type"]}> = ${JSON.stringify(document, null, 1)};`);
  const source = `import type { WithContext, ${types.join(", ")} } from "schema-dts";\n${lines.join("\n")}\n`;
  const options = {
    strict: true, noEmit: true, skipLibCheck: true, types: [], lib: ["lib.es2022.d.ts"],
    module: ts.ModuleKind.ESNext, moduleResolution: ts.ModuleResolutionKind.Bundler, target: ts.ScriptTarget.ES2022,
  };
  const host = ts.createCompilerHost(options);
  const name = new URL("documents.ts", import.meta.url).pathname;
  const { getSourceFile, fileExists, readFile } = host;
  host.getSourceFile = (file, target) => {
    if (file === name) return ts.createSourceFile(file, source, target);
    if (!declarations.has(file)) declarations.set(file, getSourceFile.call(host, file, target));
    return declarations.get(file);
  };
  host.fileExists = (file) => file === name || fileExists.call(host, file);
  host.readFile = (file) => (file === name ? source : readFile.call(host, file));
  program = ts.createProgram([name], options, host, program);
  const faults = ts.getPreEmitDiagnostics(program);
  if (faults.length > 0) fail(`${ts.formatDiagnostics(faults, host)}\n${source}`);
};

const readJsonLd = async (texts) => {
  const documents = texts.map((text) => JSON.parse(text));
  checkVocabulary(documents);
  return Promise.all(documents.map((document) => jsonld.expand(document, { documentLoader, safe: true })));
};

const readAtom = (text) =>
  new Promise((resolve, reject) => {
    const parser = new FeedParser({ addmeta: false, strict: true });
    const items = [];
    const refuse = (why) => reject(new Error(`${why}\n${text}`));
    parser.on("error", refuse);
    parser.on("readable", () => {
      for (let item = parser.read(); item; item = parser.read()) items.push(item);
    });
    parser.on("end", () => {
      const { meta } = parser;
      if (meta["#type"] !== "atom" || meta["#version"] !== "1.0") return refuse("no Atom");
      for (const needed of ["title", "date"]) if (!meta[needed]) return refuse(`a feed without ${needed}`);
      for (const item of items) {
        for (const needed of ["title", "guid", "date", "link"]) if (!item[needed]) return refuse(`an entry without ${needed}`);
      }
      const links = [meta["atom:link"]].flat().map((link) => [link["@"].rel, link["@"].href]);
      const gone = [meta["at:deleted-entry"] ?? []].flat().map((entry) => entry["@"].ref);
      return resolve({
        title: meta.title, id: meta["atom:id"]["#"], updated: meta.date, links: Object.fromEntries(links), gone,
        entries: items.map(({ title, guid, date, pubdate, link, summary, description, categories }) =>
          ({ title, id: guid, updated: date, published: pubdate, link, summary: summary ?? description, categories })),
      });
    });
    Readable.from([text]).pipe(parser);
  });

// Cards are read by the parser of a mail program, in strict mode.
ICAL.design.strict = true;
const readCards = (text) => {
  if (text === "") return [];
  if (/[^\r]\n/.test(text)) fail("a line does not end in CRLF");
  const long = text.split("\r\n").find((line) => Buffer.byteLength(line) > 75);
  if (long) fail(`a line has more than 75 octets: ${long}`);
  return [ICAL.parse(text)].flat(text.match(/BEGIN:VCARD/g).length > 1 ? 1 : 0).map((parsed) => {
    const card = new ICAL.Component(parsed);
    if (card.name !== "vcard") fail("no card");
    // RFC 6350, 3.4: a semicolon may be escaped in a text that has no parts, too; this parser leaves that to its user.
    const plain = (value) => (typeof value === "string" ? value.replaceAll("\\;", ";") : value);
    const all = (name) => card.getAllProperties(name).map((property) => plain(property.getFirstValue()));
    for (const name of ["version", "fn", "kind", "uid", "rev"]) {
      if (all(name).length !== 1) fail(`${name} is not there once`);
    }
    if (all("version")[0] !== "4.0") fail("not of version 4.0");
    const [name, kind, uid] = ["fn", "kind", "uid"].map((field) => all(field)[0]);
    const rest = ["tel", "email", "url", "adr", "x-ablabel"].map((field) => [field, all(field)]);
    return { name, kind, uid, rev: String(all("rev")[0]), ...Object.fromEntries(rest) };
  });
};

const readers = {
  "json-ld": readJsonLd,
  atom: (texts) => Promise.all(texts.map(readAtom)),
  vcard: async (texts) => texts.map(readCards),
};
// A parser that never comes to its end is a fault, too.
const late = () =>
  new Promise((_, reject) => setTimeout(reject, 60_000, new Error("a parser did not end within a minute")).unref());
for await (const line of createInterface({ input: process.stdin })) {
  const { kind, texts } = JSON.parse(line);
  const answer = await Promise.race([readers[kind](texts), late()]).then((seen) => ({ seen }), (fault) => ({ fault: fault.message }));
  console.log(JSON.stringify(answer));
}
