//! The catalogue of events: what can happen, to what, and who may know of it.

use crate::access::Action;

/// A type of event. The catalogue is printed as `schema/events.md`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct EventType {
    /// The type, spelled `noun.verbed`, for instance `organisation.merged`.
    pub code: &'static str,
    /// The type of the record that it happened to, as the GraphQL schema spells it.
    pub subject: &'static str,
    /// Who may know of it: those to whom this action shows the record. `None` for what is confidential by design:
    /// the audit knows of it, and nobody else is told.
    pub shown_by: Option<Action>,
    /// Whether the record is gone after it.
    pub removes: bool,
    /// What happened, in one sentence.
    pub meaning: &'static str,
}

impl EventType {
    /// Every type of event, area by area.
    pub const ALL: &'static [Self] = CATALOGUE;

    /// The type with this code.
    pub fn find(code: &str) -> Option<&'static Self> {
        CATALOGUE.iter().find(|known| known.code == code)
    }

    /// The noun before the point.
    pub fn noun(&self) -> &'static str {
        self.code.split('.').next().unwrap_or(self.code)
    }
}

macro_rules! shown {
    (confidential) => {
        None
    };
    ($action:ident) => {
        Some(Action::$action)
    };
}

macro_rules! removes {
    () => {
        false
    };
    (gone) => {
        true
    };
}

macro_rules! catalogue {
    ($($subject:literal { $($code:literal $shown:ident $($gone:ident)?: $meaning:literal;)+ })+) => {
        const CATALOGUE: &[EventType] = &[$($(EventType {
            code: $code,
            subject: $subject,
            shown_by: shown!($shown),
            removes: removes!($($gone)?),
            meaning: $meaning,
        },)+)+];
    };
}

