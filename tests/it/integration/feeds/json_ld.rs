//! JSON-LD against the vocabulary of schema.org, and what it says.

use super::{
    EVENTS, NETWORKS, ORGANISATIONS, all, cancel, department, draft, end, json, names, point, published, readers,
    since, step, text,
};
use crate::qualifications::stage::{at, plan};
use acceptance::{Scene, global, on_both_engines};
use application::qualifications::{
    ChangeSessionFormat, Register, RegisterPerson, RescheduleSession, change_session_format, postpone_session,
    register, reschedule_session,
};
use domain::access::{Actor, Role};
use domain::qualifications::{CourseFormat, SessionDraft, SessionVerb, TargetGroup};
use domain::shared::{Clock, ContactKind, ContactVisibility};
use serde_json::{Value, json};

const ROOM: &str = "https://video.example/geheim";

/// The event with a name.
fn event<'f>(feed: &'f [Value], name: &str) -> &'f Value {
    let found = feed.iter().find(|element| element["item"]["name"] == name);
    &found.unwrap_or_else(|| panic!("{name} is not among {:?}", names(feed)))["item"]
}

fn schema(name: &str) -> String {
    format!("https://schema.org/{name}")
}

on_both_engines! {
    async fn events_are_what_schema_org_says(scene: Scene) {
        let call = scene.world().call(Actor::System);
        published(&scene, "Präsenz", CourseFormat::InPerson).await;
        let room = Some(ROOM.to_owned());
        let hybrid = SessionDraft { title: "Hybrid".to_owned(), format: CourseFormat::Hybrid, online_link: room.clone(), ..plan() };
        let hybrid = draft(&scene, hybrid).await;
        let hybrid = step(&scene, &hybrid, SessionVerb::Publish).await;
        step(&scene, &hybrid, SessionVerb::OpenRegistration).await;
        let gone = published(&scene, "Abgesagt", CourseFormat::InPerson).await;
        cancel(&scene, &gone).await;
        let put_off = published(&scene, "Vertagt", CourseFormat::InPerson).await;
        postpone_session(&call, end(&put_off)).await.unwrap();
        let moved = published(&scene, "Verlegt", CourseFormat::InPerson).await;
        // It is read once before it moves: only what was published is an earlier date.
        text(&scene, EVENTS).await;
        let moved = postpone_session(&call, end(&moved)).await.unwrap();
        let (start, finish) = (at("2020-06-08T07:00:00Z"), at("2020-06-08T14:00:00Z"));
        let new = RescheduleSession { id: moved.id, expected_version: moved.version, start, end: finish, deadline: None };
        let moved = reschedule_session(&call, new).await.unwrap();
        let online = ChangeSessionFormat {
            id: moved.id, expected_version: moved.version, format: CourseFormat::Digital, seats: None,
            online_link: room, reason: "Sturm".to_owned(),
        };
        change_session_format(&call, online).await.unwrap();

        let feed = all(&scene, EVENTS).await;
        let mut titles = names(&feed);
        titles.sort_unstable();
        assert_eq!(titles, ["Abgesagt", "Hybrid", "Präsenz", "Verlegt", "Vertagt"]);
        let is = |name: &str| {
            let found = event(&feed, name);
            (found["eventStatus"].clone(), found["eventAttendanceMode"].clone())
        };
        let modes = ["OfflineEventAttendanceMode", "MixedEventAttendanceMode", "OnlineEventAttendanceMode"].map(schema);
        let [offline, mixed, online] = modes.map(Value::from);
        assert_eq!(is("Präsenz"), (schema("EventScheduled").into(), offline.clone()));
        assert_eq!(is("Hybrid"), (schema("EventScheduled").into(), mixed));
        assert_eq!(is("Abgesagt"), (schema("EventCancelled").into(), offline.clone()));
        assert_eq!(is("Vertagt"), (schema("EventPostponed").into(), offline));
        assert_eq!(is("Verlegt"), (json!([schema("EventRescheduled"), schema("EventMovedOnline")]), online));
        let moved = event(&feed, "Verlegt");
        assert_eq!((&moved["startDate"], &moved["previousStartDate"]),
                   (&json!("2020-06-08T09:00:00+02:00"), &json!("2020-05-04T09:00:00+02:00")));
        assert_eq!(moved["location"]["@type"], "VirtualLocation");
        let hybrid = event(&feed, "Hybrid");
        assert_eq!((&hybrid["location"][0]["name"], &hybrid["location"][1]["@type"]), (&json!("Münster"), &json!("VirtualLocation")));
        assert_eq!(hybrid["organizer"]["name"], "Transferagentur");
        assert_eq!((&hybrid["maximumAttendeeCapacity"], &hybrid["remainingAttendeeCapacity"]), (&json!(102), &json!(102)));

        // Each stands under its own address, as it does in the feed; all of it is in the vocabulary.
        let mut texts = vec![text(&scene, EVENTS).await];
        for element in &feed {
            let mut one = json(&scene, element["item"]["@id"].as_str().unwrap()).await;
            texts.push(one.to_string());
            assert_eq!(one.as_object_mut().unwrap().remove("@context"), Some(json!("https://schema.org")));
            assert_eq!((&one["@id"], &one["startDate"]), (&element["item"]["@id"], &element["item"]["startDate"]));
        }
        assert!(texts.iter().all(|text| !text.contains("video.example") && !text.contains("Geheimer Grund")));
        let read = readers("json-ld", &texts).await;
        assert_eq!(read.len(), 6);
        let start = &read[1][0]["https://schema.org/startDate"][0]["@value"];
        assert!(start.is_string(), "{}", read[1]);
    }

    async fn organisations_have_public_contacts_and_official_keys(scene: Scene) {
        let contacts = vec![
            point(ContactKind::Phone, "02191 16-0", Some("Zentrale"), ContactVisibility::Public),
            point(ContactKind::Web, "https://remscheid.example", None, ContactVisibility::Public),
            point(ContactKind::Email, "intern@remscheid.example", None, ContactVisibility::Community),
        ];
        let made = department(&scene, "Fachbereich Bildung", contacts).await;
        crate::networks::found(&scene, "Bildungsnetzwerk", json!({"visibility": "PUBLIC"})).await;
        let feed = all(&scene, ORGANISATIONS).await;
        let found = event(&feed, "Fachbereich Bildung");
        assert_eq!((&found["@type"], &found["alternateName"], &found["identifier"]),
                   (&json!("GovernmentOrganization"), &json!("FB 2"), &json!(global(made.id))));
        assert_eq!(found["contactPoint"], json!({"@type": "ContactPoint", "telephone": "+492191160", "contactType": "Zentrale"}));
        assert_eq!(found["url"], "https://remscheid.example/");
        let keys = &found["areaServed"]["identifier"];
        assert_eq!((&keys[0]["value"], &keys[1]["value"]), (&json!("05120"), &json!("051200000000")));
        let parent = found["parentOrganization"]["@id"].as_str().unwrap();
        assert_eq!(json(&scene, parent).await["identifier"], global(scene.cast().remscheid.municipality));
        let partner = event(&feed, "Stiftung Beispiel");
        assert_eq!(partner["@type"], "Organization");
        let texts = [text(&scene, ORGANISATIONS).await, text(&scene, NETWORKS).await];
        assert!(!texts[0].contains("intern@"));
        assert_eq!(readers("json-ld", &texts).await.len(), 2);
    }

    async fn pages_say_what_changed_since(scene: Scene) {
        for number in 0..5 {
            published(&scene, &format!("Fachtag {number}"), CourseFormat::InPerson).await;
            scene.world().clock().advance(10);
        }
        let whole = all(&scene, EVENTS).await;
        assert_eq!(whole.len(), 5);
        assert_eq!(all(&scene, &format!("{EVENTS}?limit=2")).await, whole);
        assert_eq!(all(&scene, &format!("{EVENTS}?limit=1")).await, whole);

        // What changes while somebody turns the pages comes again at the end, and nothing is left out.
        let first = super::super::fetch(&scene, &format!("{EVENTS}?limit=2"), &[]).await;
        let next = super::super::next_of(&first).unwrap();
        scene.world().clock().advance(10);
        let network = crate::networks::found(&scene, "Netz", json!({"visibility": "PUBLIC"})).await;
        let sixth = published(&scene, "Fachtag 5", CourseFormat::InPerson).await;
        assert_eq!(names(&all(&scene, &next).await), ["Fachtag 2", "Fachtag 3", "Fachtag 4", "Fachtag 5"]);

        // Seats are not news, but they are a change.
        let open = step(&scene, &sixth, SessionVerb::OpenRegistration).await;
        assert!(names(&all(&scene, &format!("{EVENTS}?{}", since(open.updated_at))).await).contains(&"Fachtag 5"));
        scene.world().clock().advance(10);
        let now = scene.world().clock().now();
        assert!(all(&scene, &format!("{EVENTS}?{}", since(now))).await.is_empty());
        let person = scene.cast().member(Role::OfficeStaff, "remscheid").person;
        let people = vec![RegisterPerson::new(person, TargetGroup::EducationOffice)];
        register(&scene.world().call(Actor::System), Register { session: open.id, people }).await.unwrap();
        let changed = all(&scene, &format!("{EVENTS}?{}", since(now))).await;
        assert_eq!((names(&changed), &changed[0]["item"]["remainingAttendeeCapacity"]), (vec!["Fachtag 5"], &json!(1)));

        // What is not public any more is told to those who ask for changes, by its id and nothing else.
        let listed = all(&scene, NETWORKS).await;
        assert_eq!(names(&listed), ["Netz"]);
        let hidden = crate::networks::profile("Netz", json!({"visibility": "MEMBERS"}));
        let change = crate::networks::change_of(&network, json!({"profile": hidden}));
        scene.change(acceptance::Who::LEAD, crate::networks::UPDATE, change).await;
        assert!(all(&scene, NETWORKS).await.is_empty());
        let changed = all(&scene, &format!("{NETWORKS}?{}", since(now))).await;
        assert_eq!(changed.len(), 1);
        assert_eq!(changed[0]["dateDeleted"], changed[0]["dateModified"]);
        let fields: Vec<&String> = changed[0]["item"].as_object().unwrap().keys().collect();
        assert_eq!(fields, ["@id", "@type", "identifier"]);
        assert_eq!(changed[0]["item"]["@id"], listed[0]["item"]["@id"]);
        let address = listed[0]["item"]["@id"].as_str().unwrap();
        assert_eq!(super::super::fetch(&scene, address, &[]).await.status(), 410);
        let page = text(&scene, &format!("{NETWORKS}?{}", since(now))).await;
        assert_eq!(readers("json-ld", &[page]).await.len(), 1);
    }
}
