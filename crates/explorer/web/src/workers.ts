/** Addresses of the three worker files, filled in by bundle.mjs. */
declare const WORKERS: { editor: string; json: string; graphql: string };

/** Tells Monaco where its workers lie: own files, so that the policy needs no `blob:` source. */
export function placeWorkers(): void {
  self.MonacoEnvironment = {
    getWorker: (_id, label) =>
      new Worker(label === "json" ? WORKERS.json : label === "graphql" ? WORKERS.graphql : WORKERS.editor),
  };
}
