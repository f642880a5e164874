// Follows new people with graphql-sse and prints a line of JSON for each; then shows how a wrong document is refused.
import { createClient } from 'graphql-sse';

const [url, token, after, count] = process.argv.slice(2);
const client = createClient({ url, headers: { authorization: `Bearer ${token}` }, retryAttempts: 0 });
const query = `subscription ($after: String) {
  changes(types: ["person.created"], after: $after) { cursor event { subjectId } }
}`;
let seen = 0;
for await (const { data } of client.iterate({ query, variables: { after } })) {
  console.log(JSON.stringify(data.changes.event));
  seen += 1;
  if (seen === Number(count)) break;
}
for await (const { errors } of client.iterate({ query: 'subscription { nothing }' })) {
  console.log(JSON.stringify({ refused: errors[0].extensions.code }));
}
client.dispose();
process.exit(0);
