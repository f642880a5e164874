//! What organisers do by hand with a waiting list: only with a reason, and every change stands in a log.

use super::stage::{Stage, plan, refused};
use acceptance::{Scene, Who, World, global, on_both_engines};
use application::qualifications::{
    CancelRegistration, ChangePriorityClass, DrawLots, RefuseRegistration, ReorderWaitingList, WaitingChangeFilter,
    cancel_registration, change_priority_class, confirm_registration, count_waiting_changes, draw_lots,
    list_waiting_changes, rank_waiting, reject_registration, reorder_waiting_list, revoke_registration,
};
use application::{Call, Error};
use domain::access::Role;
use domain::qualifications::{
    Allocation, CourseKind, CourseSession, PriorityClass, Registration, RegistrationState, Seats, WaitingChange,
    WaitingChangeKind,
};
use domain::shared::{PageRequest, RefusalCode};
use serde_json::{Value, json};

const LOG: &str = include_str!("../../../schema/operations/WaitingListChanges.graphql");
const CONFIRM: &str = include_str!("../../../schema/operations/ConfirmRegistration.graphql");
const CLASSIFY: &str = include_str!("../../../schema/operations/ChangePriorityClass.graphql");
const REORDER: &str = include_str!("../../../schema/operations/ReorderWaitingList.graphql");

fn with(registration: &Registration, reason: &str) -> RefuseRegistration {
    RefuseRegistration { id: registration.id, expected_version: registration.version, reason: reason.to_owned() }
}

fn classed(registration: &Registration, class: i64, reason: &str) -> ChangePriorityClass {
    let (id, expected_version) = (registration.id, registration.version);
    ChangePriorityClass { id, expected_version, class, reason: reason.to_owned() }
}

/// Two with seats and three who wait, each on their own; the first who waits is an account of the cast.
async fn queue(stage: &Stage, session: &CourseSession) -> Vec<Registration> {
    let mut people = stage.people(stage.cast.remscheid.office, 4).await;
    people.insert(2, stage.of(Role::OfficeStaff, "remscheid"));
    let mut registrations = Vec::new();
    for one in &people {
        registrations.extend(stage.register(session, std::slice::from_ref(one)).await.unwrap());
    }
    registrations
}

async fn log(call: &Call, session: &CourseSession) -> Vec<WaitingChange> {
    let filter = WaitingChangeFilter { session: Some(session.id), registration: None };
    let found = list_waiting_changes(call, &filter, &PageRequest::first(100)).await.unwrap();
    let lines: Vec<_> = found.rows.into_iter().map(|(_, change)| change).collect();
    assert_eq!(count_waiting_changes(call, &filter).await.unwrap(), lines.len() as u64);
    lines
}

