//! The table of actions.

use super::role::Role;
use std::fmt;

/// How far a role reaches with an action. Each reach includes the ones before it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Reach {
    /// Not at all.
    Nothing,
    /// What belongs to the person themselves.
    Own,
    /// Bodies and cases that the person belongs to.
    Member,
    /// What belongs to the organisation for which the role is held.
    Organisation,
    /// Organisations in the territories that this organisation serves.
    Territory,
    /// All of it.
    Everywhere,
}

impl Reach {
    /// The word in the printed table and in `@authorized`.
    pub const fn code(self) -> &'static str {
        match self {
            Self::Nothing => "nothing",
            Self::Own => "self",
            Self::Member => "member",
            Self::Organisation => "organisation",
            Self::Territory => "territory",
            Self::Everywhere => "everywhere",
        }
    }
}

/// Who may use an action without any role.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Opening {
    /// Nobody.
    Closed,
    /// Everybody who is signed in, for what is their own.
    SignedIn,
    /// Everybody who is signed in, for all of it.
    Community,
    /// Everybody, for all of it.
    Public,
}

impl Opening {
    /// The word in the printed table and in `@authorized`.
    pub const fn code(self) -> &'static str {
        match self {
            Self::Closed => "closed",
            Self::SignedIn => "signed-in",
            Self::Community => "community",
            Self::Public => "public",
        }
    }
}

/// One line of the table.
struct Rule {
    code: &'static str,
    meaning: &'static str,
    opening: Opening,
    reaches: [Reach; Role::ALL.len()],
}

macro_rules! reach {
    (-) => {
        Reach::Nothing
    };
    (s) => {
        Reach::Own
    };
    (m) => {
        Reach::Member
    };
    (o) => {
        Reach::Organisation
    };
    (t) => {
        Reach::Territory
    };
    (E) => {
        Reach::Everywhere
    };
}

