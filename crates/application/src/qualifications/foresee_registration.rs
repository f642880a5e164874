//! What would become of the caller's registration, before they make it.

use super::read_registrations::own_person;
use super::sight::offers;
use crate::{Call, Error};
use domain::access::Action;
use domain::people::Person;
use domain::qualifications::{
    Admission, Applicant, AttendanceMode, Claim, CourseModule, CourseSession, SessionState, Standing, TargetGroup,
    admit,
};
use domain::shared::{CourseModuleId, CourseSeriesId, CourseSessionId, PageRequest, Refusal, RefusalCode, berlin_date};
use persistence::consulting::Agreements;
use persistence::people::People;
use persistence::qualifications::{Completions, Invitees, Modules, Registrations, SeatCounts, SessionFilter, Sessions};
use std::collections::{BTreeSet, HashMap};

/// What would become of a registration, or why it would be refused.
pub type Prospect = Result<Admission, Vec<Refusal>>;

/// What all answers for one caller have in common.
struct Known {
    person: Person,
    has_agreement: bool,
    completed: BTreeSet<CourseModuleId>,
    modules: HashMap<CourseSeriesId, Vec<CourseModule>>,
}

/// What would become of the caller's registration for each of these sessions, by the same rules as the registration
/// itself.
///
/// # Errors
/// A denial when nobody is signed in.
pub async fn foresee_registrations(
    call: &Call,
    sessions: &[CourseSession],
) -> Result<HashMap<CourseSessionId, Prospect>, Error> {
    let id = own_person(call, Action::RegistrationCreate)?;
    let database = call.database();
    let person = People::of(database).find(&call.visibility(Action::PersonRead), id).await?;
    let person = person.ok_or_else(|| Error::not_found("personId"))?;
    let ids: Vec<CourseSessionId> = sessions.iter().map(|session| session.id).collect();
    let districts = Agreements::of(database).entitled_districts(berlin_date(call.now())).await?;
    let known = Known {
        has_agreement: person.district.as_ref().is_some_and(|district| districts.contains(district)),
        completed: Completions::of(database).of_people(&[id]).await?.remove(&id).unwrap_or_default(),
        modules: Modules::of(database).of_series(sessions.iter().filter_map(|session| session.series)).await?,
        person,
    };
    let invited = Invitees::of(database).inviting(&ids, id, known.person.organisation).await?;
    let sight = super::sight::registrations(call);
    let registered = Registrations::of(database).active_of(&sight, id, &ids).await?;
    let taken = SeatCounts::of(database).taken(&ids).await?;
    let prospects = sessions.iter().map(|session| {
        let standing = Standing { has_agreement: known.has_agreement, is_invited: invited.contains_key(&session.id) };
        let taken = taken.get(&session.id).cloned().unwrap_or_default();
        let prospect = known.prospect(session, standing, registered.contains_key(&session.id), &taken, call);
        (session.id, prospect)
    });
    Ok(prospects.collect())
}

impl Known {
    fn prospect(
        &self,
        session: &CourseSession,
        standing: Standing,
        is_registered: bool,
        taken: &domain::qualifications::Taken,
        call: &Call,
    ) -> Prospect {
        let modules = session.series.and_then(|series| self.modules.get(&series)).map(Vec::as_slice);
        let module = session
            .module
            .zip(modules)
            .and_then(|(id, modules)| modules.iter().find(|module| module.id == id).map(|module| (module, modules)));
        // Where there is a choice, the room is looked at first.
        let mode = session.plan.format.mode(None).unwrap_or(AttendanceMode::Room);
        let claim = Claim { mode, group: TargetGroup::Other, district: self.person.district.clone() };
        let completed = self.completed.clone();
        let applicant = Applicant { claim, standing, completed, is_registered };
        admit(session, module, &[applicant], taken, call.now()).map(|(admission, _)| admission)
    }
}

/// The sessions whose registration is open for the caller: they are entitled, have completed what is asked for, and have
/// not registered yet. The next 100 that take place are looked at.
///
/// # Errors
/// A denial when nobody is signed in.
pub async fn list_open_to_me(call: &Call) -> Result<Vec<CourseSession>, Error> {
    own_person(call, Action::RegistrationCreate)?;
    let filter = SessionFilter {
        states: vec![SessionState::RegistrationOpen],
        from: Some(call.now()),
        ..SessionFilter::default()
    };
    let page = PageRequest::first(PageRequest::MOST);
    let found = Sessions::of(call.database()).list(&offers(call), &filter, false, &page).await?;
    let mut sessions: Vec<CourseSession> = found.rows.into_iter().map(|(_, session)| session).collect();
    let prospects = foresee_registrations(call, &sessions).await?;
    sessions.retain(|session| prospects.get(&session.id).is_some_and(is_open));
    Ok(sessions)
}

/// A team that has to be larger than one person is no reason against an offer: people can still come as one.
fn is_open(prospect: &Prospect) -> bool {
    match prospect {
        Ok(_) => true,
        Err(refusals) => refusals.iter().all(|refusal| refusal.code == RefusalCode::TooFew),
    }
}
