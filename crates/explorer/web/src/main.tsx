import "graphiql/style.css";
import "./style.css";
import { StrictMode } from "react";
import { createRoot } from "react-dom/client";
import type { DemoAccount } from "./bar/DemoMenu";
import type { Example } from "./explorer/examples";
import { load } from "./load";
import { Page } from "./Page";
import { keepOverReload, takeKept } from "./session/keep";
import { Session } from "./session/session";
import { placeWorkers } from "./workers";

placeWorkers();
const session = new Session();
const kept = takeKept();
keepOverReload(session);

const [examples, demoAccounts] = await Promise.all([
  load<Example>("/graphiql/examples.json"),
  load<DemoAccount>("/graphiql/demo-accounts.json"),
  kept && session.resume(kept),
]);

const place = document.getElementById("page");
if (!place) throw new Error("index.html has no #page");
createRoot(place).render(
  <StrictMode>
    <Page session={session} examples={examples} demoAccounts={demoAccounts} />
  </StrictMode>,
);
