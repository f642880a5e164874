//! Typed identifiers. Inside they are `UUIDv7`, so they sort by age; outside they are opaque (see the API's node ids).

use serde::{Deserialize, Serialize};
use std::fmt;
use uuid::Uuid;

/// Where new identifiers and random bytes come from.
pub trait Ids: Send + Sync {
    /// A new `UUIDv7`.
    fn uuid(&self) -> Uuid;

    /// Fills a buffer with random bytes that nobody can guess.
    fn fill(&self, bytes: &mut [u8]);
}

/// A typed identifier.
pub trait Id: Copy + From<Uuid> + Into<Uuid> + fmt::Debug + Eq + Ord + std::hash::Hash + Send + Sync + 'static {
    /// The name of the type it points to, as the GraphQL schema spells it.
    const TYPE: &'static str;
}

macro_rules! ids {
    ($($(#[$doc:meta])* $name:ident => $type:literal;)+) => {
        $(
            $(#[$doc])*
            #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
            #[serde(transparent)]
            pub struct $name(Uuid);

            impl $name {
                /// A new one.
                pub fn new(ids: &dyn Ids) -> Self {
                    Self(ids.uuid())
                }

                /// The bare UUID.
                pub const fn uuid(self) -> Uuid {
                    self.0
                }
            }

            impl From<Uuid> for $name {
                fn from(uuid: Uuid) -> Self {
                    Self(uuid)
                }
            }

            impl From<$name> for Uuid {
                fn from(id: $name) -> Self {
                    id.0
                }
            }

            impl fmt::Display for $name {
                fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                    self.0.fmt(f)
                }
            }

            impl Id for $name {
                const TYPE: &'static str = $type;
            }
        )+
    };
}

ids! {
    /// A territory at one stage of its boundaries (Gebietskörperschaft mit Gebietsstand).
    TerritoryId => "Territory";
    /// An organisation.
    OrganisationId => "Organisation";
    /// A person.
    PersonId => "Person";
    /// A function that a person holds in an organisation.
    FunctionId => "PersonFunction";
    /// A way to reach an organisation or a person.
    ContactPointId => "ContactPoint";
    /// An account that signs in.
    AccountId => "Account";
    /// A role that an account holds for an organisation.
    RoleAssignmentId => "RoleAssignment";
    /// A signed-in session.
    SessionId => "Session";
    /// A personal access token.
    PersonalTokenId => "PersonalToken";
    /// The link of an account to an identity at a provider outside.
    ExternalIdentityId => "ExternalIdentity";
    /// A service account: another system.
    ServiceAccountId => "ServiceAccount";
    /// A secret of a service account.
    ServiceSecretId => "ServiceSecret";
    /// A webhook: where a service account is told of events.
    WebhookSubscriptionId => "WebhookSubscription";
    /// One event on its way to a webhook.
    WebhookDeliveryId => "WebhookDelivery";
    /// A bulk export.
    ExportId => "Export";
    /// An invitation to an account.
    InvitationId => "Invitation";
    /// A network of organisations.
    NetworkId => "Network";
    /// A change of a network's phase.
    PhaseChangeId => "NetworkPhaseChange";
    /// A seat in the team of a network.
    SeatId => "NetworkSeat";
    /// A goal of a network.
    GoalId => "NetworkGoal";
    /// A review of a goal.
    GoalReviewId => "NetworkGoalReview";
    /// A membership of an organisation in a network.
    MembershipId => "NetworkMembership";
    /// A contact of a network's team with a partner.
    ContactId => "NetworkContact";
    /// A reflection about a network.
    ReflectionId => "NetworkReflection";
    /// A survey among the members of a network.
    SurveyId => "NetworkSurvey";
    /// An analysis of a network.
    AnalysisId => "NetworkAnalysis";
    /// An entry of the audit.
    AuditEntryId => "AuditEntry";
    /// An event of the outbox.
    EventId => "Event";
    /// An agreement between the Transferagentur and a municipality.
    AgreementId => "Agreement";
    /// A series of qualifications.
    CourseSeriesId => "CourseSeries";
    /// A module of a series.
    CourseModuleId => "CourseModule";
    /// A session: one date of an offer.
    CourseSessionId => "CourseSession";
    /// A change of the format of a session.
    FormatChangeId => "FormatChange";
    /// An evaluation of a session.
    EvaluationId => "Evaluation";
    /// A registration of one person for one session.
    RegistrationId => "Registration";
    /// People who registered together and are not split.
    PartyId => "RegistrationParty";
    /// A change of a waiting list by hand.
    WaitingChangeId => "WaitingListChange";
    /// Prior learning that counts as a completed module.
    RecognitionId => "Recognition";
    /// A certificate of attendance.
    CertificateId => "Certificate";
    /// A personal calendar under a secret address.
    CalendarFeedId => "CalendarFeed";
    /// A reminder of a session.
    CourseReminderId => "CourseReminder";
    /// The assignment of a trainer to a session.
    TrainerAssignmentId => "TrainerAssignment";
    /// A committee.
    CommitteeId => "Committee";
    /// A seat in a committee.
    CommitteeMembershipId => "CommitteeMembership";
    /// A meeting of a committee.
    MeetingId => "Meeting";
    /// An item of an agenda.
    AgendaItemId => "AgendaItem";
    /// A paper.
    PaperId => "Paper";
    /// One sending of an invitation to a meeting.
    MeetingInvitationId => "MeetingInvitation";
    /// Somebody who is invited to a meeting.
    ParticipantId => "MeetingParticipant";
    /// A resolution.
    ResolutionId => "Resolution";
    /// Minutes of a meeting.
    MinutesId => "Minutes";
    /// A remark on minutes.
    RemarkId => "MinutesRemark";
    /// An amendment of minutes.
    AmendmentId => "MinutesAmendment";
    /// A measure.
    MeasureId => "Measure";
    /// A file that hangs on a record.
    FileId => "File";
    /// A bulk import.
    ImportId => "Import";
    /// A file that was uploaded to be imported.
    ImportFileId => "ImportFile";
    /// A kept mapping of the columns of imported files.
    ImportMappingId => "ImportMapping";
}
