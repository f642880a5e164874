//! A harvester that asks only for what changed has in the end what is published, after any changes.

use super::schema::{check, check_page};
use super::{SYSTEM, get, with};
use acceptance::{Scene, Site, Who, global, on_both_engines};
use domain::access::Role;
use domain::shared::Clock;
use reqwest::Method;
use serde_json::{Value, json};
use std::collections::BTreeMap;

const REQUEST: &str = include_str!("../../../schema/operations/RequestUpload.graphql");

const LISTS: [(&str, &str); 10] = [
    ("organization", "Organization"),
    ("person", "Person"),
    ("membership", "Membership"),
    ("meeting", "Meeting"),
    ("agendaItem", "AgendaItem"),
    ("paper", "Paper"),
    ("consultation", "Consultation"),
    ("file", "File"),
    ("locationList", "Location"),
    ("legislativeTermList", "LegislativeTerm"),
];

/// A copy of what is published, by address.
#[derive(Default)]
pub(super) struct Harvester {
    pub(super) copy: BTreeMap<String, Value>,
    since: Option<String>,
}

impl Harvester {
    /// Asks for what changed since the last time, or for everything.
    pub(super) async fn harvest(&mut self, scene: &Scene) {
        // By its own clock, to the second, as harvesters do.
        let started = scene.world().clock().now().to_string();
        let since = self.since.replace(started);
        let filter: Vec<(&str, &str)> = since.iter().map(|since| ("modified_since", since.as_str())).collect();
        let filter: Vec<_> = filter.into_iter().chain([("limit", "7")]).collect();
        let system = get(scene, SYSTEM).await;
        self.take(scene, &with(&system["body"], &filter), "Body").await;
        let bodies: Vec<Value> = self.copy.values().filter(|it| it.get("ags").is_some()).cloned().collect();
        for body in bodies {
            for (field, of) in LISTS {
                self.take(scene, &with(&body[field], &filter), of).await;
            }
        }
    }

    async fn take(&mut self, scene: &Scene, url: &str, of: &str) {
        let mut next = Some(url.to_owned());
        while let Some(url) = next {
            let page = get(scene, &url).await;
            for object in check_page(&page, &url) {
                check(object, of);
                let id = object["id"].as_str().unwrap().to_owned();
                if object["deleted"] == true {
                    self.copy.remove(&id);
                } else {
                    self.copy.insert(id, object.clone());
                }
            }
            next = page["links"]["next"].as_str().map(str::to_owned);
        }
    }

    /// What somebody has who asks for everything now.
    pub(super) async fn fresh(scene: &Scene) -> BTreeMap<String, Value> {
        let mut fresh = Self::default();
        fresh.harvest(scene).await;
        fresh.copy
    }
}

/// Numbers that look random and are the same in every run.
pub(super) struct Dice(pub(super) u64);

impl Dice {
    pub(super) fn below(&mut self, most: usize) -> usize {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        usize::try_from(self.0 % u64::try_from(most.max(1)).unwrap()).unwrap()
    }

    fn one<'v>(&mut self, values: &'v [Value]) -> Option<&'v Value> {
        values.get(self.below(values.len()))
    }
}

const STATE: &str = "{ committees(first: 10) { nodes { id version name visibility state \
    members { id version isPublic until } \
    meetings(first: 10) { id version state agenda { id version title isPublic } \
    papers { id version title isPublic files(first: 3) { id version } } } } } }";

/// A mutation, the type of its input, and the input.
type Change = (&'static str, &'static str, Value);

/// One change of something, at random. What the rules refuse is no change.
pub(super) async fn disturb(scene: &Scene, dice: &mut Dice, number: usize) {
    let state = scene.get(Who::LEAD, STATE, json!({})).await;
    let Some(committee) = dice.one(state["nodes"].as_array().unwrap()).cloned() else { return };
    let meeting = dice.one(committee["meetings"].as_array().unwrap()).cloned();
    let change = match (dice.below(14), meeting) {
        (throw @ 0..4, _) | (throw, None) => of_committee(scene, dice, &committee, (throw, number)),
        (throw @ 4..10, Some(meeting)) => of_meeting(dice, &meeting, (throw, number)),
        (throw, Some(meeting)) => {
            let paper = dice.one(meeting["papers"].as_array().unwrap()).cloned();
            match (throw, paper) {
                (10, _) | (_, None) => Some(new_paper(dice, &meeting, number)),
                (11, Some(paper)) => Some(of_paper(dice, &paper)),
                (_, Some(paper)) => match dice.one(paper["files"].as_array().unwrap()) {
                    Some(file) if throw == 12 => Some(("deleteFile", "DeleteFileInput", of(file, json!({})))),
                    _ => return attach(scene, &paper, number).await,
                },
            }
        }
    };
    let Some((verb, input, body)) = change else { return };
    let document = format!("mutation($input: {input}!) {{ {verb}(input: $input) {{ errors {{ code }} }} }}");
    let payload = scene.get(Who::LEAD, &document, json!({"input": body})).await;
    assert!(payload["errors"].is_array(), "{verb}: {payload}");
}

