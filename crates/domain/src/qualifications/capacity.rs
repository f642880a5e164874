//! How many seats there are, and which of them are taken.

use super::format::{AttendanceMode, CourseFormat};
use super::target_group::TargetGroup;
use crate::shared::{Refusal, RefusalCode};
use std::collections::BTreeMap;

/// The seats of a session. Both numbers stay as they are when the format changes; the format says which of them count.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Seats {
    /// In the room.
    pub room: u32,
    /// Online.
    pub online: u32,
}

impl Seats {
    /// The most seats of either kind.
    pub const MOST: u32 = 100_000;

    /// The seats that this format offers.
    #[must_use]
    pub fn open(self, format: CourseFormat) -> Self {
        Self {
            room: if format.offers(AttendanceMode::Room) { self.room } else { 0 },
            online: if format.offers(AttendanceMode::Online) { self.online } else { 0 },
        }
    }

    /// All of them.
    pub const fn total(self) -> u32 {
        self.room.saturating_add(self.online)
    }

    /// Those for one way of taking part.
    pub const fn of(self, mode: AttendanceMode) -> u32 {
        match mode {
            AttendanceMode::Room => self.room,
            AttendanceMode::Online => self.online,
        }
    }
}

/// What one person takes up.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Claim {
    /// In the room or online.
    pub mode: AttendanceMode,
    /// As a member of this group.
    pub group: TargetGroup,
    /// From this district (Kreis, kreisfreie Stadt, StädteRegion).
    pub district: Option<String>,
}

/// The seats that can be taken, in total and by the quotas.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct SeatPlan {
    /// The seats that the present format offers.
    pub seats: Seats,
    /// The most people of each group; one that is not named has no limit.
    pub per_group: BTreeMap<TargetGroup, u32>,
    /// The most people of each municipality.
    pub per_district: Option<u32>,
}

/// The seats that are taken: by those who are confirmed and by those who hold an offer.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Taken {
    room: u32,
    online: u32,
    groups: BTreeMap<TargetGroup, u32>,
    districts: BTreeMap<String, u32>,
}

impl Taken {
    /// Counts `people` who take up the same.
    pub fn add(&mut self, claim: &Claim, people: u32) {
        match claim.mode {
            AttendanceMode::Room => self.room += people,
            AttendanceMode::Online => self.online += people,
        }
        *self.groups.entry(claim.group).or_default() += people;
        if let Some(district) = &claim.district {
            *self.districts.entry(district.clone()).or_default() += people;
        }
    }

    /// These as well.
    #[must_use]
    pub fn and(mut self, claims: &[Claim]) -> Self {
        for claim in claims {
            self.add(claim, 1);
        }
        self
    }

    /// How many people that are.
    pub const fn total(&self) -> u32 {
        self.room + self.online
    }

    /// How many people that are in one way of taking part.
    pub const fn of(&self, mode: AttendanceMode) -> u32 {
        match mode {
            AttendanceMode::Room => self.room,
            AttendanceMode::Online => self.online,
        }
    }

    /// The same people after a change of the format.
    #[must_use]
    pub fn moved(mut self, format: CourseFormat) -> Self {
        let before = (self.room, self.online);
        (self.room, self.online) = (0, 0);
        for (mode, people) in [(AttendanceMode::Room, before.0), (AttendanceMode::Online, before.1)] {
            match format.moved(mode) {
                AttendanceMode::Room => self.room += people,
                AttendanceMode::Online => self.online += people,
            }
        }
        self
    }
}

impl FromIterator<(Claim, u32)> for Taken {
    fn from_iter<I: IntoIterator<Item = (Claim, u32)>>(counts: I) -> Self {
        let mut taken = Self::default();
        counts.into_iter().for_each(|(claim, people)| taken.add(&claim, people));
        taken
    }
}

impl SeatPlan {
    /// Whether nobody has a seat that is not there.
    pub fn holds(&self, taken: &Taken) -> bool {
        taken.room <= self.seats.room
            && taken.online <= self.seats.online
            && taken.groups.iter().all(|(group, people)| self.per_group.get(group).is_none_or(|most| people <= most))
            && self.per_district.is_none_or(|most| taken.districts.values().all(|people| *people <= most))
    }

