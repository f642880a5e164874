//! For the demo world: a conference that several organisations hold together, and a waiting list that was changed by hand.

use super::acting::acting;
use super::courses::{open, plan};
use crate::qualifications::{
    CreateSession, RegistrationFilter, ReorderWaitingList, list_registrations, reorder_waiting_list,
};
use crate::{Call, Error};
use domain::access::Role;
use domain::organisations::Organisation;
use domain::qualifications::{CourseKind, CourseSession, Entitlement, RegistrationState, SessionDraft};
use domain::shared::{OrganisationId, PageRequest};

/// Who holds what.
pub(super) struct Hosts {
    pub(super) agency: Organisation,
    /// The account of the agency that organises.
    pub(super) organiser: &'static str,
    pub(super) municipality: OrganisationId,
    pub(super) office: OrganisationId,
}

/// The municipality holds the conference of its region with its education office and the Transferagentur; in the first
/// module of the series somebody who waits is moved up, with a reason that everybody concerned can read.
///
/// # Errors
/// [`Error::Denied`] for anybody but the platform itself; when the database does not answer.
pub(super) async fn make_hosting(call: &Call, with: &Hosts, module: &CourseSession) -> Result<(), Error> {
    let conference = SessionDraft {
        entitlement: Some(Entitlement::Public),
        co_hosts: vec![with.office, with.agency.id],
        per_district: None,
        ..plan(call, "Regionale Bildungskonferenz: Übergänge gestalten", 84, 9..15)?
    };
    let (host, kind) = (Some(with.municipality), Some(CourseKind::EducationConference));
    open(call, CreateSession { host, series: None, module: None, kind, plan: conference }).await?;
    let staff = acting(call, with.organiser, Role::TransferagenturStaff, &with.agency).await?;
    let waiting = RegistrationFilter {
        session: Some(module.id),
        states: vec![RegistrationState::Waitlisted],
        ..RegistrationFilter::default()
    };
    let found = list_registrations(&staff, &waiting, &PageRequest::first(PageRequest::MOST)).await?;
    let mut waiting: Vec<_> = found.rows.into_iter().map(|(_, registration)| registration).collect();
    waiting.sort_by_key(|registration| (registration.class, registration.place));
    // The last one of a class with several people in it moves to the front of that class.
    let last = waiting.windows(2).rev().find(|pair| pair[0].class == pair[1].class).map(|pair| pair[1].id);
    if let Some(id) = last {
        let reason = "Sie hält im ersten Modul einen Beitrag aus der Praxis.".to_owned();
        reorder_waiting_list(&staff, ReorderWaitingList { id, rank: 1, reason }).await?;
    }
    Ok(())
}
