/** An account of the demo world, as the demo serves it. */
export interface DemoAccount {
  email: string;
  password: string;
  role: string;
  place: string;
}

/** Fills the form with a demo account; signing in stays a step of its own, so that arrow keys can walk the menu. */
export function DemoMenu({ accounts, onPick }: { accounts: DemoAccount[]; onPick(account: DemoAccount): void }) {
  const places = [...new Set(accounts.map(({ place }) => place))];
  return (
    <label>
      Demo-Zugang
      <select
        name="demo-account"
        defaultValue=""
        onChange={({ target }) => {
          const account = accounts.find(({ email }) => email === target.value);
          if (account) onPick(account);
        }}
      >
        <option value="" disabled>
          auswählen …
        </option>
        {places.map((place) => (
          <optgroup key={place} label={place}>
            {accounts
              .filter((account) => account.place === place)
              .map(({ email, role }) => (
                <option key={email} value={email}>
                  {role}
                </option>
              ))}
          </optgroup>
        ))}
      </select>
    </label>
  );
}
