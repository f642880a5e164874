// Bundles the page: node bundle.mjs OUT OPERATIONS. Leaves index.html, the lists that the page reads and assets/ (hashed
// names) in OUT, each file that shrinks by it with a gzip twin beside it. build.rs embeds what lies there.
import { mkdir, readFile, readdir, rm, writeFile } from "node:fs/promises";
import { basename, join, relative } from "node:path";
import { gzipSync } from "node:zlib";
import { build } from "esbuild";
import { examples } from "./examples.mjs";
import { notices } from "./notices.mjs";

const [out, operations] = process.argv.slice(2);
if (!operations) throw new Error("usage: node bundle.mjs OUT OPERATIONS");
const base = "/graphiql/";

const common = {
  bundle: true,
  minify: true,
  // GraphiQL makes the accessible names of its icons from function names.
  keepNames: true,
  metafile: true,
  logLevel: "warning",
  target: "es2022",
  charset: "utf8",
  legalComments: "none",
  outdir: out,
  publicPath: base,
  entryNames: "assets/[name]-[hash]",
  chunkNames: "assets/[name]-[hash]",
  assetNames: "assets/[name]-[hash]",
  define: { "process.env.NODE_ENV": '"production"' },
};

/** graphiql/style.css holds Monaco's rules already, and esbuild does not load the style of a lazy chunk. */
const monacoStyleOnce = {
  name: "monaco-style-once",
  setup: ({ onLoad }) => onLoad({ filter: /monaco-editor.*\.css$/ }, () => ({ contents: "", loader: "empty" })),
};

/** The address of the file that was made from an entry point. */
function address(result, entry, extension = ".js") {
  const [file] = Object.entries(result.metafile.outputs).find(
    ([name, made]) => made.entryPoint === entry && name.endsWith(extension),
  );
  return base + relative(out, join(process.cwd(), file)).replaceAll("\\", "/");
}

async function bundleWorkers() {
  const entries = {
    editor: "node_modules/monaco-editor/esm/vs/editor/editor.worker.js",
    json: "node_modules/monaco-editor/esm/vs/language/json/json.worker.js",
    graphql: "node_modules/monaco-graphql/esm/graphql.worker.js",
  };
  const result = await build({ ...common, entryPoints: entries, format: "iife", entryNames: "assets/[name].worker-[hash]" });
  const addresses = Object.entries(entries).map(([name, entry]) => [name, address(result, entry)]);
  return { result, addresses: Object.fromEntries(addresses) };
}

async function bundlePage(workers) {
  return build({
    ...common,
    entryPoints: ["src/main.tsx", "src/icon.svg"],
    format: "esm",
    splitting: true,
    jsx: "automatic",
    plugins: [monacoStyleOnce],
    loader: { ".svg": "copy", ".ttf": "file", ".woff2": "file" },
    define: { ...common.define, WORKERS: JSON.stringify(workers) },
  });
}

async function writePage(page) {
  const main = Object.values(page.metafile.outputs).find((made) => made.entryPoint === "src/main.tsx");
  const addresses = {
    script: address(page, "src/main.tsx"),
    style: base + relative(out, join(process.cwd(), main.cssBundle)),
    icon: address(page, "src/icon.svg", ".svg"),
  };
  const template = await readFile("index.html", "utf8");
  await writeFile(join(out, "index.html"), template.replaceAll(/%(\w+)%/g, (_, name) => addresses[name]));
}

async function compress() {
  for (const entry of await readdir(out, { recursive: true, withFileTypes: true })) {
    if (!entry.isFile()) continue;
    const file = join(entry.parentPath ?? entry.path, basename(entry.name));
    const bytes = await readFile(file);
    const gzip = gzipSync(bytes, { level: 9 });
    if (gzip.length < bytes.length) await writeFile(`${file}.gz`, gzip);
  }
}

await rm(out, { recursive: true, force: true });
await mkdir(out, { recursive: true });
const workers = await bundleWorkers();
const page = await bundlePage(workers.addresses);
await writePage(page);
await writeFile(join(out, "notices.txt"), await notices([workers.result.metafile, page.metafile]));
await writeFile(join(out, "examples.json"), JSON.stringify(await examples(operations)));
// Only the demo has accounts to offer; it answers this address itself.
await writeFile(join(out, "demo-accounts.json"), "[]");
await compress();
