//! The year 2020 as the founding article tells it, over HTTP, with the documents that front ends are shown.

use super::stage::at;
use acceptance::{Letter, Scene, Who, global, on_both_engines, read_calendars};
use application::qualifications::send_reminders;
use domain::access::{Actor, Role};
use serde_json::{Value, json};
use std::collections::BTreeMap;

macro_rules! documents {
    ($($name:ident = $file:literal;)+) => {
        $(const $name: &str = include_str!(concat!("../../../schema/operations/", $file, ".graphql"));)+
    };
}

documents! {
    CREATE_SERIES = "CreateCourseSeries";
    PUBLISH_SERIES = "PublishCourseSeries";
    ADD_MODULE = "AddCourseModule";
    CREATE_SESSION = "CreateCourseSession";
    PUBLISH = "PublishCourseSession";
    OPEN = "OpenRegistration";
    START = "StartCourseSession";
    FINISH = "FinishCourseSession";
    REGISTER = "Register";
    ATTENDANCE = "RecordAttendance";
    FORMAT = "ChangeSessionFormat";
    CREATE_ORGANISATION = "CreateOrganisation";
    CREATE_PERSON = "CreatePerson";
    PROSPECTS = "MyProspects";
    CALENDAR = "MyCalendar";
    FEED = "CreateCalendarFeed";
}

const ORGANISER: Who = Who::Member(Role::TransferagenturStaff, "transferagentur");
/// Ten more cities and districts that send people to the extra session.
const OTHERS: [&str; 10] = ["05111", "05112", "05113", "05114", "05117", "05119", "05122", "05124", "05154", "05158"];

/// The timeline as far as it has come.
struct Year<'s> {
    scene: &'s Scene,
    series: Value,
}

impl Year<'_> {
    fn travel(&self, to: &str) {
        let now = self.scene.world().call(Actor::System).now();
        self.scene.world().clock().advance(at(to).as_seconds() - now.as_seconds());
    }

    async fn step(&self, document: &str, session: &Value) -> Value {
        let input = json!({"id": session["id"], "expectedVersion": session["version"]});
        let mut after = self.scene.change(ORGANISER, document, input).await;
        after["start"] = session["start"].clone();
        after
    }

    /// A session whose registration is open.
    async fn open(&self, kind: &str, module: Option<&Value>, plan: Value) -> Value {
        let mut input = json!({"kind": kind, "seriesId": self.series["id"], "plan": plan});
        if let Some(module) = module {
            input["moduleId"] = module["id"].clone();
        }
        if kind == "EXTRA_SESSION" {
            input["seriesId"] = Value::Null;
            input["hostId"] = json!(global(self.scene.cast().transferagentur));
        }
        let mut draft = self.scene.change(ORGANISER, CREATE_SESSION, input).await;
        draft["start"] = plan_start(&plan);
        let published = self.step(PUBLISH, &draft).await;
        self.step(OPEN, &published).await
    }

    /// Registers people together, and says their registrations.
    async fn register(&self, who: Who, session: &Value, people: &[String]) -> Vec<Value> {
        let people: Vec<Value> =
            people.iter().map(|id| json!({"personId": id, "targetGroup": "EDUCATION_OFFICE"})).collect();
        let input = json!({"input": {"sessionId": session["id"], "people": people}});
        let payload = self.scene.get(who, REGISTER, input).await;
        assert_eq!(payload["errors"], json!([]), "{payload:#}");
        payload["registrations"].as_array().unwrap().clone()
    }

    /// The session takes place, with a reminder before it; everybody is there but the first `absent`.
    async fn hold(&self, session: &Value, registrations: &[Value], absent: usize) {
        let start = at(session["start"].as_str().unwrap());
        self.travel(&start.plus_seconds(-7_200).to_string());
        let reminded = send_reminders(&self.scene.world().call(Actor::System)).await.unwrap();
        assert_eq!(reminded, 1, "a reminder for each session");
        self.travel(&start.plus_seconds(300).to_string());
        let running = self.step(START, session).await;
        let mark = |(place, registration): (usize, &Value)| {
            let status = if place < absent { "EXCUSED" } else { "PRESENT" };
            json!({"registrationId": registration["id"], "status": status, "markedAt": session["start"]})
        };
        let marks: Vec<Value> = registrations.iter().enumerate().map(mark).collect();
        let input = json!({"input": {"sessionId": session["id"], "marks": marks}});
        // The list arrives twice, as from a tablet without a connection.
        for _ in 0..2 {
            let recorded = self.scene.get(ORGANISER, ATTENDANCE, input.clone()).await;
            assert_eq!(recorded["recorded"], registrations.len(), "{recorded}");
        }
        self.step(FINISH, &running).await;
    }
}

