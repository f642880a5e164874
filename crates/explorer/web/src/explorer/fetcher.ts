import type { Fetcher, FetcherParams } from "@graphiql/toolkit";
import { type Answer, post, type Request } from "../session/post";
import type { Session } from "../session/session";

const isRefused = ({ errors }: Answer<unknown>) => errors?.some(({ extensions }) => extensions?.code === "UNAUTHENTICATED");

/** Right after a change of tabs, GraphiQL still names the operation of the tab before: the name is left out then. */
function settled({ query, variables, operationName }: FetcherParams): Request {
  return { query, variables, ...(operationName && query.includes(operationName) && { operationName }) };
}

/** Sends what the editor holds, as the signed-in person; headers typed into the editor win. */
export function fetcherFor(session: Session): Fetcher {
  return async (params, options) => {
    const request = settled(params);
    const send = async () => post(request, { ...(await session.headers()), ...options?.headers });
    const answer = await send();
    // A session that was ended elsewhere is refused before its access token is spent.
    return isRefused(answer) && (await session.renew()) ? send() : answer;
  };
}
