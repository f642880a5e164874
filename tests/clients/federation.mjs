// Composes the platform with a subgraph of somebody else's, whose visits belong to our organisations, and asks the
// gateway that comes of it.
import { buildSubgraphSchema } from '@apollo/subgraph';
import { getStitchedSchemaFromSupergraphSdl } from '@graphql-tools/federation';
import { assertCompositionSuccess, composeServices } from '@theguild/federation-composition';
import { graphql, parse, print } from 'graphql';
import { say } from './session.mjs';

const [url, token, own, hidden] = process.argv.slice(2);
const authorization = { authorization: `Bearer ${token}` };
const ask = async (query, variables, headers = authorization) => {
  const body = JSON.stringify({ query, variables });
  const answer = await fetch(`${url}/graphql`, { method: 'POST', headers: { 'content-type': 'application/json', ...headers }, body });
  return answer.json();
};

const portalTypes = parse(`
  extend schema @link(url: "https://specs.apollo.dev/federation/v2.3", import: ["@key"])
  type Organisation @key(fields: "id") { id: ID! visits: Int! }
  type Query { favourites: [Organisation]! }
`);
const portal = buildSubgraphSchema({
  typeDefs: portalTypes,
  resolvers: {
    Query: { favourites: () => [own, hidden].map((id) => ({ __typename: 'Organisation', id })) },
    Organisation: { __resolveReference: ({ id }) => ({ id }), visits: ({ id }) => id.length },
  },
});

const { data: { _service: { sdl } } } = await ask('{ _service { sdl } }');
const composed = composeServices([
  { name: 'bildungsnetz', typeDefs: parse(sdl), url: `${url}/graphql` },
  { name: 'portal', typeDefs: portalTypes, url: 'http://portal.invalid/' },
]);
assertCompositionSuccess(composed);
say('composed', (sdl.match(/@key\(fields: "id"\)/g) ?? []).length);

const supergraph = getStitchedSchemaFromSupergraphSdl({
  supergraphSdl: composed.supergraphSdl,
  onSubschemaConfig: (subgraph) => {
    subgraph.executor = subgraph.name.toLowerCase() === 'portal'
      ? ({ document, variables }) => graphql({ schema: portal, source: print(document), variableValues: variables })
      : ({ document, variables }) => ask(print(document), variables);
  },
});
const gateway = (source) => graphql({ schema: supergraph, source });
// One of the two is nobody's, so its name is missing, and the gateway says where.
const { data: { favourites }, errors } = await gateway('{ favourites { id name visits } }');
say('ours by key', favourites.map((found) => found?.name ?? null));
say('missing', errors.map(({ path }) => path.join('.')));
const { data: { organisations } } = await gateway('{ organisations(first: 2) { nodes { name visits } } }');
say('theirs by key', organisations.nodes.every(({ name, visits }) => name.length > 0 && visits > 0));

const entities = 'query ($of: [_Any!]!) { _entities(representations: $of) { __typename ... on Organisation { id } } }';
const named = (__typename, id) => ({ __typename, id });
const asked = async (of, headers) => {
  const { data, errors } = await ask(entities, { of }, headers);
  return errors ? errors[0].extensions.code : data._entities.map((found) => found?.__typename ?? null);
};
say('of another type', await asked([named('Person', own), named('Organisation', own)]));
say('malformed', await asked([{ id: own }]));
say('too many', await asked(Array.from({ length: 101 }, () => named('Organisation', own))));
