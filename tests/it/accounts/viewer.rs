//! What one may do, and why; and that it is true.

use super::{ask, node_id};
use acceptance::{Cast, Site, on_both_engines};
use domain::access::{Action, Role};
use serde_json::{Value, json};

const EXPLAIN: &str = "query($action: Action!, $id: ID!) {
    viewerCan(action: $action, id: $id)
    explainAccess(action: $action, id: $id) { allowed reason roles { role reach organisation { name } } }
}";

on_both_engines! {
    async fn the_viewer_sees_roles_and_rights(site: Site) {
        let cast = Cast::enter(site.world()).await;
        let token = cast.token(site.world(), Role::OfficeLead, "remscheid").await;
        let query = "{ viewer { name email roles { role organisation { name } } suspendedRoles { role } rights { action reach districtKeys } } }";
        let answer = site.ask_as(&token, query, Value::Null).await;
        let viewer = &answer["data"]["viewer"];
        assert_eq!(viewer["name"], "Kim Beispiel office lead remscheid");
        assert_eq!(viewer["roles"], json!([{"role": "OFFICE_LEAD", "organisation": {"name": "Bildungsbüro Remscheid"}}]));
        assert_eq!(viewer["suspendedRoles"], json!([]));
        let rights = viewer["rights"].as_array().unwrap();
        let right = |action: &str| rights.iter().find(|right| right["action"] == action);
        let expected = json!({"action": "person:create", "reach": "TERRITORY", "districtKeys": ["05120"]});
        assert_eq!(right("person:create"), Some(&expected));
        assert_eq!(right("account:own").unwrap()["reach"], "OWN");
        assert_eq!(right("organisation:merge"), None);
        assert_eq!(right("territory:read").unwrap()["reach"], "EVERYWHERE");
    }

    async fn viewer_can_says_what_happens_when_one_tries(site: Site) {
        let cast = Cast::enter(site.world()).await;
        let organisations = [cast.remscheid.office, cast.hamm.office, cast.partner, cast.transferagentur];
        for role in [Role::OfficeLead, Role::OfficeStaff, Role::Statistician] {
            let token = cast.token(site.world(), role, "remscheid").await;
            let staff = node_id(cast.member(Role::Partner, "stiftung").account.uuid(), "Account");
            for id in organisations {
                let id = node_id(id.uuid(), "Organisation");
                let said = site.ask_as(&token, EXPLAIN, json!({"action": "role:grant", "id": id})).await;
                let input = json!({"accountId": staff, "role": "PARTNER", "organisationId": id, "from": "2021-01-01"});
                let tried = ask(&site, Some(&token), "grantRole", input, "errors { code }").await;
                let denied = tried["errors"][0]["extensions"]["code"] == "FORBIDDEN";
                assert_eq!(said["data"]["viewerCan"], json!(!denied), "{role} {said} {tried}");
                assert_eq!(said["data"]["explainAccess"]["allowed"], said["data"]["viewerCan"]);
            }
        }
    }

    async fn an_explanation_names_the_role_that_gives_it_or_what_is_missing(site: Site) {
        let cast = Cast::enter(site.world()).await;
        let token = cast.token(site.world(), Role::OfficeLead, "remscheid").await;
        let explain = async |action: &str, id: String| {
            let mut answer = site.ask_as(&token, EXPLAIN, json!({"action": action, "id": id})).await;
            answer["data"]["explainAccess"].take()
        };
        let organisation = |id: domain::shared::OrganisationId| node_id(id.uuid(), "Organisation");
        let role = json!({"role": "OFFICE_LEAD", "reach": "TERRITORY", "organisation": {"name": "Bildungsbüro Remscheid"}});
        assert_eq!(
            explain("organisation:update", organisation(cast.partner)).await,
            json!({"allowed": true, "reason": "ROLE", "roles": [role]})
        );
        let refused = |reason: &str| json!({"allowed": false, "reason": reason, "roles": []});
        assert_eq!(explain("organisation:update", organisation(cast.hamm.office)).await, refused("OUT_OF_REACH"));
        assert_eq!(explain("organisation:merge", organisation(cast.remscheid.office)).await, refused("NO_ROLE"));
        let open = json!({"allowed": true, "reason": "PUBLIC", "roles": []});
        assert_eq!(explain("organisation:read", organisation(cast.hamm.office)).await, open);
        let own = node_id(cast.member(Role::OfficeLead, "remscheid").account.uuid(), "Account");
        assert_eq!(explain("account:own", own).await["reason"], "OWN");
        let stranger = site.answer_as_stranger("organisation:update", &organisation(cast.partner)).await;
        assert_eq!(stranger["data"]["explainAccess"], refused("NOT_SIGNED_IN"));
    }

    async fn an_invisible_record_explains_itself_like_one_that_does_not_exist(site: Site) {
        let cast = Cast::enter(site.world()).await;
        let token = cast.token(site.world(), Role::OfficeLead, "remscheid").await;
        let foreign = cast.member(Role::OfficeStaff, "hamm");
        let unknown = uuid::Uuid::from_u128(7);
        for (kind, id) in [("Account", foreign.account.uuid()), ("Person", foreign.person.uuid())] {
            for action in Action::ALL {
                let mut answers = Vec::new();
                for id in [node_id(id, kind), node_id(unknown, kind), "x".to_owned()] {
                    answers.push(site.ask_as(&token, EXPLAIN, json!({"action": action.code(), "id": id})).await["data"].take());
                }
                assert_eq!(answers[0]["explainAccess"]["reason"], "NOT_FOUND", "{action}");
                assert_eq!(answers[0]["viewerCan"], json!(false), "{action}");
                assert!(answers.iter().all(|answer| *answer == answers[0]), "{action} {answers:?}");
            }
        }
    }
}

trait Stranger {
    async fn answer_as_stranger(&self, action: &str, id: &str) -> Value;
}

impl Stranger for Site {
    async fn answer_as_stranger(&self, action: &str, id: &str) -> Value {
        Self::answer(self.post(&json!({"query": EXPLAIN, "variables": {"action": action, "id": id}}))).await
    }
}