// `gone` marks the events after which the record does not exist any more. Events of files are told to nobody: a file is
// read with the right of the record that it hangs on, which no single action says.
catalogue! {
    "Territory" {
        "territory.created" TerritoryRead: "A territory was entered into the directory.";
        "territory.changed" TerritoryRead: "The official data of a territory changed.";
        "territory.ended" TerritoryRead: "A territory was dissolved or incorporated.";
    }
    "Organisation" {
        "organisation.created" OrganisationRead: "An organisation was entered.";
        "organisation.updated" OrganisationRead: "Something about an organisation changed.";
        "organisation.closed" OrganisationRead: "An organisation closes on a day.";
        "organisation.merged" OrganisationRead: "An organisation was merged into another one.";
    }
    "Person" {
        "person.created" PersonRead: "A person was entered.";
        "person.updated" PersonRead: "Something about a person changed.";
        "person.moved" PersonRead: "Another organisation keeps the record of a person now.";
        "person.deactivated" PersonRead: "A person takes no part any more.";
        "person.reactivated" PersonRead: "A person takes part again.";
    }
    "PersonFunction" {
        "function.assigned" PersonRead: "A person was given a function.";
        "function.corrected" PersonRead: "A function was entered wrongly and is corrected.";
        "function.ended" PersonRead: "A function ends on a day.";
        "function.withdrawn" PersonRead gone: "A function was entered by mistake and is taken back.";
    }
    "Account" {
        "account.created" AccountRead: "An account was made for a person.";
        "account.activated" AccountRead: "An invited person has taken up their account.";
        "account.disabled" AccountRead: "An account was disabled.";
        "account.enabled" AccountRead: "An account was enabled again.";
        "account.locked" AccountRead: "An account is locked for a while after failed sign-ins.";
        "account.unlocked" AccountRead: "The lock of an account was lifted.";
        "account.invitation_revoked" AccountRead: "The invitations to an account were revoked.";
        "account.language_changed" AccountOwn: "An account gets its mails in another language.";
        "account.password_changed" AccountOwn: "The password was changed.";
        "account.password_reset" AccountOwn: "A forgotten password was replaced.";
        "account.password_reset_requested" AccountOwn: "Somebody asked to replace a forgotten password.";
        "account.sign_in_refused" AccountOwn: "A sign-in failed.";
        "account.second_factor_begun" AccountOwn: "A second factor is being set up.";
        "account.second_factor_enabled" AccountOwn: "The account has a second factor.";
        "account.second_factor_disabled" AccountOwn: "The second factor was removed.";
        "account.recovery_codes_renewed" AccountOwn: "There are new recovery codes.";
    }
    "Invitation" {
        "account.invited" AccountRead: "A person was invited to an account.";
    }
    "RoleAssignment" {
        "role.granted" AccountRead: "An account was granted a role.";
        "role.ended" AccountRead: "A role ends.";
    }
    "Session" {
        "session.started" AccountOwn: "Somebody signed in.";
        "session.refreshed" AccountOwn: "A session goes on with new tokens.";
        "session.token_reused" AccountOwn: "A refresh token was used twice, so the session ended.";
        "session.ended" AccountOwn gone: "A session ended.";
    }
    "Network" {
        "network.created" NetworkRead: "A network was founded.";
        "network.updated" NetworkRead: "Something about a network changed.";
        "network.phase-changed" NetworkRead: "A network went into another phase.";
        "network.handed-over" NetworkRead: "Another organisation keeps a network now.";
    }
    "NetworkSeat" {
        "network.seat-taken" NetworkRead: "Somebody joined the team of a network.";
        "network.seat-left" NetworkRead: "Somebody left the team of a network.";
    }
    "NetworkMembership" {
        "network.member-added" NetworkRead: "An organisation was noted as a member of a network.";
        "network.member-invited" NetworkRead: "An organisation was invited into a network.";
        "network.member-activated" NetworkRead: "An organisation takes part in a network.";
        "network.member-paused" NetworkRead: "A membership rests.";
        "network.member-updated" NetworkRead: "Something about a membership changed.";
        "network.member-left" NetworkRead: "A membership ended.";
    }
    "NetworkGoal" {
        "network.goal-set" NetworkRead: "A network has a new goal.";
        "network.goal-updated" NetworkRead: "A goal changed.";
        "network.goal-reviewed" NetworkRead: "A goal was reviewed.";
        "network.goal-dropped" NetworkRead: "A goal was dropped.";
    }
    "NetworkContact" {
        "contact.recorded" confidential: "A contact with a partner was noted.";
        "contact.followed-up" confidential: "A follow-up was completed.";
    }
    "NetworkReflection" {
        "reflection.written" confidential: "A reflection was written.";
        "reflection.changed" confidential: "A reflection changed.";
        "reflection.deleted" confidential gone: "A reflection was deleted.";
    }
    "NetworkSurvey" {
        "survey.created" SurveyManage: "A survey was prepared.";
        "survey.opened" SurveyManage: "A survey can be answered.";
        "survey.answered" confidential: "A member answered a survey.";
        "survey.closed" SurveyManage: "A survey is closed.";
        "survey.analysed" SurveyManage: "A survey was analysed.";
    }
    "NetworkAnalysis" {
        "network.analysed" AnalysisRead: "A network was analysed.";
    }
    "ServiceAccount" {
        "service_account.created" ServiceRead: "Another system has a service account.";
        "service_account.updated" ServiceRead: "Something about a service account changed.";
        "service_account.disabled" ServiceRead: "A service account was disabled.";
        "service_account.enabled" ServiceRead: "A service account was enabled again.";
    }
    "ServiceSecret" {
        "service_secret.issued" ServiceRead: "A service account has another secret.";
        "service_secret.revoked" ServiceRead: "A secret of a service account was revoked.";
    }
    "WebhookSubscription" {
        "webhook.created" WebhookRead: "A service account is told of events by a webhook.";
        "webhook.updated" WebhookRead: "Something about a webhook changed.";
        "webhook.secretRotated" WebhookRead: "A webhook signs with another secret.";
        "webhook.paused" WebhookRead: "A webhook was paused: events wait.";
        "webhook.enabled" WebhookRead: "A webhook delivers again.";
        "webhook.disabled" WebhookRead: "A webhook was given up after failures for days, or because its receiver is gone.";
        "webhook.pinged" WebhookRead: "A test was sent to a webhook.";
        "webhook.replayed" WebhookRead: "Deliveries of a webhook are sent again.";
        "webhook.deleted" WebhookRead gone: "A webhook was deleted.";
    }
    "ExternalIdentity" {
        "identity.linked" AccountRead: "An identity at a provider outside was linked to an account.";
        "identity.removed" AccountRead gone: "The link of an account to an identity at a provider outside was taken away.";
    }
    "Export" {
        "export.started" ExportRead: "Somebody has a list written into a file.";
        "export.done" ExportRead: "The file of an export can be fetched.";
        "export.failed" ExportRead: "An export came to nothing.";
        "export.cancelled" ExportRead: "An export was called off.";
        "export.expired" ExportRead: "The file of an export was kept for its time and is deleted.";
    }
    "Import" {
        "import.started" ImportRead: "An import was asked for and waits for its turn.";
        "import.progressed" ImportRead: "More rows of an import were gone through, or its first ones begin to be.";
        "import.checked" ImportRead: "The rows of an import were tried, and nothing was kept.";
        "import.done" ImportRead: "An import is done.";
        "import.failed" ImportRead: "An import failed.";
        "import.cancelled" ImportRead: "Somebody cancelled an import.";
        "import.forgotten" ImportRead: "What became of the rows of an import was forgotten after its time.";
    }
    "ImportFile" {
        "importFile.uploaded" ImportRead: "A file was uploaded to be imported.";
        "importFile.deleted" ImportRead gone: "The bytes of a file that was imported, or never was, were deleted after their time.";
    }
    "ImportMapping" {
        "importMapping.created" ImportRead: "A mapping of columns was kept.";
        "importMapping.updated" ImportRead: "A mapping of columns changed.";
        "importMapping.deleted" ImportRead gone: "A mapping of columns was deleted.";
    }
    "PersonalToken" {
        "personal_token.created" AccountOwn: "Somebody made a personal access token.";
        "personal_token.revoked" AccountOwn gone: "A personal access token was revoked.";
    }
    "Committee" {
        "committee.created" CommitteeRead: "A committee was founded.";
        "committee.updated" CommitteeRead: "Something about a committee changed.";
        "committee.dissolved" CommitteeRead: "A committee was dissolved.";
        "committee.handed-over" CommitteeRead: "Another organisation keeps a committee now.";
    }
    "CommitteeMembership" {
        "committee.member-added" CommitteeRead: "Somebody has a seat in a committee.";
        "committee.member-updated" CommitteeRead: "Something about a seat changed.";
        "committee.member-left" CommitteeRead: "A seat was given up.";
    }
    "Meeting" {
        "meeting.planned" CommitteeRead: "A meeting is planned.";
        "meeting.updated" CommitteeRead: "Something about a meeting changed.";
        "meeting.invited" CommitteeRead: "The members were invited to a meeting.";
        "meeting.rescheduled" CommitteeRead: "A meeting takes place at another time.";
        "meeting.opened" CommitteeRead: "A meeting was opened.";
        "meeting.attendance-recorded" MeetingReadParticipants: "It was recorded who attended a meeting.";
        "meeting.closed" CommitteeRead: "A meeting was closed.";
        "meeting.minutes-moved" CommitteeRead: "The minutes of a meeting went a step further.";
        "meeting.cancelled" CommitteeRead: "A meeting was cancelled.";
    }
    "MeetingParticipant" {
        "meeting.answered" MeetingReadParticipants: "Somebody answered an invitation to a meeting.";
    }
    "AgendaItem" {
        "agenda-item.added" CommitteeRead: "An agenda has another item.";
        "agenda-item.updated" CommitteeRead: "An item of an agenda changed.";
        "agenda-item.moved" CommitteeRead: "An item has another place on the agenda.";
        "agenda-item.removed" CommitteeRead: "An item was taken from the agenda.";
    }
    "Paper" {
        "paper.added" CommitteeRead: "A meeting has another paper.";
        "paper.updated" CommitteeRead: "A paper changed.";
        "paper.withdrawn" CommitteeRead: "A paper was withdrawn.";
    }
    "Resolution" {
        "resolution.proposed" CommitteeRead: "A resolution was proposed.";
        "resolution.decided" CommitteeRead: "A resolution was adopted or rejected.";
        "resolution.deferred" CommitteeRead: "A resolution was put off.";
        "resolution.withdrawn" CommitteeRead: "A resolution was withdrawn.";
        "resolution.superseded" CommitteeRead: "Another resolution took the place of one.";
    }
    "Minutes" {
        "minutes.drafted" MinutesWrite: "Minutes are being written.";
        "minutes.updated" MinutesWrite: "The draft of minutes changed.";
        "minutes.submitted" CommitteeRead: "The members can read minutes and remark on them.";
        "minutes.returned" MinutesWrite: "Minutes are a draft again.";
        "minutes.approved" CommitteeRead: "Minutes were approved.";
        "minutes.amended" CommitteeRead: "Approved minutes have an amendment.";
    }
    "MinutesRemark" {
        "minutes.remarked" CommitteeRead: "A member remarked on minutes.";
        "minutes.remark-settled" CommitteeRead: "A remark on minutes was settled.";
    }
    "Measure" {
        "measure.created" MeasureRead: "A measure was agreed.";
        "measure.updated" MeasureRead: "Something about a measure changed.";
        "measure.progressed" MeasureRead: "A measure made progress.";
        "measure.blocked" MeasureRead: "A measure is blocked.";
        "measure.resumed" MeasureRead: "A measure goes on.";
        "measure.completed" MeasureRead: "A measure is done.";
        "measure.cancelled" MeasureRead: "A measure was given up.";
    }
    "CalendarFeed" {
        "calendarFeed.created" CalendarOwn: "Somebody has another calendar feed.";
        "calendarFeed.revoked" CalendarOwn gone: "A calendar feed was revoked.";
    }
    "File" {
        "file.attached" confidential: "A file was attached to a record.";
        "file.updated" confidential: "The name or the title of a file changed.";
        "file.deleted" confidential gone: "A file was deleted.";
    }
    "Agreement" {
        "agreement.created" AgreementRead: "An agreement was drafted.";
        "agreement.updated" AgreementRead: "The draft of an agreement changed.";
        "agreement.coordinated" AgreementRead: "An agreement goes into coordination.";
        "agreement.redrafted" AgreementRead: "An agreement is a draft again.";
        "agreement.referred" AgreementRead: "An agreement goes to a committee.";
        "agreement.signed" AgreementRead: "A party signed an agreement.";
        "agreement.enteredIntoForce" AgreementRead: "An agreement is in force.";
        "agreement.extended" AgreementRead: "An agreement was extended.";
        "agreement.expired" AgreementRead: "An agreement expired.";
        "agreement.terminated" AgreementRead: "An agreement was terminated.";
    }
    "CourseSeries" {
        "courseSeries.created" SeriesPlan: "A series was drafted.";
        "courseSeries.updated" SeriesPlan: "A series changed.";
        "courseSeries.published" SeriesPlan: "A series was published.";
        "courseSeries.started" SeriesPlan: "A series started.";
        "courseSeries.completed" SeriesPlan: "A series is completed.";
        "courseSeries.archived" SeriesPlan: "A series was archived.";
        "courseSeries.handedOver" SeriesPlan: "Another organisation holds a series now.";
        "courseSeries.cancelled" SeriesPlan: "A series was cancelled.";
    }
    "CourseModule" {
        "courseModule.added" SeriesPlan: "A series has another module.";
        "courseModule.updated" SeriesPlan: "A module changed.";
        "courseModule.questionsSet" SeriesPlan: "A module asks other questions at registration.";
    }
    "CourseSession" {
        "courseSession.created" SeriesPlan: "A session was drafted.";
        "courseSession.updated" SeriesPlan: "A session changed.";
        "courseSession.published" SeriesPlan: "A session was published.";
        "courseSession.invited" SeriesPlan: "People or organisations were invited to a session.";
        "courseSession.registrationOpened" SeriesPlan: "Registration for a session is open.";
        "courseSession.registrationClosed" SeriesPlan: "Registration for a session is closed.";
        "courseSession.started" SeriesPlan: "A session started.";
        "courseSession.finished" SeriesPlan: "A session is finished.";
        "courseSession.evaluationOpened" SeriesPlan: "The evaluation of a session is open.";
        "courseSession.closed" SeriesPlan: "A session is closed for good.";
        "courseSession.formatChanged" SeriesPlan: "A session takes place in another format.";
        "courseSession.questionsSet" SeriesPlan: "A session asks other questions at registration.";
        "courseSession.reminded" SeriesPlan: "A reminder of a session was sent.";
        "courseSession.reminderSkipped" SeriesPlan: "A reminder of a session came too late and was left out.";
        "courseSession.detailsForgotten" SeriesPlan: "What people said for a session was deleted after it.";
        "courseSession.entriesForgotten" SeriesPlan: "Who registered for a session without attending was deleted after it.";
        "courseSession.attendanceForgotten" SeriesPlan: "Who attended a session was deleted after its time.";
        "courseSession.checkedIn" SeriesPlan: "People were checked in to a session.";
        "courseSession.lotsDrawn" SeriesPlan: "The lots for the seats of a session were drawn.";
        "courseSession.rescheduled" SeriesPlan: "A session takes place at another time.";
        "courseSession.postponed" SeriesPlan: "A session was postponed without a new date.";
        "courseSession.handedOver" SeriesPlan: "Another organisation holds a session now.";
        "courseSession.replaced" SeriesPlan: "A session was replaced by another one.";
        "courseSession.cancelled" SeriesPlan: "A session was cancelled.";
    }
    "Evaluation" {
        "evaluation.created" SeriesPlan: "The form of an evaluation was drafted.";
        "evaluation.updated" SeriesPlan: "The form of an evaluation changed.";
        "evaluation.opened" SeriesPlan: "Those who attended a session are asked what they think of it.";
        "evaluation.extended" SeriesPlan: "Those whose attendance was recorded later are asked too.";
        "evaluation.reminded" SeriesPlan: "Those who have not answered were reminded.";
        "evaluation.closed" SeriesPlan: "The results of an evaluation can be read.";
    }
    "Registration" {
        "registration.submitted" RegistrationRead: "Somebody registered and waits for a decision.";
        "registration.confirmed" RegistrationRead: "A registration has a seat.";
        "registration.waitlisted" RegistrationRead: "A registration waits for a seat.";
        "registration.offered" RegistrationRead: "A seat is held for a registration until it is answered.";
        "registration.offerAccepted" RegistrationRead: "An offered seat was accepted.";
        "registration.offerDeclined" RegistrationRead: "An offered seat was declined.";
        "registration.offerExpired" RegistrationRead: "An offered seat was not answered in time.";
        "registration.promoted" RegistrationRead: "A registration moved up from the waiting list.";
        "registration.reordered" RegistrationRead: "A registration has another place on the waiting list.";
        "registration.classChanged" RegistrationRead: "A registration is of another priority class.";
        "registration.rejected" RegistrationRead: "A registration was rejected.";
        "registration.cancelled" RegistrationRead: "A registration was withdrawn.";
        "registration.revoked" RegistrationRead: "A seat was taken back by the organiser.";
        "registration.detailsChanged" RegistrationRead: "Somebody changed what they said with a registration.";
        "registration.attendanceRecorded" RegistrationRead: "It was recorded whether somebody attended.";
    }
    "Recognition" {
        "recognition.created" RegistrationRead: "Prior learning counts as a completed module.";
    }
    "Certificate" {
        "certificate.issued" CertificateRead: "A certificate of attendance was issued.";
        "certificate.revoked" CertificateRead: "A certificate of attendance was revoked.";
        "certificate.nameShown" CertificateRead: "A holder decided how far verification shows their name.";
        "certificate.deleted" CertificateRead gone: "A certificate was deleted from the register after its time.";
    }
    "TrainerAssignment" {
        "trainer.requested" TrainerAnswer: "A person was asked to be the trainer of a session.";
        "trainer.confirmed" TrainerAnswer: "A trainer said yes.";
        "trainer.declined" TrainerAnswer: "A trainer said no.";
        "trainer.cancelled" TrainerAnswer: "The engagement of a trainer was cancelled.";
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::collections::BTreeSet;

    #[test]
    fn types_are_unique_and_of_the_form_noun_verbed() {
        let codes: BTreeSet<_> = CATALOGUE.iter().map(|known| known.code).collect();
        assert_eq!(codes.len(), CATALOGUE.len());
        for known in CATALOGUE {
            assert_eq!(known.code.split('.').count(), 2, "{}", known.code);
            assert!(known.meaning.ends_with('.'), "{}", known.code);
        }
    }

    #[test]
    fn what_removes_a_record_is_marked() {
        assert!(EventType::find("function.withdrawn").unwrap().removes);
        assert!(!EventType::find("organisation.merged").unwrap().removes);
        assert!(EventType::find("organisation.exploded").is_none());
    }
}
