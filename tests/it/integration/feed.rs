//! The feed of changes: in order, without gaps, with pages by cursor.

use acceptance::{Scene, Who, World, global, on_both_engines};
use application::organisations::{CreateOrganisation, create_organisation};
use application::territories::load_reference_territories;
use domain::access::{Action, Actor, Owner};
use domain::integration::EventSight;
use domain::organisations::OrganisationKind;
use domain::shared::{OrganisationId, PageRequest, SessionId};
use persistence::Change;
use persistence::integration::{EventFilter, Events};
use serde_json::{Value, json};
use std::collections::BTreeSet;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};

const PAGE: &str = "query($after: String, $types: [String!], $subjectId: ID, $first: Int) {
    changes(first: $first, after: $after, types: $types, subjectId: $subjectId) {
        edges { cursor node { id type at actorKind subjectType subjectId organisationId version removed } }
        pageInfo { hasNextPage endCursor } totalCount } }";

fn organisation(name: &str, sponsor: OrganisationId) -> CreateOrganisation {
    CreateOrganisation {
        name: name.to_owned(),
        short_name: None,
        kind: OrganisationKind::Foundation,
        legal_form: None,
        local_label: None,
        functions: Vec::new(),
        parent: None,
        district_key: Some("05120".to_owned()),
        territory_keys: vec!["05120".to_owned()],
        address: None,
        sponsor: Some(sponsor),
        contact_points: Vec::new(),
        valid_from: None,
    }
}

async fn read_all(scene: &Scene, who: Who, first: i64, types: Value) -> Vec<Value> {
    let (mut after, mut found) = (Value::Null, Vec::new());
    loop {
        let page = scene.get(who, PAGE, json!({"after": after, "first": first, "types": types})).await;
        found.extend(page["edges"].as_array().unwrap().iter().map(|edge| edge["node"].clone()));
        if page["pageInfo"]["hasNextPage"] == false {
            return found;
        }
        after = page["pageInfo"]["endCursor"].clone();
    }
}

on_both_engines! {
    async fn pages_tell_everything_once_and_in_order(scene: Scene) {
        let types = json!(["organisation.*"]);
        let all = read_all(&scene, Who::ADMIN, 100, types.clone()).await;
        assert!(all.len() >= 6, "{all:?}");
        assert_eq!(read_all(&scene, Who::ADMIN, 3, types.clone()).await, all);
        let city = global(scene.cast().remscheid.municipality);
        assert_eq!(all[0]["subjectId"], city);
        assert_eq!(all[0]["organisationId"], city);
        assert_eq!((&all[0]["type"], &all[0]["subjectType"]), (&json!("organisation.created"), &json!("Organisation")));
        assert_eq!((&all[0]["actorKind"], &all[0]["version"]), (&json!("SYSTEM"), &json!(1)));
        let again = scene.get(Who::ADMIN, "query($id: ID!) { node(id: $id) { ... on Event { type } } }",
            json!({"id": all[0]["id"]})).await;
        assert_eq!(again["type"], "organisation.created");
    }

    async fn whoever_goes_on_from_the_end_hears_only_of_what_comes(scene: Scene) {
        let end = "{ changes(last: 1) { pageInfo { endCursor } } }";
        let end = scene.get(Who::LEAD, end, json!({})).await["pageInfo"]["endCursor"].clone();
        let input = organisation("Stiftung Neu", scene.cast().remscheid.municipality);
        let made = create_organisation(&scene.world().call(Actor::System), input).await.unwrap();
        let page = scene.get(Who::LEAD, PAGE, json!({"after": end, "types": ["organisation.*"]})).await;
        assert_eq!(page["totalCount"].as_u64(), Some(7), "the count is of the whole list");
        let edges = page["edges"].as_array().unwrap();
        assert_eq!(edges.len(), 1, "{page:#}");
        assert_eq!(edges[0]["node"]["subjectId"], global(made.id));
    }

    async fn what_is_no_cursor_or_no_type_is_refused(scene: Scene) {
        for variables in [json!({"after": "nonsense"}), json!({"after": "01890000000070008000000000000000"}),
                          json!({"types": ["organisation.exploded"]}), json!({"first": 101})] {
            let answer = scene.ask(Who::ADMIN, PAGE, variables.clone()).await;
            let code = answer["errors"][0]["extensions"]["code"].as_str().unwrap_or_default().to_owned();
            assert!(["INVALID", "OUT_OF_RANGE"].contains(&code.as_str()), "{variables}: {answer:#}");
        }
    }

    async fn a_page_costs_one_statement_however_many_rows(scene: Scene) {
        for first in [2, 100] {
            let (page, statements) = scene.count(Who::LEAD, PAGE, json!({"first": first})).await;
            assert_eq!(page["changes"]["edges"].as_array().unwrap().len(), first);
            assert_eq!(statements, 2, "the page and its count");
        }
    }

    async fn a_reader_among_concurrent_writers_misses_nothing(world: World) {
        load_reference_territories(&world.call(Actor::System)).await.unwrap();
        let platform = Arc::clone(world.platform());
        let done = Arc::new(AtomicBool::new(false));
        let reader = tokio::spawn(follow(Arc::clone(&platform), Arc::clone(&done)));
        let writers: Vec<_> = (0..8).map(|writer| {
            let platform = Arc::clone(&platform);
            tokio::spawn(async move { write(&platform, writer).await })
        }).collect();
        let mut written = BTreeSet::new();
        for writer in writers {
            written.extend(writer.await.unwrap());
        }
        done.store(true, Ordering::SeqCst);
        let (seen, pages) = reader.await.unwrap();
        assert_eq!(seen.len(), seen.iter().collect::<BTreeSet<_>>().len(), "nothing is told twice");
        assert_eq!(seen.into_iter().collect::<BTreeSet<_>>(), written, "read in {pages} pages");
    }
}

const EACH: usize = 40;

/// Sessions that are begun and kept with other writers in between, some of them rolled back.
async fn write(platform: &Arc<application::Platform>, writer: usize) -> Vec<uuid::Uuid> {
    let call = application::Call::of_system(Arc::clone(platform), "test");
    let mut kept = Vec::new();
    for round in 0..EACH {
        let unit = call.begin().await.unwrap();
        let id = SessionId::new(unit.ids());
        let permit = call.permit(Action::AccountOwn, &Owner::NOBODY).unwrap();
        tokio::task::yield_now().await;
        if (writer + round).is_multiple_of(7) {
            drop(unit);
            continue;
        }
        unit.commit([Change::new(permit, "session.ended", id, Owner::NOBODY)]).await.unwrap();
        kept.push(id.uuid());
    }
    kept
}

/// Reads on from the last cursor until the writers are done and nothing is left.
async fn follow(platform: Arc<application::Platform>, done: Arc<AtomicBool>) -> (Vec<uuid::Uuid>, usize) {
    let (mut seen, mut after, mut pages) = (Vec::new(), None, 0);
    let sight = EventSight::of(&Actor::System);
    let filter =
        EventFilter { topics: domain::integration::Topics::read("types", ["session.ended"]).unwrap(), subject: None };
    loop {
        let last_round = done.load(Ordering::SeqCst);
        let request = PageRequest { size: 10, backward: false, cursor: after.clone() };
        let page = Events::of(&platform.database).list(&sight, &filter, &request).await.unwrap();
        pages += 1;
        if page.rows.is_empty() && last_round {
            return (seen, pages);
        }
        for (cursor, event) in page.rows {
            seen.push(event.subject);
            after = Some(cursor);
        }
    }
}
