// A front end with Apollo Client: signs in, reads a list, writes a record, reads it from its cache, follows changes.
import { ApolloClient, ApolloLink, HttpLink, InMemoryCache, gql } from '@apollo/client';
import { SetContextLink } from '@apollo/client/link/context';
import { GraphQLWsLink } from '@apollo/client/link/subscriptions';
import { OperationTypeNode } from 'graphql';
import { createClient } from 'graphql-ws';
import WebSocket from 'ws';
import { document, email, end, followed, organisationId, password, say, url } from './session.mjs';

let token;
const authorization = () => (token ? { authorization: `Bearer ${token}` } : {});
const socket = createClient({
  url: `${url.replace('http', 'ws')}/graphql/ws`,
  webSocketImpl: WebSocket,
  connectionParams: authorization,
});
const http = new SetContextLink(({ headers }) => ({ headers: { ...headers, ...authorization() } }))
  .concat(new HttpLink({ uri: `${url}/graphql` }));
const client = new ApolloClient({
  link: ApolloLink.split(({ operationType }) => operationType === OperationTypeNode.SUBSCRIPTION,
    new GraphQLWsLink(socket), http),
  cache: new InMemoryCache(),
});
const mutate = (name, input) => client.mutate({ mutation: gql(document(name)), variables: { input } });

const refused = await mutate('SignIn', { email, password: 'wrong' });
say('refused', refused.data.signIn.errors[0].code);
token = (await mutate('SignIn', { email, password })).data.signIn.accessToken;
const people = await client.query({ query: gql(document('People')), variables: { first: 5 } });
say('listed', people.data.people.nodes.length > 0);

const { data: { changes: { pageInfo: { endCursor: after } } } } = await client.query({ query: gql(end) });
const heard = new Promise((resolve, reject) => {
  const stream = client.subscribe({ query: gql(followed), variables: { after } });
  stream.subscribe({ next: ({ data, error }) => (error ? reject(error) : resolve(data.changes)), error: reject });
});
const made = await mutate('CreatePerson', { organisationId, givenName: 'Robin', familyName: 'Apollo' });
const { id } = made.data.createPerson.person;
const change = await heard;
say('followed', change.event.subjectId === id && change.subject.displayName);
const kept = client.cache.readFragment({ id: `Person:${id}`, fragment: gql('fragment Name on Person { displayName }') });
say('cached', kept.displayName);
const invalid = await client.query({ query: gql('{ nothing }'), fetchPolicy: 'no-cache', errorPolicy: 'all' });
say('invalid', invalid.error.errors[0].extensions.code);
await socket.dispose();
