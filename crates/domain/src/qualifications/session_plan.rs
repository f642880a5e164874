//! What the organiser says about a session.

use super::capacity::{SeatPlan, Seats};
use super::format::CourseFormat;
use super::hosting::check_co_hosts;
use super::kind::{CourseKind, Entitlement};
use super::material::{Material, MaterialDraft};
use super::reminder::Reminder;
use super::target_group::TargetGroup;
use crate::shared::{
    LongText, Name, OrganisationId, Refusal, RefusalCode, Refusals, Timestamp, WebAddress, coded_enum,
};
use std::collections::{BTreeMap, BTreeSet};

coded_enum! {
    /// How seats are given.
    Allocation {
        /// Whoever comes first is served first.
        FirstCome = "FIRST_COME", "nach Eingang";
        /// By lot, after the deadline.
        Lot = "LOT", "durch Los";
    }
}

/// A session as it is typed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SessionDraft {
    /// What it is called.
    pub title: String,
    /// What it is about.
    pub description: Option<String>,
    /// When it begins.
    pub start: Timestamp,
    /// When it ends.
    pub end: Timestamp,
    /// Until when people can register; until it begins when nothing is said.
    pub deadline: Option<Timestamp>,
    /// How it takes place.
    pub format: CourseFormat,
    /// Where it takes place.
    pub location: Option<String>,
    /// The address of the video room.
    pub online_link: Option<String>,
    /// How many seats there are in the room and online.
    pub seats: Seats,
    /// The most people of each group.
    pub per_group: Vec<(TargetGroup, u32)>,
    /// The most people of each municipality.
    pub per_district: Option<u32>,
    /// The fewest people with whom it takes place.
    pub fewest_people: Option<u32>,
    /// Who may take part; what the kind says when nothing is said.
    pub entitlement: Option<Entitlement>,
    /// How seats are given.
    pub allocation: Allocation,
    /// Whether people can wait for a seat.
    pub waiting_list: bool,
    /// For how many hours a seat that becomes free is held for the next person; without it they get it at once.
    pub offer_hours: Option<u32>,
    /// What is there for people with disabilities.
    pub accessibility: Option<String>,
    /// When people are reminded; a day before the start when nothing is said.
    pub reminders: Option<Vec<Reminder>>,
    /// What there is to read.
    pub materials: Vec<MaterialDraft>,
    /// The organisations that hold it together with the host.
    pub co_hosts: Vec<OrganisationId>,
}

impl SessionDraft {
    /// A session of which nothing is said but what has to be: first come, first served, with a waiting list.
    pub fn new(title: &str, start: Timestamp, end: Timestamp, format: CourseFormat, seats: Seats) -> Self {
        Self {
            title: title.to_owned(),
            description: None,
            start,
            end,
            deadline: None,
            format,
            location: None,
            online_link: None,
            seats,
            per_group: Vec::new(),
            per_district: None,
            fewest_people: None,
            entitlement: None,
            allocation: Allocation::FirstCome,
            waiting_list: true,
            offer_hours: None,
            accessibility: None,
            reminders: None,
            materials: Vec::new(),
            co_hosts: Vec::new(),
        }
    }
}

/// What the organiser says about a session, checked.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SessionPlan {
    /// What it is called.
    pub title: Name,
    /// What it is about.
    pub description: Option<LongText>,
    /// When it begins.
    pub start: Timestamp,
    /// When it ends.
    pub end: Timestamp,
    /// Until when people can register.
    pub deadline: Timestamp,
    /// How it takes place.
    pub format: CourseFormat,
    /// Where it takes place.
    pub location: Option<Name>,
    /// The address of the video room; only confirmed people see it, from a day before.
    pub online_link: Option<WebAddress>,
    /// How many seats there are in the room and online, whatever the format.
    pub seats: Seats,
    /// The most people of each group.
    pub per_group: BTreeMap<TargetGroup, u32>,
    /// The most people of each municipality.
    pub per_district: Option<u32>,
    /// The fewest people with whom it takes place.
    pub fewest_people: Option<u32>,
    /// Who may take part.
    pub entitlement: Entitlement,
    /// How seats are given.
    pub allocation: Allocation,
    /// Whether people can wait for a seat.
    pub waiting_list: bool,
    /// For how many hours a seat that becomes free is held for the next person.
    pub offer_hours: Option<u32>,
    /// What is there for people with disabilities.
    pub accessibility: Option<LongText>,
    /// When people are reminded.
    pub reminders: BTreeSet<Reminder>,
    /// What there is to read.
    pub materials: Vec<Material>,
    /// The organisations that hold it together with the host.
    pub co_hosts: BTreeSet<OrganisationId>,
}

