// Receives webhooks as a portal would: `node receive.mjs [CERTIFICATE KEY]`, with the two over HTTPS. It says its port
// first. What it got is at GET /received, one object for each POST; POST /behave sets what it answers: {status, secret,
// at, hang, garbage, close, location, huge}.
import { readFileSync } from 'node:fs';
import { createServer } from 'node:http';
import { createServer as createEncrypted } from 'node:https';
import { Webhook } from 'standardwebhooks';

let received = [];
let behaviour = { status: 204 };

// The library compares with the clock; a test whose clock stands still says what time it is.
const verify = (secret, body, headers, at) => {
  const now = Date.now;
  if (at) Date.now = () => Number(at) * 1000;
  try {
    return new Webhook(secret).verify(body, headers);
  } finally {
    Date.now = now;
  }
};

const read = async (request) => {
  const parts = [];
  for await (const part of request) parts.push(part);
  return Buffer.concat(parts).toString('utf8');
};

const answer = async (request, response) => {
  const body = await read(request);
  if (request.url === '/behave') {
    behaviour = { status: 204, ...JSON.parse(body) };
    return response.end('{}');
  }
  if (request.url === '/received') {
    const all = received;
    if (request.method === 'DELETE') received = [];
    return response.setHeader('content-type', 'application/json').end(JSON.stringify(all));
  }
  let verified = null;
  try {
    const secret = behaviour.secrets?.[request.url] ?? behaviour.secret;
    if (secret) verified = verify(secret, body, request.headers, behaviour.at);
  } catch (error) {
    verified = { refused: error.message };
  }
  received.push({ path: request.url, headers: request.headers, body, verified });
  if (behaviour.hang) return undefined;
  if (behaviour.close) return request.socket.destroy();
  if (behaviour.garbage) return request.socket.end('220 mail.example ESMTP\r\n');
  if (behaviour.location) response.setHeader('location', behaviour.location);
  if (behaviour.retryAfter) response.setHeader('retry-after', behaviour.retryAfter);
  response.statusCode = behaviour.status;
  if (behaviour.huge) {
    response.setHeader('content-type', 'text/plain');
    const part = 'x'.repeat(1 << 20);
    for (let written = 0; written < 256 && !response.destroyed; written += 1) {
      if (!response.write(part)) await new Promise((go) => { response.once('drain', go).once('close', go); });
    }
  }
  return response.end();
};

const [cert, key] = process.argv.slice(2).map((file) => readFileSync(file));
const server = cert ? createEncrypted({ cert, key }, answer) : createServer(answer);
server.listen(0, '127.0.0.1', () => console.log(server.address().port));
