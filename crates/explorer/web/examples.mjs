// The example documents of the page: schema/operations/*.graphql, each with NAME.variables.json where it has one.
import { readFile, readdir } from "node:fs/promises";
import { basename, join } from "node:path";

async function example(folder, files, file) {
  const name = basename(file, ".graphql");
  const document = await readFile(join(folder, file), "utf8");
  const values = `${name}.variables.json`;
  if (!files.includes(values)) return { name, document };
  return { name, document, variables: JSON.parse(await readFile(join(folder, values), "utf8")) };
}

/** The examples in the order of their names. */
export async function examples(folder) {
  const files = (await readdir(folder)).sort();
  return Promise.all(files.filter((file) => file.endsWith(".graphql")).map((file) => example(folder, files, file)));
}