macro_rules! rules {
    ($(#[doc = $meaning:literal] $name:ident = $code:literal: $opening:ident [$($reach:tt)+];)+) => {
        /// Something that a person or service can do.
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub enum Action {
            $(#[doc = $meaning] $name,)+
        }

        impl Action {
            /// Every action, in the order of the table.
            pub const ALL: &'static [Self] = &[$(Self::$name,)+];

            const fn rule(self) -> Rule {
                match self {
                    $(Self::$name => Rule {
                        code: $code,
                        meaning: $meaning,
                        opening: Opening::$opening,
                        reaches: [$(reach!($reach),)+],
                    },)+
                }
            }
        }
    };
}

// The columns are the roles in the order of `Role::ALL`:
//   transferagentur admin, staff | municipality lead, staff | office lead, staff | statistician | partner | auditor | data protection officer
// - nothing, s self, m member, o organisation, t territory, E everywhere.
// The opening says who may do it without any role.
rules! {
    #[doc = " Read territories and their history."]
    TerritoryRead = "territory:read": Public                 [E E  E E  E E  E E E E];
    #[doc = " Import the official directory of territories."]
    TerritoryImport = "territory:import": Closed             [E -  - -  - -  - - - -];

    #[doc = " Read organisations: name, kind, functions, territories, public contact points."]
    OrganisationRead = "organisation:read": Public           [E E  E E  E E  E E E E];
    #[doc = " Read what organisations show only to the community: contact points for members, sponsors, history."]
    OrganisationReadCommunity = "organisation:read-community": Community  [E E  E E  E E  E E E E];
    #[doc = " Create an organisation in a territory."]
    OrganisationCreate = "organisation:create": Closed       [E E  t -  t -  - - - -];
    #[doc = " Change an organisation: names, functions, territories served, address, contact points, place in the tree."]
    OrganisationUpdate = "organisation:update": Closed       [E E  t o  t o  - o - -];
    #[doc = " Close an organisation on a day."]
    OrganisationClose = "organisation:close": Closed         [E E  t -  t -  - - - -];
    #[doc = " Merge an organisation into another one."]
    OrganisationMerge = "organisation:merge": Closed         [E -  - -  - -  - - - -];

    #[doc = " Read people: name and functions."]
    PersonRead = "person:read": SignedIn                     [E E  t t  t t  o s - E];
    #[doc = " Read the contact points of people."]
    PersonReadContact = "person:read-contact": SignedIn      [E E  t t  t t  o s - E];
    #[doc = " Create people in an organisation."]
    PersonCreate = "person:create": Closed                   [E o  t o  t o  - - - -];
    #[doc = " Change people: names and contact points."]
    PersonUpdate = "person:update": SignedIn                 [E o  t o  t o  s s - -];
    #[doc = " Let people take no part any more, or again."]
    PersonDeactivate = "person:deactivate": Closed           [E o  t o  t o  - - - -];
    #[doc = " Give a function in an organisation to a person, or end it."]
    PersonAssignFunction = "person:assign-function": Closed  [E o  t o  t o  - - - -];

    #[doc = " Read the networks that are public: name, type, territories, fields of action, phase."]
    NetworkReadPublic = "network:read-public": Public        [E E  E E  E E  E E E E];
    #[doc = " Read the networks that are open to the community."]
    NetworkReadCommunity = "network:read-community": Community  [E E  E E  E E  E E E E];
    #[doc = " Read networks whatever their visibility, with their members, goals and history."]
    NetworkRead = "network:read": Closed                     [o o  t t  t t  m m - -];
    #[doc = " Found a network, kept by an organisation."]
    NetworkCreate = "network:create": Closed                 [o o  t o  t o  - - - -];
    #[doc = " Change a network: names, territories, fields of action, parent, visibility."]
    NetworkUpdate = "network:update": Closed                 [o o  t o  t o  - - - -];
    #[doc = " Move a network into another phase."]
    NetworkChangePhase = "network:change-phase": Closed      [o o  t -  t -  - - - -];
    #[doc = " Appoint the coordinator and the team of a network, which then may read what is the team's alone."]
    NetworkManageTeam = "network:manage-team": Closed        [o o  t -  t -  - - - -];
    #[doc = " Bring organisations into a network, change their membership, let them leave."]
    NetworkManageMembers = "network:manage-members": Closed  [o o  t o  t o  - - - -];
    #[doc = " Set the goals of a network, review and drop them."]
    NetworkManageGoals = "network:manage-goals": Closed      [o o  t o  t o  - - - -];
    #[doc = " Read the contact log of a network: its team alone."]
    ContactRead = "contact:read": Closed                     [- m  m m  m m  - - - -];
    #[doc = " Record contacts of a network's team with partners and complete follow-ups: its team alone."]
    ContactWrite = "contact:write": Closed                   [- m  m m  m m  - - - -];
    #[doc = " Read reflections: the own ones, and those that their authors share."]
    ReflectionRead = "reflection:read": Closed               [- m  m m  m m  m m - -];
    #[doc = " Write, change and delete the own reflections about a network to which one belongs."]
    ReflectionWrite = "reflection:write": Closed             [- m  m m  m m  m m - -];
    #[doc = " Prepare, open and close surveys among the members of a network."]
    SurveyManage = "survey:manage": Closed                   [o o  t o  t o  - - - -];
    #[doc = " Answer a survey for the member for which one speaks."]
    SurveyAnswer = "survey:answer": Closed                   [m m  m m  m m  m m - -];
    #[doc = " Read analyses of a network and take them away as files."]
    AnalysisRead = "analysis:read": Closed                   [o o  t o  t o  m m - -];
    #[doc = " Analyse a network as of a day."]
    AnalysisRun = "analysis:run": Closed                     [o o  t o  t o  - - - -];

    #[doc = " Read committees, meetings and agendas that are public, and what was decided in public."]
    CommitteeReadPublic = "committee:read-public": Public    [E E  E E  E E  E E E E];
    #[doc = " Read what is public of committees, meetings and papers over OParl."]
    OparlRead = "oparl:read": Public                         [E E  E E  E E  E E E E];
    #[doc = " Read committees and meetings that are open to the community."]
    CommitteeReadCommunity = "committee:read-community": Community  [E E  E E  E E  E E E E];
    #[doc = " Read committees whatever their visibility, with their seats, meetings, papers, resolutions and minutes: who sits in them, and the offices of the district."]
    CommitteeRead = "committee:read": SignedIn               [o o  t t  t t  m m m m];
    #[doc = " Found a committee of a network or an organisation."]
    CommitteeCreate = "committee:create": Closed             [o o  t o  t o  - - - -];
    #[doc = " Change a committee: names, fields of action, rules; dissolve it."]
    CommitteeUpdate = "committee:update": Closed             [o o  t o  t o  - - - -];
    #[doc = " Give seats in a committee, change them, end their terms."]
    CommitteeManageMembers = "committee:manage-members": Closed  [o o  t o  t o  - - - -];
    #[doc = " Plan meetings: dates, agendas, papers, proposals; also who leads the committee."]
    MeetingPlan = "meeting:plan": SignedIn                   [o o  t o  t o  m m m m];
    #[doc = " Run meetings: invite, open, record attendance, decide, close, cancel, reschedule; also who leads the committee."]
    MeetingRun = "meeting:run": SignedIn                     [o o  t o  t o  m m m m];
    #[doc = " Read who answered what to an invitation and who was there: who sits in the committee, and the offices of the district."]
    MeetingReadParticipants = "meeting:read-participants": SignedIn  [o o  t t  t t  m m m m];
    #[doc = " Answer the own invitation to a meeting."]
    MeetingAnswer = "meeting:answer": SignedIn               [s s  s s  s s  s s s s];
    #[doc = " Answer an invitation by the signed link in its mail."]
    MeetingAnswerByLink = "meeting:answer-by-link": Public   [E E  E E  E E  E E E E];
    #[doc = " Write minutes; also who leads the committee or takes its minutes."]
    MinutesWrite = "minutes:write": SignedIn                 [o o  t o  t o  m m m m];
    #[doc = " Make remarks on minutes in review: who sits in the committee."]
    MinutesRemark = "minutes:remark": SignedIn               [m m  m m  m m  m m m m];
    #[doc = " Approve, return and amend minutes; also who leads the committee."]
    MinutesApprove = "minutes:approve": SignedIn             [o o  t -  t -  m m m m];
    #[doc = " Read measures: who sits in the committee, who answers for them, and the offices of the district."]
    MeasureRead = "measure:read": SignedIn                   [o o  t t  t t  m m m m];
    #[doc = " Create, change and give up measures; also who leads the committee."]
    MeasureManage = "measure:manage": SignedIn               [o o  t o  t o  m m m m];
    #[doc = " Say how a measure goes: who answers for it, and those who manage it."]
    MeasureReport = "measure:report": SignedIn               [o o  t o  t o  s s s s];
    #[doc = " Read the own open tasks."]
    TaskRead = "task:read": SignedIn                         [s s  s s  s s  s s s s];

    #[doc = " Sign in, refresh a session, accept an invitation, reset a forgotten password."]
    SessionStart = "session:start": Public                   [E E  E E  E E  E E E E];
    #[doc = " See and change the own account: sessions, password, second factor."]
    AccountOwn = "account:own": SignedIn                     [s s  s s  s s  s s s s];
    #[doc = " Read accounts and their role assignments."]
    AccountRead = "account:read": SignedIn                   [E s  t s  t s  s s s E];
    #[doc = " Invite a person to an account."]
    AccountInvite = "account:invite": Closed                 [E -  t -  t -  - - - -];
    #[doc = " Disable or enable an account, or unlock it."]
    AccountDisable = "account:disable": Closed               [E -  t -  t -  - - - -];
    #[doc = " Grant a role for an organisation, or end it; nobody grants more than they hold."]
    RoleGrant = "role:grant": Closed                         [E -  t -  t -  - - - -];

    #[doc = " Read which municipalities hold an agreement."]
    AgreementHolders = "agreement:holders": Public           [E E  E E  E E  E E E E];
    #[doc = " Read agreements between the Transferagentur and municipalities."]
    AgreementRead = "agreement:read": Closed                 [E E  t o  t o  - - - -];
    #[doc = " Write agreements: the draft, its coordination, the way through a committee."]
    AgreementWrite = "agreement:write": Closed               [E E  t -  t -  - - - -];
    #[doc = " Conclude agreements: sign, bring into force, extend, let expire, terminate."]
    AgreementConclude = "agreement:conclude": Closed         [E E  - -  - -  - - - -];

    #[doc = " Read series and sessions that are published for everybody."]
    SeriesRead = "series:read": Public                       [E E  E E  E E  E E E E];
    #[doc = " Read series and sessions that are published for holders of agreements or for invited people."]
    SeriesReadCommunity = "series:read-community": Community [E E  E E  E E  E E E E];
    #[doc = " Plan series, modules and sessions: read their drafts, create and change them."]
    SeriesPlan = "series:plan": Closed                       [E o  t o  t o  - - - -];
    #[doc = " Decide on series and sessions: publish, open and close registration, start, finish, change the format, cancel, postpone, replace."]
    SeriesDecide = "series:decide": Closed                   [E o  t -  t -  - - - -];
    #[doc = " Recognise prior learning as a completed module."]
    SeriesRecognise = "series:recognise": Closed             [E o  t -  t -  - - - -];
    #[doc = " Invite people or organisations to an offer for invited people."]
    SeriesInvite = "series:invite": Closed                   [E o  t o  t o  - - - -];

    #[doc = " Read registrations of people, with their place on the waiting list."]
    RegistrationRead = "registration:read": SignedIn         [E s  t o  t o  s s - E];
    #[doc = " Register people for sessions."]
    RegistrationCreate = "registration:create": SignedIn     [E s  t o  t o  s s - -];
    #[doc = " Withdraw registrations of people, and answer offers of seats for them."]
    RegistrationAnswer = "registration:answer": SignedIn     [E s  t o  t o  s s - -];
    #[doc = " Manage the registrations for sessions of the own organisation: read, confirm, reject, change the order with a reason, draw lots."]
    RegistrationManage = "registration:manage": Closed       [E o  t o  t o  - - - -];

    #[doc = " Ask trainers for sessions of the own organisation, and take it back."]
    TrainerRequest = "trainer:request": Closed               [E o  t o  t o  - - - -];
    #[doc = " Read and answer requests to be the trainer of a session, and see the names on its list."]
    TrainerAnswer = "trainer:answer": SignedIn               [E s  s s  s s  s s - -];
    #[doc = " Read trainers of sessions, and who said yes."]
    TrainerRead = "trainer:read": Closed                     [E o  t o  t o  - - - -];

    #[doc = " Record who attended sessions of the own organisation."]
    AttendanceRecord = "attendance:record": Closed           [E o  t o  t o  - - - -];
    #[doc = " Check people in to sessions of the own organisation, and to sessions whose trainer one is."]
    AttendanceCheckIn = "attendance:check-in": SignedIn      [E o  t o  t o  s s - -];

    #[doc = " Read certificates of attendance: the own ones, and those of the people of the own organisation."]
    CertificateRead = "certificate:read": SignedIn           [E E  t s  t s  s s s E];
    #[doc = " Issue certificates for sessions and series of the own organisation."]
    CertificateIssue = "certificate:issue": Closed           [E o  t o  t o  - - - -];
    #[doc = " Revoke certificates that the own organisation issued, and issue others in their place."]
    CertificateRevoke = "certificate:revoke": Closed         [E -  t -  t -  - - - -];
    #[doc = " Decide how far the verification of the own certificates shows one's name."]
    CertificateShowName = "certificate:show-name": SignedIn  [s s  s s  s s  s s s s];
    #[doc = " Verify a certificate by the code on it."]
    CertificateVerify = "certificate:verify": Public         [E E  E E  E E  E E E E];

    #[doc = " Answer the evaluations of sessions that one attended, and see which are open."]
    EvaluationAnswer = "evaluation:answer": SignedIn         [s s  s s  s s  s s s s];
    #[doc = " Read the results of closed evaluations: those who organise the session, and the leads of its district; of sessions that one taught, the figures without the texts."]
    EvaluationRead = "evaluation:read": SignedIn             [E o  t o  t o  s s s s];
    #[doc = " Read the reach report: how many events, people, municipalities and hours there were, from registrations that one manages."]
    ReachRead = "reach:read": Closed                         [E o  t o  t o  - - - -];

    #[doc = " Read service accounts: other systems, and what they may do."]
    ServiceRead = "service:read": Closed                     [E E  t -  t -  - - - E];
    #[doc = " Manage service accounts: make and change them, issue and revoke their secrets; nobody gives more than they hold."]
    ServiceManage = "service:manage": Closed                 [E -  t -  t -  - - - -];
    #[doc = " Read webhooks: where service accounts are told of events, and what was delivered."]
    WebhookRead = "webhook:read": Closed                     [E E  t -  t -  - - - E];
    #[doc = " Manage webhooks: make and change them, renew their secrets, test them, deliver again; nobody has more sent than they may read."]
    WebhookManage = "webhook:manage": Closed                 [E -  t -  t -  - - - -];
    #[doc = " Read files; the record that a file hangs on asks for its own right."]
    FileRead = "file:read": Public                           [E E  E E  E E  E E E E];
    #[doc = " Attach files to records, change what is said about them, and delete them; on what belongs to a meeting those who plan it do."]
    FileAttach = "file:attach": SignedIn                     [E o  t o  t o  m o m m];
    #[doc = " Read what happened; each event then asks for the right to read its record."]
    ChangeRead = "change:read": Public                       [E E  E E  E E  E E E E];

    #[doc = " See the own calendar, and subscribe to it under a secret address."]
    CalendarOwn = "calendar:own": SignedIn                   [s s  s s  s s  s s s s];

    #[doc = " Read any record by its global id; each kind of record then asks for its own right."]
    NodeRead = "node:read": Public                           [E E  E E  E E  E E E E];
    #[doc = " Search; of each kind of record only what its own right shows is found."]
    SearchUse = "search:use": Public                         [E E  E E  E E  E E E E];
    #[doc = " Ask what one may do, and why."]
    AccessExplain = "access:explain": Public                 [E E  E E  E E  E E E E];

    #[doc = " Read the audit."]
    AuditRead = "audit:read": Closed                         [- -  - -  - -  - - t -];
}

impl Action {
    /// The action as the API and the audit spell it, `noun:verb`.
    pub const fn code(self) -> &'static str {
        self.rule().code
    }

    /// What it is, in one sentence.
    pub fn meaning(self) -> &'static str {
        self.rule().meaning.trim_start()
    }

    /// Who may use it without any role.
    pub const fn opening(self) -> Opening {
        self.rule().opening
    }

    /// How far a role reaches with it.
    pub const fn reach(self, role: Role) -> Reach {
        self.rule().reaches[role.column()]
    }

    /// Whether a service account or a personal access token can be given it. What is public needs no scope; what people
    /// do as themselves, or as members of a body, is not for others to do; no token hands out accounts, roles or tokens, or
    /// has what it may read sent elsewhere; and what participants said of a session is for no other system.
    pub fn may_be_scope(self) -> bool {
        let beyond_oneself = Role::ALL.iter().any(|role| self.reach(*role) >= Reach::Organisation);
        let powerful = matches!(
            self,
            Self::AccountInvite | Self::AccountDisable | Self::RoleGrant | Self::ServiceManage | Self::WebhookManage
        );
        let confidential = matches!(self, Self::EvaluationRead);
        beyond_oneself && !powerful && !confidential && self.opening() != Opening::Public
    }

    /// The action with this code.
    pub fn find(code: &str) -> Option<Self> {
        Self::ALL.iter().copied().find(|action| action.code() == code)
    }
}

impl fmt::Display for Action {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.code())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn codes_are_unique_and_of_the_form_noun_verb() {
        let mut codes: Vec<_> = Action::ALL.iter().map(|action| action.code()).collect();
        assert!(codes.iter().all(|code| code.split(':').count() == 2));
        codes.sort_unstable();
        codes.dedup();
        assert_eq!(codes.len(), Action::ALL.len());
    }

    #[test]
    fn what_is_public_is_open_to_every_role() {
        for action in Action::ALL.iter().filter(|action| action.opening() == Opening::Public) {
            assert!(Role::ALL.iter().all(|role| action.reach(*role) == Reach::Everywhere), "{action}");
        }
    }
}
