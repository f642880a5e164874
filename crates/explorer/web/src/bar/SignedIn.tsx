import type { Viewer } from "../session/session";

/** Who is signed in, with the roles held. */
export function SignedIn({ viewer, onSignOut }: { viewer: Viewer; onSignOut(): void }) {
  return (
    <div className="viewer" role="group" aria-label="Angemeldet">
      <div>
        <strong>{viewer.name}</strong>
        <ul aria-label="Rollen">
          {viewer.roles.map(({ id, role, organisation }) => (
            <li key={id}>
              {role} · {organisation?.name}
              {viewer.suspendedRoles.some((suspended) => suspended.id === id) && " (ruht ohne zweiten Faktor)"}
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
