// node meeting-answer.mjs BASE_URL TOKEN SUBSTITUTE
//
// Answers the invitation to a meeting behind the link of its mail, as somebody does who has no account and runs no
// scripts: comes, then sends the substitute, then looks again. Fails on any request to another host, console error,
// breach of the policy or broken rule of axe-core.
import assert from "node:assert/strict";
import { assertAccessible } from "./accessible.mjs";
import { inBrowser } from "./browser.mjs";

const [base, token, substitute] = process.argv.slice(2);
if (!base || !token || !substitute) {
  console.error("usage: node meeting-answer.mjs BASE_URL TOKEN SUBSTITUTE");
  process.exit(2);
}

async function open(page, path, status) {
  const response = await page.goto(path);
  assert.equal(response.status(), status);
  assert.match(response.headers()["content-security-policy"], /^default-src 'none'; style-src 'sha256-/);
  assert.equal(await page.locator("html").getAttribute("lang"), "de");
  assert.equal(await page.locator("script").count(), 0);
  await assertAccessible(page);
}

/** Chooses by keyboard alone, saves, and reads what the page says is stored. */
async function answer(page, label) {
  await page.getByLabel(label, { exact: true }).focus();
  await page.keyboard.press("Space");
  await page.getByRole("button", { name: "Antwort speichern" }).press("Enter");
  const stored = page.getByRole("status");
  await stored.getByText("Ihre Antwort ist gespeichert").waitFor();
  await stored.getByText(label).waitFor();
  await assertAccessible(page);
}

await inBrowser(base, async (page) => {
  await open(page, `/meeting-answer?token=${token}`, 200);
  await page.getByText("Lenkungskreis").first().waitFor();
  await answer(page, "Ich nehme teil.");
  await page.getByLabel("Bemerkung (freiwillig)").fill("Der Zug kommt um neun.");
  const represented = `Ich nehme nicht teil. Es vertritt mich: ${substitute}`;
  await answer(page, represented);

  await open(page, `/meeting-answer?token=${token}`, 200);
  assert.ok(await page.getByLabel(represented, { exact: true }).isChecked(), "what was answered is shown");
  assert.equal(await page.getByLabel("Bemerkung (freiwillig)").inputValue(), "Der Zug kommt um neun.");

  await open(page, "/meeting-answer", 200);
  await page.getByLabel("Link aus der Einladung").fill(`${base}/meeting-answer#token=${token}`);
  await page.getByRole("button", { name: "Öffnen" }).click();
  await page.getByRole("button", { name: "Antwort speichern" }).waitFor();
});
