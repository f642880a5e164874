use super::draw_up::{Merit, draw_up};
use super::evidence::Evidence;
use super::ground::Ground;
use super::letter::{CertificateLetter, send};
use super::record;
use crate::{Call, Error};
use domain::access::{Action, Visibility};
use domain::people::Person;
use domain::qualifications::{Certificate, CertificateState, IssueOutcome};
use domain::shared::{CourseSeriesId, CourseSessionId, PersonId, Refusal, RefusalCode};
use persistence::UnitOfWork;
use persistence::people::People;
use persistence::qualifications::Certificates;
use std::collections::{BTreeSet, HashMap};

/// The most people of one batch.
const MOST: usize = 1_000;

/// For what certificates are to be issued: either a session, which stands for its module where it teaches one, or a series.
#[derive(Clone, Debug)]
pub struct IssueCertificates {
    /// After this session.
    pub session: Option<CourseSessionId>,
    /// For this series.
    pub series: Option<CourseSeriesId>,
    /// To these people; to everybody who qualifies when nobody is named.
    pub people: Option<Vec<PersonId>>,
}

/// What came of it for one person.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct IssueResult {
    /// Who.
    pub person: PersonId,
    /// What came of it.
    pub outcome: IssueOutcome,
    /// The certificate that the person has now, or had.
    pub certificate: Option<Certificate>,
    /// Why the person does not qualify.
    pub refusal: Option<Refusal>,
}

/// Issues certificates to all who qualify and have none yet, and says what came of it for everybody. It can be repeated:
/// whoever has a certificate keeps it, and gets no other one.
///
/// # Errors
/// `REQUIRED` without a session or series, `INVALID` with both, `NOT_FOUND`, `TOO_MANY` above 1,000 people, `WRONG_STATE`
/// before the session is over or the series has begun.
pub async fn issue_certificates(call: &Call, input: IssueCertificates) -> Result<Vec<IssueResult>, Error> {
    if input.people.as_ref().is_some_and(|people| people.len() > MOST) {
        return Err(Refusal::new(RefusalCode::TooMany).at("personIds").with("max", MOST).into());
    }
    let mut unit = call.begin().await?;
    let ground = match (input.session, input.series) {
        (Some(session), None) => Ground::of_session(call, &unit, session).await?,
        (None, Some(series)) => Ground::of_series(call, &unit, series).await?,
        (None, None) => return Err(Refusal::new(RefusalCode::Required).at("sessionId").into()),
        (Some(_), Some(_)) => {
            let reason = "either a session or a series";
            return Err(Refusal::new(RefusalCode::Invalid).at("seriesId").with("reason", reason).into());
        }
    };
    let permit = call.permit(Action::CertificateIssue, &ground.owner)?;
    ground.check_state()?;
    let evidence = Evidence::of(&unit, &ground).await?;
    let asked = match input.people {
        Some(people) => people.into_iter().collect(),
        None => evidence.candidates.clone(),
    };
    let known: Vec<PersonId> = asked.intersection(&evidence.candidates).copied().collect();
    if known.len() > MOST {
        return Err(Refusal::new(RefusalCode::TooMany).at("personIds").with("max", MOST).into());
    }
    let people = People::of(&unit).find_many(&Visibility::everything(), known.iter().copied()).await?;
    let mut results = had(&unit, &ground, &known).await?;
    let mut merits = Vec::new();
    for person in in_order(&people) {
        if results.contains_key(&person.id) {
            continue;
        }
        match evidence.of_person(&ground, person.id) {
            Ok(parts) => merits.push(Merit { person, parts, replaces: None }),
            Err(refusal) => refuse(&mut results, person.id, refusal),
        }
    }
    for person in &asked {
        if !people.contains_key(person) {
            refuse(&mut results, *person, Refusal::new(RefusalCode::NotFound));
        }
    }
    if !merits.is_empty() {
        let issued = draw_up(call, &unit, &ground, merits).await?;
        Certificates::insert(&unit, &issued).await?;
        send(&mut unit, &call.platform().settings.public_url, &issued, &CertificateLetter::Issued).await?;
        let changes: Vec<_> =
            issued.iter().map(|it| record::certificate(permit, "certificate.issued", None, it)).collect();
        unit.commit(changes).await?;
        for certificate in issued {
            let (person, outcome) = (certificate.person, IssueOutcome::Issued);
            results.insert(person, IssueResult { person, outcome, certificate: Some(certificate), refusal: None });
        }
    }
    Ok(told(&people, &asked, results))
}

/// What became of those who had a certificate before.
async fn had(unit: &UnitOfWork, ground: &Ground, people: &[PersonId]) -> Result<HashMap<PersonId, IssueResult>, Error> {
    let newest = Certificates::of(unit).newest_of(ground.subject, people).await?;
    let one = |(person, certificate): (PersonId, Certificate)| {
        let outcome = match certificate.state {
            CertificateState::Issued => IssueOutcome::AlreadyIssued,
            CertificateState::Revoked => IssueOutcome::Revoked,
        };
        (person, IssueResult { person, outcome, certificate: Some(certificate), refusal: None })
    };
    Ok(newest.into_iter().map(one).collect())
}

fn refuse(results: &mut HashMap<PersonId, IssueResult>, person: PersonId, refusal: Refusal) {
    let outcome = IssueOutcome::NotQualified;
    results.insert(person, IssueResult { person, outcome, certificate: None, refusal: Some(refusal) });
}

/// People by their names, which is also the order of the numbers.
fn in_order(people: &HashMap<PersonId, Person>) -> Vec<&Person> {
    let mut in_order: Vec<&Person> = people.values().collect();
    in_order.sort_by_key(|person| (person.name.sort_key(), person.id));
    in_order
}

/// The results by the names of the people; those who are not known come last.
fn told(
    people: &HashMap<PersonId, Person>,
    asked: &BTreeSet<PersonId>,
    mut results: HashMap<PersonId, IssueResult>,
) -> Vec<IssueResult> {
    let unknown = asked.iter().copied().filter(|id| !people.contains_key(id));
    let ids: Vec<PersonId> = in_order(people).into_iter().map(|person| person.id).chain(unknown).collect();
    ids.iter().filter_map(|id| results.remove(id)).collect()
}
