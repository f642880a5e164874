import { COMPLETE_SIGN_IN, REFRESH_SESSION, SIGN_IN, SIGN_OUT, VIEWER } from "./documents";
import { Failure, post } from "./post";
import { type Tokens, usableSeconds } from "./tokens";

export interface Viewer {
  account: { id: string };
  name: string;
  roles: { id: string; role: string; organisation: { name: string } | null }[];
  /** Those of the roles that do not count without a second factor. */
  suspendedRoles: { id: string }[];
}

export type State =
  | { step: "signed-out" }
  | { step: "second-factor"; challenge: string }
  | { step: "signed-in"; viewer: Viewer };

/** What the page shows of the session. */
export interface Snapshot {
  state: State;
  /** A request of the sign-in is under way. */
  busy: boolean;
  /** A sentence for the user. */
  notice: string | null;
}

interface Payload extends Partial<Tokens> {
  secondFactorChallenge?: string | null;
  errors: { code: string; message: string }[];
}

const EXPIRED = "Die Sitzung ist abgelaufen. Bitte neu anmelden.";

/** One signed-in person in this tab. The tokens stay in memory. */
export class Session {
  #snapshot: Snapshot = { state: { step: "signed-out" }, busy: false, notice: null };
  #listeners = new Set<() => void>();
  #tokens: Tokens | null = null;
  #timer = 0;
  /** When the access token is to be renewed, in milliseconds of `Date.now()`. */
  #renewAt = 0;
  #renewal: Promise<boolean> | null = null;

  subscribe = (listener: () => void): (() => void) => {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  };

  snapshot = (): Snapshot => this.#snapshot;

  get refreshToken(): string | null {
    return this.#tokens?.refreshToken ?? null;
  }

  signIn(email: string, password: string): Promise<void> {
    return this.#attempt(async () => this.#enter(await this.#mutate("signIn", SIGN_IN, { email, password })));
  }

  completeSignIn(code: string): Promise<void> {
    const { state } = this.#snapshot;
    if (state.step !== "second-factor") return Promise.resolve();
    const { challenge } = state;
    return this.#attempt(async () =>
      this.#enter(await this.#mutate("completeSignIn", COMPLETE_SIGN_IN, { challenge, code })),
    );
  }

  /** Goes on with the refresh token of before a reload. */
  resume(refreshToken: string): Promise<void> {
    this.#tokens = { accessToken: "", refreshToken };
    return this.#attempt(async () => {
      if (await this.renew()) await this.#show();
    });
  }

  /** Ends the session on the server as well, where it can be reached. */
  async signOut(): Promise<void> {
    try {
      const headers = await this.headers();
      this.leave(null);
      await post({ query: SIGN_OUT }, headers);
    } catch {
      this.leave(null);
    }
  }

  /** Forgets the tokens and shows the sign-in form with a sentence. */
  leave(notice: string | null): void {
    this.#forget();
    this.#set({ state: { step: "signed-out" }, notice });
  }

  /** The headers that a request of this session carries; renews the access token when it is spent. */
  async headers(): Promise<Record<string, string>> {
    if (this.#tokens && Date.now() >= this.#renewAt) await this.renew();
    return this.#tokens ? { authorization: `Bearer ${this.#tokens.accessToken}` } : {};
  }

  /** Exchanges the refresh token; says whether there is a fresh access token now. One exchange runs at a time. */
  renew(): Promise<boolean> {
    this.#renewal ??= this.#exchange().finally(() => {
      this.#renewal = null;
    });
    return this.#renewal;
  }

  async #exchange(): Promise<boolean> {
    const refreshToken = this.refreshToken;
    if (!refreshToken) return false;
    const payload = await this.#mutate("refreshSession", REFRESH_SESSION, { refreshToken });
    // Signed out, or in as somebody else, while the answer was on its way.
    if (this.refreshToken !== refreshToken) return false;
    if (!this.#accept(payload)) {
      this.leave(EXPIRED);
      return false;
    }
    return true;
  }

  async #enter(payload: Payload): Promise<void> {
    if (this.#accept(payload)) {
      await this.#show();
    } else if (payload.secondFactorChallenge) {
      this.#set({ state: { step: "second-factor", challenge: payload.secondFactorChallenge } });
    } else {
      this.#set({ notice: payload.errors.map(({ message }) => message).join(" ") || "Die Anmeldung ist gescheitert." });
    }
  }

  #accept({ accessToken, refreshToken }: Payload): boolean {
    if (!accessToken || !refreshToken) return false;
    this.#tokens = { accessToken, refreshToken };
    const delay = usableSeconds(accessToken) * 1000;
    this.#renewAt = Date.now() + delay;
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => void this.renew().catch(() => undefined), delay);
    return true;
  }

  async #show(): Promise<void> {
    const { data, errors } = await post<{ viewer: Viewer | null }>({ query: VIEWER }, await this.headers());
    if (data?.viewer) this.#set({ state: { step: "signed-in", viewer: data.viewer } });
    else this.leave(errors?.[0]?.message ?? EXPIRED);
  }

  #forget(): void {
    this.#tokens = null;
    clearTimeout(this.#timer);
  }

  async #mutate(field: string, query: string, variables: Record<string, string>): Promise<Payload> {
    const { data, errors } = await post<Record<string, Payload>>({ query, variables }, { "accept-language": "de" });
    const payload = data?.[field];
    if (!payload) throw new Failure(errors?.[0]?.message ?? "Der Server gibt keine Antwort.");
    return payload;
  }

  async #attempt(work: () => Promise<void>): Promise<void> {
    this.#set({ busy: true, notice: null });
    try {
      await work();
    } catch (error) {
      if (!(error instanceof Failure)) throw error;
      this.#forget();
      this.#set({ notice: error.message });
    } finally {
      this.#set({ busy: false });
    }
  }

  #set(part: Partial<Snapshot>): void {
    this.#snapshot = { ...this.#snapshot, ...part };
    for (const listener of this.#listeners) listener();
  }
}
