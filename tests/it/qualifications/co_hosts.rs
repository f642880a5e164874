//! Organisations that hold an offer together: the host decides, co-hosts plan and run it with the host.

use super::stage::{Stage, person, plan, refused};
use acceptance::{World, on_both_engines};
use application::files::{AttachFile, DeleteFile, UpdateFile, attach_file, delete_file, update_file};
use application::integration::list_changes;
use application::organisations::{MergeOrganisations, find_organisation, merge_organisations};
use application::qualifications::{AddModule, RefuseRegistration, RepeatSession, add_module, repeat_session};
use application::qualifications::{
    AdvanceSession, CreateSeries, CreateSession, Register, RegistrationFilter, RequestTrainer, SeriesInput,
    UpdateSeries, UpdateSession, advance_session, count_registrations, create_series, create_session, find_series,
    find_session, list_trainers, register, request_trainer, revoke_registration, update_series, update_session,
};
use application::{Call, Error};
use domain::access::Role;
use domain::files::{FileDraft, Holder, HolderKind};
use domain::integration::{EventSight, Topics};
use domain::qualifications::{CourseKind, CourseSession, ModuleDraft, Recurrence, SessionDraft, SessionVerb};
use domain::shared::{Edit, FileId, OrganisationId, PageRequest, RefusalCode};
use persistence::integration::{EventFilter, Events};

fn draft(co_hosts: &[OrganisationId]) -> SessionDraft {
    SessionDraft { co_hosts: co_hosts.to_vec(), ..plan() }
}

fn conference(host: OrganisationId, plan: SessionDraft) -> CreateSession {
    CreateSession { host: Some(host), series: None, module: None, kind: Some(CourseKind::EducationConference), plan }
}

fn series_input(title: &str, co_hosts: Vec<OrganisationId>) -> SeriesInput {
    SeriesInput {
        title: title.to_owned(),
        description: None,
        goals: None,
        entitlement: None,
        target_groups: Vec::new(),
        stages: Vec::new(),
        topics: Vec::new(),
        co_hosts,
    }
}

async fn step(call: &Call, session: &CourseSession, verb: SessionVerb) -> Result<CourseSession, Error> {
    let step = AdvanceSession { id: session.id, expected_version: session.version, verb };
    advance_session(call, step).await
}

fn rewritten(session: &CourseSession, plan: SessionDraft) -> UpdateSession {
    UpdateSession { id: session.id, expected_version: session.version, plan }
}