fn plan_start(plan: &Value) -> Value {
    plan["start"].clone()
}

fn plan(title: &str, start: &str, end: &str, format: &str) -> Value {
    json!({
        "title": title, "start": start, "end": end, "format": format, "location": "Münster",
        "seats": {"room": 20, "online": 50},
    })
}

async fn person(scene: &Scene, organisation: &Value, name: &str) -> String {
    let input = json!({
        "organisationId": organisation,
        "givenName": "Kim",
        "familyName": name,
        "contactPoints": [{"kind": "EMAIL", "value": format!("{name}@kommune.example"), "visibility": "COMMUNITY"}],
        "acceptDuplicates": true,
    });
    let made = scene.change(Who::ADMIN, CREATE_PERSON, input).await;
    made["id"].as_str().unwrap().to_owned()
}

/// Fifty people of the staff of ten municipalities.
async fn crowd(scene: &Scene) -> Vec<String> {
    let mut people = Vec::new();
    for key in OTHERS {
        let input = json!({
            "name": format!("Bildungsbüro {key}"),
            "kind": "REGIONAL_EDUCATION_OFFICE",
            "districtKey": key,
            "territoryKeys": [key],
        });
        let office = scene.change(Who::ADMIN, CREATE_ORGANISATION, input).await;
        for number in 0..5 {
            people.push(person(scene, &office["id"], &format!("gast-{key}-{number}")).await);
        }
    }
    people
}

fn subjects(letters: &[Letter]) -> Vec<&str> {
    letters.iter().map(|letter| letter.subject.as_str()).collect()
}

/// What calendars show after all of these letters: the newest state of every entry, by its start.
async fn shown(letters: &[Letter]) -> BTreeMap<String, Value> {
    let parts = letters.iter().filter_map(|letter| letter.calendar.as_ref()).map(|(_, text)| text.as_str());
    let mut entries: BTreeMap<String, Value> = BTreeMap::new();
    for calendar in read_calendars(parts).await {
        let event = calendar["events"][0].clone();
        let known = entries.entry(event["uid"].to_string()).or_insert_with(|| event.clone());
        if event["sequence"].as_i64() >= known["sequence"].as_i64() {
            *known = event;
        }
    }
    entries.into_values().map(|event| (event["start"].as_str().unwrap().to_owned(), event)).collect()
}

