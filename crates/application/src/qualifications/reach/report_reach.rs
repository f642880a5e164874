use crate::{Call, Error};
use domain::access::Action;
use domain::qualifications::{ReachFigures, ReachPeriod, ReachRow, protect_reach};
use domain::shared::{CourseSeriesId, Date, Name, PageRequest, Refusal, RefusalCode, Refusals, search_key};
use domain::territories::{Territory, TerritoryKey, TerritoryLevel};
use persistence::qualifications::{Reach, ReachBy, ReachScope, SessionSum};
use persistence::territories::{Territories, TerritoryFilter, TerritoryOrder};
use std::collections::{BTreeMap, HashMap};

/// Of what a report is wanted.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct ReachRequest {
    /// From this day.
    pub from: Option<Date>,
    /// Until this day, included.
    pub until: Option<Date>,
    /// Of this school year instead, for instance `2024/25`.
    pub school_year: Option<String>,
    /// Only of series with this topic.
    pub topic: Option<String>,
    /// Only of people of the district (Kreis, kreisfreie Stadt, StädteRegion) with this key.
    pub municipality: Option<String>,
}

/// What was counted. Figures are those of sessions that took place (held, in evaluation or closed) and began in the period,
/// of the organisations whose registrations the caller manages.
#[derive(Clone, Debug)]
pub struct ReachReport {
    /// The period.
    pub period: ReachPeriod,
    /// All together, under an empty key.
    pub whole: ReachRow,
    /// By the kind of offer, by code.
    pub by_kind: Vec<ReachRow>,
    /// By the format in which they took place, by code.
    pub by_format: Vec<ReachRow>,
    /// By the topics of the series, by name. A session counts for every topic of its series, and for none without a series.
    pub by_topic: Vec<ReachRow>,
    /// By the district of the people when they registered, by key; an empty one for people without a district.
    pub by_municipality: Vec<ReachRow>,
    /// The districts of the state on the last day of the period, by key.
    pub municipalities: Vec<Territory>,
}

impl ReachReport {
    /// The districts from which somebody attended.
    pub fn reached(&self) -> impl Iterator<Item = &Territory> {
        self.municipalities.iter().filter(|place| self.reaches(place))
    }

    /// Whether somebody from there attended.
    pub fn reaches(&self, place: &Territory) -> bool {
        let key = place.facts.key.as_str();
        self.by_municipality.iter().any(|row| row.key == key && row.figures.people > 0)
    }

    /// What a district is called.
    pub fn name_of(&self, key: &str) -> Option<String> {
        let found = self.municipalities.iter().find(|place| place.facts.key.as_str() == key);
        found.map(|place| place.facts.display_name())
    }
}

/// Counts whom sessions reached in a period. Figures about fewer than five people are hidden, and what would show them by
/// difference.
///
/// # Errors
/// `REQUIRED` for a period, or `INVALID` for two of them; `END_BEFORE_START`, `OUT_OF_RANGE`, `INVALID_TERRITORY_KEY`.
pub async fn report_reach(call: &Call, request: ReachRequest) -> Result<ReachReport, Error> {
    let (period, topic, district) = checked(&request)?;
    let (from, until) = period.instants();
    let seen = call.visibility(Action::ReachRead);
    let everywhere = ReachScope { seen, from, until, district, series: None };
    let counts = Reach::of(call.database());
    let mut topics = counts.topics(&everywhere).await?;
    let series = topic.map(|wanted| {
        topics.retain(|(_, topics)| topics.iter().any(|topic| search_key(topic.as_str()) == wanted));
        topics.iter().map(|(series, _)| *series).collect::<Vec<_>>()
    });
    let scope = ReachScope { series, ..everywhere };
    let sessions = counts.sessions(&scope).await?;
    let people = counts.people(&scope, ReachBy::Whole).await?.remove("").unwrap_or_default();
    let whole = with_sessions(people, &sessions, |_| true);
    let by_kind = by_sessions(counts.people(&scope, ReachBy::Kind).await?, &sessions, |it| it.kind.code());
    let by_format = by_sessions(counts.people(&scope, ReachBy::Format).await?, &sessions, |it| it.format.code());
    let places: BTreeMap<_, _> = counts.people(&scope, ReachBy::District).await?.into_iter().collect();
    let places = places.into_iter().filter(|(_, figures)| figures.people > 0);
    let groups = grouped(&topics);
    let pairs: Vec<(CourseSeriesId, i64)> = groups.iter().flat_map(|group| group.pairs.iter().copied()).collect();
    let mut of_groups = counts.of_groups(&scope, &pairs).await?;
    let by_topic = groups.iter().map(|group| {
        let own = |sum: &SessionSum| group.pairs.iter().any(|(series, _)| sum.series == Some(*series));
        (group.name.to_string(), with_sessions(of_groups.remove(&group.number).unwrap_or_default(), &sessions, own))
    });
    Ok(ReachReport {
        by_kind: protect_reach(by_kind, &whole),
        by_format: protect_reach(by_format, &whole),
        by_topic: protect_reach(by_topic, &whole),
        by_municipality: protect_reach(places, &whole),
        whole: ReachRow { key: String::new(), shown: whole.is_shown(), figures: whole },
        municipalities: municipalities(call, period.until).await?,
        period,
    })
}

