// node explorer.mjs BASE_URL [EMAIL PASSWORD] [--example NAME] [--code CODE]
//
// Opens the GraphiQL page as a stranger sees it. With an account it signs in (with the code of a second factor, where that
// is given), runs the example (the first one unless it is named), reads the answer, reloads, and signs out. Fails on any
// request to another host, console error or breach of the policy. CHROMIUM names the browser, SCREENSHOT a file for a
// picture of the last state.
import assert from "node:assert/strict";
import { parseArgs } from "node:util";
import { assertAccessible } from "./accessible.mjs";
import { inBrowser } from "./browser.mjs";

const { positionals, values } = parseArgs({
  allowPositionals: true,
  options: { example: { type: "string" }, code: { type: "string" } },
});
const [base, email, password] = positionals;
const { example, code } = values;
if (!base || (email && !password)) {
  console.error("usage: node explorer.mjs BASE_URL [EMAIL PASSWORD] [--example NAME] [--code CODE]");
  process.exit(2);
}

const button = (page, name) => page.getByRole("button", { name, exact: true });

async function open(page) {
  const introspection = page.waitForResponse((response) => response.url().endsWith("/graphql"));
  const response = await page.goto("/graphiql");
  assert.equal(response.status(), 200);
  const policy = response.headers()["content-security-policy"] ?? "";
  assert.match(policy, /default-src 'none'/);
  assert.doesNotMatch(policy, /https?:|\*|unsafe-eval/);
  await button(page, "Anmelden").waitFor();
  await page.getByRole("region", { name: "Operation Editor" }).getByText("query", { exact: true }).first().waitFor();
  assert.ok((await (await introspection).json()).data.__schema, "the page has read no schema");
  await assertAccessible(page);
}

async function signIn(page, word) {
  await page.getByLabel("E-Mail").fill(email);
  await page.getByLabel("Passwort").fill(word);
  await page.keyboard.press("Enter");
}

/** Runs an example as a user does and gives the answer that the editor shows. */
async function runExample(page) {
  if (example) {
    await page.getByRole("button", { name: "Show Beispiele" }).click();
    await page.getByRole("region", { name: "Beispiele" }).getByRole("button", { name: example, exact: true }).click();
  }
  const tab = await page.getByRole("tab", { selected: true }).innerText();
  // The page reads the schema anew once somebody has signed in: that answer may come meanwhile.
  const answered = page.waitForResponse(
    (response) => response.url().endsWith("/graphql") && !response.request().postData()?.includes("IntrospectionQuery"),
  );
  await page.getByRole("button", { name: /^Execute query/ }).click();
  const answer = await (await answered).json();
  assert.equal(answer.errors, undefined, `${tab}: ${JSON.stringify(answer.errors)}`);
  assert.ok(Object.values(answer.data).some((value) => value !== null), `${tab}: the answer holds nothing`);

  const shown = page.getByRole("region", { name: "Result Window" });
  const key = Object.keys(answer.data)[0];
  await shown.getByText(`"${key}"`).first().waitFor();
}

/** Nothing that would let another page or the next user go on with the session. */
async function assertNoTokenIsStored(page) {
  const stored = await page.evaluate(() => JSON.stringify([{ ...localStorage }, { ...sessionStorage }, document.cookie]));
  assert.doesNotMatch(stored, /eyJ|refresh/i);
}

async function visitWithAccount(page) {
  await signIn(page, `not-${password}`);
  await page.getByRole("alert").filter({ hasText: /\w/ }).first().waitFor();

  await signIn(page, password);
  if (code) {
    await page.getByLabel("Code der App oder Wiederherstellungscode").fill(code);
    await assertAccessible(page);
    await page.keyboard.press("Enter");
  }
  await button(page, "Abmelden").waitFor();
  assert.ok((await page.getByRole("list", { name: "Rollen" }).innerText()).length > 0, "no role is shown");
  await assertAccessible(page);

  await runExample(page);
  await assertNoTokenIsStored(page);

  await page.reload();
  await button(page, "Abmelden").waitFor();
  await assertNoTokenIsStored(page);

  await button(page, "Abmelden").click();
  await button(page, "Anmelden").waitFor();
  await page.reload();
  await button(page, "Anmelden").waitFor();
}

await inBrowser(base, async (page) => {
  await open(page);
  if (email) await visitWithAccount(page);
});
