//! The invented worlds.

use acceptance::{World, on_both_engines};
use application::audit::verify_audit;
use application::consulting::list_agreement_holders;
use application::meetings::{
    CommitteeFilter, CompareCommittees, MeasureFilter, MeetingFilter, compare_committees, count_committees,
    count_measures, count_meetings, list_meetings,
};
use application::networks::{
    ExportFormat, ListNetworks, NetworkOrder, count_networks, export_analysis, list_analyses, list_goals,
    list_networks, list_surveys,
};
use application::oparl::read_list;
use application::qualifications::{
    CertificateFilter, RegistrationFilter, SeriesFilter, SessionFilter, WaitingChangeFilter, count_certificates,
    count_registrations, count_waiting_changes, find_evaluation_results, list_certificates, list_evaluations,
    list_series, list_sessions,
};
use application::worlds::{DEMO_ACCOUNTS, make_demo_world, make_state_world};
use domain::access::{Actor, Role};
use domain::oparl::{ListQuery, ObjectKind, ObjectList};
use domain::qualifications::{
    CertificateKind, CourseKind, EvaluationState, RegistrationState, SeriesState, SessionState,
};
use domain::shared::{PageRequest, Slice};
use std::collections::BTreeSet;

#[test]
fn demo_addresses_say_the_role_and_the_place() {
    for account in DEMO_ACCOUNTS {
        let mailbox = account.role.code().to_lowercase().replace('_', "-");
        assert!(account.email.starts_with(&format!("{mailbox}@")), "{}", account.email);
    }
    let roles: BTreeSet<&str> = DEMO_ACCOUNTS.iter().map(|account| account.role.code()).collect();
    assert_eq!(roles.len(), Role::ALL.len());
}

