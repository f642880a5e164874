//! Who sits where with whom: right, as of a day, and only over committees whose seats one may read.

use super::{CLERK, MAYOR, PARTNER, found, object, person, seat};
use acceptance::{Scene, Site, Who, global, on_both_engines};
use application::meetings::{AddCommitteeMember, add_committee_member};
use base64::Engine as _;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use domain::access::{Actor, Role};
use domain::meetings::CommitteeRole;
use serde_json::{Value, json};
use uuid::Uuid;

const COMPARE: &str = "query($filter: CommitteeComparisonFilter, $on: LocalDate, $first: Int) { \
                       committeeComparison(filter: $filter, on: $on) { on committees people \
                       overlaps(first: $first) { one { name } other { name } shared jaccard sharedFields doubleStructure \
                       sharedPersonIds sharedPeople { givenName familyName } } \
                       loads(first: $first) { personId person { givenName familyName } count votes leads meetingsPerYear \
                       committees { name } } } }";
const DISSOLVE: &str = "mutation($input: DissolveCommitteeInput!) { dissolveCommittee(input: $input) \
                        { committee { id } errors { code } } }";
const FILES: &str = "query($on: LocalDate) { committeeComparison(on: $on) { \
                     overlaps: fileUrl(table: OVERLAPS, format: CSV) loads: fileUrl(table: LOADS, format: XLSX) \
                     text: file(table: LOADS, format: CSV) } }";

const HAMM: Who = Who::FOREIGN;

async fn compare(scene: &Scene, who: Who, fields: Value) -> Value {
    let mut variables = json!({"first": 100});
    variables.as_object_mut().unwrap().extend(object(fields));
    scene.get(who, COMPARE, variables).await
}

/// Who sits in how many committees, by the end of their names.
fn loads(of: &Value) -> Vec<(Value, i64)> {
    let load = |load: &Value| (load["personId"].clone(), load["count"].as_i64().unwrap());
    of["loads"].as_array().unwrap().iter().map(load).collect()
}

/// Three committees: two alike, one open to everybody in which the partner sits as well; and one elsewhere.
async fn four(scene: &Scene) -> [Value; 4] {
    let steering = found(scene, "Lenkungskreis", json!({"meetingsPerYear": 4})).await;
    let group = found(scene, "Lenkungsgruppe", json!({"meetingsPerYear": 10})).await;
    let stem = json!({"visibility": "PUBLIC", "fieldsOfAction": ["STEM", "LANGUAGE"]});
    let board = found(scene, "Beirat", stem).await;
    for committee in [&steering, &group] {
        seat(scene, committee, MAYOR, "CHAIR", json!({})).await;
        seat(scene, committee, CLERK, "MEMBER", json!({"until": "2020-06-30"})).await;
    }
    seat(scene, &board, MAYOR, "MEMBER", json!({})).await;
    seat(scene, &board, PARTNER, "MEMBER", json!({})).await;
    seat(scene, &group, PARTNER, "GUEST", json!({})).await;
    let mut elsewhere = super::founding(scene, "Kreis in Hamm", json!({"visibility": "PUBLIC"}));
    elsewhere["organisationId"] = json!(global(scene.cast().hamm.office));
    let elsewhere = scene.change(HAMM, super::CREATE, elsewhere).await;
    let id = URL_SAFE_NO_PAD.decode(elsewhere["id"].as_str().unwrap()).unwrap();
    // The platform gives these seats: the lead of Hamm does not see the people of Remscheid.
    for who in [MAYOR, CLERK, HAMM] {
        let Who::Member(role, place) = who else { unreachable!("everybody has an account") };
        let seat = AddCommitteeMember {
            committee: Uuid::from_slice(&id[..16]).unwrap().into(),
            person: scene.cast().member(role, place).person,
            seat: None,
            role: CommitteeRole::Advisory,
            public: false,
            voting: false,
            substitute_for: None,
            organisation: None,
            from: Some("2020-01-01".parse().unwrap()),
            until: None,
        };
        add_committee_member(&scene.world().call(Actor::System), seat).await.unwrap();
    }
    [steering, group, board, elsewhere]
}

async fn fetch(scene: &Scene, who: Who, path: &str) -> reqwest::Response {
    let request = scene.site().get(path).header("accept-language", "de");
    match who {
        Who::Stranger => Site::send(request).await,
        Who::Member(role, place) => {
            let token = scene.cast().token(scene.world(), role, place).await;
            Site::send(request.bearer_auth(token)).await
        }
    }
}