/// The period, the folded topic and the key of the district.
fn checked(request: &ReachRequest) -> Result<(ReachPeriod, Option<String>, Option<String>), Vec<Refusal>> {
    let mut refusals = Refusals::new();
    let invalid = |reason| Refusal::new(RefusalCode::Invalid).with("reason", reason);
    let period = match (request.school_year.as_deref(), request.from, request.until) {
        (Some(year), None, None) => refusals.take("schoolYear", ReachPeriod::school_year(year)),
        (None, Some(from), Some(until)) => refusals.gather(ReachPeriod::between(from, until).map_err(|it| vec![it])),
        (Some(_), ..) => refusals.take("schoolYear", Err(invalid("either a school year or two days"))),
        (None, None, _) => refusals.take("from", Err(Refusal::new(RefusalCode::Required))),
        (None, Some(_), None) => refusals.take("until", Err(Refusal::new(RefusalCode::Required))),
    };
    let topic = refusals.take("topic", Name::optional(request.topic.as_deref()));
    let district = refusals.take("municipality", request.municipality.as_deref().map(district).transpose());
    let checked = period.zip(topic).zip(district);
    let checked =
        checked.map(|((period, topic), district)| (period, topic.map(|it| search_key(it.as_str())), district));
    refusals.into_result(checked)
}

fn district(key: &str) -> Result<String, Refusal> {
    let key = TerritoryKey::new(key)?;
    match key.level() {
        TerritoryLevel::District => Ok(key.as_str().to_owned()),
        _ => Err(Refusal::new(RefusalCode::Invalid).with("reason", "this is not the key of a district")),
    }
}

/// The figures about people with those about sessions.
fn with_sessions(people: ReachFigures, sessions: &[SessionSum], own: impl Fn(&SessionSum) -> bool) -> ReachFigures {
    let own: Vec<&SessionSum> = sessions.iter().filter(|sum| own(sum)).collect();
    ReachFigures {
        events: own.iter().map(|sum| sum.events).sum(),
        event_minutes: Some(own.iter().map(|sum| sum.minutes).sum()),
        ..people
    }
}

/// A line for each code that sessions have.
fn by_sessions(
    mut people: HashMap<String, ReachFigures>,
    sessions: &[SessionSum],
    code: impl Fn(&SessionSum) -> &'static str,
) -> BTreeMap<String, ReachFigures> {
    let codes = sessions.iter().map(&code).map(str::to_owned);
    let row = |key: String| {
        let figures = with_sessions(people.remove(&key).unwrap_or_default(), sessions, |sum| code(sum) == key);
        (key, figures)
    };
    codes.collect::<std::collections::BTreeSet<_>>().into_iter().map(row).collect()
}

/// A topic with its series, numbered.
struct Topic<'t> {
    name: &'t Name,
    number: i64,
    pairs: Vec<(CourseSeriesId, i64)>,
}

/// The topics, by name; those that are spelled alike are one.
fn grouped(topics: &[(CourseSeriesId, Vec<Name>)]) -> Vec<Topic<'_>> {
    let mut groups: BTreeMap<String, Topic<'_>> = BTreeMap::new();
    for (series, topics) in topics {
        for name in topics {
            let number = i64::try_from(groups.len()).unwrap_or(i64::MAX);
            let group = groups.entry(search_key(name.as_str())).or_insert(Topic { name, number, pairs: Vec::new() });
            group.name = group.name.min(name);
            if !group.pairs.iter().any(|(known, _)| known == series) {
                group.pairs.push((*series, group.number));
            }
        }
    }
    groups.into_values().collect()
}

/// The districts of the state on a day: 53 since 2009.
async fn municipalities(call: &Call, on: Date) -> Result<Vec<Territory>, Error> {
    let filter = TerritoryFilter { kinds: Some(TerritoryLevel::District.kinds().to_vec()), ..TerritoryFilter::on(on) };
    let order = TerritoryOrder { by_key: true, descending: false };
    let seen = call.visibility(Action::TerritoryRead);
    let page = Territories::of(call.database()).list(&seen, &filter, order, &PageRequest::first(100)).await?;
    Ok(page.rows.into_iter().map(|(_, place)| place).collect())
}
