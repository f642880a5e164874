import { useSyncExternalStore } from "react";
import type { DemoAccount } from "./bar/DemoMenu";
import { SessionBar } from "./bar/SessionBar";
import type { Example } from "./explorer/examples";
import { Explorer } from "./explorer/Explorer";
import type { Session } from "./session/session";

interface Props {
  session: Session;
  examples: Example[];
  demoAccounts: DemoAccount[];
}

export function Page({ session, examples, demoAccounts }: Props) {
  const snapshot = useSyncExternalStore(session.subscribe, session.snapshot);
  const person = snapshot.state.step === "signed-in" ? snapshot.state.viewer.account.id : "";
  return (
    <>
      <SessionBar session={session} snapshot={snapshot} demoAccounts={demoAccounts} />
      <Explorer session={session} person={person} examples={examples} />
    </>
  );
}