on_both_engines! {
    async fn every_change_by_hand_stands_in_the_log_with_its_reason(world: World) {
        let stage = Stage::set(world).await;
        let session = stage.open(CourseKind::Exchange, plan()).await;
        let all = queue(&stage, &session).await;
        let organiser = stage.organiser().await;
        // What happens by itself is no change by hand.
        assert!(log(&organiser, &session).await.is_empty());
        stage.world.clock().advance(60);
        let organiser = stage.organiser().await;
        let input = ReorderWaitingList { id: all[4].id, rank: 1, reason: "Sie hält den Vortrag.".to_owned() };
        reorder_waiting_list(&organiser, input).await.unwrap();
        let lines = log(&organiser, &session).await;
        let line = |of: &Registration| {
            let line = lines.iter().find(|line| line.registration == of.id).unwrap();
            (line.kind, line.old_rank, line.new_rank, line.reason.as_str())
        };
        let reason = "Sie hält den Vortrag.";
        assert_eq!(line(&all[4]), (WaitingChangeKind::Moved, Some(3), Some(1), reason));
        assert_eq!(line(&all[2]), (WaitingChangeKind::Displaced, Some(1), Some(2), reason));
        assert_eq!(line(&all[3]), (WaitingChangeKind::Displaced, Some(2), Some(3), reason));
        let by = lines[0].by;
        assert_eq!(by.role, Some(Role::TransferagenturStaff));
        assert_eq!(by.organisation, Some(stage.cast.transferagentur));
        assert_eq!(by.account, organiser.actor().account().map(|account| account.id));
        assert_eq!(lines[0].at, organiser.now());
        // A no, and a seat that is taken back.
        let now = stage.now(all[3].id).await;
        reject_registration(&organiser, with(&now, "Doppelt angemeldet.")).await.unwrap();
        revoke_registration(&organiser, with(&all[0], "Nicht mehr im Amt.")).await.unwrap();
        let lines = log(&organiser, &session).await;
        let kinds: Vec<_> = lines.iter().map(|line| line.kind).collect();
        assert_eq!(kinds.len(), 5, "{kinds:?}");
        let no = lines.iter().find(|line| line.kind == WaitingChangeKind::Rejected).unwrap();
        assert_eq!((no.old_rank, no.new_rank), (Some(3), None));
        assert!(kinds.contains(&WaitingChangeKind::Revoked));
        // The seat that became free went on by itself.
        assert_eq!(stage.state(&all[4]).await, RegistrationState::Confirmed);
    }

    async fn the_log_shows_people_what_concerned_them_and_organisers_all(world: World) {
        let stage = Stage::set(world).await;
        let session = stage.open(CourseKind::Exchange, plan()).await;
        let all = queue(&stage, &session).await;
        let foreign = stage.people(stage.cast.hamm.office, 1).await;
        stage.register(&session, &foreign).await.unwrap();
        let input = ReorderWaitingList { id: all[4].id, rank: 1, reason: "Sie hält den Vortrag.".to_owned() };
        reorder_waiting_list(&stage.organiser().await, input).await.unwrap();
        for (role, place, lines) in [
            (Role::TransferagenturStaff, "transferagentur", 3),
            (Role::TransferagenturAdmin, "transferagentur", 3),
            (Role::DataProtectionOfficer, "transferagentur", 3),
            (Role::OfficeLead, "remscheid", 3),
            (Role::Partner, "stiftung", 0),
            (Role::Statistician, "remscheid", 0),
            (Role::OfficeLead, "hamm", 0),
            (Role::Auditor, "transferagentur", 0),
        ] {
            let call = stage.call(role, place).await;
            assert_eq!(log(&call, &session).await.len(), lines, "{role} in {place}");
        }
        let filter = WaitingChangeFilter { session: None, registration: Some(all[2].id) };
        let own = stage.call(Role::OfficeStaff, "remscheid").await;
        let found = list_waiting_changes(&own, &filter, &PageRequest::first(10)).await.unwrap();
        assert_eq!(found.rows.len(), 1);
    }

    async fn a_seat_is_given_out_of_turn_only_where_there_is_one(world: World) {
        let stage = Stage::set(world).await;
        let mut typed = plan();
        typed.seats = Seats { room: 2, online: 0 };
        let session = stage.open(CourseKind::Exchange, typed).await;
        let people = stage.people(stage.cast.remscheid.office, 5).await;
        let first = stage.register(&session, &people[..1]).await.unwrap();
        let second = stage.register(&session, &people[1..2]).await.unwrap();
        let pair = stage.register(&session, &people[2..4]).await.unwrap();
        let organiser = stage.organiser().await;
        let silent = confirm_registration(&organiser, with(&pair[0], " ")).await;
        assert_eq!(refused(&silent), Some(RefusalCode::Required));
        let full = confirm_registration(&organiser, with(&pair[0], "Sie moderieren.")).await;
        assert_eq!(refused(&full), Some(RefusalCode::Full));
        let seated = confirm_registration(&organiser, with(&first[0], "Sie moderieren.")).await;
        assert_eq!(refused(&seated), Some(RefusalCode::WrongState));
        let office = stage.call(Role::OfficeLead, "remscheid").await;
        let foreign = confirm_registration(&office, with(&pair[0], "Ich möchte das.")).await;
        assert!(matches!(foreign, Err(Error::Denied(_))));
        assert!(log(&organiser, &session).await.is_empty());
        // In a draw of lots nobody has a seat before: whoever gives the talk gets one by hand, with all who come along.
        let mut drawn = plan();
        drawn.allocation = Allocation::Lot;
        let drawn = stage.open(CourseKind::Conference, drawn).await;
        let speakers = stage.register(&drawn, &people[..2]).await.unwrap();
        stage.register(&drawn, &people[2..3]).await.unwrap();
        let given = confirm_registration(&organiser, with(&speakers[0], "Sie halten den Vortrag.")).await.unwrap();
        assert_eq!(given.len(), 2);
        assert!(given.iter().all(|it| it.state == RegistrationState::Confirmed && it.version == 2));
        assert_eq!(stage.now(given[1].id).await.version, 2);
        let stale = confirm_registration(&organiser, with(&speakers[1], "Noch einmal.")).await;
        assert_eq!(refused(&stale), Some(RefusalCode::VersionConflict));
        assert_eq!(log(&organiser, &drawn).await.len(), 2);
        stage.travel("2020-04-29T08:00:00Z");
        let input = DrawLots { id: drawn.id, expected_version: drawn.version, seed: "1 2 3".to_owned() };
        draw_lots(&stage.organiser().await, input).await.unwrap();
        let lines = log(&organiser, &drawn).await;
        assert_eq!(lines[0].kind, WaitingChangeKind::Drawn);
        assert_eq!((lines[0].new_rank, lines[0].reason.as_str()), (Some(1), "1 2 3"));
        // Once it has begun nobody comes in any more.
        stage.travel("2020-05-04T07:00:00Z");
        let late = confirm_registration(&stage.organiser().await, with(&pair[0], "Sie moderieren.")).await;
        assert_eq!(refused(&late), Some(RefusalCode::DeadlinePassed));
        assert_eq!(second[0].state, RegistrationState::Confirmed);
    }

    async fn another_class_is_another_rank_and_everybody_is_told(world: World) {
        let stage = Stage::set(world).await;
        let session = stage.open(CourseKind::Conference, plan()).await;
        let all = queue(&stage, &session).await;
        let organiser = stage.organiser().await;
        assert_eq!(all[4].class, PriorityClass::Second);
        let beyond = change_priority_class(&organiser, classed(&all[4], 3, "Vorrang.")).await;
        assert_eq!(refused(&beyond), Some(RefusalCode::OutOfRange));
        let seated = change_priority_class(&organiser, classed(&all[0], 1, "Vorrang.")).await;
        assert_eq!(refused(&seated), Some(RefusalCode::WrongState));
        let same = change_priority_class(&organiser, classed(&all[4], 2, "Vorrang.")).await.unwrap();
        assert_eq!(same[0].version, all[4].version);
        let reason = "Die Vereinbarung ist unterzeichnet.";
        let first = change_priority_class(&organiser, classed(&all[4], 1, reason)).await.unwrap();
        assert_eq!((first.len(), first[0].class), (1, PriorityClass::First));
        assert_eq!(stage.now(first[0].id).await, first[0]);
        let stale = change_priority_class(&organiser, classed(&all[4], 2, reason)).await;
        assert_eq!(refused(&stale), Some(RefusalCode::VersionConflict));
        let ranks = rank_waiting(&stage.system(), &[session.id]).await.unwrap().remove(&session.id).unwrap();
        assert_eq!(ranks[&all[4].party].rank, 1);
        let lines = log(&organiser, &session).await;
        let line = |of: &Registration| lines.iter().find(|line| line.registration == of.id).unwrap();
        let changed = line(&all[4]);
        assert_eq!((changed.kind, changed.old_rank, changed.new_rank), (WaitingChangeKind::ClassChanged, Some(3), Some(1)));
        assert_eq!((changed.old_class, changed.new_class), (PriorityClass::Second, PriorityClass::First));
        assert_eq!((line(&all[2]).kind, line(&all[2]).new_rank), (WaitingChangeKind::Displaced, Some(2)));
        let letters = stage.world.letters_to("office-staff@remscheid.example").await;
        assert!(letters.iter().any(|letter| letter.text.contains(reason)), "{letters:#?}");
        // The next seat goes to the first class.
        cancel_registration(&stage.system(), CancelRegistration { id: all[0].id, expected_version: 1 }).await.unwrap();
        assert_eq!(stage.state(&all[4]).await, RegistrationState::Confirmed);
        assert_eq!(stage.state(&all[2]).await, RegistrationState::Waitlisted);
    }

    async fn the_log_over_http_costs_the_same_however_long_it_is(scene: Scene) {
        let (scene, session, all) = waiting(scene).await;
        let organiser = Who::Member(Role::TransferagenturStaff, "transferagentur");
        let step = |it: &Registration| json!({"id": global(it.id), "expectedVersion": it.version, "reason": "Vorrang."});
        let mut first = step(&all[6]);
        first["priorityClass"] = json!(1);
        let classed = scene.get(organiser, CLASSIFY, json!({"input": first})).await;
        assert_eq!(classed["registrations"][0]["waitingPlace"]["rank"], 1, "{classed}");
        let (_, few) = scene.count(organiser, LOG, json!({"first": 1})).await;
        let move_it = json!({"registrationId": global(all[5].id), "rank": 1, "reason": "Vortrag."});
        let moved = scene.get(organiser, REORDER, json!({"input": move_it})).await;
        assert_eq!(moved["errors"], json!([]), "{moved}");
        let mut displaced = step(&all[3]);
        displaced["expectedVersion"] = json!(all[3].version + 1);
        assert_eq!(scene.refusals(organiser, CONFIRM, displaced).await, ["FULL"]);
        let (answer, many) = scene.count(organiser, LOG, json!({"first": 100})).await;
        let lines = answer["waitingListChanges"]["nodes"].as_array().unwrap().clone();
        assert_eq!(answer["waitingListChanges"]["totalCount"], lines.len(), "{answer}");
        assert!(lines.len() > 5, "{lines:#?}");
        let told = |line: &Value| {
            line["byRole"] == "TRANSFERAGENTUR_STAFF"
                && line["byOrganisation"]["name"] == "Transferagentur"
                && line["registration"]["name"].is_string()
        };
        assert!(lines.iter().all(told), "{lines:#?}");
        // The list, its count, the organisations, the registrations, the names, the sessions.
        assert_eq!((few, many), (6, 6));
        let page = json!({"filter": {"sessionId": global(session.id)}, "first": 2});
        let page = scene.get(organiser, LOG, page).await;
        assert_eq!((page["nodes"].as_array().unwrap().len(), &page["pageInfo"]["hasNextPage"]), (2, &json!(true)));
        assert_eq!(scene.get(Who::FOREIGN, LOG, json!({})).await["totalCount"], 0);
        assert_eq!(scene.denial(Who::Stranger, LOG, json!({})).await, "UNAUTHENTICATED registration:read");
    }
}