fn path(url: &Value) -> String {
    let (_, path) = url.as_str().unwrap().split_once("/committees/").unwrap();
    format!("/committees/{path}")
}

on_both_engines! {
    async fn pairs_and_people_are_counted(scene: Scene) {
        four(&scene).await;
        let found = compare(&scene, Who::LEAD, json!({})).await;
        assert_eq!((&found["committees"], &found["people"], &found["on"]), (&json!(3), &json!(3), &json!("2020-03-03")));
        let pairs = found["overlaps"].as_array().unwrap();
        assert_eq!(pairs.len(), 3);
        // The same two people with the same field: one structure twice.
        assert_eq!((&pairs[0]["jaccard"], &pairs[0]["doubleStructure"]), (&json!(1.0), &json!(1.0)));
        assert_eq!((&pairs[0]["shared"], &pairs[0]["sharedFields"]), (&json!(2), &json!(["LANGUAGE"])));
        // One of three people in common, one of two fields.
        let (third, sixth) = (pairs[1]["jaccard"].as_f64().unwrap(), pairs[1]["doubleStructure"].as_f64().unwrap());
        assert!((third - 1.0 / 3.0).abs() < 1e-12 && (sixth - 1.0 / 6.0).abs() < 1e-12, "{found}");
        assert_eq!(pairs[2]["sharedPersonIds"], json!([person(&scene, MAYOR)]));
        assert_eq!(pairs[2]["sharedPeople"][0]["givenName"], "Kim");
        let mayor = &found["loads"][0];
        assert_eq!(
            json!([mayor["count"], mayor["votes"], mayor["leads"], mayor["meetingsPerYear"]]), json!([3, 3, 2, 14])
        );
        assert_eq!(mayor["committees"], json!([{"name": "Beirat"}, {"name": "Lenkungsgruppe"}, {"name": "Lenkungskreis"}]));
        // The partner is a guest of the second one, which does not count.
        assert!(loads(&found).contains(&(json!(person(&scene, PARTNER)), 1)));
    }

    async fn another_day_has_other_seats_and_committees(scene: Scene) {
        let [_, group, ..] = four(&scene).await;
        let later = compare(&scene, Who::LEAD, json!({"on": "2020-07-01"})).await;
        assert_eq!(later["people"], 2);
        let input = json!({"id": group["id"], "expectedVersion": 1, "reason": "Doppelt"});
        scene.change(Who::LEAD, DISSOLVE, input).await;
        assert_eq!(compare(&scene, Who::LEAD, json!({})).await["committees"], 2);
        assert_eq!(compare(&scene, Who::LEAD, json!({"on": "2020-03-02"})).await["committees"], 3);
        assert_eq!(compare(&scene, Who::LEAD, json!({"on": "2019-12-31"})).await["committees"], 0);
        let of_hamm = json!({"filter": {"organisationId": global(scene.cast().hamm.office)}});
        assert_eq!(compare(&scene, Who::LEAD, of_hamm.clone()).await["committees"], 0);
        assert_eq!(compare(&scene, HAMM, of_hamm).await["committees"], 1);
        let conferences = json!({"filter": {"kinds": ["CONFERENCE"]}});
        assert_eq!(compare(&scene, Who::LEAD, conferences).await["committees"], 0);
    }

    async fn each_sees_what_follows_from_seats_that_they_may_read(scene: Scene) {
        let [.., board, elsewhere] = four(&scene).await;
        // Of a public committee only the name is known outside: who sits there shows in no figure.
        for who in [Who::ADMIN, Who::Member(Role::Statistician, "remscheid"), Who::Member(Role::Auditor, "transferagentur")] {
            let found = compare(&scene, who, json!({})).await;
            assert_eq!(json!([found["committees"], found["people"], found["overlaps"], found["loads"]]), json!([0, 0, [], []]), "{who:?}");
        }
        let foreign = compare(&scene, HAMM, json!({})).await;
        assert_eq!(foreign["committees"], 1);
        assert_eq!(loads(&foreign), [MAYOR, CLERK, HAMM].map(|who| (json!(person(&scene, who)), 1)));
        // The lead of Hamm sees the seats, but not who the people from Remscheid are.
        let names: Vec<bool> = foreign["loads"].as_array().unwrap().iter().map(|load| load["person"].is_null()).collect();
        assert_eq!(names, [true, true, false]);
        // The partner sits in one, is a guest in another: both are theirs to read, and nobody's name but their own.
        let own = compare(&scene, PARTNER, json!({})).await;
        assert_eq!((&own["committees"], &own["overlaps"][0]["sharedPeople"]), (&json!(2), &json!([])));
        assert!(own["loads"].as_array().unwrap().iter().all(|load| load["person"].is_null() || load["personId"] == person(&scene, PARTNER)));
        // The mayor sits everywhere, so the committee in Hamm counts for them.
        let mayor = compare(&scene, MAYOR, json!({})).await;
        assert_eq!(loads(&mayor)[0], (json!(person(&scene, MAYOR)), 4));
        let one = json!({"filter": {"organisationId": global(scene.cast().remscheid.office)}, "on": "2020-03-03"});
        assert_eq!(compare(&scene, MAYOR, one).await["committees"], 3);
        assert_eq!(scene.denial(Who::Stranger, COMPARE, json!({"first": 1})).await, "UNAUTHENTICATED committee:read");
        assert!(board["id"].is_string() && elsewhere["id"].is_string());
    }

    async fn tables_are_taken_away_with_the_same_rights(scene: Scene) {
        four(&scene).await;
        let urls = scene.get(Who::LEAD, FILES, json!({"on": "2020-03-03"})).await;
        let csv = fetch(&scene, Who::LEAD, &path(&urls["overlaps"])).await;
        assert_eq!(csv.headers()["content-type"], "text/csv; charset=utf-8; header=present");
        assert_eq!(csv.headers()["content-disposition"], "attachment; filename=\"gremien-ueberschneidungen-2020-03-03.csv\"");
        assert_eq!(csv.headers()["cache-control"], "private, no-store");
        let csv = csv.text().await.unwrap();
        assert!(csv.contains("Lenkungskreis") && csv.contains("100,00") && csv.contains("Kim Beispiel"), "{csv}");
        assert_eq!(csv.lines().count(), 4);
        let book = fetch(&scene, Who::LEAD, &path(&urls["loads"])).await;
        assert_eq!(book.status(), 200);
        assert!(book.bytes().await.unwrap().starts_with(b"PK"));
        // The address is the same for all, what is behind it is not.
        let foreign = fetch(&scene, HAMM, &path(&urls["overlaps"])).await.text().await.unwrap();
        assert_eq!(foreign.lines().count(), 1, "{foreign}");
        let text = scene.get(HAMM, FILES, json!({})).await["text"].as_str().unwrap().to_owned();
        assert_eq!(text.lines().count(), 4, "{text}");
        assert_eq!(text.matches("Kim Beispiel").count(), 1, "{text}");
        for (who, path, status) in [
            (Who::Stranger, path(&urls["loads"]), 401),
            (Who::LEAD, "/committees/comparison/loads.pdf".to_owned(), 404),
            (Who::LEAD, "/committees/comparison/loads.csv?on=gestern".to_owned(), 400),
            (Who::LEAD, "/committees/comparison/loads.csv?kinds=CHOIR".to_owned(), 400),
            (Who::LEAD, "/committees/comparison/loads.csv?member=1".to_owned(), 400),
        ] {
            assert_eq!(fetch(&scene, who, &path).await.status().as_u16(), status, "{who:?} {path}");
        }
    }

    async fn the_number_of_statements_does_not_grow(scene: Scene) {
        four(&scene).await;
        let before = scene.count(Who::LEAD, COMPARE, json!({"first": 100})).await.1;
        for number in 0..12 {
            let committee = found(&scene, &format!("Kreis {number}"), json!({})).await;
            seat(&scene, &committee, MAYOR, "CHAIR", json!({})).await;
            seat(&scene, &committee, PARTNER, "MEMBER", json!({})).await;
        }
        let (answer, statements) = scene.count(Who::LEAD, COMPARE, json!({"first": 100})).await;
        assert_eq!(answer["committeeComparison"]["overlaps"].as_array().unwrap().len(), 100);
        // The committees, their seats, those who share them, those who carry them.
        assert_eq!((statements, before), (4, 4));
    }
}
