/** What a GraphQL server answers. */
export interface Answer<Data> {
  data?: Data | null;
  errors?: { message: string; extensions?: { code?: string } }[];
}

export interface Request {
  query: string;
  variables?: unknown;
  operationName?: string;
}

/** A request that came to nothing, with a sentence for the user. */
export class Failure extends Error {}

/** Sends one request. Throws `Failure` when no GraphQL answer comes back: the server is away, or a proxy answered. */
export async function post<Data>(request: Request, headers: Record<string, string> = {}): Promise<Answer<Data>> {
  let response: Response;
  try {
    response = await fetch("/graphql", {
      method: "POST",
      credentials: "omit",
      headers: {
        "content-type": "application/json",
        accept: "application/graphql-response+json, application/json;q=0.9",
        ...headers,
      },
      body: JSON.stringify(request),
    });
  } catch {
    throw new Failure("Der Server ist nicht erreichbar.");
  }
  try {
    return await response.json();
  } catch {
    throw new Failure(`Der Server antwortet mit ${response.status} ${response.statusText} statt mit GraphQL.`);
  }
}
