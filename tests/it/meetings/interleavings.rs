//! A thousand edits of what hangs on one committee, by several hands at once: an item of an agenda, a measure, a seat. Each
//! hand counts one up from what it sees; a lost update would be a number too low.

use super::{PARTNER, found, item, plan, seat};
use acceptance::{Scene, on_both_engines};
use application::meetings::{
    AgendaItemInput, CreateMeasure, MeasureInput, UpdateAgendaItem, UpdateCommitteeMember, UpdateMeasure,
    create_measure, find_agenda_item, find_committee_member, find_measure, update_agenda_item, update_committee_member,
    update_measure,
};
use application::{Call, Error};
use base64::Engine as _;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use domain::access::Role;
use domain::meetings::AgendaPurpose;
use domain::shared::{AgendaItemId, CommitteeMembershipId, Edit, MeasureId, RefusalCode};
use futures::future::join_all;
use serde_json::{Value, json};
use uuid::Uuid;

const HANDS: usize = 2;
const EDITS: usize = 170;

fn uuid_of(record: &Value) -> Uuid {
    let id = URL_SAFE_NO_PAD.decode(record["id"].as_str().unwrap()).unwrap();
    Uuid::from_slice(&id[..16]).unwrap()
}

fn next(text: &str) -> String {
    (text.parse::<usize>().unwrap() + 1).to_string()
}

/// Whether a try succeeded; it may fail only because somebody else was faster.
fn kept<T>(tried: Result<T, Error>) -> bool {
    match tried {
        Ok(_) => true,
        Err(Error::Refused(refusals)) => {
            assert_eq!(refusals[0].code, RefusalCode::VersionConflict);
            false
        }
        // SQLite's one writer was busy for too long.
        Err(Error::Unavailable(_)) => false,
        Err(other) => panic!("{other:?}"),
    }
}

async fn count_item(call: &Call, id: AgendaItemId) -> bool {
    let seen = find_agenda_item(call, id).await.unwrap().unwrap();
    let item = AgendaItemInput {
        title: next(seen.draft.title.as_str()),
        purpose: AgendaPurpose::Decision,
        public: true,
        note: None,
    };
    kept(update_agenda_item(call, UpdateAgendaItem { id, expected_version: seen.version, item }).await)
}

fn measure_of(seen: &domain::meetings::Measure, title: String) -> MeasureInput {
    MeasureInput {
        title,
        description: None,
        organisation: seen.draft.organisation,
        person: None,
        start: seen.draft.start,
        due: seen.draft.due,
        cost_cents: None,
        indicator: None,
        goal: None,
    }
}

async fn count_measure(call: &Call, id: MeasureId) -> bool {
    let seen = find_measure(call, id).await.unwrap().unwrap();
    let measure = measure_of(&seen, next(seen.draft.title.as_str()));
    kept(update_measure(call, UpdateMeasure { id, expected_version: seen.version, measure }).await)
}

async fn count_seat(call: &Call, id: CommitteeMembershipId) -> bool {
    let seen = find_committee_member(call, id).await.unwrap().unwrap();
    let label = next(seen.seat.as_ref().unwrap().as_str());
    let change = UpdateCommitteeMember {
        id,
        expected_version: seen.version,
        seat: Edit::Set(label),
        voting: None,
        public: None,
        organisation: Edit::Keep,
    };
    kept(update_committee_member(call, change).await)
}

/// Counts up as often as it is to, and says how often somebody else was faster.
async fn hand(mut count: impl AsyncFnMut() -> bool) -> usize {
    let (mut done, mut tries) = (0, 0);
    while done < EDITS {
        tries += 1;
        done += usize::from(count().await);
    }
    tries - EDITS
}

on_both_engines! {
    async fn a_thousand_interleaved_edits_of_records_lose_nothing(scene: Scene) {
        let committee = found(&scene, "Lenkungskreis", json!({})).await;
        let meeting = plan(&scene, &committee).await;
        let entry: AgendaItemId = uuid_of(&item(&scene, &meeting, "0", true).await).into();
        let held: CommitteeMembershipId = uuid_of(&seat(&scene, &committee, PARTNER, "MEMBER", json!({"seat": "0"})).await).into();
        let actor = scene.cast().actor(scene.world(), Role::OfficeLead, "remscheid").await;
        let call = scene.world().call(actor.clone());
        let measure = MeasureInput {
            title: "0".to_owned(),
            description: None,
            organisation: scene.cast().remscheid.office,
            person: None,
            start: "2020-03-01".parse().unwrap(),
            due: "2020-12-31".parse().unwrap(),
            cost_cents: None,
            indicator: None,
            goal: None,
        };
        let created = CreateMeasure { committee: uuid_of(&committee).into(), resolution: None, measure };
        let measure = create_measure(&call, created).await.unwrap().id;
        let calls: Vec<_> = (0..3 * HANDS).map(|_| scene.world().call(actor.clone())).collect();
        let hands = calls.iter().enumerate().map(async |(number, call)| match number % 3 {
            0 => hand(async || count_item(call, entry).await).await,
            1 => hand(async || count_measure(call, measure).await).await,
            _ => hand(async || count_seat(call, held).await).await,
        });
        let conflicts: usize = join_all(hands).await.into_iter().sum();
        assert!(conflicts > 0, "the edits met");
        let all = HANDS * EDITS;
        assert!(3 * all > 1_000);
        let version = 1 + i64::try_from(all).unwrap();
        let item = find_agenda_item(&call, entry).await.unwrap().unwrap();
        assert_eq!((item.draft.title.as_str(), item.version), (all.to_string().as_str(), version));
        let measure = find_measure(&call, measure).await.unwrap().unwrap();
        assert_eq!((measure.draft.title.as_str(), measure.version), (all.to_string().as_str(), version));
        let seat = find_committee_member(&call, held).await.unwrap().unwrap();
        assert_eq!((seat.seat.unwrap().as_str(), seat.version), (all.to_string().as_str(), version));
    }
}
