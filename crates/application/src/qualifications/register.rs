use super::host;
use super::letters::{self, Letter, Notice};
use super::record;
use super::seating::{self, Standings};
use super::sight::hold_session;
use crate::{Call, Error};
use domain::access::{Action, Permit};
use domain::people::Person;
use domain::qualifications::{
    Admission, Answer, Applicant, AttendanceMode, Claim, Consent, CourseModule, CourseSession, PriorityClass,
    Registration, RegistrationSource, RegistrationState, TargetGroup, admit, check_answers,
};
use domain::shared::{
    CourseModuleId, CourseSessionId, LongText, PartyId, PersonId, Refusal, RefusalCode, Refusals, RegistrationId,
};
use persistence::UnitOfWork;
use persistence::people::People;
use persistence::qualifications::{Completions, Modules, Questions, Registrations, Sessions};
use std::collections::{BTreeSet, HashMap};

/// The most people who register together.
const MOST_PEOPLE: usize = 50;

/// People who want to come to a session together. Those who wait are not split.
#[derive(Clone, Debug)]
pub struct Register {
    /// To which session.
    pub session: CourseSessionId,
    /// Who.
    pub people: Vec<RegisterPerson>,
}

/// One person who wants to come.
#[derive(Clone, Debug)]
pub struct RegisterPerson {
    /// Who.
    pub person: PersonId,
    /// In the room or online; needed only where there is a choice.
    pub mode: Option<AttendanceMode>,
    /// As a member of which group.
    pub group: TargetGroup,
    /// What they need; deleted after the session.
    pub needs: Option<String>,
    /// Whether their name may stand on the list for all participants.
    pub shares_name: bool,
    /// What else they allow.
    pub consents: BTreeSet<Consent>,
    /// What they answer to the questions of the session; only its organiser sees it.
    pub answers: Vec<Answer>,
}

impl RegisterPerson {
    /// A person of whom nothing is said but what has to be.
    pub const fn new(person: PersonId, group: TargetGroup) -> Self {
        Self {
            person,
            mode: None,
            group,
            needs: None,
            shares_name: false,
            consents: BTreeSet::new(),
            answers: Vec::new(),
        }
    }
}

/// One person, checked.
struct Guest {
    person: Person,
    permit: Permit,
    source: RegistrationSource,
    claim: Claim,
    needs: Option<LongText>,
    shares_name: bool,
    consents: BTreeSet<Consent>,
    answers: Vec<Answer>,
}

/// Registers people: the caller for themselves, an office for its people, or the organiser for anybody they see.
/// Whether they get seats, wait, or take part in the draw of lots is decided while the session is held.
///
/// # Errors
/// `NOT_FOUND` for the session or a person, `DUPLICATE`, `DEADLINE_PASSED`, `WRONG_STATE`, `NOT_ENTITLED`,
/// `PREREQUISITE_MISSING`, `TOO_FEW`, `TOO_MANY`, `FULL`, and what is wrong with the input and with the answers.
pub async fn register(call: &Call, input: Register) -> Result<Vec<Registration>, Error> {
    check_number(&input.people)?;
    let mut unit = call.begin().await?;
    let session = hold_session(call, &unit, input.session, "sessionId").await?;
    let guests = guests(call, &unit, &session, &input.people).await?;
    let permit = guests.first().map(|guest| guest.permit).ok_or_else(|| Error::not_found("people"))?;
    let mut moves = seating::settle(&unit, &session, permit).await?;
    let (admission, class) = decide(&unit, &session, &guests).await?;
    let added = registrations(call, &unit, &session, guests, admission, class);
    Sessions::take_place(&unit, &session).await?;
    let only: Vec<Registration> = added.iter().map(|(registration, ..)| registration.clone()).collect();
    Registrations::insert(&unit, &session, &only).await?;
    let given: Vec<_> = added.iter().map(|(registration, _, answers)| (registration.id, answers.clone())).collect();
    Questions::answer(&unit, &given).await?;
    for (registration, permit, answers) in &added {
        let (event, letter) = match admission {
            Admission::Confirmed => ("registration.confirmed", Letter::Confirmed),
            Admission::Waitlisted => ("registration.waitlisted", Letter::Waitlisted),
            Admission::Submitted => ("registration.submitted", Letter::Submitted),
        };
        let change = record::registration(*permit, event, None, registration);
        moves.changes.push(change.personal("answers", None, record::answers(answers)));
        moves.letters.push(Notice::about(None, registration, letter));
    }
    letters::send(&mut unit, &session, &moves.letters).await?;
    unit.commit(moves.changes).await?;
    Ok(only)
}

fn check_number(people: &[RegisterPerson]) -> Result<(), Refusal> {
    if people.is_empty() {
        return Err(Refusal::new(RefusalCode::Required).at("people"));
    }
    if people.len() > MOST_PEOPLE {
        return Err(Refusal::new(RefusalCode::TooMany).at("people").with("max", MOST_PEOPLE));
    }
    let mut seen = BTreeSet::new();
    match people.iter().position(|one| !seen.insert(one.person)) {
        Some(place) => Err(Refusal::new(RefusalCode::Duplicate).at("personId").at(place.to_string()).at("people")),
        None => Ok(()),
    }
}

