// Reads what the public feeds send with the parsers of those for whom they are, and prints what a reader would see, as JSON.
// `node check.mjs json-ld|atom|vcard FILE…`; it fails when a file breaks a rule of its format.
import { createReadStream, readFileSync } from "node:fs";
import FeedParser from "feedparser";
import ICAL from "ical.js";
import jsonld from "jsonld";
import ts from "typescript";

const [kind, ...files] = process.argv.slice(2);
const fail = (why) => {
  console.error(why);
  process.exit(1);
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
  host.getSourceFile = (file, target) =>
    file === name ? ts.createSourceFile(file, source, target) : getSourceFile.call(host, file, target);
  host.fileExists = (file) => file === name || fileExists.call(host, file);
  host.readFile = (file) => (file === name ? source : readFile.call(host, file));
  const faults = ts.getPreEmitDiagnostics(ts.createProgram([name], options, host));
  if (faults.length > 0) fail(`${ts.formatDiagnostics(faults, host)}\n${source}`);
};

const readJsonLd = async () => {
  const documents = files.map((file) => JSON.parse(readFileSync(file, "utf8")));
  checkVocabulary(documents);
  for (const document of documents) {
    const expanded = await jsonld.expand(document, { documentLoader, safe: true });
    console.log(JSON.stringify(expanded));
  }
};

const readAtom = (file) =>
  new Promise((resolve) => {
    const parser = new FeedParser({ addmeta: false, strict: true });
    const items = [];
    parser.on("error", (error) => fail(`${file}: ${error}`));
    parser.on("readable", () => {
      for (let item = parser.read(); item; item = parser.read()) items.push(item);
    });
    parser.on("end", () => {
      const { meta } = parser;
      if (meta["#type"] !== "atom" || meta["#version"] !== "1.0") fail(`${file}: no Atom`);
      for (const needed of ["title", "date"]) if (!meta[needed]) fail(`${file}: a feed without ${needed}`);
      for (const item of items) {
        for (const needed of ["title", "guid", "date", "link"]) if (!item[needed]) fail(`${file}: an entry without ${needed}`);
      }
      const links = [meta["atom:link"]].flat().map((link) => [link["@"].rel, link["@"].href]);
      const gone = [meta["at:deleted-entry"] ?? []].flat().map((entry) => entry["@"].ref);
      resolve({
        title: meta.title, id: meta["atom:id"]["#"], updated: meta.date, links: Object.fromEntries(links), gone,
        entries: items.map(({ title, guid, date, pubdate, link, summary, description, categories }) =>
          ({ title, id: guid, updated: date, published: pubdate, link, summary: summary ?? description, categories })),
      });
    });
    createReadStream(file).pipe(parser);
  });

// Cards are read by the parser of a mail program, in strict mode.
const readCards = (file) => {
  ICAL.design.strict = true;
  const text = readFileSync(file, "utf8");
  if (text === "") return [];
  if (/[^\r]\n/.test(text)) fail(`${file}: a line does not end in CRLF`);
  const long = text.split("\r\n").find((line) => Buffer.byteLength(line) > 75);
  if (long) fail(`${file}: a line has more than 75 octets: ${long}`);
  return [ICAL.parse(text)].flat(text.match(/BEGIN:VCARD/g).length > 1 ? 1 : 0).map((parsed) => {
    const card = new ICAL.Component(parsed);
    if (card.name !== "vcard") fail(`${file}: no card`);
    // RFC 6350, 3.4: a semicolon may be escaped in a text that has no parts, too; this parser leaves that to its user.
    const plain = (value) => (typeof value === "string" ? value.replaceAll("\\;", ";") : value);
    const all = (name) => card.getAllProperties(name).map((property) => plain(property.getFirstValue()));
    for (const name of ["version", "fn", "kind", "uid", "rev"]) {
      if (all(name).length !== 1) fail(`${file}: ${name} is not there once`);
    }
    if (all("version")[0] !== "4.0") fail(`${file}: not of version 4.0`);
    const [name, kind, uid] = ["fn", "kind", "uid"].map((field) => all(field)[0]);
    const rest = ["tel", "email", "url", "adr", "x-ablabel"].map((field) => [field, all(field)]);
    return { name, kind, uid, rev: String(all("rev")[0]), ...Object.fromEntries(rest) };
  });
};

if (kind === "json-ld") await readJsonLd();
else if (kind === "atom") for (const file of files) console.log(JSON.stringify(await readAtom(file)));
else if (kind === "vcard") for (const file of files) console.log(JSON.stringify(readCards(file)));
else fail(`what is ${kind}?`);
