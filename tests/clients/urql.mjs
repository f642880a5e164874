// A front end with urql: signs in, reads a list, writes a record, follows changes.
import { Client, cacheExchange, fetchExchange, subscriptionExchange } from '@urql/core';
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
const client = new Client({
  url: `${url}/graphql`,
  preferGetMethod: false,
  fetchOptions: () => ({ headers: authorization() }),
  exchanges: [
    cacheExchange,
    fetchExchange,
    subscriptionExchange({
      forwardSubscription: (request) => ({
        subscribe: (sink) => ({ unsubscribe: socket.subscribe({ query: request.query ?? '', variables: request.variables }, sink) }),
      }),
    }),
  ],
});
const mutate = (name, input) => client.mutation(document(name), { input }).toPromise();

const refused = await mutate('SignIn', { email, password: 'wrong' });
say('refused', refused.data.signIn.errors[0].code);
token = (await mutate('SignIn', { email, password })).data.signIn.accessToken;
const people = await client.query(document('People'), { first: 5 }).toPromise();
say('listed', people.data.people.nodes.length > 0);

const { data: { changes: { pageInfo: { endCursor: after } } } } = await client.query(end, {}).toPromise();
const heard = new Promise((resolve, reject) => {
  client.subscription(followed, { after }).subscribe(({ data, error }) => (error ? reject(error) : data && resolve(data.changes)));
});
const made = await mutate('CreatePerson', { organisationId, givenName: 'Robin', familyName: 'Urql' });
const { id } = made.data.createPerson.person;
const change = await heard;
say('followed', change.event.subjectId === id && change.subject.displayName);
const again = await client.query(document('People'), { first: 5 }).toPromise();
say('cached', again.data.people.totalCount - people.data.people.totalCount);
const invalid = await client.query('{ nothing }', {}).toPromise();
say('invalid', invalid.error.graphQLErrors[0].extensions.code);
await socket.dispose();
process.exit(0);
