//! What mutations of committees and meetings answer with.

use super::agenda::{AgendaItem, Paper};
use super::attendance::MeetingParticipant;
use super::committee::Committee;
use super::measure::Measure;
use super::meeting::Meeting;
use super::membership::CommitteeMembership;
use super::minutes::Minutes;
use super::resolution::Resolution;
use crate::gate::authorized;
use crate::graphql::shared::{Enum, UserError, call, failure, outcome};
use application::{Error, meetings as verbs};
use async_graphql::{Context, Result, SimpleObject};
use domain::access::Action;
use domain::meetings as records;
use domain::shared::{
    AgendaItemId, CommitteeId, CommitteeMembershipId, MeasureId, MeetingId, MinutesId, PaperId, ResolutionId,
};

/// What came of an answer to an invitation (German: Ergebnis).
#[derive(Debug, SimpleObject)]
pub(crate) struct MeetingAnswerPayload {
    /// The own seat with the answer (German: Teilnahme).
    pub(super) participant: Option<MeetingParticipant>,
    /// Why nothing was changed; empty when it was (German: Fehler).
    pub(super) errors: Vec<UserError>,
}

/// What came of an answer by a link (German: Ergebnis).
#[derive(Debug, SimpleObject)]
pub(crate) struct MeetingLinkPayload {
    /// The answer as it is kept (German: Antwort).
    #[graphql(directive = authorized::apply(Action::MeetingAnswerByLink))]
    pub(super) answer: Option<Enum<records::InvitationAnswer>>,
    /// Why nothing was changed; empty when it was (German: Fehler).
    pub(super) errors: Vec<UserError>,
}

/// Two texts of the same minutes (German: Bearbeitungskonflikt).
#[derive(Debug, SimpleObject)]
pub(crate) struct MinutesConflict {
    /// The version by now (German: jetzige Version).
    pub(super) current_version: i64,
    /// The text by now, as somebody else wrote it (German: anderer Text).
    pub(super) theirs: String,
    /// The text of the change that was refused (German: eigener Text).
    pub(super) yours: String,
}

/// What came of a change of the text of minutes (German: Ergebnis).
#[derive(Debug, SimpleObject)]
pub(crate) struct UpdateMinutesPayload {
    /// The minutes after the change; after a `VERSION_CONFLICT` as they are now (German: Protokoll).
    pub(super) minutes: Option<Minutes>,
    /// Both texts, when somebody else wrote in the meantime: nothing is lost (German: Konflikt).
    pub(super) conflict: Option<MinutesConflict>,
    /// Why nothing was changed; empty when it was (German: Fehler).
    pub(super) errors: Vec<UserError>,
}

/// What came of a change of a committee (German: Ergebnis).
#[derive(Debug, SimpleObject)]
pub(crate) struct CommitteePayload {
    /// The record after the change; after a `VERSION_CONFLICT` as it is now (German: Gremium).
    pub(super) committee: Option<Committee>,
    /// Why nothing was changed; empty when it was (German: Fehler).
    pub(super) errors: Vec<UserError>,
}

/// What came of a change of a seat (German: Ergebnis).
#[derive(Debug, SimpleObject)]
pub(crate) struct CommitteeMembershipPayload {
    /// The record after the change; after a `VERSION_CONFLICT` as it is now (German: Sitz).
    pub(super) membership: Option<CommitteeMembership>,
    /// Why nothing was changed; empty when it was (German: Fehler).
    pub(super) errors: Vec<UserError>,
}

/// What came of a change of a meeting (German: Ergebnis).
#[derive(Debug, SimpleObject)]
pub(crate) struct MeetingPayload {
    /// The record after the change; after a `VERSION_CONFLICT` as it is now (German: Sitzung).
    pub(super) meeting: Option<Meeting>,
    /// Why nothing was changed; empty when it was (German: Fehler).
    pub(super) errors: Vec<UserError>,
}

/// What came of a change of an item of an agenda (German: Ergebnis).
#[derive(Debug, SimpleObject)]
pub(crate) struct AgendaItemPayload {
    /// The record after the change; after a `VERSION_CONFLICT` as it is now (German: Tagesordnungspunkt).
    pub(super) item: Option<AgendaItem>,
    /// Why nothing was changed; empty when it was (German: Fehler).
    pub(super) errors: Vec<UserError>,
}

/// What came of a change of a paper (German: Ergebnis).
#[derive(Debug, SimpleObject)]
pub(crate) struct PaperPayload {
    /// The record after the change; after a `VERSION_CONFLICT` as it is now (German: Vorlage).
    pub(super) paper: Option<Paper>,
    /// Why nothing was changed; empty when it was (German: Fehler).
    pub(super) errors: Vec<UserError>,
}

/// What came of a change of a resolution (German: Ergebnis).
#[derive(Debug, SimpleObject)]
pub(crate) struct ResolutionPayload {
    /// The record after the change; after a `VERSION_CONFLICT` as it is now (German: Beschluss).
    pub(super) resolution: Option<Resolution>,
    /// Why nothing was changed; empty when it was (German: Fehler).
    pub(super) errors: Vec<UserError>,
}

/// What came of a change of minutes (German: Ergebnis).
#[derive(Debug, SimpleObject)]
pub(crate) struct MinutesPayload {
    /// The record after the change; after a `VERSION_CONFLICT` as it is now (German: Protokoll).
    pub(super) minutes: Option<Minutes>,
    /// Why nothing was changed; empty when it was (German: Fehler).
    pub(super) errors: Vec<UserError>,
}

/// What came of a change of a measure (German: Ergebnis).
#[derive(Debug, SimpleObject)]
pub(crate) struct MeasurePayload {
    /// The record after the change; after a `VERSION_CONFLICT` as it is now (German: Maßnahme).
    pub(super) measure: Option<Measure>,
    /// Why nothing was changed; empty when it was (German: Fehler).
    pub(super) errors: Vec<UserError>,
}

macro_rules! answers {
    ($($answer:ident: $payload:ident { $field:ident: $node:ident } from $record:ident by $find:ident of $id:ident;)+) => {$(
        /// The record after a change; after a conflict, as it is now.
        pub(super) async fn $answer(
            ctx: &Context<'_>,
            id: Option<$id>,
            done: std::result::Result<records::$record, Error>,
        ) -> Result<$payload> {
            let (changed, errors) = outcome(ctx, done)?;
            let conflict = errors.iter().any(UserError::is_conflict);
            let shown = match (changed, id.filter(|_| conflict)) {
                (None, Some(id)) => failure(ctx, verbs::$find(call(ctx), id).await)?,
                (changed, _) => changed,
            };
            Ok($payload { $field: shown.map($node::one), errors })
        }
    )+};
}

answers! {
    committee: CommitteePayload { committee: Committee } from Committee by find_committee of CommitteeId;
    membership: CommitteeMembershipPayload { membership: CommitteeMembership } from CommitteeMembership by find_committee_member of CommitteeMembershipId;
    meeting: MeetingPayload { meeting: Meeting } from Meeting by find_meeting of MeetingId;
    item: AgendaItemPayload { item: AgendaItem } from AgendaItem by find_agenda_item of AgendaItemId;
    paper: PaperPayload { paper: Paper } from Paper by find_paper of PaperId;
    resolution: ResolutionPayload { resolution: Resolution } from Resolution by find_resolution of ResolutionId;
    minutes: MinutesPayload { minutes: Minutes } from Minutes by find_minutes of MinutesId;
    measure: MeasurePayload { measure: Measure } from Measure by find_measure of MeasureId;
}
