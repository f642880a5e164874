//! Analyses: the graph as it was on a day and its figures, kept as they were computed.

use super::row::{codes, spaced};
use super::sight::of_reached;
use crate::connect::Source;
use crate::entities::network_analysis::{self, Column};
use crate::error::StoreError;
use crate::ranked::first_of_each;
use crate::stored::{corrupt, date, instant};
use crate::unit_of_work::UnitOfWork;
use domain::access::Visibility;
use domain::networks::TieKind;
use domain::shared::{AccountId, AnalysisId, Date, NetworkId, Slice, SurveyId, Timestamp};
use sea_orm::ActiveValue::Set;
use sea_orm::sea_query::Order;
use sea_orm::{ColumnTrait, DatabaseExecutor, EntityTrait, QueryFilter, QueryOrder};
use std::collections::BTreeSet;
use uuid::Uuid;

const WHAT: &str = "network analysis";

/// An analysis as it is kept. Graph and figures are texts of whoever computed them.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Analysis {
    /// The analysis.
    pub id: AnalysisId,
    /// Of which network.
    pub network: NetworkId,
    /// As of which day.
    pub cut_off: Date,
    /// Which ties were counted.
    pub kinds: BTreeSet<TieKind>,
    /// The survey that it rests on, if any.
    pub survey: Option<SurveyId>,
    /// How many had answered that survey.
    pub answers: Option<usize>,
    /// The SHA-256 over the whole graph.
    pub hash: String,
    /// What the graph is made of.
    pub graph: String,
    /// The figures of the whole graph.
    pub figures: String,
    /// From which the order of hidden names follows; the same in all analyses of a survey.
    pub secret: String,
    /// Who computed it; nobody when the operator did, at the command line.
    pub by: Option<AccountId>,
    /// When.
    pub at: Timestamp,
}

/// The analyses.
#[derive(Debug)]
pub struct Analyses<'c>(DatabaseExecutor<'c>);

impl<'c> Analyses<'c> {
    /// Those in `source`.
    pub fn of(source: &'c impl Source) -> Self {
        Self(source.executor())
    }

    /// One analysis, if its network is reached.
    ///
    /// # Errors
    /// When the database does not answer.
    pub async fn find(&self, seen: &Visibility, id: AnalysisId) -> Result<Option<Analysis>, StoreError> {
        let found = network_analysis::Entity::find_by_id(id.uuid()).filter(of_reached(seen, Column::NetworkId));
        found.one(&self.0).await?.map(read).transpose()
    }

    /// The analyses of many networks that are reached, the latest day first, the first ones of each network.
    ///
    /// # Errors
    /// When the database does not answer.
    pub async fn of_networks(
        &self,
        seen: &Visibility,
        networks: &[NetworkId],
        slice: Slice,
    ) -> Result<Vec<Analysis>, StoreError> {
        let reached = network_analysis::Entity::find()
            .filter(of_reached(seen, Column::NetworkId))
            .filter(Column::NetworkId.is_in(networks.iter().map(|id| id.uuid())));
        let order = [(Column::CutOffOn, Order::Desc), (Column::Id, Order::Desc)];
        first_of_each(reached, Column::NetworkId, &order, slice).all(&self.0).await?.into_iter().map(read).collect()
    }

    /// What stands in for names in all analyses of a survey, once there is one.
    ///
    /// # Errors
    /// When the database does not answer.
    pub async fn secret_of(&self, seen: &Visibility, survey: SurveyId) -> Result<Option<String>, StoreError> {
        let of_survey = network_analysis::Entity::find()
            .filter(of_reached(seen, Column::NetworkId))
            .filter(Column::SurveyId.eq(survey.uuid()))
            .order_by_asc(Column::Id);
        Ok(of_survey.one(&self.0).await?.map(|row| row.secret))
    }

    /// Adds an analysis.
    ///
    /// # Errors
    /// When the database does not keep it.
    pub async fn insert(unit: &UnitOfWork, analysis: &Analysis) -> Result<(), StoreError> {
        let answers = analysis.answers.map(i64::try_from).transpose().map_err(|error| corrupt(WHAT, error))?;
        let row = network_analysis::ActiveModel {
            id: Set(analysis.id.uuid()),
            network_id: Set(analysis.network.uuid()),
            cut_off_on: Set(analysis.cut_off.to_string()),
            kinds: Set(spaced(&analysis.kinds)),
            survey_id: Set(analysis.survey.map(Uuid::from)),
            answers: Set(answers),
            hash: Set(analysis.hash.clone()),
            graph: Set(analysis.graph.clone()),
            figures: Set(analysis.figures.clone()),
            secret: Set(analysis.secret.clone()),
            account_id: Set(analysis.by.map(Uuid::from)),
            created_at: Set(analysis.at.as_micros()),
        };
        network_analysis::Entity::insert(row).exec_without_returning(unit.transaction()).await?;
        Ok(())
    }
}

fn read(row: network_analysis::Model) -> Result<Analysis, StoreError> {
    let answers = row.answers.map(usize::try_from).transpose().map_err(|error| corrupt(WHAT, error))?;
    Ok(Analysis {
        id: row.id.into(),
        network: row.network_id.into(),
        cut_off: date(WHAT, &row.cut_off_on)?,
        kinds: codes(WHAT, &row.kinds)?,
        survey: row.survey_id.map(SurveyId::from),
        answers,
        hash: row.hash,
        graph: row.graph,
        figures: row.figures,
        secret: row.secret,
        by: row.account_id.map(AccountId::from),
        at: instant(WHAT, row.created_at)?,
    })
}
