//! Invitations: sent by mail, accepted once, ended by time, by a newer one or by a word.

use super::{TOKENS, ask, change, code, mailed_token, newcomer, node_id, opens, sign_in_with, text};
use acceptance::{Cast, Site, on_both_engines};
use domain::access::Role;
use domain::shared::OrganisationId;
use serde_json::{Value, json};

const EMAIL: &str = "neu@remscheid.example";
const CHOSEN: &str = "Kaffee ohne Henkel, 7 Krähen";
const PAYLOAD: &str = "account { id state invitation { state } } errors { code path }";

struct Invited {
    lead: String,
    account: Value,
}

/// A lead of Remscheid invites somebody new.
async fn invite(site: &Site) -> Invited {
    let cast = Cast::enter(site.world()).await;
    let lead = cast.token(site.world(), Role::OfficeLead, "remscheid").await;
    let person = newcomer(site, cast.remscheid.office).await;
    let input = json!({"personId": person, "email": EMAIL, "language": "EN"});
    let payload = change(site, Some(&lead), "inviteAccount", input, PAYLOAD).await;
    assert_eq!(payload["errors"], json!([]));
    assert_eq!(payload["account"]["state"], "INVITED");
    assert_eq!(payload["account"]["invitation"]["state"], "OPEN");
    Invited { lead, account: payload["account"]["id"].clone() }
}

async fn accept(site: &Site, token: &str, password: &str) -> Value {
    change(site, None, "acceptInvitation", json!({"token": token, "password": password}), TOKENS).await
}

