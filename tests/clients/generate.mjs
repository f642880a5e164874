// Generates clients from the schema and every document of `schema/operations` and lets their compilers check them:
// TypeScript by graphql-codegen and tsc, and Relay artefacts by the Relay compiler. Prints what each has made.
import { codegen } from '@graphql-codegen/core';
import * as operationsPlugin from '@graphql-codegen/typescript-operations';
import * as typesPlugin from '@graphql-codegen/typescript';
import { execFileSync } from 'node:child_process';
import { mkdirSync, readFileSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { Kind, buildSchema, parse, print, visit } from 'graphql';
import relayCompiler from 'relay-compiler';
import ts from 'typescript';

const [schemaFolder, outFolder] = process.argv.slice(2).map((path) => resolve(path));
const sdl = readFileSync(join(schemaFolder, 'schema.graphql'), 'utf8');
const documents = readdirSync(join(schemaFolder, 'operations'))
  .filter((name) => name.endsWith('.graphql'))
  .sort()
  .map((name) => ({
    location: name,
    document: parse(readFileSync(join(schemaFolder, 'operations', name), 'utf8')),
  }));
rmSync(outFolder, { recursive: true, force: true });
mkdirSync(outFolder, { recursive: true });

// Custom scalars are strings on the wire, as docs/integration.md says.
const scalars = { Action: 'string', DateTime: 'string', LocalDate: 'string', Quantity: 'string' };

async function typescript() {
  const file = join(outFolder, 'client.ts');
  const source = await codegen({
    filename: file,
    schema: parse(sdl),
    schemaAst: buildSchema(sdl),
    documents,
    config: { scalars, strictScalars: false, useTypeImports: true, enumsAsTypes: true },
    plugins: [{ types: {} }, { operations: {} }],
    pluginMap: { types: typesPlugin, operations: operationsPlugin },
  });
  writeFileSync(file, source);
  const program = ts.createProgram([file], { strict: true, noEmit: true, skipLibCheck: true });
  const faults = ts.getPreEmitDiagnostics(program);
  if (faults.length > 0) {
    const told = ts.formatDiagnostics(faults.slice(0, 20), {
      getCanonicalFileName: (name) => name,
      getCurrentDirectory: () => outFolder,
      getNewLine: () => '\n',
    });
    throw new Error(`tsc refuses the generated client:\n${told}`);
  }
  const operations = documents.flatMap(({ document }) =>
    document.definitions.filter((definition) => definition.kind === Kind.OPERATION_DEFINITION));
  const missing = operations.filter(({ name }) => !new RegExp(`export type ${name.value}\\w*Variables`, 'i').test(source));
  if (missing.length > 0) throw new Error(`no types for ${missing.map(({ name }) => name.value)}`);
  console.log(`typescript ${operations.length}`);
}

// Relay wants each document in a module of the name that its operations and fragments begin with.
function relay() {
  const folder = join(outFolder, 'relay');
  const [source, artifacts] = ['src', '__generated__'].map((name) => join(folder, name));
  [source, artifacts].forEach((path) => mkdirSync(path, { recursive: true }));
  const suffix = { query: 'Query', mutation: 'Mutation', subscription: 'Subscription' };
  for (const { location, document } of documents) {
    const module = location.replace('.graphql', '');
    const fragmentName = (name) => `${module}_${name}`;
    const renamed = visit(document, {
      OperationDefinition: (node) => ({ ...node, name: { ...node.name, value: `${module}${suffix[node.operation]}` } }),
      FragmentDefinition: (node) => ({ ...node, name: { ...node.name, value: fragmentName(node.name.value) } }),
      FragmentSpread: (node) => ({ ...node, name: { ...node.name, value: fragmentName(node.name.value) } }),
    });
    const parts = renamed.definitions.map((definition) => `graphql\`\n${print(definition)}\n\`;\n`);
    writeFileSync(join(source, `${module}.js`), `import { graphql } from 'relay-runtime';\n${parts.join('')}`);
  }
  const config = { src: source, schema: join(schemaFolder, 'schema.graphql'), artifactDirectory: artifacts,
    language: 'typescript', featureFlags: {} };
  writeFileSync(join(folder, 'package.json'), '{}\n');
  writeFileSync(join(folder, 'relay.config.json'), JSON.stringify(config));
  execFileSync(relayCompiler, ['relay.config.json', '--output', 'quiet-with-errors', '--noWatchman'],
    { cwd: folder, stdio: ['ignore', 'inherit', 'inherit'] });
  const made = readdirSync(artifacts).filter((name) => /(Query|Mutation|Subscription)\.graphql\.ts$/.test(name));
  if (made.length !== documents.length) throw new Error(`Relay made ${made.length} of ${documents.length} documents`);
  console.log(`relay ${made.length}`);
}

await typescript();
relay();
