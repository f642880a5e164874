//! Reading and writing registrations.

use super::registration_filter::{RegistrationFilter, select};
use super::registration_row::{active_for, read, write};
use super::series_row::spaced;
use super::session_filter::between;
use super::sight::RegistrationSight;
use crate::connect::Source;
use crate::entities::registration::{self, Column};
use crate::error::StoreError;
use crate::page::{Key, Ordering, page};
use crate::unit_of_work::UnitOfWork;
use domain::qualifications::{CourseSession, PriorityClass, Registration, RegistrationState};
use domain::shared::{CourseSessionId, Page, PageRequest, PartyId, PersonId, RegistrationId, Timestamp};
use sea_orm::ActiveValue::Set;
use sea_orm::sea_query::{CaseStatement, Expr, ExprTrait};
use sea_orm::{ColumnTrait, DatabaseExecutor, EntityTrait, PaginatorTrait, QueryFilter, QueryOrder, QuerySelect};
use std::collections::{BTreeSet, HashMap};

/// The registrations.
#[derive(Debug)]
pub struct Registrations<'c>(DatabaseExecutor<'c>);

impl<'c> Registrations<'c> {
    /// Those in `source`.
    pub fn of(source: &'c impl Source) -> Self {
        Self(source.executor())
    }

    /// One registration, if it is seen.
    ///
    /// # Errors
    /// When the database does not answer.
    pub async fn find(
        &self,
        sight: &RegistrationSight,
        id: RegistrationId,
    ) -> Result<Option<Registration>, StoreError> {
        let found = select(sight, &RegistrationFilter::default()).filter(Column::Id.eq(id.uuid()));
        found.one(&self.0).await?.map(read).transpose()
    }

    /// Those of these registrations that are seen.
    ///
    /// # Errors
    /// When the database does not answer.
    pub async fn find_many(
        &self,
        sight: &RegistrationSight,
        ids: &[RegistrationId],
    ) -> Result<HashMap<RegistrationId, Registration>, StoreError> {
        if ids.is_empty() {
            return Ok(HashMap::new());
        }
        let found = select(sight, &RegistrationFilter::default());
        let rows = found.filter(Column::Id.is_in(ids.iter().map(|id| id.uuid()))).all(&self.0).await?.into_iter();
        rows.map(|row| read(row).map(|registration| (registration.id, registration))).collect()
    }

    /// One page, the newest first.
    ///
    /// # Errors
    /// When the database does not answer, or the cursor is not one of this list.
    pub async fn list(
        &self,
        sight: &RegistrationSight,
        filter: &RegistrationFilter,
        request: &PageRequest,
    ) -> Result<Page<Registration>, StoreError> {
        let order = Ordering {
            columns: vec![Column::CreatedAt, Column::Id],
            descending: true,
            keys: |row: &registration::Model| vec![Key::Number(row.created_at), Key::Id(row.id)],
        };
        page(select(sight, filter), &order, request, &self.0).await?.try_map(read)
    }

    /// How many there are.
    ///
    /// # Errors
    /// When the database does not answer.
    pub async fn count(&self, sight: &RegistrationSight, filter: &RegistrationFilter) -> Result<u64, StoreError> {
        Ok(select(sight, filter).count(&self.0).await?)
    }

    /// The registrations of one person for many sessions that still count, as far as they are seen.
    ///
    /// # Errors
    /// When the database does not answer.
    pub async fn active_of(
        &self,
        sight: &RegistrationSight,
        person: PersonId,
        sessions: &[CourseSessionId],
    ) -> Result<HashMap<CourseSessionId, Registration>, StoreError> {
        let filter = RegistrationFilter { person: Some(person), ..RegistrationFilter::default() };
        let found = select(sight, &filter)
            .filter(Column::SessionId.is_in(sessions.iter().map(|id| id.uuid())))
            .filter(Column::ActiveFor.is_not_null());
        let rows = found.all(&self.0).await?.into_iter();
        rows.map(|row| read(row).map(|registration| (registration.session, registration))).collect()
    }

