import { StorageAPI } from "@graphiql/toolkit";

/** A document of schema/operations. */
export interface Example {
  name: string;
  kind: "query" | "mutation" | "subscription";
  /** It can be run as it is. */
  ready: boolean;
  document: string;
  variables?: Record<string, unknown>;
}

/** How many tabs are open at the start; the list beside the editor has all examples. */
const TABS = 8;

/** What the editors show of an example. */
export function contents({ document, variables }: Example): { query: string; variables: string } {
  return { query: document, variables: variables ? JSON.stringify(variables, null, 2) : "" };
}

/**
 * The tabs of a fresh start: what only reads and can be run as it is.
 * GraphiQL takes the first one's variables from its storage, so they are laid there.
 */
export function openingTabs(examples: Example[]): { query: string; variables: string }[] {
  const tabs = examples.filter(({ kind, ready }) => kind === "query" && ready).slice(0, TABS).map(contents);
  const storage = new StorageAPI(sessionStorage);
  if (tabs[0] && !storage.get("tabState")) {
    storage.set("query", tabs[0].query);
    storage.set("variables", tabs[0].variables);
  }
  return tabs;
}
