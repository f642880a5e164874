//! What mutations of networks answer with.

use super::analysis::NetworkAnalysis;
use super::contact::NetworkContact;
use super::goal::NetworkGoal;
use super::member::NetworkMembership;
use super::reflection::NetworkReflection;
use super::survey::NetworkSurvey;
use super::types::Network;
use crate::graphql::shared::UserError;
use async_graphql::SimpleObject;

/// What came of a change of a network (German: Ergebnis).
#[derive(Debug, SimpleObject)]
pub(crate) struct NetworkPayload {
    /// The network after the change; after a `VERSION_CONFLICT` as it is now (German: Netzwerk).
    pub(super) network: Option<Network>,
    /// Why nothing was changed; empty when it was (German: Fehler).
    pub(super) errors: Vec<UserError>,
}

/// What came of a change of a membership (German: Ergebnis).
#[derive(Debug, SimpleObject)]
pub(crate) struct NetworkMembershipPayload {
    /// The membership after the change; after a `VERSION_CONFLICT` as it is now (German: Mitgliedschaft).
    pub(super) membership: Option<NetworkMembership>,
    /// Why nothing was changed; empty when it was (German: Fehler).
    pub(super) errors: Vec<UserError>,
}

/// What came of a change of a goal (German: Ergebnis).
#[derive(Debug, SimpleObject)]
pub(crate) struct NetworkGoalPayload {
    /// The goal after the change; after a `VERSION_CONFLICT` as it is now (German: Ziel).
    pub(super) goal: Option<NetworkGoal>,
    /// Why nothing was changed; empty when it was (German: Fehler).
    pub(super) errors: Vec<UserError>,
}

/// What came of recording contacts (German: Ergebnis).
#[derive(Debug, SimpleObject)]
pub(crate) struct NetworkContactsPayload {
    /// The contacts as they are kept, one for each partner (German: Kontakte).
    pub(super) contacts: Option<Vec<NetworkContact>>,
    /// Why nothing was changed; empty when it was (German: Fehler).
    pub(super) errors: Vec<UserError>,
}

/// What came of a change of a reflection (German: Ergebnis).
#[derive(Debug, SimpleObject)]
pub(crate) struct NetworkReflectionPayload {
    /// The reflection after the change, or as it was when it was deleted; after a `VERSION_CONFLICT` as it is now
    /// (German: Reflexion).
    pub(super) reflection: Option<NetworkReflection>,
    /// Why nothing was changed; empty when it was (German: Fehler).
    pub(super) errors: Vec<UserError>,
}

/// What came of a change of a survey (German: Ergebnis).
#[derive(Debug, SimpleObject)]
pub(crate) struct NetworkSurveyPayload {
    /// The survey after the change; after a `VERSION_CONFLICT` as it is now (German: Befragung).
    pub(super) survey: Option<NetworkSurvey>,
    /// Why nothing was changed; empty when it was (German: Fehler).
    pub(super) errors: Vec<UserError>,
}

/// What came of an analysis (German: Ergebnis).
#[derive(Debug, SimpleObject)]
pub(crate) struct NetworkAnalysisPayload {
    /// The analysis (German: Netzwerkanalyse).
    pub(super) analysis: Option<NetworkAnalysis>,
    /// Why none was made; empty when it was (German: Fehler).
    pub(super) errors: Vec<UserError>,
}
