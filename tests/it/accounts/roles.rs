//! Roles: granted and ended by those who hold as much, and gone at once.

use super::{ask, change, code, node_id};
use acceptance::{Cast, Member, Site, on_both_engines};
use domain::access::Role;
use domain::shared::OrganisationId;
use serde_json::{Value, json};

const PAYLOAD: &str =
    "roleAssignment { id version state validFrom validUntil } errors { code path parameters { name value } }";

fn account(member: &Member) -> String {
    node_id(member.account.uuid(), "Account")
}

fn organisation(id: OrganisationId) -> String {
    node_id(id.uuid(), "Organisation")
}

/// The number of people that a token shows.
async fn people(site: &Site, token: &str) -> Value {
    site.ask_as(token, "{ people { totalCount } }", Value::Null).await["data"]["people"]["totalCount"].clone()
}

on_both_engines! {
    async fn a_lead_grants_a_role_that_counts_at_once_and_is_gone_at_once(site: Site) {
        let cast = Cast::enter(site.world()).await;
        let lead = cast.token(site.world(), Role::OfficeLead, "remscheid").await;
        let statistician = cast.member(Role::Statistician, "remscheid");
        let token = site.world().token(statistician, false).await;
        let before = people(&site, &token).await;
        let input = json!({
            "accountId": account(statistician), "role": "OFFICE_STAFF", "organisationId": organisation(cast.remscheid.office),
        });
        let granted = change(&site, Some(&lead), "grantRole", input, PAYLOAD).await;
        assert_eq!(granted["errors"], json!([]), "{granted}");
        assert_eq!(granted["roleAssignment"]["state"], "CURRENT");
        assert_eq!(granted["roleAssignment"]["validFrom"], "2020-03-03");
        let with = people(&site, &token).await;
        assert_ne!(with, before, "the same token, with the new role");
        let end = json!({"roleAssignmentId": granted["roleAssignment"]["id"], "expectedVersion": 1});
        let ended = change(&site, Some(&lead), "endRole", end.clone(), PAYLOAD).await;
        assert_eq!(ended["roleAssignment"]["state"], "ENDED");
        assert_eq!(people(&site, &token).await, before);
        let again = change(&site, Some(&lead), "endRole", end, PAYLOAD).await;
        assert_eq!(code(&again), "VERSION_CONFLICT");
    }

    async fn nobody_grants_more_than_they_hold(site: Site) {
        let cast = Cast::enter(site.world()).await;
        let lead = cast.token(site.world(), Role::OfficeLead, "remscheid").await;
        let staff = account(cast.member(Role::OfficeStaff, "remscheid"));
        for role in ["TRANSFERAGENTUR_ADMIN", "TRANSFERAGENTUR_STAFF", "AUDITOR", "DATA_PROTECTION_OFFICER"] {
            let input = json!({"accountId": staff, "role": role, "organisationId": organisation(cast.remscheid.office)});
            let refused = change(&site, Some(&lead), "grantRole", input, PAYLOAD).await;
            assert_eq!(code(&refused), "GRANT_EXCEEDS_OWN", "{role}");
            assert_eq!(refused["errors"][0]["parameters"], json!([{"name": "role", "value": role}]));
        }
        let hamm = json!({"accountId": staff, "role": "OFFICE_STAFF", "organisationId": organisation(cast.hamm.office)});
        let answer = ask(&site, Some(&lead), "grantRole", hamm, PAYLOAD).await;
        assert_eq!(answer["errors"][0]["extensions"]["code"], "FORBIDDEN", "a foreign organisation");
        let own = json!({"accountId": staff, "role": "OFFICE_LEAD", "organisationId": organisation(cast.remscheid.office)});
        assert_eq!(change(&site, Some(&lead), "grantRole", own, PAYLOAD).await["errors"], json!([]), "as much is allowed");
    }

    async fn a_foreign_account_is_unknown(site: Site) {
        let cast = Cast::enter(site.world()).await;
        let lead = cast.token(site.world(), Role::OfficeLead, "remscheid").await;
        let foreign = account(cast.member(Role::OfficeStaff, "hamm"));
        let unknown = node_id(uuid::Uuid::from_u128(7), "Account");
        let mut refusals = Vec::new();
        for id in [foreign, unknown, "x".to_owned()] {
            let input = json!({"accountId": id, "role": "OFFICE_STAFF", "organisationId": organisation(cast.remscheid.office)});
            refusals.push(change(&site, Some(&lead), "grantRole", input, PAYLOAD).await);
        }
        assert_eq!(code(&refusals[0]), "NOT_FOUND");
        assert!(refusals.iter().all(|refused| *refused == refusals[0]), "{refusals:?}");
    }

    async fn a_role_has_a_period_and_is_not_held_twice(site: Site) {
        let cast = Cast::enter(site.world()).await;
        let lead = cast.token(site.world(), Role::OfficeLead, "remscheid").await;
        let statistician = cast.member(Role::Statistician, "remscheid");
        let grant = |from: &str, until: &str| {
            let input = json!({
                "accountId": account(statistician), "role": "OFFICE_STAFF",
                "organisationId": organisation(cast.remscheid.office), "from": from, "until": until,
            });
            let (site, lead) = (&site, &lead);
            async move { change(site, Some(lead), "grantRole", input, PAYLOAD).await }
        };
        let coming = grant("2020-04-01", "2020-04-30").await;
        assert_eq!(coming["roleAssignment"]["state"], "COMING");
        assert_eq!(code(&grant("2020-04-30", "2020-05-31").await), "OVERLAP");
        assert_eq!(code(&grant("2020-05-31", "2020-05-01").await), "END_BEFORE_START");
        assert_eq!(code(&grant("2020-01-01", "2020-03-02").await), "OUT_OF_RANGE", "it would be over");
        assert_eq!(grant("2020-05-01", "2020-05-31").await["errors"], json!([]));
        let token = site.world().token(statistician, false).await;
        let roles = async |token: &str| {
            let answer = site.ask_as(token, "{ viewer { roles { role } } }", Value::Null).await;
            answer["data"]["viewer"]["roles"].as_array().unwrap().len()
        };
        assert_eq!(roles(&token).await, 1);
        site.world().clock().advance(29 * 86_400);
        let token = site.world().token(statistician, false).await;
        assert_eq!(roles(&token).await, 2, "from the first of April on");
        let end = json!({"roleAssignmentId": coming["roleAssignment"]["id"], "expectedVersion": 1, "lastDay": "2020-04-10"});
        let lead = cast.token(site.world(), Role::OfficeLead, "remscheid").await;
        let ended = change(&site, Some(&lead), "endRole", end, PAYLOAD).await;
        assert_eq!(ended["roleAssignment"]["validUntil"], "2020-04-10");
        site.world().clock().advance(10 * 86_400);
        let token = site.world().token(statistician, false).await;
        assert_eq!(roles(&token).await, 1, "from the eleventh on");
    }

    async fn the_same_role_cannot_be_granted_twice_at_the_same_time(site: Site) {
        let cast = Cast::enter(site.world()).await;
        let lead = cast.token(site.world(), Role::OfficeLead, "remscheid").await;
        let input = json!({
            "accountId": account(cast.member(Role::Statistician, "remscheid")), "role": "OFFICE_STAFF",
            "organisationId": organisation(cast.remscheid.office),
        });
        let grants = (0..5).map(|_| change(&site, Some(&lead), "grantRole", input.clone(), PAYLOAD));
        let answers = futures::future::join_all(grants).await;
        assert_eq!(answers.iter().filter(|answer| answer["errors"] == json!([])).count(), 1, "{answers:?}");
    }
}
