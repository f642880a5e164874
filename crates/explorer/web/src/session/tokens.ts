export interface Tokens {
  accessToken: string;
  refreshToken: string;
}

/** Seconds before its end at which an access token counts as spent. */
const MARGIN = 30;

/**
 * How many seconds the token may still be used when it has just arrived. Its own two instants are compared, not this
 * computer's clock, which may be wrong.
 */
export function usableSeconds(accessToken: string): number {
  try {
    const payload = (accessToken.split(".")[1] ?? "").replaceAll("-", "+").replaceAll("_", "/");
    const { iat, exp } = JSON.parse(atob(payload));
    const seconds = exp - iat - MARGIN;
    return Number.isFinite(seconds) ? Math.max(seconds, MARGIN) : MARGIN;
  } catch {
    return MARGIN;
  }
}