/// A scene with a session of two seats in which five people wait.
async fn waiting(scene: Scene) -> (Scene, CourseSession, Vec<Registration>) {
    use application::people::{CreatePerson, create_person};
    use application::qualifications::{
        AdvanceSession, CreateSession, Register, RegisterPerson, advance_session, create_session, register,
    };
    use domain::qualifications::{SessionVerb, TargetGroup};
    let call = scene.world().call(domain::access::Actor::System);
    let (host, kind) = (Some(scene.cast().transferagentur), Some(CourseKind::Exchange));
    let input = CreateSession { host, series: None, module: None, kind, plan: plan() };
    let mut session = create_session(&call, input).await.unwrap();
    for verb in [SessionVerb::Publish, SessionVerb::OpenRegistration] {
        let step = AdvanceSession { id: session.id, expected_version: session.version, verb };
        session = advance_session(&call, step).await.unwrap();
    }
    let mut all = Vec::new();
    for place in 0..7 {
        let input = CreatePerson {
            organisation: scene.cast().remscheid.office,
            salutation: None,
            title: None,
            given_name: Some("Kim".to_owned()),
            family_name: format!("Beispiel {place}"),
            languages: Vec::new(),
            contact_points: Vec::new(),
            accept_duplicates: true,
        };
        let person = create_person(&call, input).await.unwrap().id;
        let people = vec![RegisterPerson::new(person, TargetGroup::EducationOffice)];
        all.extend(register(&call, Register { session: session.id, people }).await.unwrap());
    }
    (scene, session, all)
}
