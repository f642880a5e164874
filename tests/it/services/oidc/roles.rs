//! Roles for which a provider vouches, and levels that count as the second factor.

use super::super::PEOPLE;
use super::{Provider, link, rules, settings, trusting};
use acceptance::{Cast, Scene, Who, World, global, on_both_engines};
use application::security::{IssuerRules, RoleRule};
use domain::access::Role;
use domain::accounts::Assurance;
use domain::shared::OrganisationId;
use serde_json::{Value, json};

const VOUCHED: &str = "{ viewer { roles { role } vouchedRoles { role counts organisation { id } } } }";
const PARTNER: Who = Who::Member(Role::Partner, "stiftung");

fn rule(claim: &str, value: &str, role: Role, organisation: OrganisationId) -> RoleRule {
    RoleRule { claim: claim.to_owned(), value: value.to_owned(), role, organisation }
}

/// What the tests of this file configure.
fn vouching(provider: &Provider, cast: &Cast) -> IssuerRules {
    let levels = ["1", "2"].map(ToOwned::to_owned).to_vec();
    IssuerRules {
        assurance: Assurance::new(levels, None, Some("2")).unwrap(),
        roles: vec![
            rule("groups", "/buero/team", Role::OfficeStaff, cast.remscheid.office),
            rule("realm_access.roles", "leitung", Role::OfficeLead, cast.remscheid.office),
            rule("groups", "/admin", Role::TransferagenturAdmin, cast.transferagentur),
        ],
        ..rules(provider)
    }
}

async fn scene(world: World) -> (Scene, Provider) {
    let provider = Provider::start(&world).await;
    let scene = trusting(world, |cast| settings(vec![vouching(&provider, cast)])).await;
    link(&scene, PARTNER, &provider.token(json!({"subject": "s-1"})).await).await;
    (scene, provider)
}

async fn ask(scene: &Scene, token: &str, document: &str, variables: Value) -> Value {
    let mut answer = scene.site().ask_as(token, document, variables).await;
    assert!(answer["errors"].is_null(), "{answer}");
    answer["data"].as_object_mut().unwrap().values_mut().next().unwrap().take()
}

