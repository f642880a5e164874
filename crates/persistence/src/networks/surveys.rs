//! Surveys: waves, who was invited, what was said. Trust is kept apart from who said so.

use super::row::{codes, spaced};
use super::sight::of_reached;
use crate::connect::Source;
use crate::entities::network_survey::{self, Column};
use crate::entities::{network_survey_invitee, network_survey_tie, network_survey_trust};
use crate::error::StoreError;
use crate::rows::{grouped, replace};
use crate::stored::{checked, code, corrupt, instant, period};
use crate::unit_of_work::UnitOfWork;
use domain::access::Visibility;
use domain::networks::{Frequency, Survey, Tie, Trust, Wave};
use domain::shared::{Name, NetworkId, OrganisationId, SurveyId, Timestamp};
use sea_orm::ActiveValue::Set;
use sea_orm::sea_query::Expr;
use sea_orm::{ColumnTrait, DatabaseExecutor, EntityTrait, QueryFilter, QueryOrder, QuerySelect};
use std::collections::HashMap;

const WHAT: &str = "network survey";

/// Who was invited to a survey.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Invitee {
    /// Which member.
    pub organisation: OrganisationId,
    /// When it answered.
    pub answered_at: Option<Timestamp>,
}

/// The surveys.
#[derive(Debug)]
pub struct Surveys<'c>(DatabaseExecutor<'c>);

impl<'c> Surveys<'c> {
    /// Those in `source`.
    pub fn of(source: &'c impl Source) -> Self {
        Self(source.executor())
    }

    /// One survey, if its network is reached.
    ///
    /// # Errors
    /// When the database does not answer.
    pub async fn find(&self, seen: &Visibility, id: SurveyId) -> Result<Option<Survey>, StoreError> {
        let found = network_survey::Entity::find_by_id(id.uuid()).filter(of_reached(seen, Column::NetworkId));
        found.one(&self.0).await?.map(|row| read(&row)).transpose()
    }

    /// One survey, if its network is reached, kept from changing until the unit of work ends.
    ///
    /// # Errors
    /// When the database does not answer.
    pub async fn hold(&self, seen: &Visibility, id: SurveyId) -> Result<Option<Survey>, StoreError> {
        let found = network_survey::Entity::find_by_id(id.uuid()).filter(of_reached(seen, Column::NetworkId));
        found.lock_exclusive().one(&self.0).await?.map(|row| read(&row)).transpose()
    }

    /// The surveys of many networks that are reached, the newest first.
    ///
    /// # Errors
    /// When the database does not answer.
    pub async fn of_networks(
        &self,
        seen: &Visibility,
        networks: &[NetworkId],
    ) -> Result<HashMap<NetworkId, Vec<Survey>>, StoreError> {
        let rows = network_survey::Entity::find()
            .filter(of_reached(seen, Column::NetworkId))
            .filter(Column::NetworkId.is_in(networks.iter().map(|id| id.uuid())))
            .order_by_desc(Column::Number);
        grouped(rows.all(&self.0).await?, |row| Ok((NetworkId::from(row.network_id), read(&row)?)))
    }

    /// Who was invited. The caller has read the survey.
    ///
    /// # Errors
    /// When the database does not answer.
    pub async fn invitees(&self, survey: &Survey) -> Result<Vec<Invitee>, StoreError> {
        use network_survey_invitee::Column as Invited;
        let rows = network_survey_invitee::Entity::find().filter(Invited::SurveyId.eq(survey.id.uuid()));
        let rows = rows.order_by_asc(Invited::OrganisationId).all(&self.0).await?.into_iter();
        rows.map(|row| {
            let answered_at = row.answered_at.map(|at| instant(WHAT, at)).transpose()?;
            Ok(Invitee { organisation: row.organisation_id.into(), answered_at })
        })
        .collect()
    }

    /// What was said about ties. The caller has read the survey.
    ///
    /// # Errors
    /// When the database does not answer.
    pub async fn ties(&self, survey: &Survey) -> Result<Vec<Tie>, StoreError> {
        let rows = network_survey_tie::Entity::find()
            .filter(network_survey_tie::Column::SurveyId.eq(survey.id.uuid()))
            .all(&self.0)
            .await?;
        rows.into_iter()
            .map(|row| {
                Ok(Tie {
                    from: row.from_id.into(),
                    to: row.to_id.into(),
                    kind: code(WHAT, &row.kind)?,
                    frequency: checked(WHAT, Frequency::new(row.frequency))?,
                })
            })
            .collect()
    }

    /// All ratings of trust, by whom they are about. The caller has read the survey.
    ///
    /// # Errors
    /// When the database does not answer.
    pub async fn trust(&self, survey: &Survey) -> Result<HashMap<OrganisationId, Vec<Trust>>, StoreError> {
        let rows = network_survey_trust::Entity::find()
            .filter(network_survey_trust::Column::SurveyId.eq(survey.id.uuid()))
            .all(&self.0)
            .await?;
        grouped(rows, |row| Ok((row.to_id.into(), checked(WHAT, Trust::new(row.rating))?)))
    }

