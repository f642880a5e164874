// What both front ends do: read documents from files, sign in, keep the token.
import { readFileSync } from 'node:fs';
import { join } from 'node:path';

export const [url, operations, email, password, organisationId] = process.argv.slice(2);
export const document = (name) => readFileSync(join(operations, `${name}.graphql`), 'utf8');
export const end = 'query End { changes(last: 1) { pageInfo { endCursor } } }';
export const followed = `subscription Followed($after: String) {
  changes(types: ["person.created"], after: $after) {
    event { id subjectId }
    subject { ... on Person { id displayName } }
  }
}`;
export const say = (step, value) => console.log(JSON.stringify({ step, value }));
