// Follows new people with graphql-ws and prints a line of JSON for each; then shows how a wrong document is refused.
import { createClient } from 'graphql-ws';
import WebSocket from 'ws';

const [url, token, after, count] = process.argv.slice(2);
const client = createClient({
  url: url.replace('http', 'ws'),
  webSocketImpl: WebSocket,
  connectionParams: { authorization: `Bearer ${token}` },
  lazy: false,
  retryAttempts: 0,
});
const query = `subscription ($after: String) {
  changes(types: ["person.created"], after: $after) { cursor event { subjectId } }
}`;
let seen = 0;
for await (const { data } of client.iterate({ query, variables: { after } })) {
  console.log(JSON.stringify(data.changes.event));
  seen += 1;
  if (seen === Number(count)) break;
}
try {
  for await (const result of client.iterate({ query: 'subscription { nothing }' })) console.log(JSON.stringify(result));
} catch (errors) {
  console.log(JSON.stringify({ refused: errors[0].extensions.code }));
}
await client.dispose();
