//! The contact log: when the team spoke with a partner, by which way, and what is to follow (domain.md 2c).
//!
//! It belongs to the team alone. A summary is short on purpose: it is no place for special categories of personal data.

use crate::shared::{
    ContactId, Date, NetworkId, OrganisationId, PersonId, Refusal, RefusalCode, Text, Timestamp, berlin_date,
    coded_enum,
};

coded_enum! {
    /// By which way partners are reached.
    ContactChannel {
        /// By telephone.
        Phone = "PHONE", "Telefon";
        /// By e-mail.
        Email = "EMAIL", "E-Mail";
        /// By letter.
        Letter = "LETTER", "Brief";
        /// By the regular newsletter.
        Newsletter = "NEWSLETTER", "Newsletter";
        /// By a newsletter for one occasion.
        SpecialNewsletter = "SPECIAL_NEWSLETTER", "Sondernewsletter";
        /// By video.
        Video = "VIDEO", "Videogespräch";
        /// By a visit.
        InPersonVisit = "IN_PERSON_VISIT", "Besuch";
        /// In a meeting.
        Meeting = "MEETING", "Sitzung";
        /// At an event.
        Event = "EVENT", "Veranstaltung";
    }
}

coded_enum! {
    /// Who turned to whom.
    ContactDirection {
        /// The team turned to the partner.
        Outgoing = "OUTGOING", "ausgehend";
        /// The partner turned to the team.
        Incoming = "INCOMING", "eingehend";
    }
}

coded_enum! {
    /// What is to follow on a contact.
    FollowUp {
        /// Nothing.
        Nothing = "NONE", "keine";
        /// Something, by a day.
        Open = "OPEN", "offen";
        /// It was done.
        Done = "DONE", "erledigt";
    }
}

/// What is recorded of a contact, checked.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ContactDraft {
    /// When.
    pub at: Timestamp,
    /// By which way.
    pub channel: ContactChannel,
    /// Who turned to whom.
    pub direction: ContactDirection,
    /// With whom at the partner.
    pub partner_person: Option<PersonId>,
    /// What it was about, at most 500 characters.
    pub summary: Text<500, true>,
    /// By when something is to follow.
    pub follow_up_on: Option<Date>,
}

impl ContactDraft {
    /// The local day of the contact.
    pub fn day(&self) -> Date {
        berlin_date(self.at)
    }

    /// Checks what its parts say together.
    ///
    /// # Errors
    /// `OUT_OF_RANGE` for an instant that is still to come or lies before 1990, and for a follow-up before the contact or
    /// more than five years after it.
    pub fn check(&self, now: Timestamp) -> Result<(), Refusal> {
        let day = self.day();
        let earliest = Date::constant(1990, 1, 1);
        if self.at > now || day < earliest {
            return Err(Refusal::new(RefusalCode::OutOfRange).at("at").with("min", earliest).with("max", now));
        }
        let latest = day.saturating_add(jiff::Span::new().years(5));
        if self.follow_up_on.is_some_and(|on| !(day..=latest).contains(&on)) {
            return Err(Refusal::new(RefusalCode::OutOfRange).at("followUpOn").with("min", day).with("max", latest));
        }
        Ok(())
    }
}

/// A contact with one partner.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Contact {
    /// The contact.
    pub id: ContactId,
    /// In which network.
    pub network: NetworkId,
    /// With which partner.
    pub partner: OrganisationId,
    /// Who of the team recorded it.
    pub recorded_by: PersonId,
    /// What is recorded.
    pub draft: ContactDraft,
    /// When what was to follow was done.
    pub follow_up_done_at: Option<Timestamp>,
    /// Counts the changes.
    pub version: i64,
}

impl Contact {
    /// What is to follow.
    pub fn follow_up(&self) -> FollowUp {
        match (self.draft.follow_up_on, self.follow_up_done_at) {
            (None, _) => FollowUp::Nothing,
            (Some(_), None) => FollowUp::Open,
            (Some(_), Some(_)) => FollowUp::Done,
        }
    }

    /// What was to follow is done.
    ///
    /// # Errors
    /// `WRONG_STATE` when nothing is open.
    pub fn complete_follow_up(self, now: Timestamp) -> Result<Self, Refusal> {
        match self.follow_up() {
            FollowUp::Open => Ok(Self { follow_up_done_at: Some(now), ..self }),
            state @ (FollowUp::Nothing | FollowUp::Done) => {
                Err(Refusal::new(RefusalCode::WrongState).with("state", state).with("verb", "complete the follow-up"))
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use uuid::Uuid;

    fn at(text: &str) -> Timestamp {
        Timestamp::parse(text).unwrap()
    }

    fn draft(instant: &str, follow_up_on: Option<&str>) -> ContactDraft {
        ContactDraft {
            at: at(instant),
            channel: ContactChannel::Phone,
            direction: ContactDirection::Outgoing,
            partner_person: None,
            summary: Text::new("Asked about the conference.").unwrap(),
            follow_up_on: follow_up_on.map(|day| day.parse().unwrap()),
        }
    }

    #[test]
    fn a_contact_has_happened_and_what_follows_follows() {
        let now = at("2020-03-03T08:00:00Z");
        let check =
            |instant, on| draft(instant, on).check(now).map_err(|refusal| (refusal.code, refusal.path.join(".")));
        let out = |field: &str| Err((RefusalCode::OutOfRange, field.to_owned()));
        assert_eq!(check("2020-03-03T08:00:00Z", Some("2020-03-03")), Ok(()));
        assert_eq!(check("2020-03-03T08:00:01Z", None), out("at"));
        assert_eq!(check("1989-12-31T08:00:00Z", None), out("at"));
        assert_eq!(check("2020-03-03T07:00:00Z", Some("2020-03-02")), out("followUpOn"));
        assert_eq!(check("2020-03-03T07:00:00Z", Some("2025-03-04")), out("followUpOn"));
    }

    #[test]
    fn its_day_is_the_one_in_berlin() {
        assert_eq!(draft("2020-02-29T23:30:00Z", None).day(), "2020-03-01".parse().unwrap());
    }

    #[test]
    fn a_follow_up_is_done_once() {
        let contact = Contact {
            id: Uuid::from_u128(1).into(),
            network: Uuid::from_u128(2).into(),
            partner: Uuid::from_u128(3).into(),
            recorded_by: Uuid::from_u128(4).into(),
            draft: draft("2020-03-03T08:00:00Z", Some("2020-03-10")),
            follow_up_done_at: None,
            version: 1,
        };
        let done = contact.clone().complete_follow_up(at("2020-03-09T08:00:00Z")).unwrap();
        assert_eq!((contact.follow_up(), done.follow_up()), (FollowUp::Open, FollowUp::Done));
        assert_eq!(done.complete_follow_up(at("2020-03-09T09:00:00Z")).unwrap_err().code, RefusalCode::WrongState);
    }
}