on_both_engines! {
    async fn a_co_host_plans_and_runs_and_the_host_decides(world: World) {
        let stage = Stage::set(world).await;
        let (host, co_host) = (stage.cast.remscheid.office, stage.cast.hamm.office);
        let lead = stage.call(Role::OfficeLead, "remscheid").await;
        let other = stage.call(Role::OfficeLead, "hamm").await;
        let neighbour = stage.call(Role::MunicipalityStaff, "hamm").await;
        let alone = create_session(&lead, conference(host, plan())).await.unwrap();
        assert!(find_session(&other, alone.id).await.unwrap().is_none());
        let shared = update_session(&lead, rewritten(&alone, draft(&[co_host]))).await.unwrap();
        // The draft is theirs too, and of nobody else in their city.
        assert!(find_session(&other, shared.id).await.unwrap().is_some());
        assert!(find_session(&stage.call(Role::OfficeStaff, "hamm").await, shared.id).await.unwrap().is_some());
        assert!(find_session(&neighbour, shared.id).await.unwrap().is_none());
        let titled = SessionDraft { title: "Bildungskonferenz".to_owned(), ..draft(&[co_host]) };
        let changed = update_session(&other, rewritten(&shared, titled)).await.unwrap();
        assert_eq!(changed.plan.title.as_str(), "Bildungskonferenz");
        // Deciding stays with the host, and so does who holds it.
        assert!(matches!(step(&other, &changed, SessionVerb::Publish).await, Err(Error::Denied(_))));
        let more = draft(&[co_host, stage.cast.partner]);
        assert!(matches!(update_session(&other, rewritten(&changed, more)).await, Err(Error::Denied(_))));
        let published = step(&lead, &changed, SessionVerb::Publish).await.unwrap();
        let open = step(&lead, &published, SessionVerb::OpenRegistration).await.unwrap();
        let mine = stage.of(Role::OfficeStaff, "remscheid");
        let staff = stage.call(Role::OfficeStaff, "remscheid").await;
        let input = Register { session: open.id, people: vec![person(mine)] };
        let registered = register(&staff, input).await.unwrap().remove(0);
        let here = RegistrationFilter { session: Some(open.id), ..RegistrationFilter::default() };
        assert_eq!(count_registrations(&other, &here).await.unwrap(), 1);
        assert_eq!(count_registrations(&neighbour, &here).await.unwrap(), 0);
        let trainer = stage.of(Role::OfficeStaff, "hamm");
        let asked = RequestTrainer { session: open.id, person: trainer, topic: None, fee_agreed: false };
        request_trainer(&other, asked).await.unwrap();
        assert_eq!(list_trainers(&lead, &[open.id]).await.unwrap()[&open.id].len(), 1);
        let input = RefuseRegistration { id: registered.id, expected_version: 1, reason: "Doppelt.".to_owned() };
        revoke_registration(&other, input).await.unwrap();
        // Whoever is no co-host any more sees nothing of it.
        let without = SessionDraft { title: "Bildungskonferenz".to_owned(), ..plan() };
        let alone = update_session(&lead, rewritten(&open, without)).await.unwrap();
        assert!(alone.plan.co_hosts.is_empty());
        assert_eq!(count_registrations(&other, &here).await.unwrap(), 0);
    }

    async fn the_sessions_of_a_series_have_its_co_hosts(world: World) {
        let stage = Stage::set(world).await;
        let (host, co_host) = (stage.cast.remscheid.office, stage.cast.hamm.office);
        let lead = stage.call(Role::OfficeLead, "remscheid").await;
        let other = stage.call(Role::OfficeLead, "hamm").await;
        let input = |plan| CreateSeries { host, kind: CourseKind::TrainingSeries, plan };
        let own = create_series(&lead, input(series_input("Netzwerkarbeit", vec![host]))).await;
        assert_eq!(refused(&own), Some(RefusalCode::Duplicate));
        let series = create_series(&lead, input(series_input("Netzwerkarbeit", vec![co_host]))).await.unwrap();
        assert_eq!(find_series(&other, series.id).await.unwrap(), Some(series.clone()));
        assert!(find_series(&stage.call(Role::Partner, "stiftung").await, series.id).await.unwrap().is_none());
        let of_series = |host, plan| CreateSession { host, series: Some(series.id), module: None, kind: None, plan };
        let session = create_session(&other, of_series(None, plan())).await.unwrap();
        assert_eq!((session.host, session.plan.co_hosts.iter().copied().collect::<Vec<_>>()), (host, vec![co_host]));
        // In the name of the co-host itself, and of nobody for whom they do not plan.
        let theirs = create_session(&other, of_series(Some(co_host), plan())).await.unwrap();
        assert!(theirs.plan.co_hosts.is_empty());
        let foreign = create_session(&other, of_series(Some(stage.cast.transferagentur), plan())).await;
        assert!(matches!(foreign, Err(Error::Denied(_))), "{foreign:?}");
        let again = RepeatSession { id: session.id, every: Recurrence::Weekly, times: 2 };
        for copy in repeat_session(&other, again).await.unwrap() {
            assert!(find_session(&other, copy.id).await.unwrap().is_some());
        }
        let change = |call_plan: SeriesInput, version| UpdateSeries { id: series.id, expected_version: version, plan: call_plan };
        let grabbed = update_series(&other, change(series_input("Netzwerkarbeit", Vec::new()), 1)).await;
        assert!(matches!(grabbed, Err(Error::Denied(_))));
        let renamed = update_series(&other, change(series_input("Netzwerke", vec![co_host]), 1)).await.unwrap();
        let left = update_series(&lead, change(series_input("Netzwerke", Vec::new()), renamed.version)).await.unwrap();
        assert!(left.plan.co_hosts.is_empty());
        assert!(find_series(&other, series.id).await.unwrap().is_none());
        assert!(find_session(&other, session.id).await.unwrap().is_some(), "what was said for the session stays");
    }

    async fn a_co_host_is_told_what_happens_and_its_neighbours_are_not(world: World) {
        let stage = Stage::set(world).await;
        let (host, co_host) = (stage.cast.remscheid.office, stage.cast.hamm.office);
        let lead = stage.call(Role::OfficeLead, "remscheid").await;
        let other = stage.call(Role::OfficeLead, "hamm").await;
        let neighbour = stage.call(Role::MunicipalityStaff, "hamm").await;
        let alone = create_session(&lead, conference(host, plan())).await.unwrap();
        let told = async |call: &Call| {
            let topics = Topics::read("types", ["courseSession.*"]).unwrap();
            let filter = EventFilter { topics, subject: Some(alone.id.uuid()) };
            let found = list_changes(call, &filter, &PageRequest::first(100)).await.unwrap();
            // Streams and webhooks look at each event as it comes; they tell the same people.
            let (all, _) = Events::of(call.database()).after(0, 10_000).await.unwrap();
            let sight = EventSight::of(call.actor());
            let streamed: Vec<_> = all.iter().filter(|it| it.subject == alone.id.uuid() && sight.includes(it)).collect();
            let codes: Vec<&str> = found.rows.iter().map(|(_, event)| event.kind.code).collect();
            assert_eq!(streamed.iter().map(|event| event.kind.code).collect::<Vec<_>>(), codes);
            codes.into_iter().map(|code| code.trim_start_matches("courseSession.")).collect::<Vec<_>>().join(" ")
        };
        assert_eq!(told(&other).await, "");
        let shared = update_session(&lead, rewritten(&alone, draft(&[co_host]))).await.unwrap();
        assert_eq!((told(&lead).await.as_str(), told(&other).await.as_str()), ("created updated", "updated"));
        let titled = SessionDraft { title: "Bildungskonferenz".to_owned(), ..draft(&[co_host]) };
        let changed = update_session(&other, rewritten(&shared, titled)).await.unwrap();
        assert_eq!(told(&stage.call(Role::OfficeStaff, "hamm").await).await, "updated updated");
        assert_eq!(told(&neighbour).await, "", "a draft");
        let without = SessionDraft { title: "Bildungskonferenz".to_owned(), ..plan() };
        update_session(&lead, rewritten(&changed, without)).await.unwrap();
        assert_eq!(told(&lead).await, "created updated updated updated");
        assert_eq!(told(&other).await, "updated updated", "of what came when it was theirs");
    }

    async fn a_co_host_attaches_files_to_what_it_holds(world: World) {
        let stage = Stage::set(world).await;
        let (host, co_host) = (stage.cast.remscheid.office, stage.cast.hamm.office);
        let lead = stage.call(Role::OfficeLead, "remscheid").await;
        let other = stage.call(Role::OfficeStaff, "hamm").await;
        let neighbour = stage.call(Role::MunicipalityStaff, "hamm").await;
        let shared = create_session(&lead, conference(host, draft(&[co_host]))).await.unwrap();
        let attach = async |call: &Call, kind: HolderKind, id: uuid::Uuid| {
            let draft = FileDraft { name: "Ablauf.txt".to_owned(), title: None, media_type: "text/plain".to_owned() };
            let input = AttachFile { id: FileId::new(call.ids()), holder: Holder { kind, id }, draft, size: None };
            attach_file(call, input, futures::stream::iter([Ok("09:00 Beginn".into())])).await
        };
        let (kind, id) = (HolderKind::CourseSession, shared.id.uuid());
        let file = attach(&other, kind, id).await.unwrap();
        let renamed = UpdateFile {
            id: file.id,
            expected_version: file.version,
            name: Some("Ablaufplan.txt".to_owned()),
            title: Edit::Keep,
        };
        let file = update_file(&other, renamed).await.unwrap();
        assert_eq!(refused(&attach(&neighbour, kind, id).await), Some(RefusalCode::NotFound), "a draft");
        let published = step(&lead, &shared, SessionVerb::Publish).await.unwrap();
        assert!(matches!(attach(&neighbour, kind, id).await, Err(Error::Denied(_))));
        delete_file(&other, DeleteFile { id: file.id, expected_version: file.version }).await.unwrap();
        let without = update_session(&lead, rewritten(&published, plan())).await.unwrap();
        assert!(matches!(attach(&other, kind, without.id.uuid()).await, Err(Error::Denied(_))));
        // So it is with a series and its modules.
        let input = CreateSeries { host, kind: CourseKind::TrainingSeries, plan: series_input("Netzwerke", vec![co_host]) };
        let series = create_series(&lead, input).await.unwrap();
        attach(&other, HolderKind::CourseSeries, series.id.uuid()).await.unwrap();
        let typed = ModuleDraft {
            title: "Modul 1".to_owned(),
            description: None,
            minutes: 60,
            mandatory: true,
            prerequisites: std::collections::BTreeSet::new(),
        };
        let module = add_module(&other, AddModule { series: series.id, plan: typed }).await.unwrap();
        attach(&other, HolderKind::CourseModule, module.id.uuid()).await.unwrap();
    }

    async fn an_education_conference_is_held_at_home(world: World) {
        let stage = Stage::set(world).await;
        let organiser = stage.organiser().await;
        let away = create_session(&organiser, conference(stage.cast.transferagentur, plan())).await;
        assert_eq!(refused(&away), Some(RefusalCode::Invalid));
        let lead = stage.call(Role::MunicipalityLead, "remscheid").await;
        let agency = stage.cast.transferagentur;
        let own = conference(stage.cast.remscheid.municipality, draft(&[stage.cast.remscheid.municipality]));
        assert_eq!(refused(&create_session(&lead, own).await), Some(RefusalCode::Duplicate));
        let held = create_session(&lead, conference(stage.cast.remscheid.municipality, draft(&[agency]))).await.unwrap();
        assert!(find_session(&organiser, held.id).await.unwrap().is_some());
    }

    async fn what_a_merged_office_held_goes_to_the_other_one(world: World) {
        let stage = Stage::set(world).await;
        let (from, into) = (stage.cast.remscheid.office, stage.cast.remscheid.municipality);
        let lead = stage.call(Role::OfficeLead, "remscheid").await;
        let held = create_session(&lead, conference(from, draft(&[into]))).await.unwrap();
        let organiser = stage.organiser().await;
        let input = conference(stage.cast.transferagentur, draft(&[from, into]));
        let input = CreateSession { kind: Some(CourseKind::Conference), ..input };
        let shared = create_session(&organiser, input).await.unwrap();
        let before = find_organisation(&stage.system(), from, None).await.unwrap().unwrap();
        let input = MergeOrganisations { id: from, expected_version: before.version, into, on: None };
        merge_organisations(&stage.system(), input).await.unwrap();
        let city = stage.call(Role::MunicipalityStaff, "remscheid").await;
        let now = find_session(&city, held.id).await.unwrap().unwrap();
        assert_eq!((now.host, now.version), (into, held.version + 1));
        let now = find_session(&city, shared.id).await.unwrap().unwrap();
        assert_eq!(now.plan.co_hosts.into_iter().collect::<Vec<_>>(), [into]);
    }
}
