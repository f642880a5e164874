import type { Session } from "./session";

const KEY = "bildungsnetz.refresh";

/**
 * Keeps the refresh token over a reload of the page, and only over that: it lies in the tab's storage between `pagehide`
 * and the next start. A duplicated tab therefore starts signed out, instead of using one refresh token twice, which the
 * server answers by ending the session.
 */
export function keepOverReload(session: Session): void {
  addEventListener("pagehide", () => {
    const token = session.refreshToken;
    if (token) sessionStorage.setItem(KEY, token);
  });
  addEventListener("pageshow", () => sessionStorage.removeItem(KEY));
}

/** The refresh token that the page left behind when it was reloaded; it is taken out of the storage. */
export function takeKept(): string | null {
  const token = sessionStorage.getItem(KEY);
  sessionStorage.removeItem(KEY);
  return token;
}
