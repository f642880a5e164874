//! The addresses that are the same for everybody, and the proof that no address is left out of the matrix.

use super::seat::Seat;
use super::{generous, keep, seats};
use acceptance::{Site, World, on_both_engines};
use std::collections::BTreeSet;
use std::fmt::Write;

/// Addresses that look at nobody.
const OPEN: [&str; 16] = [
    "/",
    "/healthz",
    "/readyz",
    "/schema.graphql",
    "/graphiql",
    "/graphiql/demo-accounts.json",
    "/graphiql/examples.json",
    "/.well-known/jwks.json",
    "/.well-known/oauth-authorization-server",
    "/oauth/token",
    "/oauth/revoke",
    "/calendar/public.ics",
    // The address is the right: who has none has nothing, whoever they are.
    "/calendar/nonsense.ics",
    "/certificates/verify",
    "/certificates/verify/nonsense",
    "/meeting-answer?token=nonsense",
];

/// Every address there is, and where the matrix has it.
const ROUTES: &[(&str, &str)] = &[
    ("/", "open_routes"),
    ("/healthz", "open_routes"),
    ("/readyz", "open_routes"),
    ("/metrics", "gate::places: by address, not by role"),
    ("/schema.graphql", "open_routes"),
    ("/graphiql", "open_routes"),
    ("/graphiql/demo-accounts.json", "open_routes"),
    ("/graphiql/{*path}", "open_routes"),
    ("/graphql", "every root field"),
    ("/graphql/ws", "integration::streams: every subscription"),
    ("/graphql/stream", "integration::streams: every subscription"),
    ("/.well-known/jwks.json", "open_routes"),
    ("/.well-known/oauth-authorization-server", "open_routes"),
    ("/oauth/token", "open_routes"),
    ("/oauth/revoke", "open_routes"),
    ("/calendar/public.ics", "open_routes"),
    ("/calendar/{file}", "open_routes"),
    ("/calendar/committees/{file}", "feed_routes"),
    ("/calendar/networks/{file}", "feed_routes"),
    ("/certificates/verify", "open_routes"),
    ("/certificates/verify/{code}", "open_routes"),
    ("/certificates/{id}/document.pdf", "certificate_routes"),
    ("/meeting-answer", "open_routes"),
    ("/meetings/{id}/invitation.pdf", "meeting_papers"),
    ("/meetings/{id}/minutes.pdf", "meeting_papers"),
    ("/files/{id}", "file_routes"),
    ("/files/uploads/{ticket}", "file_routes"),
    ("/exports/{id}/{name}", "export_routes"),
    ("/imports/uploads/{ticket}", "import_routes"),
    ("/imports/{id}/{file}", "import_routes"),
    ("/evaluations/{id}/{file}", "table_routes"),
    ("/reach/{file}", "table_routes"),
    ("/committees/comparison/{file}", "table_routes"),
    ("/networks/analyses/{id}/{file}", "table_routes"),
    ("/oparl/v1.1", "oparl_routes"),
    ("/oparl/v1.1/", "oparl_routes"),
    ("/oparl/v1.1/system", "oparl_routes"),
    ("/oparl/v1.1/bodies", "oparl_routes"),
    ("/oparl/v1.1/{kind}/{key}", "oparl_routes"),
    ("/oparl/v1.1/{kind}/{key}/{part}", "oparl_routes"),
    ("/oparl/v1.1/file/{key}/access", "oparl_routes"),
    ("/oparl/v1.1/file/{key}/download", "oparl_routes"),
    ("/oparl/{*path}", "oparl_routes"),
    ("/feeds/changes.atom", "feed_routes"),
    ("/feeds/events.jsonld", "feed_routes"),
    ("/feeds/organisations.jsonld", "feed_routes"),
    ("/feeds/networks.jsonld", "feed_routes"),
    ("/feeds/organisations.vcf", "feed_routes"),
    ("/feeds/{kind}/{file}", "feed_routes"),
];

/// Where addresses are given to what answers them.
const SOURCES: [&str; 3] = [
    include_str!("../../../../crates/api/src/http/router.rs"),
    include_str!("../../../../crates/api/src/http/oparl/mod.rs"),
    include_str!("../../../../crates/api/src/http/feeds/mod.rs"),
];

#[test]
fn every_address_is_in_the_matrix() {
    let served: BTreeSet<&str> = SOURCES
        .iter()
        .flat_map(|source| source.split(".route(\"").skip(1))
        .map(|rest| rest.split_once('"').unwrap().0)
        .collect();
    assert!(served.len() > 40, "the routers were read");
    let known: BTreeSet<&str> = ROUTES.iter().map(|(path, _)| *path).collect();
    assert_eq!(served.difference(&known).collect::<Vec<_>>(), [&""; 0], "not in the matrix");
    assert_eq!(known.difference(&served).collect::<Vec<_>>(), [&""; 0], "not served any more");
}

async fn status(site: &Site, seat: &Seat, path: &str) -> u16 {
    let request = site.get(path);
    let request = match &seat.token {
        Some(token) => request.bearer_auth(token),
        None => request,
    };
    Site::send(request).await.status().as_u16()
}

on_both_engines! {
    async fn open_routes(world: World) {
        let seats = seats(&world).await;
        let site = generous(world).await;
        let mut table = String::new();
        for path in OPEN {
            let expected = status(&site, &seats[0], path).await;
            assert!(expected < 500, "{path} ends with {expected}");
            writeln!(table, "GET {path}").unwrap();
            for seat in &seats {
                let answered = status(&site, seat, path).await;
                assert_eq!(answered, expected, "{path} by {}", seat.name());
                writeln!(table, "  {:<34}{answered}", seat.name()).unwrap();
            }
        }
        keep("open_routes", &table);
    }
}
