// The licence texts of everything that went into the bundle, as their licences ask.
import { readFile, readdir } from "node:fs/promises";
import { join } from "node:path";

/** The package folder of a bundled file, or nothing for our own sources. */
function packageFolder(file) {
  return /^(?:.*\/)?node_modules\/(?:@[^/]+\/)?[^/]+/.exec(file)?.[0];
}

async function notice(folder) {
  const { name, version, license } = JSON.parse(await readFile(join(folder, "package.json"), "utf8"));
  const file = (await readdir(folder)).find((entry) => /^(licen[cs]e|copying)(\.\w+)?$/i.test(entry));
  const text = file ? await readFile(join(folder, file), "utf8") : "";
  return `${name} ${version} (${license})\n\n${text.trim()}\n`;
}

/** One text with name, version and licence of each package that the metafiles name. */
export async function notices(metafiles) {
  const files = metafiles.flatMap(({ inputs }) => Object.keys(inputs));
  const folders = [...new Set(files.map(packageFolder).filter(Boolean))].sort();
  const texts = await Promise.all(folders.map(notice));
  return texts.join(`\n${"-".repeat(80)}\n\n`);
}