    /// Whether there are seats for all of these besides those that are taken.
    pub fn fits(&self, taken: &Taken, claims: &[Claim]) -> bool {
        self.holds(&taken.clone().and(claims))
    }

    /// Whether there would be seats for all of these if nobody else came.
    ///
    /// # Errors
    /// `TOO_MANY`: they would wait for ever.
    pub fn check_possible(&self, claims: &[Claim]) -> Result<(), Refusal> {
        if self.fits(&Taken::default(), claims) {
            return Ok(());
        }
        let quotas = claims.iter().filter_map(|claim| self.per_group.get(&claim.group)).chain(&self.per_district);
        let most = quotas.copied().chain([self.seats.total()]).min().unwrap_or_default();
        Err(Refusal::new(RefusalCode::TooMany).with("max", most))
    }

    /// The seats that are left, whatever the quotas say.
    #[must_use]
    pub const fn left(&self, taken: &Taken) -> Seats {
        Seats {
            room: self.seats.room.saturating_sub(taken.room),
            online: self.seats.online.saturating_sub(taken.online),
        }
    }
}

#[cfg(test)]
pub(super) mod tests {
    use super::*;

    pub(crate) fn claim(mode: AttendanceMode, group: TargetGroup, district: &str) -> Claim {
        Claim { mode, group, district: Some(district.to_owned()) }
    }

    fn plan(room: u32, online: u32) -> SeatPlan {
        SeatPlan { seats: Seats { room, online }, ..SeatPlan::default() }
    }

    #[test]
    fn room_and_online_are_counted_apart() {
        let room = claim(AttendanceMode::Room, TargetGroup::School, "05120");
        let online = claim(AttendanceMode::Online, TargetGroup::School, "05120");
        let taken = Taken::default().and(std::slice::from_ref(&room));
        assert!(!plan(1, 1).fits(&taken, std::slice::from_ref(&room)));
        assert!(plan(1, 1).fits(&taken, &[online]));
        assert_eq!(plan(1, 1).left(&taken), Seats { room: 0, online: 1 });
        assert_eq!(plan(1, 0).check_possible(&[room.clone(), room]).unwrap_err().code, RefusalCode::TooMany);
    }

    #[test]
    fn quotas_hold_for_groups_and_for_municipalities() {
        let school = |district| claim(AttendanceMode::Room, TargetGroup::School, district);
        let office = |district| claim(AttendanceMode::Room, TargetGroup::EducationOffice, district);
        let by_group = SeatPlan { per_group: [(TargetGroup::School, 1)].into(), ..plan(10, 0) };
        let taken = Taken::default().and(&[school("05120")]);
        assert!(!by_group.fits(&taken, &[school("05911")]));
        assert!(by_group.fits(&taken, &[office("05120"), office("05911")]));
        let by_district = SeatPlan { per_district: Some(1), ..plan(10, 0) };
        assert!(!by_district.fits(&taken, &[office("05120")]));
        assert!(by_district.fits(&taken, &[office("05911")]));
        let from_afar = Claim { district: None, ..office("05120") };
        assert!(by_district.fits(&taken, &[from_afar.clone(), from_afar]));
    }

    #[test]
    fn a_digital_session_has_no_seats_in_the_room() {
        let both = Seats { room: 30, online: 100 };
        assert_eq!(both.open(CourseFormat::Digital), Seats { room: 0, online: 100 });
        assert_eq!(both.open(CourseFormat::InPerson), Seats { room: 30, online: 0 });
        assert_eq!(both.open(CourseFormat::Hybrid), both);
        let taken = Taken::default().and(&[claim(AttendanceMode::Room, TargetGroup::School, "05120")]);
        assert_eq!(taken.clone().moved(CourseFormat::Digital).of(AttendanceMode::Online), 1);
        assert_eq!(taken.clone().moved(CourseFormat::Hybrid), taken);
    }
}
