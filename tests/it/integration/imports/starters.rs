//! In whose name an import runs: their rights are read with every step.

use super::{START, csv, figures, known, people, read, skipping, start, upload};
use acceptance::{Scene, Site, Who, global, on_both_engines};
use application::integration::imports::{ImportWork, carry_out_due};
use domain::access::Role;
use serde_json::{Value, json};
use std::sync::Arc;

const TOKEN: &str = include_str!("../../../../schema/operations/CreatePersonalToken.graphql");
const REVOKE: &str =
    "mutation($input: RevokePersonalTokenInput!) { revokePersonalToken(input: $input) { errors { code } } }";
const DISABLE: &str = "mutation($input: AccountVersionInput!) { disableAccount(input: $input) { account { id version } errors { code } } }";

on_both_engines! {
    async fn it_outlives_the_session_in_which_it_was_started(scene: Scene) {
        let id = start(&scene, skipping(&csv(&scene, &people(3, &[])).await)).await;
        super::super::wait(&scene, 400 * 86_400);
        carry_out_due(scene.world().platform()).await.unwrap();
        assert_eq!(figures(&read(&scene, &id).await), ("DONE", [3, 0, 0]));
    }

    async fn an_account_that_is_disabled_ends_it(scene: Scene) {
        let office = scene.cast().remscheid.office;
        let file = upload(&scene, Who::STAFF, office, "Liste.csv", people(8, &[]).as_bytes()).await;
        let id = scene.change(Who::STAFF, START, skipping(&file)).await["id"].clone();
        let mut work = ImportWork::begin(scene.world().platform(), &Arc::default()).await.unwrap().unwrap();
        assert!(work.step().await.unwrap() && work.step().await.unwrap());
        let staff = scene.cast().member(Role::OfficeStaff, "remscheid").account;
        scene.change(Who::LEAD, DISABLE, json!({"accountId": global(staff), "expectedVersion": 1})).await;
        assert!(!work.step().await.unwrap());
        let import = read(&scene, &id).await;
        assert_eq!(figures(&import), ("FAILED", [5, 0, 0]));
        assert_eq!(import["failure"]["code"], "NOT_PERMITTED");
        assert_eq!(known(&scene, "Muster").await.len(), 5);
    }

    async fn a_token_reaches_as_far_as_its_scopes_and_as_long_as_it_is_valid(scene: Scene) {
        let scopes = ["import:run", "import:read", "person:create", "person:read"];
        let made = scene.get(Who::LEAD, TOKEN, json!({"input": {"name": "Abgleich", "scopes": scopes}})).await;
        let (token, id) = (made["token"].as_str().unwrap(), &made["personalToken"]["id"]);
        let ask = async |document: &str, input: &Value| {
            let answer = scene.site().ask_as(token, document, json!({"input": input})).await;
            answer["data"].as_object().unwrap().values().next().unwrap().clone()
        };
        let send = async |text: &str| {
            let input = json!({"organisationId": global(scene.cast().remscheid.office), "name": "L.csv", "size": text.len()});
            let upload = ask(super::super::UPLOAD, &input).await["upload"].clone();
            let put = || scene.site().request(reqwest::Method::PUT, upload["url"].as_str().unwrap()).body(text.to_owned());
            assert_eq!(Site::send(put()).await.status(), 403, "there is no session: the token is sent once more");
            assert_eq!(Site::send(put().bearer_auth(token)).await.status(), 201);
            upload["fileId"].clone()
        };
        let started = ask(START, &skipping(&send(&people(2, &[])).await)).await;
        carry_out_due(scene.world().platform()).await.unwrap();
        assert_eq!(figures(&read(&scene, &started["import"]["id"]).await), ("DONE", [2, 0, 0]));
        // Organisations are beyond its scopes: that is a matter of the rows.
        let mapping = super::super::columns(&[("Name", "NAME"), ("Art", "ORGANISATION_KIND")]);
        let file = send("Name;Art\nAmt Probe;DEPARTMENT\n").await;
        let input = json!({"fileId": file, "kind": "ORGANISATIONS", "policy": "SKIP_BAD_ROWS", "mapping": mapping});
        let started = ask(START, &input).await;
        carry_out_due(scene.world().platform()).await.unwrap();
        assert_eq!(figures(&read(&scene, &started["import"]["id"]).await), ("DONE", [0, 0, 1]));
        let file = send(&people(4, &[])).await;
        let started = ask(START, &skipping(&file)).await;
        scene.get(Who::LEAD, REVOKE, json!({"input": {"personalTokenId": id}})).await;
        carry_out_due(scene.world().platform()).await.unwrap();
        assert_eq!(figures(&read(&scene, &started["import"]["id"]).await), ("FAILED", [0, 0, 0]));
    }
}
