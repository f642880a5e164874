// A Chromium page that remembers everything which must not happen.
import { chromium } from "playwright-core";

const FLAGS = [
  "--headless",
  "--no-sandbox",
  "--disable-gpu",
  "--disable-quic",
  "--no-first-run",
  "--disable-background-networking",
  "--disable-component-update",
  "--disable-sync",
];

/** Requests to other hosts, console warnings and errors, uncaught errors and breaches of the policy, as sentences. */
async function watch(page, origin, faults) {
  const remember = (fault) => faults.push(fault.slice(0, 400));
  page.on("request", (request) => {
    const url = new URL(request.url());
    if (url.protocol !== "data:" && url.origin !== origin) remember(`request to ${request.url()}`);
  });
  page.on("console", (message) => {
    if (["error", "warning"].includes(message.type())) {
      remember(`console ${message.type()}: ${message.text()} (${message.location().url})`);
    }
  });
  page.on("pageerror", (error) => remember(`uncaught: ${error.message}`));
  await page.exposeFunction("rememberBreach", (breach) => remember(`policy: ${breach}`));
  await page.addInitScript(() => {
    document.addEventListener("securitypolicyviolation", ({ violatedDirective, blockedURI }) =>
      window.rememberBreach(`${violatedDirective} forbids ${blockedURI}`),
    );
  });
}

/** Runs `visit(page)` in a fresh browser and throws when it fails or when anything forbidden happened. */
export async function inBrowser(base, visit) {
  const browser = await chromium.launch({ executablePath: process.env.CHROMIUM ?? "/usr/bin/chromium", args: FLAGS });
  try {
    const page = await browser.newPage({ baseURL: base, locale: "de-DE", viewport: { width: 1400, height: 800 } });
    // Patience on a busy machine, not a measure of anything.
    page.setDefaultTimeout(60_000);
    const faults = [];
    await watch(page, new URL(base).origin, faults);
    await visit(page).catch((error) => faults.unshift(error.stack));
    if (process.env.SCREENSHOT) await page.screenshot({ path: process.env.SCREENSHOT });
    if (faults.length > 0) throw new Error(faults.join("\n"));
  } finally {
    await browser.close();
  }
}
