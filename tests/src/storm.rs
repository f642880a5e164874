//! A storm of registrations: many people who want the few seats of one session at the same moment, through several doors.

use crate::{Cast, Place, World, global};
use anyhow::{Context, Result, bail, ensure};
use application::Call;
use application::qualifications::{AdvanceSession, CreateSession, advance_session, create_session};
use domain::access::{Action, Actor};
use domain::people::{Person, PersonName, PersonState};
use domain::qualifications::{CourseFormat, CourseKind, CourseSession, Seats, SessionDraft, SessionVerb, TargetGroup};
use domain::shared::{Name, PersonId, Timestamp};
use persistence::Change;
use persistence::people::People;
use reqwest::Client;
use serde_json::{Value, json};
use sqlx::postgres::PgConnection;
use sqlx::sqlite::{SqliteConnectOptions, SqliteConnection};
use sqlx::{ConnectOptions, Connection};
use std::collections::BTreeMap;
use std::sync::Arc;
use std::time::{Duration, Instant};
use tokio::sync::Semaphore;
use tokio::task::JoinSet;

/// How many people are kept in one change.
const STEP: usize = 250;
/// When the session begins: registration is open whatever the clock of a door says.
const START: &str = "2190-01-01T08:00:00Z";

/// What is given away.
#[derive(Clone, Copy, Debug)]
pub struct Prize {
    /// The seats.
    pub seats: u32,
    /// The most people of schools.
    pub schools: u32,
    /// The most people of each municipality.
    pub per_district: u32,
}

/// A session that everybody wants, and everybody.
#[derive(Clone, Debug)]
pub struct Storm {
    prize: Prize,
    session: CourseSession,
    people: Vec<PersonId>,
}

/// How a storm went.
#[derive(Clone, Debug)]
pub struct Passed {
    /// How long it took.
    pub took: Duration,
    /// How long each registration took.
    pub times: Vec<Duration>,
    /// How many got a seat.
    pub confirmed: usize,
    /// How many wait.
    pub waitlisted: usize,
    /// How many were refused for a typed reason, by its code.
    pub refused: BTreeMap<String, usize>,
}

/// Where registrations come in.
#[derive(Clone, Debug)]
pub struct Door {
    /// The address of GraphQL.
    pub url: String,
    /// The access token of somebody who may register everybody.
    pub token: String,
}

impl Door {
    /// Signs in with an account and a password.
    ///
    /// # Errors
    /// When nobody answers, or not with a token.
    pub async fn open(address: &str, email: &str, password: &str) -> Result<Self> {
        application::tls::use_ring();
        let url = format!("{address}/graphql");
        let query = "mutation($input: SignInInput!) { signIn(input: $input) { accessToken errors { code } } }";
        let body = json!({"query": query, "variables": {"input": {"email": email, "password": password}}});
        let answer: Value = Client::new().post(&url).json(&body).send().await?.json().await?;
        let token = answer["data"]["signIn"]["accessToken"].as_str();
        Ok(Self { token: token.with_context(|| format!("no token: {answer}"))?.to_owned(), url })
    }
}

impl Storm {
    /// Makes the session and the people, half of them from each of the two cities of the cast; every tenth comes twice.
    ///
    /// # Errors
    /// When the platform does not keep them.
    pub async fn gather(world: &World, cast: &Cast, people: usize, prize: Prize) -> Result<Self> {
        let call = world.call(Actor::System);
        let start = Timestamp::parse(START)?;
        let seats = Seats { room: prize.seats, online: 0 };
        let plan = SessionDraft {
            per_group: vec![(TargetGroup::School, prize.schools)],
            per_district: Some(prize.per_district),
            ..SessionDraft::new("Fachtag", start, start.plus_seconds(3_600), CourseFormat::InPerson, seats)
        };
        let (host, kind) = (Some(cast.transferagentur), Some(CourseKind::Conference));
        let mut session = create_session(&call, CreateSession { host, series: None, module: None, kind, plan }).await?;
        for verb in [SessionVerb::Publish, SessionVerb::OpenRegistration] {
            let step = AdvanceSession { id: session.id, expected_version: session.version, verb };
            session = advance_session(&call, step).await?;
        }
        let mut crowd = Vec::with_capacity(people);
        for place in (0..people).step_by(STEP) {
            let home = if (place / STEP).is_multiple_of(2) { &cast.remscheid } else { &cast.hamm };
            crowd.extend(hire(&call, home, place..people.min(place + STEP)).await?);
        }
        Ok(Self { prize, session, people: crowd })
    }

    /// Lets everybody register, each on their own, at most `at_once` at the same time. Every tenth tries twice.
    ///
    /// # Errors
    /// When somebody gets no answer, or one that is neither a registration nor a typed refusal.
    pub async fn break_loose(&self, doors: &[Door], at_once: usize) -> Result<Passed> {
        let client = Client::builder().timeout(Duration::from_mins(2)).build()?;
        let gate = Arc::new(Semaphore::new(at_once));
        let tries = self.people.iter().enumerate();
        let tries =
            tries.flat_map(|(number, person)| (0..=usize::from(number % 10 == 9)).map(move |_| (number, *person)));
        let began = Instant::now();
        let mut all = JoinSet::new();
        for (number, person) in tries {
            let door = doors[number % doors.len()].clone();
            let (client, gate, session) = (client.clone(), Arc::clone(&gate), global(self.session.id));
            all.spawn(async move {
                let _turn = gate.acquire().await?;
                let asked = Instant::now();
                let outcome = register(&client, &door, &session, number, person).await?;
                anyhow::Ok((outcome, asked.elapsed()))
            });
        }
        let (mut times, mut outcomes) = (Vec::new(), BTreeMap::<String, usize>::new());
        while let Some(one) = all.join_next().await {
            let (outcome, time) = one??;
            times.push(time);
            *outcomes.entry(outcome).or_default() += 1;
        }
        let took = began.elapsed();
        let mut count = |state: &str| outcomes.remove(state).unwrap_or_default();
        let (confirmed, waitlisted) = (count("CONFIRMED"), count("WAITLISTED"));
        Ok(Passed { took, times, confirmed, waitlisted, refused: outcomes })
    }

