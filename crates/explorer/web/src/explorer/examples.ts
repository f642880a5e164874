import { StorageAPI } from "@graphiql/toolkit";

/** A document of schema/operations, as the API serves it. */
export interface Example {
  name: string;
  document: string;
  variables?: Record<string, unknown>;
}

/** Tabs that are open at the start; the list beside the editor has all examples. */
const TABS = 8;

/** What the editors show of an example. */
export function contents({ document, variables }: Example): { query: string; variables: string } {
  return { query: document, variables: variables ? JSON.stringify(variables, null, 2) : "" };
}

/** The tabs of a fresh start. GraphiQL takes the first one's variables from the storage, so they are laid there. */
export function openingTabs(examples: Example[]): { query: string; variables: string }[] {
  const tabs = examples.slice(0, TABS).map(contents);
  const storage = new StorageAPI(sessionStorage);
  if (tabs[0] && !storage.get("tabState")) {
    storage.set("query", tabs[0].query);
    storage.set("variables", tabs[0].variables);
  }
  return tabs;
}