on_both_engines! {
    async fn an_invitation_is_mailed_and_accepted_once(site: Site) {
        let invited = invite(&site).await;
        let token = mailed_token(&site, EMAIL).await;
        assert_eq!(code(&sign_in_with(&site, EMAIL, CHOSEN).await), "INVALID_CREDENTIALS", "not before");
        for (password, refusal) in [("short", "TOO_SHORT"), ("passwort1234", "WEAK_PASSWORD"), (&*"x".repeat(129), "TOO_LONG")] {
            let refused = accept(&site, &token, password).await;
            assert_eq!(refused["errors"], json!([{"code": refusal, "path": ["password"]}]));
        }
        let accepted = accept(&site, &token, CHOSEN).await;
        assert!(opens(&site, text(&accepted["accessToken"])).await, "{accepted}");
        assert_eq!(sign_in_with(&site, EMAIL, CHOSEN).await["errors"], json!([]));
        let again = accept(&site, &token, "another Password, 8 Krähen").await;
        assert_eq!(again["errors"], json!([{"code": "INVALID_TOKEN", "path": ["token"]}]));
        let query = "query($id: ID!) { account(id: $id) { state invitation { state } } }";
        let answer = site.ask_as(&invited.lead, query, json!({"id": invited.account})).await;
        assert_eq!(answer["data"]["account"], json!({"state": "ACTIVE", "invitation": {"state": "ACCEPTED"}}));
    }

    async fn two_who_accept_at_the_same_time_are_not_both_let_in(site: Site) {
        invite(&site).await;
        let token = mailed_token(&site, EMAIL).await;
        let accepted = futures::future::join_all((0..4).map(|_| accept(&site, &token, CHOSEN))).await;
        assert_eq!(accepted.iter().filter(|answer| answer["accessToken"].is_string()).count(), 1, "{accepted:?}");
    }

    async fn an_invitation_ends_after_two_weeks(site: Site) {
        invite(&site).await;
        let token = mailed_token(&site, EMAIL).await;
        site.world().clock().advance(14 * 86_400);
        assert_eq!(code(&accept(&site, &token, CHOSEN).await), "INVALID_TOKEN");
    }

    async fn a_newer_invitation_replaces_the_old_one_and_can_be_revoked(site: Site) {
        let invited = invite(&site).await;
        let old = mailed_token(&site, EMAIL).await;
        let input = json!({"accountId": invited.account});
        let payload = change(&site, Some(&invited.lead), "resendInvitation", input.clone(), PAYLOAD).await;
        assert_eq!(payload["errors"], json!([]));
        let new = mailed_token(&site, EMAIL).await;
        assert_ne!(old, new);
        assert_eq!(code(&accept(&site, &old, CHOSEN).await), "INVALID_TOKEN");
        let payload = change(&site, Some(&invited.lead), "revokeInvitation", input, PAYLOAD).await;
        assert_eq!(payload["account"]["invitation"]["state"], "REVOKED");
        assert_eq!(code(&accept(&site, &new, CHOSEN).await), "INVALID_TOKEN");
    }

    async fn a_changed_token_opens_nothing(site: Site) {
        invite(&site).await;
        let token = mailed_token(&site, EMAIL).await;
        let mut letters: Vec<char> = token.chars().collect();
        letters[3] = if letters[3] == 'A' { 'B' } else { 'A' };
        for token in [letters.into_iter().collect(), String::new(), "x".repeat(5_000), format!("{token}A")] {
            assert_eq!(code(&accept(&site, &token, CHOSEN).await), "INVALID_TOKEN");
        }
    }

    async fn nobody_gets_two_accounts_and_no_address_serves_two(site: Site) {
        let invited = invite(&site).await;
        let query = "query($id: ID!) { account(id: $id) { person { id organisation { id } } } }";
        let answer = site.ask_as(&invited.lead, query, json!({"id": invited.account})).await;
        let person = &answer["data"]["account"]["person"]["id"];
        let input = json!({"personId": person, "email": "other@remscheid.example"});
        let refused = change(&site, Some(&invited.lead), "inviteAccount", input, PAYLOAD).await;
        assert_eq!(refused["errors"], json!([{"code": "DUPLICATE", "path": ["personId"]}]));
        let office = site.ask("{ organisations(filter: {text: \"Bildungsbüro Remscheid\"}) { nodes { id } } }").await;
        let office = text(&office["data"]["organisations"]["nodes"][0]["id"]).to_owned();
        let other = newcomer(&site, organisation(&office)).await;
        let input = json!({"personId": other, "email": EMAIL.to_uppercase()});
        let refused = change(&site, Some(&invited.lead), "inviteAccount", input, PAYLOAD).await;
        assert_eq!(refused["errors"], json!([{"code": "DUPLICATE", "path": ["email"]}]));
    }

    async fn a_foreign_person_is_unknown_and_staff_may_not_invite(site: Site) {
        let cast = Cast::enter(site.world()).await;
        let lead = cast.token(site.world(), Role::OfficeLead, "remscheid").await;
        let foreign = newcomer(&site, cast.hamm.office).await;
        let unknown = node_id(uuid::Uuid::from_u128(7), "Person");
        let mut refusals = Vec::new();
        for person in [&foreign, &unknown] {
            let input = json!({"personId": person, "email": EMAIL});
            refusals.push(change(&site, Some(&lead), "inviteAccount", input, PAYLOAD).await);
        }
        assert_eq!(refusals[0]["errors"], json!([{"code": "NOT_FOUND", "path": ["personId"]}]));
        assert_eq!(refusals[0], refusals[1]);
        let staff = cast.token(site.world(), Role::OfficeStaff, "remscheid").await;
        let own = newcomer(&site, cast.remscheid.office).await;
        let answer = ask(&site, Some(&staff), "inviteAccount", json!({"personId": own, "email": EMAIL}), PAYLOAD).await;
        assert_eq!(answer["errors"][0]["extensions"]["code"], "FORBIDDEN");
        assert!(site.world().mails().await.is_empty());
    }
}

fn organisation(id: &str) -> OrganisationId {
    use base64::Engine;
    let bytes = base64::engine::general_purpose::URL_SAFE_NO_PAD.decode(id).unwrap();
    uuid::Uuid::from_slice(&bytes[..16]).unwrap().into()
}