    /// Looks in the database what became of everybody: nobody is lost or there twice, the order is the order of the commits,
    /// and whoever has a seat is who would have one, had all come one after the other in this order.
    ///
    /// # Errors
    /// When it is not so.
    pub async fn check(&self, database: &str, passed: &Passed) -> Result<()> {
        let rows = kept(database).await?;
        ensure!(rows.len() == self.people.len(), "{} came and {} are there", self.people.len(), rows.len());
        let (mut seated, mut schools, mut from) = (0, 0, BTreeMap::<String, u32>::new());
        let all = rows.len();
        for (number, (place, state, group, city)) in (1..).zip(rows) {
            ensure!(place == number, "place {place} was kept as number {number}");
            let mine = from.entry(city).or_default();
            let school = u32::from(group == TargetGroup::School.code());
            let Prize { seats, schools: most, per_district } = self.prize;
            let fits = seated < seats && schools + school <= most && *mine < per_district;
            ensure!((state == "CONFIRMED") == fits, "number {number} is {state}");
            if fits {
                (seated, schools, *mine) = (seated + 1, schools + school, *mine + 1);
            }
        }
        let told = (passed.confirmed, passed.waitlisted);
        ensure!(told == (seated as usize, all - seated as usize), "{told:?} were told something else");
        let twice = self.people.len() / 10;
        let refused: usize = passed.refused.values().sum();
        ensure!(refused == twice && passed.refused.keys().all(|code| code == "DUPLICATE"), "{:?}", passed.refused);
        Ok(())
    }
}

/// The place, the state, the group and the city of every registration, in the order of the commits.
async fn kept(database: &str) -> Result<Vec<(i64, String, String, String)>> {
    const SQL: &str = "SELECT r.place, r.state, r.target_group, r.district_key FROM registration r \
        JOIN outbox_event e ON e.subject_id = r.id \
        WHERE e.\"type\" IN ('registration.confirmed', 'registration.waitlisted') ORDER BY e.seq";
    if let Some(file) = database.strip_prefix("sqlite:") {
        let mut connection: SqliteConnection = SqliteConnectOptions::new().filename(file).connect().await?;
        return Ok(sqlx::query_as(SQL).fetch_all(&mut connection).await?);
    }
    let mut connection = PgConnection::connect(database).await?;
    Ok(sqlx::query_as(SQL).fetch_all(&mut connection).await?)
}

async fn register(client: &Client, door: &Door, session: &str, number: usize, person: PersonId) -> Result<String> {
    const REGISTER: &str = include_str!("../../schema/operations/Register.graphql");
    let group = if number.is_multiple_of(2) { TargetGroup::School } else { TargetGroup::EducationOffice };
    let people = json!([{"personId": global(person), "targetGroup": group.code()}]);
    let body = json!({"query": REGISTER, "variables": {"input": {"sessionId": session, "people": people}}});
    let answer: Value = client.post(&door.url).bearer_auth(&door.token).json(&body).send().await?.json().await?;
    let payload = &answer["data"]["register"];
    let said = [&payload["registrations"][0]["state"], &payload["errors"][0]["code"]];
    match said.into_iter().find_map(Value::as_str) {
        Some(said) => Ok(said.to_owned()),
        None => bail!("{answer}"),
    }
}

fn name(number: usize) -> Result<PersonName> {
    let checked = |text: &str| Name::new(text).ok().context("the name is one");
    let (given, family) = (checked("Kim")?, checked(&format!("Beispiel {number}"))?);
    Ok(PersonName { salutation: None, title: None, given: Some(given), family })
}

/// People whose records an office keeps, made at once.
async fn hire(call: &Call, home: &Place, numbers: std::ops::Range<usize>) -> Result<Vec<PersonId>> {
    let unit = call.begin().await?;
    let mut people = Vec::with_capacity(numbers.len());
    for number in numbers {
        people.push(Person {
            id: PersonId::new(call.ids()),
            name: name(number)?,
            languages: Vec::new(),
            organisation: home.office,
            district: Some(home.district.to_owned()),
            state: PersonState::Active,
            version: 1,
            created_at: unit.now(),
            updated_at: unit.now(),
        });
    }
    People::insert(&unit, &people).await?;
    let created = |person: &Person| {
        let permit = call.permit(Action::PersonCreate, &person.owner())?;
        anyhow::Ok(Change::new(permit, "person.created", person.id, person.owner()).version(person.version))
    };
    let changes = people.iter().map(created).collect::<Result<Vec<_>>>()?;
    unit.commit(changes).await?;
    Ok(people.into_iter().map(|person| person.id).collect())
}
