import type { Session, Snapshot } from "../session/session";
import type { DemoAccount } from "./DemoMenu";
import { SecondFactorForm } from "./SecondFactorForm";
import { SignedIn } from "./SignedIn";
import { SignInForm } from "./SignInForm";

interface Props {
  session: Session;
  snapshot: Snapshot;
  demoAccounts: DemoAccount[];
}

/** The head of the page: who is signed in, or the way to do so. */
export function SessionBar({ session, snapshot: { state, busy, notice }, demoAccounts }: Props) {
  return (
    <header className="bar">
      <div className="bar-line">
        <h1>
          bildungsnetz <span>GraphQL-Explorer</span>
        </h1>
        <nav aria-label="Weitere Seiten">
          <a href="/schema.graphql">Schema</a>
          <a href="/graphiql/notices.txt">Lizenzen</a>
        </nav>
        {state.step === "signed-out" && (
          <SignInForm
            demoAccounts={demoAccounts}
            busy={busy}
            onSubmit={(email, password) => session.signIn(email, password)}
          />
        )}
        {state.step === "second-factor" && (
          <SecondFactorForm
            busy={busy}
            onSubmit={(code) => session.completeSignIn(code)}
            onCancel={() => session.leave(null)}
          />
        )}
        {state.step === "signed-in" && <SignedIn viewer={state.viewer} onSignOut={() => session.signOut()} />}
      </div>
      <p className="unseen" role="status">
        {state.step === "signed-in" && `Angemeldet als ${state.viewer.name}.`}
      </p>
      <p className="notice" role="alert">
        {notice}
      </p>
    </header>
  );
}