async fn guests(
    call: &Call,
    unit: &UnitOfWork,
    session: &CourseSession,
    people: &[RegisterPerson],
) -> Result<Vec<Guest>, Error> {
    let seen = call.visibility(Action::PersonRead);
    let mut known = People::of(unit).find_many(&seen, people.iter().map(|one| one.person)).await?;
    let questions = Questions::of(unit).of_sessions(&[session]).await?.remove(&session.id).unwrap_or_default();
    let (mut guests, mut refusals) = (Vec::with_capacity(people.len()), Refusals::new());
    for (place, one) in people.iter().enumerate() {
        let Some(person) = known.remove(&one.person) else {
            refusals.push(in_people(place, Refusal::new(RefusalCode::NotFound).at("personId")));
            continue;
        };
        let (permit, source) = permitted(call, session, &person)?;
        let active = person.expect_active("register").map_err(|refusal| refusal.at("personId"));
        let mode = session.plan.format.mode(one.mode).map_err(|refusal| refusal.at("mode"));
        let needs = LongText::optional(one.needs.as_deref()).map_err(|refusal| refusal.at("needs"));
        let answers = check_answers(&questions, &one.answers);
        match (active, mode, needs, answers) {
            (Ok(()), Ok(mode), Ok(needs), Ok(answers)) => {
                let claim = Claim { mode, group: one.group, district: person.district.clone() };
                let (shares_name, consents) = (one.shares_name, one.consents.clone());
                guests.push(Guest { person, permit, source, claim, needs, shares_name, consents, answers });
            }
            (active, mode, needs, answers) => {
                let answers = answers.err().into_iter().flatten().map(|refusal| refusal.at("answers"));
                for refusal in [active.err(), mode.err(), needs.err()].into_iter().flatten().chain(answers) {
                    refusals.push(in_people(place, refusal));
                }
            }
        }
    }
    Ok(refusals.into_result(Some(guests))?)
}

fn in_people(place: usize, refusal: Refusal) -> Refusal {
    refusal.at(place.to_string()).at("people")
}

/// By which right the caller registers this person.
fn permitted(call: &Call, session: &CourseSession, person: &Person) -> Result<(Permit, RegistrationSource), Error> {
    let own = call.actor().account().is_some_and(|account| account.person == person.id);
    match call.permit(Action::RegistrationCreate, &person.owner()) {
        Ok(permit) if own => Ok((permit, RegistrationSource::Own)),
        Ok(permit) => Ok((permit, RegistrationSource::Office)),
        Err(denied) => match host::permit(call, Action::RegistrationManage, session) {
            Ok(permit) => Ok((permit, RegistrationSource::Organiser)),
            Err(_) => Err(denied),
        },
    }
}

async fn decide(
    unit: &UnitOfWork,
    session: &CourseSession,
    guests: &[Guest],
) -> Result<(Admission, PriorityClass), Error> {
    let people: Vec<PersonId> = guests.iter().map(|guest| guest.person.id).collect();
    let standings = Standings::load(unit, session).await?;
    let registered = Registrations::registered(unit, session.id, &people).await?;
    let (modules, mut completed) = modules(unit, session, &people).await?;
    let module = session.module.and_then(|id| modules.iter().find(|module| module.id == id));
    let applicants: Vec<Applicant> = guests
        .iter()
        .map(|guest| {
            let person = &guest.person;
            Applicant {
                claim: guest.claim.clone(),
                standing: standings.of(person.id, person.organisation, person.district.as_deref()),
                completed: completed.remove(&person.id).unwrap_or_default(),
                is_registered: registered.contains(&person.id),
            }
        })
        .collect();
    let taken = seating::taken(unit, session).await?;
    Ok(admit(session, module.map(|module| (module, modules.as_slice())), &applicants, &taken, unit.now())?)
}

/// The modules of the session's series, and what the people have completed; nothing where the session has no module.
async fn modules(
    unit: &UnitOfWork,
    session: &CourseSession,
    people: &[PersonId],
) -> Result<(Vec<CourseModule>, HashMap<PersonId, BTreeSet<CourseModuleId>>), Error> {
    let (Some(series), Some(_)) = (session.series, session.module) else { return Ok(Default::default()) };
    let modules = Modules::of(unit).of_series([series]).await?.remove(&series).unwrap_or_default();
    Ok((modules, Completions::of(unit).of_people(people).await?))
}

fn registrations(
    call: &Call,
    unit: &UnitOfWork,
    session: &CourseSession,
    guests: Vec<Guest>,
    admission: Admission,
    class: PriorityClass,
) -> Vec<(Registration, Permit, Vec<Answer>)> {
    let party = PartyId::new(call.ids());
    let state = match admission {
        Admission::Confirmed => RegistrationState::Confirmed,
        Admission::Waitlisted => RegistrationState::Waitlisted,
        Admission::Submitted => RegistrationState::Submitted,
    };
    let registration = |guest: Guest| {
        let registration = Registration {
            id: RegistrationId::new(call.ids()),
            session: session.id,
            person: guest.person.id,
            organisation: guest.person.organisation,
            district: guest.person.district,
            party,
            mode: guest.claim.mode,
            group: guest.claim.group,
            class,
            place: session.next_place,
            state,
            offer_until: None,
            needs: guest.needs,
            shares_name: guest.shares_name,
            consents: guest.consents,
            source: guest.source,
            withdrawn_late: false,
            version: 1,
            created_at: unit.now(),
            updated_at: unit.now(),
        };
        (registration, guest.permit, guest.answers)
    };
    guests.into_iter().map(registration).collect()
}