/// The longest session, in seconds: 31 days. Only work in one's own time takes longer, at most a year.
const LONGEST: i64 = 31 * 86_400;
const LONGEST_ASYNCHRONOUS: i64 = 366 * 86_400;
/// The earliest and the latest day of a session.
const EARLIEST: &str = "2000-01-01T00:00:00Z";
const LATEST: &str = "2199-12-31T00:00:00Z";
/// The longest time for which a seat is held, in hours.
const LONGEST_OFFER: u32 = 14 * 24;

impl SessionPlan {
    /// Checks what was typed, by the rules of the kind.
    ///
    /// # Errors
    /// What is wrong with times, texts, seats and quotas.
    pub fn check(kind: CourseKind, draft: &SessionDraft) -> Result<Self, Vec<Refusal>> {
        let mut refusals = Refusals::new();
        let title = refusals.take("title", Name::new(&draft.title));
        let description = refusals.take("description", LongText::optional(draft.description.as_deref()));
        let location = refusals.take("location", Name::optional(draft.location.as_deref()));
        let link = draft.online_link.as_deref().filter(|link| !link.trim().is_empty());
        let online_link = refusals.take("onlineLink", link.map(WebAddress::new).transpose());
        let accessibility = refusals.take("accessibility", LongText::optional(draft.accessibility.as_deref()));
        let deadline = check_times(draft).map_err(|refusal| refusals.push(refusal)).unwrap_or(draft.start);
        let entitlement = refusals.take("entitlement", kind.entitlement(draft.entitlement));
        for refusal in [check_seats(kind, draft), check_offer(draft)].into_iter().filter_map(Result::err) {
            refusals.push(refusal);
        }
        let per_group = refusals.take("quotas", check_groups(&draft.per_group));
        let per_district = refusals.take("seatsPerMunicipality", check_per_district(kind, draft.per_district));
        let usual = [Reminder::USUAL];
        let reminders =
            refusals.take("reminders", Reminder::check(draft.reminders.as_deref().unwrap_or(usual.as_slice())));
        let materials = refusals.take_all("materials", Material::check(&draft.materials));
        let co_hosts = refusals.take("coHostIds", check_co_hosts(&draft.co_hosts));
        let texts = title.zip(description).zip(location).zip(online_link).zip(accessibility);
        let around = entitlement.zip(per_group).zip(per_district).zip(reminders).zip(materials).zip(co_hosts);
        let plan = texts.zip(around).map(
            |(
                ((((title, description), location), online_link), accessibility),
                (((((entitlement, per_group), per_district), reminders), materials), co_hosts),
            )| Self {
                title,
                description,
                start: draft.start,
                end: draft.end,
                deadline,
                format: draft.format,
                location,
                online_link,
                seats: draft.seats,
                per_group,
                per_district,
                fewest_people: draft.fewest_people,
                entitlement,
                allocation: draft.allocation,
                waiting_list: draft.waiting_list,
                offer_hours: draft.offer_hours,
                accessibility,
                reminders,
                materials,
                co_hosts,
            },
        );
        refusals.into_result(plan)
    }

    /// The seats that can be taken in the present format.
    pub fn seat_plan(&self) -> SeatPlan {
        SeatPlan {
            seats: self.seats.open(self.format),
            per_group: self.per_group.clone(),
            per_district: self.per_district,
        }
    }

    /// How long it takes, in minutes.
    pub const fn minutes(&self) -> i64 {
        (self.end.as_seconds() - self.start.as_seconds()) / 60
    }
}

fn between(field: &str, min: u32, max: u32) -> Refusal {
    Refusal::new(RefusalCode::OutOfRange).at(field).with("min", min).with("max", max)
}