on_both_engines! {
    async fn the_year_2020_over_http(scene: Scene) {
        let mut year = Year { scene: &scene, series: Value::Null };
        year.travel("2020-02-03T08:00:00Z");
        let cast = scene.cast();
        let staff = cast.member(Role::OfficeStaff, "remscheid");
        let mut group = vec![person(&scene, &json!(global(cast.remscheid.office)), "erkrankt").await];
        for number in 0..4 {
            group.push(person(&scene, &json!(global(cast.remscheid.office)), &format!("team-{number}")).await);
        }
        group.push(global(staff.person));

        // February: a series with two modules, held together with the office in Hamm, and two exchanges between them.
        let input = json!({"hostId": global(cast.transferagentur), "kind": "TRAINING_SERIES", "plan": {
            "title": "Netzwerkarbeit in der Kommune", "targetGroups": ["EDUCATION_OFFICE"], "topics": ["Netzwerke"],
            "coHostIds": [global(cast.hamm.office)],
        }});
        let series = scene.change(ORGANISER, CREATE_SERIES, input).await;
        assert_eq!(series["coHosts"][0]["name"], "Bildungsbüro Hamm");
        let input = json!({"id": series["id"], "expectedVersion": series["version"]});
        year.series = scene.change(ORGANISER, PUBLISH_SERIES, input).await;
        let module = async |title: &str, after: Vec<Value>| {
            let plan = json!({"title": title, "minutes": 360, "prerequisiteIds": after});
            scene.change(ORGANISER, ADD_MODULE, json!({"seriesId": year.series["id"], "plan": plan})).await
        };
        let first = module("Modul 1: Netzwerke verstehen", Vec::new()).await;
        let second = module("Modul 2: Netzwerke gestalten", vec![first["id"].clone()]).await;
        let in_march = plan("Modul 1", "2020-03-03T08:00:00Z", "2020-03-03T15:00:00Z", "IN_PERSON");
        let in_april = plan("Austausch im April", "2020-04-21T08:00:00Z", "2020-04-21T09:30:00Z", "DIGITAL");
        let in_may = plan("Austausch im Mai", "2020-05-12T08:00:00Z", "2020-05-12T09:30:00Z", "DIGITAL");
        let in_june = plan("Modul 2", "2020-06-22T07:00:00Z", "2020-06-22T14:00:00Z", "IN_PERSON");
        let one = year.open("TRAINING_SERIES", Some(&first), in_march).await;
        let two = year.open("TRAINING_SERIES", Some(&second), in_june).await;
        // Before module 1 nobody comes into module 2, and everybody can read why.
        let ahead = scene.get(Who::STAFF, PROSPECTS, json!({})).await;
        let prospects: Vec<&Value> =
            ahead["nodes"].as_array().unwrap().iter().map(|node| &node["myProspect"]).collect();
        assert_eq!((&prospects[0]["state"], &prospects[0]["errors"]), (&json!("CONFIRMED"), &json!([])), "{ahead}");
        let missing = &prospects[1]["errors"][0];
        assert_eq!(missing["code"], "PREREQUISITE_MISSING", "{ahead}");
        assert_eq!(missing["parameters"][0]["value"], "Modul 1: Netzwerke verstehen");
        let office = year.register(Who::LEAD, &one, &group[..5]).await;
        let own = year.register(Who::STAFF, &one, &group[5..]).await;
        let came: Vec<Value> = office.into_iter().chain(own).collect();
        assert!(came.iter().all(|registration| registration["state"] == "CONFIRMED"), "{came:#?}");

        // 3 March: module 1 in presence. One of them is ill.
        year.hold(&one, &came, 1).await;
        let person = json!({"personId": group[0], "targetGroup": "EDUCATION_OFFICE"});
        let late = scene.refusals(Who::LEAD, REGISTER, json!({"sessionId": two["id"], "people": [person]})).await;
        assert_eq!(late, ["PREREQUISITE_MISSING people.0"]);
        let in_two = year.register(Who::LEAD, &two, &group[1..]).await;

        // After mid-March module 2 becomes digital; the exchanges are planned so from the start.
        year.travel("2020-03-19T08:00:00Z");
        let change = json!({
            "id": two["id"], "expectedVersion": two["version"], "format": "DIGITAL",
            "onlineLink": "https://video.example/modul-2",
            "reason": "Treffen in Präsenz sind seit Mitte März nicht möglich.",
        });
        let mut digital = scene.change(ORGANISER, FORMAT, change).await;
        digital["start"] = two["start"].clone();
        let april = year.open("EXCHANGE", None, in_april).await;
        let may = year.open("EXCHANGE", None, in_may).await;
        let in_april = year.register(Who::LEAD, &april, &group).await;
        let in_may = year.register(Who::LEAD, &may, &group).await;
        year.hold(&april, &in_april, 0).await;
        year.hold(&may, &in_may, 0).await;

        // 22 May: an extra session at short notice, with fifty people of ten municipalities.
        year.travel("2020-05-15T08:00:00Z");
        let guests = crowd(&scene).await;
        let extra = plan("Zusatzangebot", "2020-05-22T08:00:00Z", "2020-05-22T10:00:00Z", "DIGITAL");
        let extra = year.open("EXTRA_SESSION", None, extra).await;
        let in_extra = year.register(Who::ADMIN, &extra, &guests).await;
        assert!(in_extra.iter().all(|registration| registration["state"] == "CONFIRMED"));
        let full = year.register(Who::STAFF, &extra, &group[5..]).await;
        assert_eq!(full[0]["waitingPlace"], json!({"rank": 1, "length": 1}));
        year.hold(&extra, &in_extra, 0).await;

        // 22 June: module 2, held digitally. The room is shown from a day before to those who have a seat.
        let mine = async || scene.get(Who::STAFF, CALENDAR, json!({"from": "2020-06-01T00:00:00Z"})).await;
        year.travel("2020-06-21T06:59:00Z");
        let early = &mine().await[0]["courseSession"];
        assert_eq!((&early["onlineLink"], early["onlineLinkFrom"].is_string()), (&Value::Null, true), "{early}");
        year.travel("2020-06-21T07:00:00Z");
        assert_eq!(mine().await[0]["courseSession"]["onlineLink"], "https://video.example/modul-2");
        year.hold(&digital, &in_two, 0).await;

        // Every mail of somebody who was there from the start, with what it did to their calendar.
        let letters = scene.world().letters_to(&staff.email).await;
        // Letters of one instant leave in any order.
        let mut told = subjects(&letters);
        told.sort_unstable();
        let mut expected = [
            "Anmeldung bestätigt: Modul 1",
            "Erinnerung: Modul 1",
            "Anmeldung bestätigt: Modul 2",
            "Formatwechsel: Modul 2",
            "Anmeldung bestätigt: Austausch im April",
            "Anmeldung bestätigt: Austausch im Mai",
            "Erinnerung: Austausch im April",
            "Erinnerung: Austausch im Mai",
            "Auf der Warteliste: Zusatzangebot",
            "Erinnerung: Modul 2",
        ];
        expected.sort_unstable();
        assert_eq!(told, expected);
        let methods: Vec<Option<&str>> =
            letters.iter().map(|letter| letter.calendar.as_ref().map(|(method, _)| method.as_str())).collect();
        let waits = letters.iter().position(|letter| letter.subject.starts_with("Auf der Warteliste")).unwrap();
        assert!(methods.iter().enumerate().all(|(at, method)| method.is_none() == (at == waits)), "{methods:?}");
        let entries = shown(&letters).await;
        let places: Vec<(&str, &Value)> =
            entries.iter().map(|(start, event)| (start.as_str(), &event["location"])).collect();
        let (muenster, nowhere) = (json!("Münster"), Value::Null);
        let expected = [
            ("2020-03-03T08:00:00.000Z", &muenster),
            ("2020-04-21T08:00:00.000Z", &nowhere),
            ("2020-05-12T08:00:00.000Z", &nowhere),
            ("2020-06-22T07:00:00.000Z", &nowhere),
        ];
        assert_eq!(places, expected);
        let room = letters.iter().find(|letter| letter.subject == "Erinnerung: Modul 2").unwrap();
        assert!(room.text.contains("https://video.example/modul-2"), "{room:?}");

        // Whoever was ill was told of what they were registered for, and of nothing else.
        let ill = scene.world().letters_to("erkrankt@kommune.example").await;
        assert!(subjects(&ill).iter().all(|subject| !subject.contains("Modul 2")), "{:?}", subjects(&ill));
        // Every one of the fifty has a confirmation, a reminder and an entry.
        for key in OTHERS {
            for number in 0..5 {
                let letters = scene.world().letters_to(&format!("gast-{key}-{number}@kommune.example")).await;
                assert_eq!(subjects(&letters), ["Anmeldung bestätigt: Zusatzangebot", "Erinnerung: Zusatzangebot"]);
                assert!(letters.iter().all(|letter| letter.calendar.is_some()));
            }
        }

        // The secret address shows the same four dates as the mails did.
        let feed = scene.get(Who::STAFF, FEED, json!({"input": {"label": "Kalender"}})).await;
        let answer = scene.site().request(reqwest::Method::GET, feed["address"].as_str().unwrap()).send().await.unwrap();
        let text = answer.text().await.unwrap();
        let calendar = read_calendars([text.as_str()]).await.remove(0);
        let mut starts: Vec<&str> =
            calendar["events"].as_array().unwrap().iter().filter_map(|event| event["start"].as_str()).collect();
        starts.sort_unstable();
        assert_eq!(starts, entries.keys().map(String::as_str).collect::<Vec<_>>());

        // The co-host sees who took part; other offices see their own people only.
        let registrations = "query($id: ID!) { registrations(filter: {sessionId: $id}) { totalCount } }";
        let count = async |who| scene.get(who, registrations, json!({"id": two["id"]})).await["totalCount"].clone();
        assert_eq!((count(Who::FOREIGN).await, count(Who::LEAD).await), (json!(5), json!(5)));
        assert_eq!(count(Who::Member(Role::MunicipalityLead, "hamm")).await, 0);
    }
}
