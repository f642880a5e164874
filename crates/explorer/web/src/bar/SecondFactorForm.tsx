import { useState } from "react";

interface Props {
  busy: boolean;
  onSubmit(code: string): void;
  onCancel(): void;
}

export function SecondFactorForm({ busy, onSubmit, onCancel }: Props) {
  const [code, setCode] = useState("");
  return (
    <form
      aria-label="Zweiter Faktor"
      onSubmit={(event) => {
        event.preventDefault();
        onSubmit(code.trim());
      }}
    >
      <label>
        Code der App oder Wiederherstellungscode
        <input
          name="code"
          autoComplete="one-time-code"
          autoFocus
          required
          spellCheck={false}
          value={code}
          onChange={(event) => setCode(event.target.value)}
        />
      </label>
      <button type="submit" className="main" disabled={busy}>
        Bestätigen
      </button>
      <button type="button" onClick={onCancel}>
        Abbrechen
      </button>
    </form>
  );
}
