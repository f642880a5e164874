//! Disabling, enabling, unlocking, and who may see accounts at all.

use super::{ask, change, code, node_id, opens, sign_in, sign_in_with, text};
use acceptance::{Cast, Member, Site, on_both_engines};
use application::Error;
use application::accounts::{GrantRole, disable_account, grant_role};
use application::organisations::{CreateOrganisation, create_organisation};
use application::people::{DeactivatePerson, ReactivatePerson, deactivate_person, reactivate_person};
use domain::access::{Actor, Role};
use domain::organisations::OrganisationKind;
use domain::shared::RefusalCode;
use serde_json::{Value, json};

const PAYLOAD: &str = "account { state version } errors { code path }";

fn id(member: &Member) -> String {
    node_id(member.account.uuid(), "Account")
}

on_both_engines! {
    async fn a_disabled_account_is_out_at_once_and_comes_back_when_enabled(site: Site) {
        let cast = Cast::enter(site.world()).await;
        let lead = cast.token(site.world(), Role::OfficeLead, "remscheid").await;
        let staff = cast.member(Role::OfficeStaff, "remscheid");
        let signed_in = sign_in(&site, &staff.email).await;
        let versioned = |version: i64| json!({"accountId": id(staff), "expectedVersion": version});
        let disabled = change(&site, Some(&lead), "disableAccount", versioned(1), PAYLOAD).await;
        assert_eq!(disabled, json!({"account": {"state": "DISABLED", "version": 2}, "errors": []}));
        assert!(!opens(&site, text(&signed_in["accessToken"])).await);
        let refresh = json!({"refreshToken": signed_in["refreshToken"]});
        assert_eq!(code(&change(&site, None, "refreshSession", refresh, "errors { code }").await), "INVALID_TOKEN");
        assert_eq!(code(&sign_in(&site, &staff.email).await), "INVALID_CREDENTIALS", "the same as for a wrong password");
        let stale = change(&site, Some(&lead), "enableAccount", versioned(1), PAYLOAD).await;
        assert_eq!(stale["errors"], json!([{"code": "VERSION_CONFLICT", "path": ["expectedVersion"]}]));
        assert_eq!(stale["account"], json!({"state": "DISABLED", "version": 2}), "with the present state");
        let enabled = change(&site, Some(&lead), "enableAccount", versioned(2), PAYLOAD).await;
        assert_eq!(enabled["account"]["state"], "ACTIVE");
        assert!(!opens(&site, text(&signed_in["accessToken"])).await, "what ended stays ended");
        assert_eq!(sign_in(&site, &staff.email).await["errors"], json!([]));
    }

    async fn a_lead_cannot_disable_themselves_or_strangers(site: Site) {
        let cast = Cast::enter(site.world()).await;
        let lead = cast.token(site.world(), Role::OfficeLead, "remscheid").await;
        let own = json!({"accountId": id(cast.member(Role::OfficeLead, "remscheid")), "expectedVersion": 1});
        assert_eq!(code(&change(&site, Some(&lead), "disableAccount", own, PAYLOAD).await), "IN_USE");
        let foreign = json!({"accountId": id(cast.member(Role::OfficeStaff, "hamm")), "expectedVersion": 1});
        let refused = change(&site, Some(&lead), "disableAccount", foreign, PAYLOAD).await;
        assert_eq!(refused["errors"], json!([{"code": "NOT_FOUND", "path": ["accountId"]}]));
        let staff = cast.token(site.world(), Role::OfficeStaff, "remscheid").await;
        let other = json!({"accountId": id(cast.member(Role::Statistician, "remscheid")), "expectedVersion": 1});
        let answer = ask(&site, Some(&staff), "disableAccount", other, PAYLOAD).await;
        assert_eq!(answer["errors"][0]["extensions"]["code"], "FORBIDDEN");
    }

    async fn a_lead_where_the_transferagentur_sits_has_no_power_over_its_administrators(site: Site) {
        let cast = Cast::enter(site.world()).await;
        let world = site.world();
        let office = CreateOrganisation {
            name: "Bildungsbüro Münster".to_owned(),
            short_name: None,
            kind: OrganisationKind::RegionalEducationOffice,
            legal_form: None,
            local_label: None,
            functions: Vec::new(),
            parent: None,
            district_key: Some("05515".to_owned()),
            territory_keys: vec!["05515".to_owned()],
            address: None,
            sponsor: None,
            contact_points: Vec::new(),
            valid_from: None,
        };
        let system = world.call(Actor::System);
        let office = create_organisation(&system, office).await.unwrap();
        let lead = cast.member(Role::OfficeLead, "hamm");
        let role = GrantRole { account: lead.account, role: Role::OfficeLead, organisation: office.id, from: None, until: None };
        grant_role(&system, role).await.unwrap();
        let actor = cast.actor(world, Role::OfficeLead, "hamm").await;
        let admin = cast.member(Role::TransferagenturAdmin, "transferagentur").account;
        match disable_account(&world.call(actor), admin, 1).await {
            Err(Error::Refused(refusals)) => assert_eq!(refusals[0].code, RefusalCode::GrantExceedsOwn),
            other => panic!("{other:?}"),
        }
    }

    async fn nobody_signs_in_for_a_person_who_takes_no_part_any_more(site: Site) {
        let cast = Cast::enter(site.world()).await;
        let staff = cast.member(Role::OfficeStaff, "remscheid");
        let signed_in = sign_in(&site, &staff.email).await;
        let system = site.world().call(Actor::System);
        let gone = DeactivatePerson { id: staff.person, expected_version: 1, on: None };
        deactivate_person(&system, gone).await.unwrap();
        assert!(!opens(&site, text(&signed_in["accessToken"])).await);
        let refresh = json!({"refreshToken": signed_in["refreshToken"]});
        assert_eq!(code(&change(&site, None, "refreshSession", refresh, "errors { code }").await), "INVALID_TOKEN");
        assert_eq!(code(&sign_in(&site, &staff.email).await), "INVALID_CREDENTIALS");
        let back = ReactivatePerson { id: staff.person, expected_version: 2 };
        reactivate_person(&system, back).await.unwrap();
        assert!(opens(&site, text(&signed_in["accessToken"])).await);
    }

    async fn records_of_accounts_are_nodes_for_those_who_may_see_them(site: Site) {
        let cast = Cast::enter(site.world()).await;
        let query = "{ mySessions { id } me { id roles { id } } }";
        let own = cast.token(site.world(), Role::OfficeStaff, "remscheid").await;
        let answer = site.ask_as(&own, query, Value::Null).await;
        let ids = [
            (&answer["data"]["me"]["id"], "Account"),
            (&answer["data"]["me"]["roles"][0]["id"], "RoleAssignment"),
            (&answer["data"]["mySessions"][0]["id"], "Session"),
        ];
        let foreign = cast.token(site.world(), Role::OfficeLead, "hamm").await;
        let query = "query($id: ID!) { node(id: $id) { __typename id } }";
        for (id, kind) in ids {
            let shown = site.ask_as(&own, query, json!({"id": id})).await;
            assert_eq!(shown["data"]["node"], json!({"__typename": kind, "id": id}), "{shown}");
            let hidden = site.ask_as(&foreign, query, json!({"id": id})).await;
            assert_eq!(hidden["data"]["node"], Value::Null, "{kind}");
        }
    }

    async fn a_locked_account_is_shown_and_unlocked(site: Site) {
        let cast = Cast::enter(site.world()).await;
        let lead = cast.token(site.world(), Role::OfficeLead, "remscheid").await;
        let staff = cast.member(Role::OfficeStaff, "remscheid");
        for _ in 0..5 {
            sign_in_with(&site, &staff.email, "a wrong password").await;
        }
        assert_eq!(code(&sign_in(&site, &staff.email).await), "LOCKED");
        let query = "query($id: ID!) { account(id: $id) { lockedUntil } }";
        let shown = site.ask_as(&lead, query, json!({"id": id(staff)})).await;
        assert_eq!(shown["data"]["account"]["lockedUntil"], "2020-03-03T08:00:30.000000Z");
        let unlocked = change(&site, Some(&lead), "unlockAccount", json!({"accountId": id(staff)}), PAYLOAD).await;
        assert_eq!(unlocked["errors"], json!([]));
        assert_eq!(sign_in(&site, &staff.email).await["errors"], json!([]));
    }

    async fn accounts_are_listed_as_far_as_one_may_see(site: Site) {
        let cast = Cast::enter(site.world()).await;
        let count = async |token: &str| {
            let query = "{ accounts(first: 100) { totalCount nodes { email person { displayName } roles { role } } } }";
            let answer = site.ask_as(token, query, Value::Null).await;
            let list = &answer["data"]["accounts"];
            let nodes = list["nodes"].as_array().unwrap_or_else(|| panic!("{answer}"));
            assert_eq!(list["totalCount"], json!(nodes.len()));
            nodes.iter().map(|node| text(&node["email"]).to_owned()).collect::<Vec<_>>()
        };
        let world = site.world();
        let lead = count(&cast.token(world, Role::OfficeLead, "remscheid").await).await;
        assert_eq!(lead.len(), 6, "five of the city, one of the foundation: {lead:?}");
        assert!(lead.iter().all(|email| !email.contains("@hamm.")));
        let staff = count(&cast.token(world, Role::OfficeStaff, "remscheid").await).await;
        assert_eq!(staff, ["office-staff@remscheid.example"]);
        let admin = count(&cast.token(world, Role::TransferagenturAdmin, "transferagentur").await).await;
        assert_eq!(admin.len(), cast.members.len());
        let mut sorted = admin.clone();
        sorted.sort();
        assert_eq!(admin, sorted);
        let filtered = "{ accounts(filter: {text: \"statistician\", state: ACTIVE}) { totalCount } }";
        let token = cast.token(world, Role::TransferagenturAdmin, "transferagentur").await;
        assert_eq!(site.ask_as(&token, filtered, Value::Null).await["data"]["accounts"]["totalCount"], json!(2));
        let query = "query($text: String!) { accounts(filter: {text: $text}) { totalCount } }";
        for (text, count) in [("@stiftung.", 1), ("%", 0), ("_", 0), ("BEISPIEL partner", 1), ("\\", 0), ("kim\"; --", 15)] {
            let answer = site.ask_as(&token, query, json!({"text": text})).await;
            assert_eq!(answer["data"]["accounts"]["totalCount"], json!(count), "{text} {answer}");
        }
    }

    async fn a_list_of_accounts_costs_the_same_number_of_statements_however_long_it_is(site: Site) {
        let cast = Cast::enter(site.world()).await;
        let world = site.world();
        let actor = cast.actor(world, Role::TransferagenturAdmin, "transferagentur").await;
        let mut statements = Vec::new();
        for first in [2, 15] {
            let query = format!("{{ accounts(first: {first}) {{ nodes {{ email person {{ displayName }} roles {{ role organisation {{ name }} }} invitation {{ state }} lockedUntil }} }} }}");
            let schema = api::graphql::schema();
            let request = async_graphql::Request::new(query).data(std::sync::Arc::new(world.call(actor.clone())));
            let (response, count) = persistence::counted(schema.execute(request)).await;
            assert!(response.errors.is_empty(), "{:?}", response.errors);
            statements.push(count);
        }
        assert_eq!(statements[0], statements[1]);
        assert!(statements[0] <= 12, "{statements:?}");
    }
}
