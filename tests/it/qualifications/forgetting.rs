//! Needs, answers and consents: taken back, and forgotten after the session.

use super::stage::{Stage, plan, refused};
use acceptance::{World, on_both_engines};
use application::audit::verify_audit;
use application::qualifications::{
    ChangeDetails, Register, RegisterPerson, SetQuestions, change_details, forget_details, list_answers, register,
    set_session_questions,
};
use domain::access::Role;
use domain::qualifications::{
    Answer, Consent, CourseKind, CourseSession, QuestionDraft, QuestionKind, Registration, TargetGroup,
};
use domain::shared::RefusalCode;
use persistence::audit::{AuditEntries, AuditFilter};

/// A member of staff with needs, an answer and consents.
async fn registered(stage: &Stage) -> (CourseSession, Registration) {
    let session = stage.open(CourseKind::Exchange, plan()).await;
    let question = QuestionDraft {
        key: "thema".to_owned(),
        label: "Ihr Thema?".to_owned(),
        help: None,
        kind: QuestionKind::Text,
        options: Vec::new(),
        required: false,
        show_if: None,
        min: None,
        max: None,
    };
    let asking = SetQuestions { id: session.id, expected_version: session.version, questions: vec![question] };
    let session = set_session_questions(&stage.organiser().await, asking).await.unwrap();
    let person = stage.of(Role::OfficeStaff, "remscheid");
    let person = RegisterPerson {
        needs: Some("Gebärdensprache".to_owned()),
        shares_name: true,
        consents: [Consent::Photo].into(),
        answers: vec![Answer { key: "thema".to_owned(), values: vec!["Geheimnisse".to_owned()] }],
        ..RegisterPerson::new(person, TargetGroup::EducationOffice)
    };
    let own = stage.call(Role::OfficeStaff, "remscheid").await;
    let made = register(&own, Register { session: session.id, people: vec![person] }).await.unwrap().remove(0);
    (session, made)
}

/// What the audit holds about a registration, as text.
async fn audited(stage: &Stage, registration: &Registration) -> String {
    let entries = AuditEntries::of(&stage.world.platform().database);
    let filter = AuditFilter { subject: Some(registration.id.uuid()), ..AuditFilter::default() };
    let page = domain::shared::PageRequest::first(100);
    let found = entries.list(&domain::access::Visibility::everything(), &filter, &page).await.unwrap();
    format!("{:?}", found.rows)
}

on_both_engines! {
    async fn needs_and_answers_are_forgotten_a_week_after_and_consents_after_three_years(world: World) {
        let stage = Stage::set(world).await;
        let (_, made) = registered(&stage).await;
        assert!(audited(&stage, &made).await.contains("Gebärdensprache"));
        stage.travel("2020-05-11T14:00:00Z");
        assert_eq!(forget_details(&stage.system()).await.unwrap(), 0, "a week is not over");
        stage.travel("2020-05-11T14:00:01Z");
        assert_eq!(forget_details(&stage.system()).await.unwrap(), 1);
        assert_eq!(forget_details(&stage.system()).await.unwrap(), 0, "once is enough");
        let now = stage.now(made.id).await;
        assert_eq!((now.needs, now.shares_name, now.consents), (None, true, [Consent::Photo].into()));
        let answers = list_answers(&stage.organiser().await, std::slice::from_ref(&made)).await.unwrap();
        assert!(answers[&made.id].is_empty());
        let kept = audited(&stage, &made).await;
        assert!(!kept.contains("Gebärdensprache") && !kept.contains("Geheimnisse"), "{kept}");
        stage.travel("2023-05-05T14:00:01Z");
        assert_eq!(forget_details(&stage.system()).await.unwrap(), 1);
        let now = stage.now(made.id).await;
        assert_eq!((now.shares_name, now.consents), (false, [].into()));
        let chain = verify_audit(&stage.system()).await.unwrap();
        assert_eq!(chain.broken_at, None);
        assert!(chain.erased_values >= 4, "{chain:?}");
    }

    async fn two_nodes_forget_once(world: World) {
        let stage = Stage::set(world).await;
        registered(&stage).await;
        stage.travel("2020-06-01T08:00:00Z");
        let calls = [stage.system(), stage.system(), stage.system()];
        let done = futures::future::join_all(calls.iter().map(forget_details)).await;
        assert_eq!(done.into_iter().map(Result::unwrap).sum::<usize>(), 1);
    }

    async fn a_consent_is_taken_back_at_any_time(world: World) {
        let stage = Stage::set(world).await;
        let (_, made) = registered(&stage).await;
        let own = stage.call(Role::OfficeStaff, "remscheid").await;
        let none = |version: i64, needs: Option<&str>| ChangeDetails {
            id: made.id,
            expected_version: version,
            needs: needs.map(str::to_owned),
            shares_name: false,
            consents: [].into(),
        };
        let foreign = stage.call(Role::OfficeLead, "hamm").await;
        let denied = change_details(&foreign, none(made.version, None)).await;
        assert_eq!(refused(&denied), Some(RefusalCode::NotFound));
        let changed = change_details(&own, none(made.version, Some("vegan"))).await.unwrap();
        assert_eq!((changed.shares_name, changed.consents.len(), changed.version), (false, 0, made.version + 1));
        assert_eq!(stage.now(made.id).await, changed);
        let stale = change_details(&own, none(made.version, None)).await;
        assert_eq!(refused(&stale), Some(RefusalCode::VersionConflict));
        stage.travel("2020-05-05T08:00:00Z");
        let own = stage.call(Role::OfficeStaff, "remscheid").await;
        let late = change_details(&own, none(changed.version, Some("Rampe"))).await;
        assert_eq!(refused(&late), Some(RefusalCode::DeadlinePassed));
        let back = change_details(&own, none(changed.version, None)).await.unwrap();
        assert_eq!(back.needs, None);
    }
}