    /// Adds a survey.
    ///
    /// # Errors
    /// `DUPLICATE` when another wave took its number meanwhile; when the database does not keep it.
    pub async fn insert(unit: &UnitOfWork, survey: &Survey) -> Result<(), StoreError> {
        network_survey::Entity::insert(write(survey)).exec_without_returning(unit.transaction()).await?;
        Ok(())
    }

    /// Replaces a survey of version `expected` by a newer one.
    ///
    /// # Errors
    /// `VERSION_CONFLICT` when it has another version by now; when the database does not keep it.
    pub async fn update(unit: &UnitOfWork, changed: &Survey, expected: i64) -> Result<(), StoreError> {
        replace::<network_survey::Entity>(unit, changed.id.uuid(), expected, write(changed)).await
    }

    /// Invites members.
    ///
    /// # Errors
    /// When the database does not keep it.
    pub async fn invite(unit: &UnitOfWork, survey: SurveyId, members: &[OrganisationId]) -> Result<(), StoreError> {
        for part in members.chunks(1_000) {
            let rows = part.iter().map(|member| network_survey_invitee::ActiveModel {
                survey_id: Set(survey.uuid()),
                organisation_id: Set(member.uuid()),
                answered_at: Set(None),
            });
            network_survey_invitee::Entity::insert_many(rows).exec_without_returning(unit.transaction()).await?;
        }
        Ok(())
    }

    /// Keeps the answer of a member: its ties by name, its trust without.
    ///
    /// # Errors
    /// When the database does not keep it.
    pub async fn answer(
        unit: &UnitOfWork,
        survey: SurveyId,
        from: OrganisationId,
        ties: &[Tie],
        trust: &[(OrganisationId, Trust)],
    ) -> Result<(), StoreError> {
        use network_survey_invitee::Column as Invited;
        network_survey_invitee::Entity::update_many()
            .col_expr(Invited::AnsweredAt, Expr::value(unit.now().as_micros()))
            .filter(Invited::SurveyId.eq(survey.uuid()))
            .filter(Invited::OrganisationId.eq(from.uuid()))
            .exec(unit.transaction())
            .await?;
        for part in ties.chunks(1_000) {
            let rows = part.iter().map(|tie| network_survey_tie::ActiveModel {
                survey_id: Set(survey.uuid()),
                from_id: Set(tie.from.uuid()),
                to_id: Set(tie.to.uuid()),
                kind: Set(tie.kind.code().to_owned()),
                frequency: Set(i64::from(tie.frequency.value())),
            });
            network_survey_tie::Entity::insert_many(rows).exec_without_returning(unit.transaction()).await?;
        }
        for part in trust.chunks(1_000) {
            let rows = part.iter().map(|(to, trust)| network_survey_trust::ActiveModel {
                id: Set(random_id(unit)),
                survey_id: Set(survey.uuid()),
                to_id: Set(to.uuid()),
                rating: Set(i64::from(trust.value())),
            });
            network_survey_trust::Entity::insert_many(rows).exec_without_returning(unit.transaction()).await?;
        }
        Ok(())
    }
}

/// An id that says nothing about when it was made, unlike all others.
fn random_id(unit: &UnitOfWork) -> uuid::Uuid {
    let mut bytes = [0; 16];
    unit.ids().fill(&mut bytes);
    uuid::Builder::from_random_bytes(bytes).into_uuid()
}

fn read(row: &network_survey::Model) -> Result<Survey, StoreError> {
    let asks_trust = match row.asks_trust {
        0 => false,
        1 => true,
        other => return Err(corrupt(WHAT, format!("{other} is neither yes nor no"))),
    };
    let wave = Wave {
        title: checked(WHAT, Name::new(&row.title))?,
        kinds: codes(WHAT, &row.kinds)?,
        asks_trust,
        period: period(WHAT, &row.opens_on, Some(&row.closes_on))?,
    };
    Ok(Survey {
        id: row.id.into(),
        network: row.network_id.into(),
        number: row.number,
        wave,
        state: code(WHAT, &row.state)?,
        invited: row.invited,
        answered: row.answered,
        version: row.version,
        created_at: instant(WHAT, row.created_at)?,
        updated_at: instant(WHAT, row.updated_at)?,
    })
}

fn write(survey: &Survey) -> network_survey::ActiveModel {
    let wave = &survey.wave;
    let closes_on = wave.period.until.unwrap_or(wave.period.from);
    network_survey::ActiveModel {
        id: Set(survey.id.uuid()),
        network_id: Set(survey.network.uuid()),
        number: Set(survey.number),
        title: Set(wave.title.to_string()),
        kinds: Set(spaced(&wave.kinds)),
        asks_trust: Set(i64::from(wave.asks_trust)),
        opens_on: Set(wave.period.from.to_string()),
        closes_on: Set(closes_on.to_string()),
        state: Set(survey.state.code().to_owned()),
        invited: Set(survey.invited),
        answered: Set(survey.answered),
        version: Set(survey.version),
        created_at: Set(survey.created_at.as_micros()),
        updated_at: Set(survey.updated_at.as_micros()),
    }
}
