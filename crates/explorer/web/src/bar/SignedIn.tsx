import type { Viewer } from "../session/session";

/** Who is signed in, with the roles held. */
export function SignedIn({ viewer, onSignOut }: { viewer: Viewer; onSignOut(): void }) {
  return (
    <div className="viewer" role="group" aria-label="Angemeldet">
      <div>
        <strong>{viewer.name}</strong>
        <ul aria-label="Rollen">
          {viewer.roles.map(({ role, organisation }) => (
            <li key={`${role} ${organisation.name}`}>
              {role} · {organisation.name}
            </li>
          ))}
        </ul>
      </div>
      <button type="button" onClick={onSignOut}>
        Abmelden
      </button>
    </div>
  );
}