    /// All registrations of one person for sessions that end after an instant, and begin before another. For the calendar
    /// of this person.
    ///
    /// # Errors
    /// When the database does not answer.
    pub async fn of_calendar(
        &self,
        person: PersonId,
        from: Timestamp,
        until: Option<Timestamp>,
    ) -> Result<Vec<Registration>, StoreError> {
        let found = registration::Entity::find()
            .filter(Column::PersonId.eq(person.uuid()))
            .filter(Column::SessionId.in_subquery(between(Some(from), until)));
        found.order_by_asc(Column::Id).all(&self.0).await?.into_iter().map(read).collect()
    }

    /// All registrations for a held session in these states, in the order of their places. For decisions on seats,
    /// which look at everybody.
    ///
    /// # Errors
    /// When the database does not answer.
    pub async fn of_held(
        unit: &UnitOfWork,
        session: CourseSessionId,
        states: &[RegistrationState],
    ) -> Result<Vec<Registration>, StoreError> {
        let found = registration::Entity::find()
            .filter(Column::SessionId.eq(session.uuid()))
            .filter(Column::State.is_in(states.iter().map(|state| state.code())))
            .order_by_asc(Column::Class)
            .order_by_asc(Column::Place)
            .order_by_asc(Column::Id);
        found.all(unit.transaction()).await?.into_iter().map(read).collect()
    }

    /// Those who have a seat in these sessions for certain. The caller looks who may see their names.
    ///
    /// # Errors
    /// When the database does not answer.
    pub async fn seated(&self, sessions: &[CourseSessionId]) -> Result<Vec<Registration>, StoreError> {
        use RegistrationState::{Attended, Confirmed, NoShow};
        let found = registration::Entity::find()
            .filter(Column::SessionId.is_in(sessions.iter().map(|id| id.uuid())))
            .filter(Column::State.is_in([Confirmed.code(), Attended.code(), NoShow.code()]));
        found.all(&self.0).await?.into_iter().map(read).collect()
    }

    /// Those of these people who have a registration for the session that still counts.
    ///
    /// # Errors
    /// When the database does not answer.
    pub async fn registered(
        unit: &UnitOfWork,
        session: CourseSessionId,
        people: &[PersonId],
    ) -> Result<BTreeSet<PersonId>, StoreError> {
        let active = people.iter().filter_map(|person| active_for(session, *person, RegistrationState::Confirmed));
        let found =
            registration::Entity::find().filter(Column::ActiveFor.is_in(active)).select_only().column(Column::PersonId);
        let found = found.into_tuple::<uuid::Uuid>().all(unit.transaction()).await?;
        Ok(found.into_iter().map(PersonId::from).collect())
    }

    /// The sessions in which held seats were not answered in time, at most `most`.
    ///
    /// # Errors
    /// When the database does not answer.
    pub async fn sessions_with_expired_offers(
        &self,
        now: Timestamp,
        most: u64,
    ) -> Result<Vec<CourseSessionId>, StoreError> {
        let found = registration::Entity::find()
            .filter(Column::State.eq(RegistrationState::Offered.code()))
            .filter(Column::OfferUntil.lt(now.as_micros()))
            .select_only()
            .column(Column::SessionId)
            .distinct()
            .limit(most);
        let found = found.into_tuple::<uuid::Uuid>().all(&self.0).await?;
        Ok(found.into_iter().map(CourseSessionId::from).collect())
    }

    /// Adds registrations for a session.
    ///
    /// # Errors
    /// `DUPLICATE` for a person who is registered already; when the database does not keep them.
    pub async fn insert(unit: &UnitOfWork, session: &CourseSession, added: &[Registration]) -> Result<(), StoreError> {
        for part in added.chunks(500) {
            let rows = part.iter().map(|registration| write(session, registration));
            registration::Entity::insert_many(rows).exec_without_returning(unit.transaction()).await?;
        }
        Ok(())
    }

