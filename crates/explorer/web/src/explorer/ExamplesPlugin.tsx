import { type GraphiQLPlugin, useGraphiQL, useGraphiQLActions } from "@graphiql/react";
import { Fragment } from "react";
import { contents, type Example } from "./examples";

const KINDS = [
  ["query", "Abfragen"],
  ["mutation", "Änderungen"],
  ["subscription", "Abonnements"],
] as const;

function ExamplesIcon() {
  return (
    <svg viewBox="0 0 24 24" width="1em" height="1em" fill="none" stroke="currentColor" strokeWidth="1.6" aria-hidden="true">
      <path d="M4 5.5h11M4 10h7M4 14.5h5" strokeLinecap="round" />
      <path d="m13 12.5 7.5 4.25L13 21z" strokeLinejoin="round" />
    </svg>
  );
}

/** Opens an example: in the tab that has its name, or in a new one. */
function useOpen(): (example: Example) => void {
  const { addTab, changeTab } = useGraphiQLActions();
  const { tabs, queryEditor, variableEditor } = useGraphiQL(({ tabs, queryEditor, variableEditor }) => ({
    tabs,
    queryEditor,
    variableEditor,
  }));
  return (example) => {
    const index = tabs.findIndex(({ query }) => query === example.document);
    if (index >= 0) return changeTab(index);
    addTab();
    const { query, variables } = contents(example);
    queryEditor?.setValue(query);
    variableEditor?.setValue(variables);
  };
}

/** The list of all examples beside the editor. */
export function examplesPlugin(examples: Example[]): GraphiQLPlugin {
  function Examples() {
    const open = useOpen();
    return (
      <section className="examples" lang="de" aria-label="Beispiele">
        <h2>Beispiele</h2>
        {KINDS.map(([kind, title]) => [title, examples.filter((example) => example.kind === kind)] as const)
          .filter(([, group]) => group.length > 0)
          .map(([title, group]) => (
            <Fragment key={title}>
              <h3>{title}</h3>
              <ul>
                {group.map((example) => (
                  <li key={example.name}>
                    <button type="button" onClick={() => open(example)}>
                      {example.name}
                    </button>
                  </li>
                ))}
              </ul>
            </Fragment>
          ))}
      </section>
    );
  }
  return { title: "Beispiele", icon: ExamplesIcon, content: Examples };
}
