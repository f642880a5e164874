// The example documents of the page: schema/operations/*.graphql, each with NAME.variables.json where it has one.
import { readFile, readdir } from "node:fs/promises";
import { basename, join } from "node:path";
import { Kind, parse } from "graphql";

async function example(folder, files, file) {
  const name = basename(file, ".graphql");
  const document = await readFile(join(folder, file), "utf8");
  const operation = parse(document).definitions.find(({ kind }) => kind === Kind.OPERATION_DEFINITION);
  if (!operation) throw new Error(`${file} holds no operation`);

  const values = `${name}.variables.json`;
  const variables = files.includes(values) ? JSON.parse(await readFile(join(folder, values), "utf8")) : undefined;
  const isGiven = ({ type, defaultValue, variable }) =>
    type.kind !== Kind.NON_NULL_TYPE || defaultValue !== undefined || variables?.[variable.name.value] !== undefined;
  return { name, kind: operation.operation, ready: operation.variableDefinitions.every(isGiven), document, variables };
}

/**
 * The examples in the order of their names. `kind` is that of the operation; what is `ready` can be run as it is.
 */
export async function examples(folder) {
  const files = (await readdir(folder)).sort();
  return Promise.all(files.filter((file) => file.endsWith(".graphql")).map((file) => example(folder, files, file)));
}
