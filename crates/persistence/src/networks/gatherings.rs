//! Where organisations were together. Whoever reads this knows of everything; what of it may be shown to whom is said by
//! who reads the analysis.

use crate::connect::Source;
use crate::entities::{
    committee, committee_membership, course_session, meeting, meeting_participant, network_membership,
    network_membership_step, registration,
};
use crate::error::StoreError;
use crate::stored::{code, on_day};
use domain::meetings::{CommitteeRole, MeetingAttendance, MeetingState};
use domain::networks::{Gathering, MembershipState, Occasion};
use domain::qualifications::RegistrationState;
use domain::shared::{Date, NetworkId, OrganisationId, Timestamp};
use sea_orm::{
    ColumnTrait, Condition, DatabaseExecutor, EntityTrait, JoinType, QueryFilter, QueryOrder, QuerySelect, QueryTrait,
};
use std::collections::{BTreeMap, BTreeSet, HashMap};
use uuid::Uuid;

/// What brought organisations together.
#[derive(Debug)]
pub struct Gatherings<'c>(DatabaseExecutor<'c>);

impl<'c> Gatherings<'c> {
    /// What is known in `source`.
    pub fn of(source: &'c impl Source) -> Self {
        Self(source.executor())
    }

    /// The networks other than `except` of which at least two of these organisations were active members on a day, by the
    /// histories of their memberships.
    ///
    /// # Errors
    /// When the database does not answer.
    pub async fn networks(
        &self,
        members: &BTreeSet<OrganisationId>,
        except: NetworkId,
        on: Date,
    ) -> Result<Vec<Gathering>, StoreError> {
        use network_membership::Column;
        use network_membership_step::Column as Step;
        let day = on.to_string();
        let lasting = network_membership::Entity::find()
            .filter(Column::OrganisationId.is_in(members.iter().map(|id| id.uuid())))
            .filter(Column::NetworkId.ne(except.uuid()))
            .filter(Column::Since.lte(day.as_str()))
            .filter(Condition::any().add(Column::Until.is_null()).add(Column::Until.gt(day.as_str())));
        let ids = lasting.clone().select_only().column(Column::Id).into_query();
        let steps = network_membership_step::Entity::find()
            .filter(Step::MembershipId.in_subquery(ids))
            .filter(Step::ChangedOn.lte(day.as_str()))
            .order_by_asc(Step::Number)
            .select_only()
            .column(Step::MembershipId)
            .column(Step::State);
        let mut states: HashMap<Uuid, MembershipState> = HashMap::new();
        for (membership, state) in steps.into_tuple::<(Uuid, String)>().all(&self.0).await? {
            states.insert(membership, code("network membership", &state)?);
        }
        let rows = lasting.select_only().column(Column::Id).column(Column::NetworkId).column(Column::OrganisationId);
        let rows = rows.into_tuple::<(Uuid, Uuid, Uuid)>().all(&self.0).await?.into_iter();
        let active = rows.filter(|(membership, ..)| states.get(membership) == Some(&MembershipState::Active));
        Ok(together(active.map(|(_, network, member)| (Occasion::Network(network.into()), member.into()))))
    }

    /// The sessions that ended between two instants, the second one left out, and that people of at least two of these
    /// organisations attended who had agreed that others read their names.
    ///
    /// # Errors
    /// When the database does not answer.
    pub async fn sessions(
        &self,
        members: &BTreeSet<OrganisationId>,
        (from, until): (Timestamp, Timestamp),
    ) -> Result<Vec<Gathering>, StoreError> {
        use registration::Column;
        let session = registration::Entity::belongs_to(course_session::Entity)
            .from(Column::SessionId)
            .to(course_session::Column::Id);
        let attended = registration::Entity::find()
            .filter(Column::OrganisationId.is_in(members.iter().map(|id| id.uuid())))
            .filter(Column::State.eq(RegistrationState::Attended.code()))
            .filter(Column::SharesName.eq(1))
            .filter(course_session::Column::EndsAt.gte(from.as_micros()))
            .filter(course_session::Column::EndsAt.lt(until.as_micros()))
            .join(JoinType::InnerJoin, session.into())
            .select_only()
            .column(Column::SessionId)
            .column(Column::OrganisationId)
            .distinct();
        let rows = attended.into_tuple::<(Uuid, Uuid)>().all(&self.0).await?.into_iter();
        Ok(together(rows.map(|(session, member)| (Occasion::Session(session.into()), member.into()))))
    }

