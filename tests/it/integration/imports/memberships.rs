//! Functions of people in organisations.

use super::{columns, csv, figures, imported, rows};
use acceptance::{Scene, Who, global, on_both_engines};
use serde_json::{Value, json};

const PERSON: &str = include_str!("../../../../schema/operations/CreatePerson.graphql");
const FUNCTIONS: &str = "query($id: ID!) { node(id: $id) { ... on Person { functions(first: 10) { role localLabel from until \
                         organisation { name } } } } }";

fn mapping() -> Value {
    columns(&[
        ("ID", "PERSON"),
        ("Mail", "EMAIL"),
        ("Nachname", "FAMILY_NAME"),
        ("Vorname", "GIVEN_NAME"),
        ("Funktion", "ROLE"),
        ("bei", "ORGANISATION"),
        ("seit", "VALID_FROM"),
        ("bis", "VALID_UNTIL"),
        ("Titel", "LOCAL_LABEL"),
    ])
}

async fn person(scene: &Scene, who: Who, given: &str, family: &str, email: Option<&str>) -> Value {
    let place = if who == Who::FOREIGN { &scene.cast().hamm } else { &scene.cast().remscheid };
    let point = |email: &str| json!({"kind": "EMAIL", "value": email, "visibility": "ORGANISATION"});
    let input = json!({"organisationId": global(place.office), "givenName": given, "familyName": family,
        "contactPoints": email.map(point).into_iter().collect::<Vec<_>>(), "acceptDuplicates": true});
    scene.change(who, PERSON, input).await["id"].clone()
}

async fn import(scene: &Scene, lines: &str) -> (Value, Value) {
    let file = csv(scene, &format!("ID;Mail;Nachname;Vorname;Funktion;bei;seit;bis;Titel\n{lines}")).await;
    let input = json!({"fileId": file, "kind": "MEMBERSHIPS", "policy": "SKIP_BAD_ROWS", "mapping": mapping()});
    imported(scene, input).await
}

on_both_engines! {
    async fn people_are_found_by_id_address_or_name(scene: Scene) {
        let kim = person(&scene, Who::LEAD, "Kim", "Muster", Some("kim@beispiel.example")).await;
        person(&scene, Who::LEAD, "Alex", "Größe", None).await;
        let (id, import) = import(&scene, &format!("{};;;;EDUCATION_MANAGER;Stadt Remscheid;1.1.2020;31.12.2020;Planung\n\
            ;KIM@beispiel.example;;;Vorsitz;;2020-02-01;;\n\
            ;;GROSSE;alex;Gast;;;;\n", kim.as_str().unwrap())).await;
        assert_eq!(figures(&import), ("DONE", [3, 0, 0]), "{:?}", rows(&scene, &id).await);
        let held = scene.get(Who::LEAD, FUNCTIONS, json!({"id": kim})).await;
        let mut held = held["functions"].as_array().unwrap().clone();
        held.sort_by_key(|function| function["from"].to_string());
        assert_eq!(held, [
            json!({"role": "EDUCATION_MANAGER", "localLabel": "Planung", "from": "2020-01-01", "until": "2020-12-31",
                "organisation": {"name": "Stadt Remscheid"}}),
            json!({"role": "CHAIR", "localLabel": null, "from": "2020-02-01", "until": null,
                "organisation": {"name": "Bildungsbüro Remscheid"}}),
        ]);
    }

    async fn nobody_is_guessed(scene: Scene) {
        let kim = person(&scene, Who::LEAD, "Kim", "Muster", None).await;
        person(&scene, Who::LEAD, "Kim", "Muster", None).await;
        let foreign = person(&scene, Who::FOREIGN, "Robin", "Fremd", Some("robin@beispiel.example")).await;
        let kim = kim.as_str().unwrap();
        let (id, _) = import(&scene, &format!(";;Muster;Kim;Gast;;;;\n\
            ;;Fremd;Robin;Gast;;;;\n\
            ;;Niemand;Robin;Gast;;;;\n\
            ;robin@beispiel.example;;;Gast;;;;\n\
            {};;;;Gast;;;;\n\
            quatsch;;;;Gast;;;;\n\
            ;;;;Gast;;;;\n\
            {kim};;;;;;;;\n\
            {kim};;;;Gast;;1.3.2020;1.2.2020;\n\
            {kim};;;;Gast;Bildungsbüro Hamm;;;\n\
            {kim};;;;Gast;;1.1.2020;;\n\
            {kim};;;;Gast;;1.6.2020;;\n", foreign.as_str().unwrap())).await;
        assert_eq!(rows(&scene, &id).await, [
            "2 REFUSED AMBIGUOUS Nachname",
            // Who is foreign answers exactly like who does not exist.
            "3 REFUSED NOT_FOUND Nachname",
            "4 REFUSED NOT_FOUND Nachname",
            "5 REFUSED NOT_FOUND Mail",
            "6 REFUSED NOT_FOUND ID",
            "7 REFUSED NOT_FOUND ID",
            "8 REFUSED REQUIRED Nachname",
            "9 REFUSED REQUIRED Funktion",
            "10 REFUSED END_BEFORE_START bis",
            "11 REFUSED NOT_PERMITTED bei",
            "12 CREATED",
            "13 DUPLICATE OVERLAP seit",
        ]);
    }
}
