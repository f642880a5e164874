//! Counting seats and waiting people, for many sessions at once.

use super::registration_row::{class, people};
use crate::connect::Source;
use crate::entities::registration::{self, Column};
use crate::error::StoreError;
use crate::stored::code;
use domain::qualifications::{Claim, Party, RegistrationState, Taken, waiting_order};
use domain::shared::{CourseSessionId, PartyId};
use sea_orm::{ColumnTrait, DatabaseExecutor, EntityTrait, QueryFilter, QuerySelect};
use std::collections::HashMap;
use uuid::Uuid;

/// Where a party stands on the waiting list.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct WaitingPlace {
    /// Its rank among the parties that wait, from 1.
    pub rank: usize,
    /// How many parties wait.
    pub of: usize,
}

/// Counts of seats. They name nobody, so whoever sees a session may see them.
#[derive(Debug)]
pub struct SeatCounts<'c>(DatabaseExecutor<'c>);

impl<'c> SeatCounts<'c> {
    /// Those in `source`.
    pub fn of(source: &'c impl Source) -> Self {
        Self(source.executor())
    }

    /// The seats that are taken in each session; one without any is left out.
    ///
    /// # Errors
    /// When the database does not answer.
    pub async fn taken(&self, sessions: &[CourseSessionId]) -> Result<HashMap<CourseSessionId, Taken>, StoreError> {
        const WHAT: &str = "registration";
        let states = RegistrationState::ALL.iter().filter(|state| state.takes_a_seat()).map(|state| state.code());
        let found = registration::Entity::find()
            .filter(Column::SessionId.is_in(sessions.iter().map(|id| id.uuid())))
            .filter(Column::State.is_in(states))
            .select_only()
            .column(Column::SessionId)
            .column(Column::Mode)
            .column(Column::TargetGroup)
            .column(Column::DistrictKey)
            .column_as(Column::Id.count(), "people")
            .group_by(Column::SessionId)
            .group_by(Column::Mode)
            .group_by(Column::TargetGroup)
            .group_by(Column::DistrictKey);
        let mut taken: HashMap<_, Taken> = HashMap::new();
        for (session, mode, group, district, count) in
            found.into_tuple::<(Uuid, String, String, Option<String>, i64)>().all(&self.0).await?
        {
            let claim = Claim { mode: code(WHAT, &mode)?, group: code(WHAT, &group)?, district };
            taken.entry(session.into()).or_default().add(&claim, people(count)?);
        }
        Ok(taken)
    }

    /// Where each waiting party stands, in each of these sessions.
    ///
    /// # Errors
    /// When the database does not answer.
    pub async fn waiting(
        &self,
        sessions: &[CourseSessionId],
    ) -> Result<HashMap<CourseSessionId, HashMap<PartyId, WaitingPlace>>, StoreError> {
        let found = registration::Entity::find()
            .filter(Column::SessionId.is_in(sessions.iter().map(|id| id.uuid())))
            .filter(Column::State.eq(RegistrationState::Waitlisted.code()))
            .select_only()
            .column(Column::SessionId)
            .column(Column::PartyId)
            .column(Column::Class)
            .column(Column::Place)
            .distinct();
        let mut waiting: HashMap<CourseSessionId, Vec<Party>> = HashMap::new();
        for (session, party, number, place) in found.into_tuple::<(Uuid, Uuid, i64, i64)>().all(&self.0).await? {
            let party = Party { id: party.into(), class: class(number)?, place, claims: Vec::new() };
            waiting.entry(session.into()).or_default().push(party);
        }
        let ranked = waiting.into_iter().map(|(session, parties)| {
            let of = parties.len();
            let ranks = (1..).zip(waiting_order(parties)).map(|(rank, party)| (party.id, WaitingPlace { rank, of }));
            (session, ranks.collect())
        });
        Ok(ranked.collect())
    }
}
