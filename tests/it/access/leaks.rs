//! Nothing that is foreign shows, in no list, count, search, order, cursor, hint or error.

use super::matrix::global;
use acceptance::{Cast, Site, World, on_both_engines};
use application::people::{CreatePerson, create_person};
use domain::access::{Actor, Role};
use domain::people::Person;
use domain::shared::{ContactKind, ContactPointDraft, ContactVisibility, OrganisationId, PersonId};
use serde_json::{Value, json};
use uuid::Uuid;

/// The name that the planted people bear, here and there.
const NAME: &str = "Zweigstelle";

/// A world with two people of the same name, one in each city, as the office lead of Remscheid sees it.
struct Planted {
    site: Site,
    cast: Cast,
    token: String,
    own: Person,
    foreign: Person,
}

async fn person(world: &World, organisation: OrganisationId, given: &str) -> Person {
    let mail = ContactPointDraft {
        id: None,
        kind: ContactKind::Email,
        value: format!("{given}@zweigstelle.example").to_lowercase(),
        label: None,
        visibility: ContactVisibility::Community,
    };
    let input = CreatePerson {
        organisation,
        salutation: None,
        title: None,
        given_name: Some(given.to_owned()),
        family_name: NAME.to_owned(),
        languages: Vec::new(),
        contact_points: vec![mail],
        accept_duplicates: true,
    };
    create_person(&world.call(Actor::System), input).await.unwrap()
}

impl Planted {
    async fn in_world(world: World) -> Self {
        let cast = Cast::enter(&world).await;
        let own = person(&world, cast.remscheid.office, "Robin").await;
        let foreign = person(&world, cast.hamm.office, "Mika").await;
        let token = cast.token(&world, Role::OfficeLead, "remscheid").await;
        Self { site: Site::of(world).await, cast, token, own, foreign }
    }

    /// What the lead is answered, without what says how dear it was.
    async fn ask(&self, query: &str, variables: Value) -> Value {
        let mut answer = self.site.ask_as(&self.token, query, variables).await;
        answer.as_object_mut().unwrap().remove("extensions");
        answer
    }

    /// What an administrator is answered.
    async fn ask_as_admin(&self, query: &str, variables: Value) -> Value {
        let token = self.cast.token(self.site.world(), Role::TransferagenturAdmin, "transferagentur").await;
        self.site.ask_as(&token, query, variables).await
    }
}

fn unknown() -> Value {
    global(PersonId::from(Uuid::from_u128(0x0198_0000_0000_7000_8000_0000_0000_0001)))
}