    /// Keeps registrations that all made the same step, in a session that is held. Their state, the end of their offer
    /// and whether they were withdrawn late are those of the first one.
    ///
    /// # Errors
    /// When the database does not keep it.
    pub async fn advance(unit: &UnitOfWork, changed: &[Registration]) -> Result<(), StoreError> {
        let Some(first) = changed.first() else { return Ok(()) };
        for part in changed.chunks(1_000) {
            let step = registration::ActiveModel {
                state: Set(first.state.code().to_owned()),
                offer_until: Set(first.offer_until.map(Timestamp::as_micros)),
                withdrawn_late: Set(i64::from(first.withdrawn_late)),
                updated_at: Set(unit.now().as_micros()),
                ..Default::default()
            };
            let mut update = registration::Entity::update_many()
                .set(step)
                .col_expr(Column::Version, ExprTrait::add(Expr::col(Column::Version), 1));
            if !first.state.is_active() {
                update = update.col_expr(Column::ActiveFor, Expr::value(Option::<String>::None));
            }
            let ids = part.iter().map(|registration| registration.id.uuid());
            update.filter(Column::Id.is_in(ids)).exec(unit.transaction()).await?;
        }
        Ok(())
    }

    /// Keeps what a person says about needs and consents, in a session that is held.
    ///
    /// # Errors
    /// When the database does not keep it.
    pub async fn keep_details(unit: &UnitOfWork, changed: &Registration) -> Result<(), StoreError> {
        let has_consents = changed.shares_name || !changed.consents.is_empty();
        let step = registration::ActiveModel {
            needs: Set(changed.needs.as_ref().map(ToString::to_string)),
            shares_name: Set(i64::from(changed.shares_name)),
            consents: Set(spaced(&changed.consents)),
            has_needs: Set(i64::from(changed.needs.is_some())),
            has_consents: Set(i64::from(has_consents)),
            version: Set(changed.version),
            updated_at: Set(unit.now().as_micros()),
            ..Default::default()
        };
        let update = registration::Entity::update_many().set(step).filter(Column::Id.eq(changed.id.uuid()));
        update.exec(unit.transaction()).await?;
        Ok(())
    }

    /// Keeps the new places of parties in a session that is held.
    ///
    /// # Errors
    /// When the database does not keep it.
    pub async fn place(
        unit: &UnitOfWork,
        session: CourseSessionId,
        places: &[(PartyId, i64)],
    ) -> Result<(), StoreError> {
        for part in places.chunks(500) {
            let mut place = CaseStatement::new();
            for (party, at) in part {
                place = place.case(Expr::col(Column::PartyId).eq(party.uuid()), *at);
            }
            registration::Entity::update_many()
                .col_expr(Column::Place, place.finally(Expr::col(Column::Place)).into())
                .col_expr(Column::UpdatedAt, Expr::value(unit.now().as_micros()))
                .col_expr(Column::Version, ExprTrait::add(Expr::col(Column::Version), 1))
                .filter(Column::SessionId.eq(session.uuid()))
                .filter(Column::PartyId.is_in(part.iter().map(|(party, _)| party.uuid())))
                .exec(unit.transaction())
                .await?;
        }
        Ok(())
    }

    /// Puts a party of a held session into another priority class.
    ///
    /// # Errors
    /// When the database does not keep it.
    pub async fn classify(unit: &UnitOfWork, party: PartyId, class: PriorityClass) -> Result<(), StoreError> {
        registration::Entity::update_many()
            .col_expr(Column::Class, Expr::value(class.number()))
            .col_expr(Column::UpdatedAt, Expr::value(unit.now().as_micros()))
            .col_expr(Column::Version, ExprTrait::add(Expr::col(Column::Version), 1))
            .filter(Column::PartyId.eq(party.uuid()))
            .filter(Column::ActiveFor.is_not_null())
            .exec(unit.transaction())
            .await?;
        Ok(())
    }

    /// Moves all who count in a session that is held to one way of taking part, after a change of its format.
    ///
    /// # Errors
    /// When the database does not keep it.
    pub async fn move_modes(unit: &UnitOfWork, session: &CourseSession) -> Result<(), StoreError> {
        for mode in domain::qualifications::AttendanceMode::ALL {
            let moved = session.plan.format.moved(*mode);
            if moved == *mode {
                continue;
            }
            registration::Entity::update_many()
                .col_expr(Column::Mode, Expr::value(moved.code()))
                .filter(Column::SessionId.eq(session.id.uuid()))
                .filter(Column::Mode.eq(mode.code()))
                .filter(Column::ActiveFor.is_not_null())
                .exec(unit.transaction())
                .await?;
        }
        Ok(())
    }
}