fn of_committee(scene: &Scene, dice: &mut Dice, committee: &Value, (throw, number): (usize, usize)) -> Option<Change> {
    let public = dice.below(2) == 0;
    Some(match throw {
        0 => {
            let visibility = ["PUBLIC", "PUBLIC", "COMMUNITY", "MEMBERS"][dice.below(4)];
            let profile = json!({"name": format!("Kreis {number}"), "kind": "WORKING_GROUP", "visibility": visibility,
                "fieldsOfAction": ["LANGUAGE"], "rules": {"quorum": "NONE", "decisionRule": "CONSENSUS"}});
            ("updateCommittee", "UpdateCommitteeInput", of(committee, json!({"profile": profile})))
        }
        1 => {
            let who = [Role::MunicipalityLead, Role::MunicipalityStaff, Role::OfficeStaff][dice.below(3)];
            let person = global(scene.cast().member(who, "remscheid").person);
            let input =
                json!({"committeeId": committee["id"], "personId": person, "role": "GUEST", "isPublic": public});
            ("addCommitteeMember", "AddCommitteeMemberInput", input)
        }
        2 => {
            let seat = dice.one(committee["members"].as_array().unwrap())?;
            ("updateCommitteeMember", "UpdateCommitteeMemberInput", of(seat, json!({"isPublic": public})))
        }
        _ => {
            let plan = json!({"title": format!("Sitzung {number}"), "start": "2020-06-01T07:00:00Z",
                "end": "2020-06-01T09:00:00Z", "format": if public { "DIGITAL" } else { "IN_PERSON" },
                "place": if public { None } else { Some("Rathaus") }});
            ("planMeeting", "PlanMeetingInput", json!({"committeeId": committee["id"], "plan": plan}))
        }
    })
}

fn of_meeting(dice: &mut Dice, meeting: &Value, (throw, number): (usize, usize)) -> Option<Change> {
    let public = dice.below(2) == 0;
    let item = dice.one(meeting["agenda"].as_array().unwrap()).cloned();
    Some(match throw {
        4 => ("cancelMeeting", "CancelMeetingInput", of(meeting, json!({"reason": "Sturm"}))),
        5 => {
            let plan = json!({"title": format!("Verlegt {number}"), "start": "2020-07-01T07:00:00Z",
                "end": "2020-07-01T09:00:00Z", "format": "DIGITAL"});
            ("rescheduleMeeting", "RescheduleMeetingInput", of(meeting, json!({"reason": "Sturm", "plan": plan})))
        }
        6 | 7 => {
            let item = json!({"title": format!("Punkt {number}"), "purpose": "DECISION", "isPublic": public});
            ("addAgendaItem", "AddAgendaItemInput", json!({"meetingId": meeting["id"], "item": item}))
        }
        8 => {
            let found = item?;
            let item = json!({"title": found["title"], "purpose": "INFO", "isPublic": public});
            ("updateAgendaItem", "UpdateAgendaItemInput", of(&found, json!({"item": item})))
        }
        _ => ("removeAgendaItem", "RemoveAgendaItemInput", of(&item?, json!({}))),
    })
}

fn new_paper(dice: &mut Dice, meeting: &Value, number: usize) -> Change {
    let paper = json!({"title": format!("Papier {number}"), "kind": "REPORT", "isPublic": dice.below(3) > 0});
    let item = dice.one(meeting["agenda"].as_array().unwrap()).map(|item| item["id"].clone());
    ("addPaper", "AddPaperInput", json!({"meetingId": meeting["id"], "agendaItemId": item, "paper": paper}))
}

fn of_paper(dice: &mut Dice, paper: &Value) -> Change {
    if dice.below(2) == 0 {
        return ("withdrawPaper", "WithdrawPaperInput", of(paper, json!({})));
    }
    let text = json!({"title": paper["title"], "kind": "MOTION", "isPublic": paper["isPublic"] == false});
    ("updatePaper", "UpdatePaperInput", of(paper, json!({"paper": text})))
}

/// Attaches a file to a paper, unless somebody else has withdrawn it meanwhile.
async fn attach(scene: &Scene, paper: &Value, number: usize) {
    let input =
        json!({"recordId": paper["id"], "name": format!("datei-{number}.txt"), "mediaType": "text/plain", "size": 3});
    let asked = scene.get(Who::LEAD, REQUEST, json!({"input": input})).await;
    if let Some(url) = asked["upload"]["url"].as_str() {
        Site::send(scene.site().request(Method::PUT, url).body("abc")).await;
    }
}

fn of(record: &Value, fields: Value) -> Value {
    crate::meetings::change_of(record, fields)
}

on_both_engines! {
    async fn a_harvester_has_what_is_published(scene: Scene) {
        for name in ["Eins", "Zwei", "Drei"] {
            crate::meetings::found(&scene, name, json!({"visibility": "PUBLIC"})).await;
        }
        let mut dice = Dice(0x5eed);
        let mut harvester = Harvester::default();
        let mut most = 0;
        for number in 0..120 {
            disturb(&scene, &mut dice, number).await;
            if dice.below(3) == 0 {
                scene.world().clock().advance(i64::try_from(dice.below(3)).unwrap());
            }
            if dice.below(4) == 0 {
                harvester.harvest(&scene).await;
                most = most.max(harvester.copy.len());
            }
            if number % 20 == 19 {
                harvester.harvest(&scene).await;
                let fresh = Harvester::fresh(&scene).await;
                assert_eq!(harvester.copy, fresh, "after {number} changes");
            }
        }
        assert!(most > 20, "{most} objects are too few to say anything");
    }
}
