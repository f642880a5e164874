import { useState } from "react";
import { type DemoAccount, DemoMenu } from "./DemoMenu";

interface Props {
  demoAccounts: DemoAccount[];
  busy: boolean;
  onSubmit(email: string, password: string): void;
}

export function SignInForm({ demoAccounts, busy, onSubmit }: Props) {
  const [email, setEmail] = useState("");
  const [password, setPassword] = useState("");
  return (
    <form
      aria-label="Anmelden"
      onSubmit={(event) => {
        event.preventDefault();
        onSubmit(email, password);
      }}
    >
      {demoAccounts.length > 0 && (
        <DemoMenu
          accounts={demoAccounts}
          onPick={(account) => {
            setEmail(account.email);
            setPassword(account.password);
          }}
        />
      )}
      <label>
        E-Mail
        <input
          type="email"
          name="email"
          autoComplete="username"
          required
          value={email}
          onChange={(event) => setEmail(event.target.value)}
        />
      </label>
      <label>
        Passwort
        <input
          type="password"
          name="password"
          autoComplete="current-password"
          required
          value={password}
          onChange={(event) => setPassword(event.target.value)}
        />
      </label>
      <button type="submit" className="main" disabled={busy}>
        Anmelden
      </button>
    </form>
  );
}
