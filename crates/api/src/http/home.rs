//! `/`: where everything is.

use super::api::Api;
use axum::Json;
use axum::extract::State;
use axum::http::{HeaderMap, header};
use axum::response::{Html, IntoResponse, Response};
use serde_json::{Map, Value};
use std::sync::Arc;

/// Path, what a program calls it, what a person reads.
const PLACES: &[(&str, &str, &str)] = &[
    ("/graphql", "graphql", "die Schnittstelle: GraphQL über HTTP"),
    ("/graphql/ws", "subscriptions", "Abonnements über WebSocket (graphql-transport-ws)"),
    ("/graphql/stream", "stream", "Abonnements als Server-Sent Events"),
    ("/graphiql", "explorer", "GraphiQL: Abfragen schreiben und ausprobieren"),
    ("/schema.graphql", "schema", "das Schema"),
    ("/oauth/token", "token", "Zugangstoken für Dienste (OAuth 2, client_credentials)"),
    ("/.well-known/oauth-authorization-server", "authorization", "was Dienste zum Anmelden wissen müssen"),
    ("/calendar/public.ics", "calendar", "die öffentlichen Termine als Kalender"),
    ("/certificates/verify", "verification", "Teilnahmebescheinigungen prüfen"),
    ("/oparl/v1.1/system", "oparl", "öffentliche Gremien, Sitzungen und Drucksachen (OParl 1.1)"),
    ("/feeds/events.jsonld", "events", "öffentliche Veranstaltungen (schema.org als JSON-LD)"),
    ("/feeds/organisations.jsonld", "organisations", "Organisationen (schema.org als JSON-LD)"),
    ("/feeds/organisations.vcf", "cards", "öffentliche Kontakte der Organisationen (vCard)"),
    ("/feeds/networks.jsonld", "networks", "öffentliche Netzwerke (schema.org als JSON-LD)"),
    ("/feeds/changes.atom", "news", "Neues zu Veranstaltungen, Netzwerken, Sitzungen und Vorlagen (Atom)"),
    ("/meeting-answer", "meetingAnswer", "Einladungen zu Sitzungen beantworten, mit dem Link der Einladung"),
    ("/.well-known/jwks.json", "keys", "die öffentlichen Schlüssel der Zugangstoken"),
    ("/healthz", "health", "läuft der Dienst?"),
    ("/readyz", "readiness", "kann er arbeiten?"),
    ("/metrics", "metrics", "Messwerte für den Betrieb"),
];

pub(super) async fn answer(State(api): State<Arc<Api>>, headers: HeaderMap) -> Response {
    let shown = |path: &str| api.settings.explorer || path != "/graphiql";
    let places = PLACES.iter().filter(|(path, ..)| shown(path));
    let accepted = headers.get(header::ACCEPT).and_then(|value| value.to_str().ok()).unwrap_or_default();
    if accepted.contains("text/html") {
        let lines = places.map(|(path, _, meaning)| format!("<li><a href=\"{path}\">{path}</a>: {meaning}</li>"));
        let lines = lines.collect::<Vec<_>>().join("\n");
        return Html(format!(
            "<!doctype html>\n<html lang=\"de\">\n<meta charset=\"utf-8\">\n<title>BildungsNetz</title>\n\
             <h1>BildungsNetz</h1>\n<ul>\n{lines}\n</ul>\n</html>\n"
        ))
        .into_response();
    }
    let places: Map<String, Value> = places.map(|(path, name, _)| ((*name).to_owned(), (*path).into())).collect();
    Json(places).into_response()
}
