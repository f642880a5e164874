//! Who holds an offer: its host decides, its co-hosts plan and run it with the host.

use super::kind::CourseKind;
use super::series::CourseSeries;
use super::session::CourseSession;
use crate::access::{Action, Owner};
use crate::organisations::OrganisationKind;
use crate::shared::{OrganisationId, Refusal, RefusalCode};
use std::collections::BTreeSet;

/// The most organisations beside the host.
const MOST_CO_HOSTS: usize = 20;

/// What co-hosts do as the host does. Publishing, opening, cancelling and recognising stay with the host alone.
const SHARED: [Action; 8] = [
    Action::SeriesPlan,
    Action::SeriesInvite,
    Action::RegistrationManage,
    Action::TrainerRequest,
    Action::TrainerRead,
    Action::AttendanceRecord,
    Action::AttendanceCheckIn,
    Action::FileAttach,
];

/// An offer that an organisation holds, perhaps together with others.
pub trait Hosted {
    /// To whom the record belongs: to its host.
    fn host_owner(&self) -> Owner;

    /// The organisations that hold it together with the host.
    fn co_hosts(&self) -> &BTreeSet<OrganisationId>;

    /// All for whom an action on the offer may be permitted, the host first. A co-host is the organisation itself, and not
    /// the district in which it lies: the office next door was not asked.
    fn owners(&self, action: Action) -> Vec<Owner> {
        let shared = SHARED.contains(&action);
        let co_hosts = self.co_hosts().iter().filter(|_| shared).map(|id| Owner::organisation(*id, None));
        [self.host_owner()].into_iter().chain(co_hosts).collect()
    }
}

impl Hosted for CourseSession {
    fn host_owner(&self) -> Owner {
        self.owner()
    }

    fn co_hosts(&self) -> &BTreeSet<OrganisationId> {
        &self.plan.co_hosts
    }
}

impl Hosted for CourseSeries {
    fn host_owner(&self) -> Owner {
        self.owner()
    }

    fn co_hosts(&self) -> &BTreeSet<OrganisationId> {
        &self.plan.co_hosts
    }
}

/// Checks the organisations that are to hold an offer with its host.
///
/// # Errors
/// `TOO_MANY`.
pub(super) fn check_co_hosts(typed: &[OrganisationId]) -> Result<BTreeSet<OrganisationId>, Refusal> {
    let co_hosts: BTreeSet<OrganisationId> = typed.iter().copied().collect();
    if co_hosts.len() > MOST_CO_HOSTS {
        return Err(Refusal::new(RefusalCode::TooMany).with("max", MOST_CO_HOSTS));
    }
    Ok(co_hosts)
}

impl CourseKind {
    /// Whether an organisation of this kind may be the host of such an offer. The conference of a regional education
    /// network is held by its municipality or by the office that runs the network; others join as co-hosts.
    ///
    /// # Errors
    /// `INVALID`, naming who may.
    pub fn check_host(self, host: OrganisationKind) -> Result<(), Refusal> {
        let local =
            [OrganisationKind::Municipality, OrganisationKind::RegionalEducationOffice, OrganisationKind::Department];
        if self == Self::EducationConference && !local.contains(&host) {
            let reason =
                "an education conference is held by a municipality or its education office; others are co-hosts";
            return Err(Refusal::new(RefusalCode::Invalid).with("reason", reason));
        }
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::super::session::tests::session;
    use super::super::session_state::SessionState;
    use super::*;
    use uuid::Uuid;

    fn organisation(number: u128) -> OrganisationId {
        Uuid::from_u128(number).into()
    }

    #[test]
    fn co_hosts_plan_and_run_and_the_host_decides() {
        let mut conference = session(CourseKind::EducationConference, SessionState::Draft);
        conference.plan.co_hosts = [organisation(7), organisation(8)].into();
        let hosts =
            |action| conference.owners(action).into_iter().filter_map(|owner| owner.organisation).collect::<Vec<_>>();
        assert_eq!(hosts(Action::RegistrationManage), [conference.host, organisation(7), organisation(8)]);
        assert_eq!(hosts(Action::SeriesPlan).len(), 3);
        assert_eq!(hosts(Action::SeriesDecide), [conference.host]);
        assert_eq!(hosts(Action::SeriesRecognise), [conference.host]);
        assert!(conference.owners(Action::SeriesPlan)[1].district.is_none());
    }

    #[test]
    fn an_education_conference_is_held_at_home() {
        let code = |host| CourseKind::EducationConference.check_host(host).map_err(|refusal| refusal.code);
        assert_eq!(code(OrganisationKind::Municipality), Ok(()));
        assert_eq!(code(OrganisationKind::RegionalEducationOffice), Ok(()));
        assert_eq!(code(OrganisationKind::SupportAgency), Err(RefusalCode::Invalid));
        assert_eq!(CourseKind::Conference.check_host(OrganisationKind::SupportAgency), Ok(()));
    }

    #[test]
    fn there_is_an_end_to_co_hosts() {
        let many: Vec<OrganisationId> = (0..21).map(organisation).collect();
        assert_eq!(check_co_hosts(&many).unwrap_err().code, RefusalCode::TooMany);
        assert_eq!(check_co_hosts(&[organisation(1), organisation(1)]).unwrap().len(), 1);
    }
}
