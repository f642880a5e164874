import { HISTORY_PLUGIN } from "@graphiql/plugin-history";
import { GraphiQL } from "graphiql";
import { useMemo, useState } from "react";
import type { Session } from "../session/session";
import { examplesPlugin } from "./ExamplesPlugin";
import { type Example, openingTabs } from "./examples";
import { fetcherFor } from "./fetcher";

interface Props {
  session: Session;
  /** The account that is signed in; empty for nobody. */
  person: string;
  examples: Example[];
}

/** GraphiQL. What is typed may be personal data, so it lies in the tab's storage and ends with the tab. */
export function Explorer({ session, person, examples }: Props) {
  // A new fetcher makes GraphiQL read the schema again: the server may show strangers none.
  const fetcher = useMemo(() => fetcherFor(session), [session, person]);
  const [plugins] = useState(() => (examples.length ? [examplesPlugin(examples), HISTORY_PLUGIN] : [HISTORY_PLUGIN]));
  const [tabs] = useState(() => openingTabs(examples));
  return (
    <main lang="en" aria-label="GraphiQL">
      <GraphiQL
        fetcher={fetcher}
        storage={sessionStorage}
        plugins={plugins}
        {...(tabs.length > 0 && { defaultTabs: tabs })}
        shouldPersistHeaders={false}
        defaultEditorToolsVisibility="variables"
      >
        <GraphiQL.Logo> </GraphiQL.Logo>
      </GraphiQL>
    </main>
  );
}
