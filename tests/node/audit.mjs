// The audit of GraphQL over HTTP by the package graphql-http. Prints one line of JSON for each of its rules.
import { auditServer } from 'graphql-http';

const [url] = process.argv.slice(2);
for (const { id, name, status, reason } of await auditServer({ url })) {
  console.log(JSON.stringify({ id, name, status, reason: reason ?? null }));
}