/// Whether a session of this format may take this time.
pub(super) fn check_span(format: CourseFormat, start: Timestamp, end: Timestamp) -> Result<(), Refusal> {
    let bounds = [EARLIEST, LATEST].map(Timestamp::parse);
    if let [Ok(earliest), Ok(latest)] = bounds
        && !(earliest..=latest).contains(&start)
    {
        return Err(Refusal::new(RefusalCode::OutOfRange).at("start").with("min", EARLIEST).with("max", LATEST));
    }
    if end <= start {
        return Err(Refusal::new(RefusalCode::EndBeforeStart).at("end"));
    }
    let longest = if format == CourseFormat::Asynchronous { LONGEST_ASYNCHRONOUS } else { LONGEST };
    let latest = start.plus_seconds(longest);
    if end > latest {
        return Err(Refusal::new(RefusalCode::OutOfRange).at("end").with("min", start).with("max", latest));
    }
    Ok(())
}

fn check_times(draft: &SessionDraft) -> Result<Timestamp, Refusal> {
    check_span(draft.format, draft.start, draft.end)?;
    match draft.deadline {
        Some(deadline) if deadline > draft.start => {
            Err(Refusal::new(RefusalCode::OutOfRange).at("deadline").with("min", EARLIEST).with("max", draft.start))
        }
        deadline => Ok(deadline.unwrap_or(draft.start)),
    }
}

fn check_seats(kind: CourseKind, draft: &SessionDraft) -> Result<(), Refusal> {
    for (field, seats) in [("room", draft.seats.room), ("online", draft.seats.online)] {
        if seats > Seats::MOST {
            return Err(between(field, 0, Seats::MOST).at("seats"));
        }
    }
    let rules = kind.rules();
    let total = draft.seats.open(draft.format).total();
    let most = rules.most_people.unwrap_or(2 * Seats::MOST);
    if !(rules.fewest_people..=most).contains(&total) {
        return Err(between("seats", rules.fewest_people, most));
    }
    match draft.fewest_people {
        Some(fewest) if !(1..=total).contains(&fewest) => Err(between("fewestPeople", 1, total)),
        _ => Ok(()),
    }
}

/// The most people of each municipality: where a kind asks for teams, one team of each.
fn check_per_district(kind: CourseKind, typed: Option<u32>) -> Result<Option<u32>, Refusal> {
    let (fewest, most) = kind.rules().team.unwrap_or((1, Seats::MOST));
    match typed {
        Some(seats) if !(fewest..=most).contains(&seats) => {
            Err(Refusal::new(RefusalCode::OutOfRange).with("min", fewest).with("max", most))
        }
        Some(seats) => Ok(Some(seats)),
        None => Ok(kind.rules().team.map(|_| most)),
    }
}

fn check_offer(draft: &SessionDraft) -> Result<(), Refusal> {
    match draft.offer_hours {
        Some(hours) if !(1..=LONGEST_OFFER).contains(&hours) => Err(between("offerHours", 1, LONGEST_OFFER)),
        _ => Ok(()),
    }
}

fn check_groups(quotas: &[(TargetGroup, u32)]) -> Result<BTreeMap<TargetGroup, u32>, Refusal> {
    let mut read = BTreeMap::new();
    for (place, (group, most)) in quotas.iter().enumerate() {
        if *most > Seats::MOST {
            return Err(between("seats", 0, Seats::MOST).at(place.to_string()));
        }
        if read.insert(*group, *most).is_some() {
            return Err(Refusal::new(RefusalCode::Duplicate).at("group").at(place.to_string()));
        }
    }
    Ok(read)
}

#[cfg(test)]
pub(super) mod tests {
    use super::super::registration::tests::at;
    use super::*;

    pub(crate) fn draft() -> SessionDraft {
        let (start, end) = (at("2020-03-03T08:00:00Z"), at("2020-03-03T15:00:00Z"));
        let seats = Seats { room: 2, online: 50 };
        SessionDraft {
            deadline: Some(at("2020-02-25T22:59:00Z")),
            location: Some("Münster".to_owned()),
            ..SessionDraft::new("Modul 1: Netzwerke verstehen", start, end, CourseFormat::InPerson, seats)
        }
    }

