//! Trusted documents: what is not in the operator's manifest is refused before anything of it is read.

use super::toy;
use acceptance::{Cast, Site, World, on_both_engines};
use api::http::{HttpSettings, Trust, TrustedDocuments};
use domain::access::Role;
use serde_json::{Value, json};
use sha2::{Digest, Sha256};
use std::path::Path;
use tempfile::tempdir;

const KNOWN: &str = "{ thing { name } }";

fn hash(query: &str) -> String {
    hex::encode(Sha256::digest(query))
}

fn settings(folder: &Path, anonymous: Trust, accounts: Trust) -> HttpSettings {
    let manifest = folder.join("manifest.json");
    std::fs::write(&manifest, json!({hash(KNOWN): KNOWN}).to_string()).unwrap();
    let trusted_documents = TrustedDocuments { manifest: Some(manifest), anonymous, accounts, services: Trust::Off };
    HttpSettings { trusted_documents, ..HttpSettings::default() }
}

fn code(answer: &Value) -> &str {
    answer["errors"][0]["extensions"]["code"].as_str().unwrap_or_default()
}

on_both_engines! {
    async fn an_unknown_document_is_refused_before_it_is_parsed(world: World) {
        let folder = tempdir().unwrap();
        let (site, _) = toy::site(world, settings(folder.path(), Trust::Enforce, Trust::Off)).await;
        for body in [
            json!({"query": KNOWN}),
            json!({"documentId": format!("sha256:{}", hash(KNOWN))}),
            json!({"extensions": {"persistedQuery": {"version": 1, "sha256Hash": hash(KNOWN)}}}),
        ] {
            assert_eq!(Site::answer(site.post(&body)).await["data"]["thing"]["name"], "a thing", "{body}");
        }
        // It is no GraphQL at all, and nobody finds that out.
        for body in [
            json!({"query": "{ thing {"}),
            json!({"query": "{ thing { name  } }"}),
            json!({"query": "{ __schema { types { name } } }"}),
            json!({"documentId": hash("{ other }")}),
        ] {
            let response = Site::send(site.post(&body)).await;
            assert_eq!(response.status().as_u16(), 403, "{body}");
            let answer: Value = response.json().await.unwrap();
            assert_eq!(code(&answer), "UNTRUSTED_DOCUMENT", "{body}");
        }
        let got = site.get("/graphql").query(&[("documentId", hash(KNOWN))]);
        assert_eq!(Site::answer(got).await["data"]["thing"]["name"], "a thing");
        let wrong = Site::answer(site.post(&json!({"documentId": "md5:00"}))).await;
        assert_eq!(code(&wrong), "BAD_REQUEST");
    }

    async fn each_kind_of_caller_has_a_mode_of_its_own(world: World) {
        let folder = tempdir().unwrap();
        let cast = Cast::enter(&world).await;
        let token = cast.token(&world, Role::OfficeLead, "remscheid").await;
        let site = Site::with(world, settings(folder.path(), Trust::Log, Trust::Enforce)).await;
        let query = "{ territories(first: 1) { totalCount } }";
        let found = site.ask(query).await;
        assert!(found["data"]["territories"].is_object(), "the log says so: {found}");
        assert_eq!(code(&site.ask_as(&token, query, json!({})).await), "UNTRUSTED_DOCUMENT");
        let own = site.get("/calendar/public.ics").send().await.unwrap();
        assert_eq!(own.status().as_u16(), 200);
    }
}