on_both_engines! {
    async fn lists_counts_and_searches_know_only_what_is_seen(world: World) {
        let planted = Planted::in_world(world).await;
        let query = "query($filter: PersonFilter) { people(filter: $filter, first: 100) {
            totalCount nodes { givenName } pageInfo { hasNextPage } } }";
        let found = planted.ask(query, json!({"filter": {"text": NAME}})).await;
        assert_eq!(found["data"]["people"]["totalCount"], 1, "{found}");
        assert_eq!(found["data"]["people"]["nodes"], json!([{"givenName": "Robin"}]));
        for filter in [
            json!({"text": "Mika"}),
            json!({"territoryKey": "05915"}),
            json!({"organisationId": global(planted.cast.hamm.office)}),
        ] {
            let found = planted.ask(query, json!({"filter": filter})).await;
            assert_eq!(found["data"]["people"]["totalCount"], 0, "{filter}: {found}");
            assert_eq!(found["data"]["people"]["pageInfo"]["hasNextPage"], false);
            let all = planted.ask_as_admin(query, json!({"filter": filter})).await;
            assert_ne!(all["data"]["people"]["totalCount"], 0, "{filter}: the row is there: {all}");
        }
        let accounts = "query($text: String) { accounts(filter: {text: $text}) { totalCount nodes { email } } }";
        let found = planted.ask(accounts, json!({"text": "hamm.example"})).await;
        assert_eq!(found["data"]["accounts"], json!({"totalCount": 0, "nodes": []}), "{found}");
    }

    async fn pages_from_a_foreign_cursor_hold_only_what_is_seen(world: World) {
        let planted = Planted::in_world(world).await;
        let query = "query($after: String) { people(first: 100, after: $after) {
            totalCount edges { cursor node { givenName organisation { name } } } } }";
        let all = planted.ask_as_admin(query, json!({})).await;
        let edges = all["data"]["people"]["edges"].as_array().unwrap();
        assert!(edges.iter().any(|edge| edge["node"]["organisation"]["name"] == "Bildungsbüro Hamm"));
        let seen = planted.ask(query, json!({})).await["data"]["people"]["totalCount"].clone();
        for edge in edges {
            let page = planted.ask(query, json!({"after": edge["cursor"]})).await;
            assert!(!page.to_string().contains("Hamm"), "{page}");
            assert_eq!(page["data"]["people"]["totalCount"], seen, "{page}");
        }
    }

    async fn a_foreign_id_answers_like_an_unknown_one(world: World) {
        let planted = Planted::in_world(world).await;
        let foreign = global(planted.foreign.id);
        for document in [
            "query($id: ID!) { node(id: $id) { id } }",
            "query($id: ID!) { nodes(ids: [$id]) { id } }",
            "query($id: ID!) { person(id: $id) { id } }",
            "query($id: ID!) { viewerCan(action: \"person:read\", id: $id) }",
            "query($id: ID!) { explainAccess(action: \"person:read\", id: $id) { allowed reason roles { role } } }",
            "mutation($id: ID!) { updatePerson(input: {id: $id, expectedVersion: 1, title: \"Dr.\"}) {
                person { id } errors { code message path } } }",
            "mutation($id: ID!) { updatePerson(input: {id: $id, expectedVersion: 7, title: \"Dr.\"}) {
                person { id } errors { code message path } } }",
            "mutation($id: ID!) { deactivatePerson(input: {id: $id, expectedVersion: 1}) {
                person { id } errors { code message path } } }",
            "mutation($id: ID!) { inviteAccount(input: {personId: $id, email: \"neu@ziel.example\"}) {
                errors { code message path } } }",
        ] {
            let answer = planted.ask(document, json!({"id": foreign})).await;
            assert_eq!(answer, planted.ask(document, json!({"id": unknown()})).await, "{document}");
            let own = planted.ask(document, json!({"id": global(planted.own.id)})).await;
            assert_ne!(answer, own, "{document} tells nothing apart at all");
        }
    }

    async fn nobody_is_hinted_at(world: World) {
        let planted = Planted::in_world(world).await;
        let nested = "query($id: ID!) { organisation(id: $id) { name people { id } personFunctions { id }
            viewerCan contactPoints { value } } }";
        let hamm = planted.ask(nested, json!({"id": global(planted.cast.hamm.office)})).await;
        let expected = json!({"name": "Bildungsbüro Hamm", "people": [], "personFunctions": [],
            "viewerCan": hamm["data"]["organisation"]["viewerCan"], "contactPoints": []});
        assert_eq!(hamm["data"]["organisation"], expected, "{hamm}");
        assert!(!hamm.to_string().contains("person:"), "{hamm}");
        let duplicates = "query($input: PersonDuplicatesInput!) { personDuplicates(input: $input) { givenName } }";
        let alike = json!({"input": {"givenName": "Mika", "familyName": NAME, "emails": ["mika@zweigstelle.example"]}});
        assert_eq!(planted.ask(duplicates, alike).await["data"]["personDuplicates"], json!([]));
        let create = "mutation($input: CreatePersonInput!) { createPerson(input: $input) { errors { code } } }";
        let alike = |given: &str| {
            json!({"input": {"organisationId": global(planted.cast.remscheid.office), "givenName": given,
                             "familyName": NAME}})
        };
        let seen = planted.ask(create, alike("Robin")).await;
        assert_eq!(seen["data"]["createPerson"]["errors"][0]["code"], "POSSIBLE_DUPLICATE", "{seen}");
        let unseen = planted.ask(create, alike("Mika")).await;
        assert_eq!(unseen["data"]["createPerson"]["errors"], json!([]), "{unseen}");
    }
}