    fn refused(kind: CourseKind, draft: &SessionDraft) -> Vec<(String, RefusalCode)> {
        let refusals = SessionPlan::check(kind, draft).unwrap_err();
        refusals.into_iter().map(|refusal| (refusal.path.join("."), refusal.code)).collect()
    }

    fn one(field: &str, code: RefusalCode) -> Vec<(String, RefusalCode)> {
        vec![(field.to_owned(), code)]
    }

    #[test]
    fn times_are_in_order() {
        let backward = SessionDraft { end: at("2020-03-03T08:00:00Z"), ..draft() };
        assert_eq!(refused(CourseKind::Exchange, &backward), one("end", RefusalCode::EndBeforeStart));
        let late = SessionDraft { deadline: Some(at("2020-03-03T08:00:01Z")), ..draft() };
        assert_eq!(refused(CourseKind::Exchange, &late), one("deadline", RefusalCode::OutOfRange));
        let long = SessionDraft { end: at("2020-05-03T08:00:00Z"), ..draft() };
        assert_eq!(refused(CourseKind::Exchange, &long), one("end", RefusalCode::OutOfRange));
        let own_time = SessionDraft { format: CourseFormat::Asynchronous, ..long };
        assert!(SessionPlan::check(CourseKind::Exchange, &own_time).is_ok());
    }

    #[test]
    fn a_night_of_a_clock_change_has_its_real_length() {
        let spring = SessionDraft {
            start: at("2020-03-29T01:30:00+01:00"),
            end: at("2020-03-29T03:30:00+02:00"),
            deadline: None,
            ..draft()
        };
        assert_eq!(SessionPlan::check(CourseKind::Exchange, &spring).unwrap().minutes(), 60);
        let autumn = SessionDraft {
            start: at("2020-10-25T02:30:00+02:00"),
            end: at("2020-10-25T02:30:00+01:00"),
            deadline: None,
            ..draft()
        };
        assert_eq!(SessionPlan::check(CourseKind::Exchange, &autumn).unwrap().minutes(), 60);
    }

    #[test]
    fn the_kind_has_its_say() {
        let cluster = SessionDraft { seats: Seats { room: 21, online: 0 }, ..draft() };
        assert_eq!(refused(CourseKind::LearningCluster, &cluster), one("seats", RefusalCode::OutOfRange));
        let public =
            SessionDraft { seats: Seats { room: 20, online: 0 }, entitlement: Some(Entitlement::Public), ..draft() };
        assert_eq!(refused(CourseKind::LearningCluster, &public), one("entitlement", RefusalCode::Invalid));
        let plan = SessionPlan::check(CourseKind::LearningCluster, &SessionDraft { entitlement: None, ..public });
        assert_eq!(plan.unwrap().entitlement, Entitlement::Agreement);
    }

    #[test]
    fn a_development_workshop_takes_one_team_of_each_municipality() {
        let kind = CourseKind::DevelopmentWorkshop;
        let typed = |per_district| SessionDraft { per_district, seats: Seats { room: 20, online: 0 }, ..draft() };
        assert_eq!(SessionPlan::check(kind, &typed(None)).unwrap().per_district, Some(5));
        assert_eq!(SessionPlan::check(kind, &typed(Some(3))).unwrap().per_district, Some(3));
        for seats in [2, 6] {
            assert_eq!(refused(kind, &typed(Some(seats))), one("seatsPerMunicipality", RefusalCode::OutOfRange));
        }
        assert_eq!(SessionPlan::check(CourseKind::Exchange, &typed(None)).unwrap().per_district, None);
    }

    #[test]
    fn all_that_is_wrong_is_said_at_once() {
        let wrong = SessionDraft {
            title: " ".to_owned(),
            online_link: Some("ftp://video.example".to_owned()),
            seats: Seats::default(),
            per_group: vec![(TargetGroup::School, 5), (TargetGroup::School, 6)],
            per_district: Some(0),
            offer_hours: Some(0),
            ..draft()
        };
        let fields: Vec<_> = refused(CourseKind::Exchange, &wrong).into_iter().map(|(field, _)| field).collect();
        let expected = ["title", "onlineLink", "seats", "offerHours", "quotas.1.group", "seatsPerMunicipality"];
        assert_eq!(fields, expected);
    }
}
