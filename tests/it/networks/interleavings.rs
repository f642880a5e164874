//! A thousand edits of a goal, a member and a measure by several hands: none is lost.

use super::{found, join, uuid_of};
use acceptance::{Scene, Who, global, on_both_engines};
use application::meetings::{MeasureInput, UpdateMeasure, find_measure, update_measure};
use application::networks::{GoalInput, UpdateGoal, UpdateMember, find_goal, find_member, update_goal, update_member};
use application::{Call, Error};
use domain::access::Role;
use domain::shared::{Edit, GoalId, MeasureId, MembershipId, RefusalCode};
use futures::future::join_all;
use serde_json::{Value, json};

const HANDS: usize = 5;
const EDITS: usize = 67;

const GOAL: &str = include_str!("../../../schema/operations/SetNetworkGoal.graphql");
const COMMITTEE: &str = include_str!("../../../schema/operations/CreateCommittee.graphql");
const MEASURE: &str = include_str!("../../../schema/operations/CreateMeasure.graphql");

/// What is edited, with the text to which everybody adds a line.
#[derive(Clone, Copy)]
enum Edited {
    Goal(GoalId),
    Member(MembershipId),
    Measure(MeasureId),
}

impl Edited {
    async fn seen(self, call: &Call) -> (i64, String) {
        match self {
            Self::Goal(id) => {
                let goal = find_goal(call, id).await.unwrap().unwrap().goal;
                (goal.version, goal.draft.criterion.to_string())
            }
            Self::Member(id) => {
                let member = find_member(call, id).await.unwrap().unwrap();
                (member.version, member.commitment.map(|text| text.to_string()).unwrap_or_default())
            }
            Self::Measure(id) => {
                let measure = find_measure(call, id).await.unwrap().unwrap();
                (measure.version, measure.draft.description.map(|text| text.to_string()).unwrap_or_default())
            }
        }
    }

    async fn edit(self, scene: &Scene, call: &Call, expected_version: i64, text: String) -> Result<(), Error> {
        let day = |text: &str| text.parse().unwrap();
        match self {
            Self::Goal(id) => {
                let goal = GoalInput {
                    title: "Ziel".to_owned(),
                    criterion: text,
                    indicator: None,
                    baseline: None,
                    target: None,
                    due: day("2021-01-01"),
                };
                update_goal(call, UpdateGoal { id, expected_version, goal }).await.map(drop)
            }
            Self::Member(id) => {
                let (contact_person, commitment) = (Edit::Keep, Edit::Set(text));
                let input = UpdateMember { id, expected_version, contact_person, role: None, commitment };
                update_member(call, input).await.map(drop)
            }
            Self::Measure(id) => {
                let measure = MeasureInput {
                    title: "Maßnahme".to_owned(),
                    description: Some(text),
                    organisation: scene.cast().partner,
                    person: None,
                    start: day("2020-03-03"),
                    due: day("2020-12-31"),
                    cost_cents: None,
                    indicator: None,
                    goal: None,
                };
                update_measure(call, UpdateMeasure { id, expected_version, measure }).await.map(drop)
            }
        }
    }

    /// Adds a line to what is there, again whenever somebody else was faster, and says how often that was.
    async fn add_line(self, scene: &Scene, call: &Call, line: &str) -> usize {
        for tries in 0.. {
            let (version, text) = self.seen(call).await;
            match self.edit(scene, call, version, format!("{text}\n{line}")).await {
                Ok(()) => return tries,
                Err(Error::Refused(refusals)) => assert_eq!(refusals[0].code, RefusalCode::VersionConflict),
                // SQLite's one writer was busy for too long.
                Err(Error::Unavailable(_)) => {}
                Err(other) => panic!("{other:?}"),
            }
        }
        unreachable!("the loop has no end")
    }
}

async fn three(scene: &Scene) -> [Edited; 3] {
    let network = found(scene, "Netz", json!({"fieldsOfAction": ["LANGUAGE"]})).await;
    let goal = json!({"title": "Ziel", "criterion": "Anfang", "due": "2021-01-01"});
    let goal = scene.change(Who::LEAD, GOAL, json!({"networkId": network["id"], "goal": goal})).await;
    let member = join(scene, &network, global(scene.cast().partner), None).await;
    let rules = json!({"quorum": "NONE", "decisionRule": "CONSENSUS"});
    let profile = json!({"name": "Kreis", "kind": "WORKING_GROUP", "visibility": "MEMBERS", "rules": rules});
    let founding = json!({"networkId": network["id"], "profile": profile, "foundedOn": "2020-01-01"});
    let committee = scene.change(Who::LEAD, COMMITTEE, founding).await;
    let measure = json!({"title": "Maßnahme", "organisationId": global(scene.cast().partner), "start": "2020-03-03",
                         "due": "2020-12-31"});
    let measure = json!({"committeeId": committee["id"], "measure": measure});
    let measure = scene.change(Who::LEAD, MEASURE, measure).await;
    let id = |record: &Value| uuid_of(&record["id"]);
    [Edited::Goal(id(&goal).into()), Edited::Member(id(&member).into()), Edited::Measure(id(&measure).into())]
}

on_both_engines! {
    async fn a_thousand_interleaved_edits_lose_nothing(scene: Scene) {
        let edited = three(&scene).await;
        let actor = scene.cast().actor(scene.world(), Role::OfficeLead, "remscheid").await;
        let hands = edited.iter().flat_map(|what| (0..HANDS).map(move |hand| (*what, hand)));
        let conflicts = hands.map(async |(what, hand)| {
            let call = scene.world().call(actor.clone());
            let mut conflicts = 0;
            for number in 0..EDITS {
                conflicts += what.add_line(&scene, &call, &format!("{hand}-{number}")).await;
            }
            conflicts
        });
        assert!(join_all(conflicts).await.into_iter().sum::<usize>() > 0, "the edits met");
        let call = scene.world().call(actor.clone());
        for what in edited {
            let (version, text) = what.seen(&call).await;
            assert_eq!(version, 1 + i64::try_from(HANDS * EDITS).unwrap());
            let mut lines: Vec<&str> = text.lines().filter(|line| line.contains('-')).collect();
            assert_eq!(lines.len(), HANDS * EDITS);
            lines.sort_unstable();
            lines.dedup();
            assert_eq!(lines.len(), HANDS * EDITS, "each line stands there once");
        }
    }
}