on_both_engines! {
    async fn a_value_in_a_claim_gives_a_role_as_long_as_the_token_is_shown(world: World) {
        let (scene, provider) = scene(world).await;
        let token = async |claims: Value| provider.token(json!({"subject": "s-1", "claims": claims})).await;
        let office = global(scene.cast().remscheid.office);
        let team = token(json!({"groups": ["/buero/team", "/other"]})).await;
        let viewer = ask(&scene, &team, VOUCHED, Value::Null).await;
        assert_eq!(viewer["roles"], json!([{"role": "PARTNER"}]), "what is recorded stays beside it");
        assert_eq!(viewer["vouchedRoles"], json!([{"role": "OFFICE_STAFF", "counts": true, "organisation": {"id": office}}]));
        let seen = ask(&scene, &team, PEOPLE, Value::Null).await;
        assert_eq!(seen["totalCount"], scene.get(Who::STAFF, PEOPLE, Value::Null).await["totalCount"]);
        for claims in [json!({}), json!({"groups": ["/buero"]}), json!({"groups": "/buero/teams"}), json!({"roles": ["leitung"]})] {
            let bare = token(claims.clone()).await;
            assert_eq!(ask(&scene, &bare, VOUCHED, Value::Null).await["vouchedRoles"], json!([]), "{claims}");
            let seen = ask(&scene, &bare, PEOPLE, Value::Null).await;
            assert_eq!(seen["totalCount"], scene.get(PARTNER, PEOPLE, Value::Null).await["totalCount"], "{claims}");
        }
        let session = scene.get(PARTNER, VOUCHED, Value::Null).await;
        assert_eq!(session["vouchedRoles"], json!([]), "a session of the platform knows nothing of it");
    }

    async fn it_is_explained_and_reaches_no_farther_than_configured(world: World) {
        let (scene, provider) = scene(world).await;
        let claims = json!({"realm_access": {"roles": ["leitung"]}});
        let lead = provider.token(json!({"subject": "s-1", "claims": claims})).await;
        let explain = "query($action: Action!, $id: ID!) { explainAccess(action: $action, id: $id) \
                       { allowed reason roles { roleAssignmentId role reach } } }";
        let about = |action: &str, id: String| json!({"action": action, "id": id});
        let (own, foreign) = (global(scene.cast().remscheid.office), global(scene.cast().hamm.office));
        let explained = ask(&scene, &lead, explain, about("organisation:update", own.clone())).await;
        let by = json!([{"roleAssignmentId": null, "role": "OFFICE_LEAD", "reach": "TERRITORY"}]);
        assert_eq!(explained, json!({"allowed": true, "reason": "ROLE", "roles": by}));
        let explained = ask(&scene, &lead, explain, about("organisation:update", foreign)).await;
        assert_eq!(explained["allowed"], false);
        // What would outlive the token is not given by it.
        for action in ["account:invite", "role:grant", "service:manage", "webhook:manage", "account:disable"] {
            let explained = ask(&scene, &lead, explain, about(action, own.clone())).await;
            assert_eq!(explained["allowed"], false, "{action}");
        }
        let grant = "mutation($input: GrantRoleInput!) { grantRole(input: $input) { errors { code } } }";
        let account = global(scene.cast().member(Role::Partner, "stiftung").account);
        let input = json!({"input": {"accountId": account, "role": "OFFICE_LEAD", "organisationId": own}});
        let answer = scene.site().ask_as(&lead, grant, input).await;
        assert_eq!(answer["errors"][0]["extensions"]["code"], "FORBIDDEN", "{answer}");
    }

    async fn a_role_for_an_organisation_that_is_closed_gives_nothing(world: World) {
        let (scene, provider) = scene(world).await;
        let claims = json!({"groups": ["/buero/team"]});
        let team = provider.token(json!({"subject": "s-1", "claims": claims})).await;
        let office = json!(global(scene.cast().remscheid.office));
        let version = "query($id: ID!) { organisation(id: $id) { version } }";
        let version = scene.get(Who::ADMIN, version, json!({"id": office})).await["version"].clone();
        let close = include_str!("../../../../schema/operations/CloseOrganisation.graphql");
        scene.change(Who::ADMIN, close, json!({"id": office, "expectedVersion": version, "on": "2020-03-02"})).await;
        assert_eq!(ask(&scene, &team, VOUCHED, Value::Null).await["vouchedRoles"], json!([]));
    }

    async fn a_level_that_is_high_enough_is_the_second_factor(world: World) {
        let (scene, provider) = scene(world).await;
        let token = async |subject: &str, acr: &str, claims: Value| {
            provider.token(json!({"subject": subject, "acr": acr, "claims": claims})).await
        };
        link(&scene, Who::ADMIN, &token("s-2", "1", json!({})).await).await;
        let explain = "query($id: ID!) { explainAccess(action: \"organisation:merge\", id: $id) { reason } }";
        let office = json!({"id": global(scene.cast().remscheid.office)});
        for (acr, reason) in [("1", "SECOND_FACTOR_MISSING"), ("2", "ROLE")] {
            // Once a role that is recorded, once one for which the provider vouches.
            for (subject, claims) in [("s-2", json!({})), ("s-1", json!({"groups": "/admin"}))] {
                let shown = token(subject, acr, claims).await;
                assert_eq!(ask(&scene, &shown, explain, office.clone()).await["reason"], reason, "{subject} {acr}");
            }
        }
        let low = token("s-1", "1", json!({"groups": "/admin"})).await;
        assert_eq!(ask(&scene, &low, VOUCHED, Value::Null).await["vouchedRoles"][0]["counts"], false);
    }
}