    /// The committees, not dissolved by then, in which seats were held on behalf of at least two of these organisations
    /// on a day; those of substitutes and guests do not count.
    ///
    /// # Errors
    /// When the database does not answer.
    pub async fn committees(&self, members: &BTreeSet<OrganisationId>, on: Date) -> Result<Vec<Gathering>, StoreError> {
        use committee_membership::Column;
        let of = committee_membership::Entity::belongs_to(committee::Entity)
            .from(Column::CommitteeId)
            .to(committee::Column::Id);
        let dissolved = committee::Column::DissolvedOn;
        let counted = CommitteeRole::ALL.iter().filter(|role| role.is_counted()).map(|role| role.code());
        let held = committee_membership::Entity::find()
            .filter(Column::OrganisationId.is_in(members.iter().map(|id| id.uuid())))
            .filter(Column::Role.is_in(counted))
            .filter(on_day(Column::Since, Column::Until, on))
            .filter(Condition::any().add(dissolved.is_null()).add(dissolved.gt(on.to_string())))
            .join(JoinType::InnerJoin, of.into())
            .select_only()
            .column(Column::CommitteeId)
            .column(Column::OrganisationId)
            .distinct();
        let rows = held.into_tuple::<(Uuid, Uuid)>().all(&self.0).await?.into_iter();
        Ok(together(rows.map(|(committee, member)| (Occasion::Committee(committee.into()), member.into()))))
    }

    /// The meetings that ended between two instants, the second one left out, and at which seats held on behalf of at
    /// least two of these organisations were taken.
    ///
    /// # Errors
    /// When the database does not answer.
    pub async fn meetings(
        &self,
        members: &BTreeSet<OrganisationId>,
        (from, until): (Timestamp, Timestamp),
    ) -> Result<Vec<Gathering>, StoreError> {
        use meeting_participant::Column;
        let held =
            meeting_participant::Entity::belongs_to(meeting::Entity).from(Column::MeetingId).to(meeting::Column::Id);
        let seat = meeting_participant::Entity::belongs_to(committee_membership::Entity)
            .from(Column::MembershipId)
            .to(committee_membership::Column::Id);
        let taken = MeetingAttendance::ALL.iter().filter(|attendance| attendance.brings_vote());
        let over = MeetingState::ALL.iter().filter(|state| state.is_over());
        let present = meeting_participant::Entity::find()
            .filter(committee_membership::Column::OrganisationId.is_in(members.iter().map(|id| id.uuid())))
            .filter(Column::Attendance.is_in(taken.map(|attendance| attendance.code())))
            .filter(meeting::Column::State.is_in(over.map(|state| state.code())))
            .filter(meeting::Column::EndsAt.gte(from.as_micros()))
            .filter(meeting::Column::EndsAt.lt(until.as_micros()))
            .join(JoinType::InnerJoin, held.into())
            .join(JoinType::InnerJoin, seat.into())
            .select_only()
            .column(Column::MeetingId)
            .column(committee_membership::Column::OrganisationId)
            .distinct();
        let rows = present.into_tuple::<(Uuid, Uuid)>().all(&self.0).await?.into_iter();
        Ok(together(rows.map(|(meeting, member)| (Occasion::Meeting(meeting.into()), member.into()))))
    }
}

/// Those at which at least two were, in a fixed order.
fn together(seen: impl Iterator<Item = (Occasion, OrganisationId)>) -> Vec<Gathering> {
    let mut gatherings: BTreeMap<Occasion, BTreeSet<OrganisationId>> = BTreeMap::new();
    for (occasion, member) in seen {
        gatherings.entry(occasion).or_default().insert(member);
    }
    gatherings.retain(|_, present| present.len() > 1);
    gatherings.into_iter().map(|(occasion, present)| Gathering { occasion, present }).collect()
}