on_both_engines! {
    async fn the_demo_world_is_made_once_and_audited(world: World) {
        let call = world.call(Actor::System);
        assert!(make_demo_world(&call).await.unwrap());
        assert!(!make_demo_world(&call).await.unwrap());
        let audit = verify_audit(&call).await.unwrap();
        assert_eq!(audit.broken_at, None);
        assert!(audit.entries > i64::try_from(4 * DEMO_ACCOUNTS.len()).unwrap());
    }

    async fn the_demo_world_has_a_series_that_people_wait_for(world: World) {
        let call = world.call(Actor::System);
        make_demo_world(&call).await.unwrap();
        let page = PageRequest::first(10);
        let (series, calls) = (vec![CourseKind::TrainingSeries, CourseKind::Exchange], vec![CourseKind::CommunityCall]);
        let of_kinds = |kinds| SessionFilter { kinds, from: Some(call.now()), ..SessionFilter::default() };
        let calls = list_sessions(&call, &of_kinds(calls), false, &page).await.unwrap();
        assert_eq!(calls.rows.len(), 3, "a call that comes again");
        let sessions = list_sessions(&call, &of_kinds(series), false, &page).await.unwrap();
        let formats: Vec<&str> = sessions.rows.iter().map(|(_, session)| session.plan.format.code()).collect();
        assert_eq!(formats, ["IN_PERSON", "DIGITAL", "HYBRID"]);
        let of = |states: &[RegistrationState]| RegistrationFilter {
            session: Some(sessions.rows[0].1.id),
            states: states.to_vec(),
            ..RegistrationFilter::default()
        };
        let count = async |states: &[RegistrationState]| count_registrations(&call, &of(states)).await.unwrap();
        assert_eq!(count(&[RegistrationState::Confirmed]).await, 3);
        assert_eq!(count(&[RegistrationState::Waitlisted]).await, 3);
        let log = WaitingChangeFilter { session: Some(sessions.rows[0].1.id), registration: None };
        assert!(count_waiting_changes(&call, &log).await.unwrap() >= 2, "a waiting list that was changed by hand");
        let conferences = list_sessions(&call, &of_kinds(vec![CourseKind::EducationConference]), false, &page).await;
        assert_eq!(conferences.unwrap().rows[0].1.plan.co_hosts.len(), 2);
        assert_eq!(list_agreement_holders(&call).await.unwrap().into_iter().collect::<Vec<_>>(), ["05120"]);
    }

    async fn the_demo_world_has_an_evaluation_that_is_closed_and_one_that_is_open(world: World) {
        let call = world.call(Actor::System);
        make_demo_world(&call).await.unwrap();
        let filter = SessionFilter { kinds: vec![CourseKind::Conference], ..SessionFilter::default() };
        let sessions = list_sessions(&call, &filter, false, &PageRequest::first(10)).await.unwrap();
        let sessions: Vec<_> = sessions.rows.into_iter().map(|(_, session)| session).collect();
        let evaluations = list_evaluations(&call, &sessions).await.unwrap();
        let states: Vec<_> = sessions
            .iter()
            .map(|session| (session.state, evaluations[&session.id].evaluation.state, evaluations[&session.id].answered))
            .collect();
        let closed = (SessionState::Closed, EvaluationState::Closed, Some(6));
        assert_eq!(states, [closed, (SessionState::EvaluationOpen, EvaluationState::Open, Some(2))]);
        let id = evaluations[&sessions[0].id].evaluation.id;
        let certified = CertificateFilter { session: Some(sessions[0].id), ..CertificateFilter::default() };
        assert_eq!(count_certificates(&call, &certified).await.unwrap(), 6);
        let results = find_evaluation_results(&call, id).await.unwrap().unwrap();
        assert_eq!((results.figures.is_shown(), results.figures.texts["anmerkung"].len()), (true, 6));
    }

    async fn the_demo_world_has_certificates_of_a_series_and_of_its_first_module(world: World) {
        let call = world.call(Actor::System);
        make_demo_world(&call).await.unwrap();
        let filter = SeriesFilter { states: vec![SeriesState::Completed], ..SeriesFilter::default() };
        let series = list_series(&call, &filter, &PageRequest::first(10)).await.unwrap();
        let [(_, series)] = &series.rows[..] else { panic!("{series:?}") };
        let of_it = CertificateFilter { series: Some(series.id), ..CertificateFilter::default() };
        let issued = list_certificates(&call, &of_it, &PageRequest::first(10)).await.unwrap();
        let of_kind = |kind| issued.rows.iter().filter(|(_, it)| it.subject.kind() == kind).count();
        assert_eq!((of_kind(CertificateKind::Series), of_kind(CertificateKind::Module)), (5, 1));
        let whole = issued.rows.iter().find(|(_, it)| it.subject.kind() == CertificateKind::Series).unwrap();
        assert_eq!((whole.1.content.parts.len(), whole.1.content.minutes), (2, 720));
    }

    async fn the_demo_world_has_a_steering_committee_that_is_invited(world: World) {
        let call = world.call(Actor::System);
        make_demo_world(&call).await.unwrap();
        let meetings = list_meetings(&call, &MeetingFilter::default(), false, &PageRequest::first(10)).await.unwrap();
        let states: Vec<&str> = meetings.rows.iter().map(|(_, meeting)| meeting.state.code()).collect();
        assert_eq!(states, ["INVITED"]);
        assert_eq!(count_measures(&call, &MeasureFilter::default()).await.unwrap(), 1);
        // The office reads which of its committees overlap.
        let compared = compare_committees(&call, CompareCommittees::default()).await.unwrap();
        let pairs: Vec<_> = compared.overlaps.iter().map(|pair| (pair.shared.len(), pair.double_structure)).collect();
        assert_eq!(pairs, [(3, Some(0.6))]);
    }

    async fn the_demo_world_is_there_over_oparl(world: World) {
        make_demo_world(&world.call(Actor::System)).await.unwrap();
        let call = world.call(Actor::Anonymous);
        let count = async |kind: ObjectKind| {
            let list = ObjectList::OfBody("05120".to_owned(), kind);
            let page = read_list(&call, &list, &ListQuery::default()).await.unwrap().unwrap();
            page["data"].as_array().unwrap().len()
        };
        let kinds = [ObjectKind::Meeting, ObjectKind::AgendaItem, ObjectKind::Paper, ObjectKind::File, ObjectKind::Person];
        let mut counts = Vec::new();
        for kind in kinds {
            counts.push(count(kind).await);
        }
        // Among the files are the invitation and the text of the paper, which the platform sets itself.
        assert_eq!(counts, [1, 2, 1, 4, 2]);
    }

    async fn the_demo_world_has_a_network_that_was_surveyed(world: World) {
        let call = world.call(Actor::System);
        make_demo_world(&call).await.unwrap();
        let by_name = async |page: &PageRequest| {
            list_networks(&call, ListNetworks::default(), NetworkOrder::default(), false, page).await.unwrap()
        };
        let networks: Vec<_> = by_name(&PageRequest::first(10)).await.rows.into_iter().map(|(_, row)| row).collect();
        assert_eq!(networks.len(), 2);
        let id = networks[0].id;
        assert_eq!(networks[0].profile.name.as_str(), "Bildungsnetzwerk Remscheid");
        assert_eq!(list_goals(&call, &[id]).await.unwrap()[&id].len(), 2);
        let surveys = list_surveys(&call, &[id]).await.unwrap();
        let states: Vec<_> = surveys[&id].iter().map(|survey| (survey.state.code(), survey.answered)).collect();
        assert_eq!(states, [("OPEN", 0), ("ANALYSED", 6)]);
        let analyses = list_analyses(&call, &[id], Slice { size: 10 }).await.unwrap();
        assert_eq!(analyses[&id].len(), 3);
        assert!(analyses[&id].iter().all(|analysis| !analysis.names_hidden && analysis.metrics.whole.ties > 0));
        // The contact log and the reflections are not the platform's: they were written by those who coordinate.
        let pictures = export_analysis(&call, analyses[&id][0].analysis.id, ExportFormat::Svg).await.unwrap();
        assert!(pictures.unwrap().contains("Bildungsnetzwerk Remscheid"));
        assert_eq!(verify_audit(&call).await.unwrap().broken_at, None);
    }

    async fn the_synthetic_state_is_made_and_audited(world: World) {
        let call = world.call(Actor::System);
        assert_eq!(make_state_world(&call, &|_, _| {}).await.unwrap(), 2_500);
        assert_eq!(make_state_world(&call, &|_, _| {}).await.unwrap(), 0);
        assert_eq!(count_networks(&call, ListNetworks::default()).await.unwrap(), 201);
        assert_eq!(count_committees(&call, &CommitteeFilter::default()).await.unwrap(), 600);
        assert_eq!(count_meetings(&call, &MeetingFilter::default()).await.unwrap(), 3_600);
        assert_eq!(verify_audit(&call).await.unwrap().broken_at, None);
    }
}
