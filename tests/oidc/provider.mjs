// An identity provider: `node provider.mjs PORT SECONDS`. It says its port first (0 takes any), stands still at that instant in
// seconds, and has keys that are new with every start. POST /control/sign-in lets somebody sign in with a browser's steps
// (authorization code with PKCE) and answers with the tokens; POST /control/at moves its clock; GET /control/asked counts
// who read its metadata and its keys.
import { createHash, generateKeyPairSync, randomBytes } from 'node:crypto';
import { createServer } from 'node:http';

// Notices of the library would stand where the port is expected.
console.info = () => {};
console.warn = () => {};

const [port, seconds] = process.argv.slice(2).map(Number);
let now = seconds * 1000;
Date.now = () => now;

const { default: Provider } = await import('oidc-provider');

const CLIENT = 'front-end';
const BACK = 'http://127.0.0.1/back';
const kinds = {
  RS256: ['rsa', { modulusLength: 2048 }],
  PS256: ['rsa', { modulusLength: 2048 }],
  ES256: ['ec', { namedCurve: 'P-256' }],
  EdDSA: ['ed25519', {}],
};
const jwk = ([alg, [kind, options]]) => {
  const key = generateKeyPairSync(kind, options).privateKey.export({ format: 'jwk' });
  return { ...key, alg, use: 'sig', kid: randomBytes(8).toString('hex') };
};

const people = new Map();
let algorithm = 'RS256';
let lasting = 600;
const asked = { metadata: 0, keys: 0 };

const read = async (request) => {
  const parts = [];
  for await (const part of request) parts.push(part);
  return JSON.parse(Buffer.concat(parts).toString('utf8') || '{}');
};

const server = createServer();
await new Promise((ready) => { server.listen(port, '127.0.0.1', ready); });
const issuer = `http://127.0.0.1:${server.address().port}`;

const provider = new Provider(issuer, {
  clients: [{
    client_id: CLIENT,
    application_type: 'native',
    token_endpoint_auth_method: 'none',
    grant_types: ['authorization_code'],
    response_types: ['code'],
    redirect_uris: [BACK],
  }],
  jwks: { keys: Object.entries(kinds).map(jwk) },
  cookies: { keys: [randomBytes(16).toString('hex')] },
  features: {
    devInteractions: { enabled: false },
    resourceIndicators: {
      enabled: true,
      getResourceServerInfo: (_, resource) => ({
        scope: 'api',
        audience: resource,
        accessTokenTTL: lasting,
        accessTokenFormat: 'jwt',
        jwt: { sign: { alg: algorithm } },
      }),
    },
  },
  // As RFC 9068 wants it: how somebody signed in, and what is known of them, stands in the access token.
  extraTokenClaims: (ctx, token) => ({
    ...people.get(token.accountId),
    acr: ctx.oidc.entities.AuthorizationCode?.acr,
  }),
  findAccount: (_, id) => ({ accountId: id, claims: () => ({ sub: id, ...people.get(id) }) }),
  interactions: { url: (_, interaction) => `/person/${interaction.uid}` },
});

// What a browser does: it follows redirects, keeps cookies, and stops at the client.
const walk = async (address, cookies) => {
  const headers = { cookie: [...cookies].map(([name, value]) => `${name}=${value}`).join('; ') };
  const response = await fetch(new URL(address, issuer), { redirect: 'manual', headers });
  for (const set of response.headers.getSetCookie()) {
    const [, name, value] = /^([^=]+)=([^;]*)/.exec(set);
    if (value) cookies.set(name, value); else cookies.delete(name);
  }
  const next = response.headers.get('location');
  if (!next) throw new Error(`${response.status} ${await response.text()}`);
  return next.startsWith(BACK) ? new URL(next).searchParams : walk(next, cookies);
};

let next = null;
// What a person does on the pages of the provider: says who they are, then that the client may.
const answerFor = async (request, response) => {
  const { prompt, session, params } = await provider.interactionDetails(request, response);
  if (prompt.name === 'login') {
    return provider.interactionFinished(request, response, { login: next });
  }
  const grant = new provider.Grant({ accountId: session.accountId, clientId: params.client_id });
  grant.addOIDCScope('openid');
  grant.addResourceScope(params.resource, 'api');
  return provider.interactionFinished(request, response, { consent: { grantId: await grant.save() } });
};

const signIn = async ({ subject, acr, claims, resource, alg, ttl }) => {
  algorithm = alg ?? 'RS256';
  lasting = ttl ?? 600;
  people.set(subject, claims ?? {});
  next = { accountId: subject, acr };
  const verifier = randomBytes(32).toString('base64url');
  const asking = new URLSearchParams({
    client_id: CLIENT,
    response_type: 'code',
    redirect_uri: BACK,
    scope: 'openid api',
    resource,
    code_challenge: createHash('sha256').update(verifier).digest('base64url'),
    code_challenge_method: 'S256',
  });
  const answer = await walk(`/auth?${asking}`, new Map());
  if (answer.get('error')) throw new Error(`${answer}`);
  const body = new URLSearchParams({
    client_id: CLIENT,
    grant_type: 'authorization_code',
    code: answer.get('code'),
    redirect_uri: BACK,
    code_verifier: verifier,
    resource,
  });
  return (await fetch(new URL('/token', issuer), { method: 'POST', body })).json();
};

const control = {
  '/control/sign-in': signIn,
  '/control/at': ({ at }) => { now = at * 1000; return {}; },
  '/control/asked': () => asked,
};

const library = provider.callback();
server.on('request', async (request, response) => {
  try {
    const controlled = control[request.url];
    if (controlled) {
      const answer = await controlled(await read(request));
      return response.setHeader('content-type', 'application/json').end(JSON.stringify(answer));
    }
    if (request.url.startsWith('/person/')) return await answerFor(request, response);
    if (request.url === '/.well-known/openid-configuration') asked.metadata += 1;
    if (request.url === '/jwks') asked.keys += 1;
    return library(request, response);
  } catch (error) {
    response.statusCode = 500;
    return response.end(JSON.stringify({ error: `${error.stack}` }));
  }
});
console.log(server.address().port);
