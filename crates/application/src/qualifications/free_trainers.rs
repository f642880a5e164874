//! A session whose time or format changes takes its trainers with it: none of them may be needed in two places then.

use crate::Error;
use domain::qualifications::CourseSession;
use domain::shared::{Refusal, RefusalCode};
use persistence::UnitOfWork;
use persistence::qualifications::Trainers;

/// Whether all who are confirmed as trainers of a session can still come when it changes.
///
/// # Errors
/// `DOUBLE_BOOKED` at `field`, naming the session in the way.
pub(super) async fn check_trainers(
    unit: &UnitOfWork,
    before: &CourseSession,
    after: &CourseSession,
    field: &str,
) -> Result<(), Error> {
    let engagement = after.engagement();
    let moved = before.engagement() != engagement || before.state != after.state;
    if !moved || !engagement.format.is_in_presence() {
        return Ok(());
    }
    let people = Trainers::hold_confirmed(unit, after.id).await?;
    let others = Trainers::engagements(unit, &people).await?;
    match others.iter().find(|other| engagement.collides(other)) {
        Some(other) => {
            let refusal = Refusal::new(RefusalCode::DoubleBooked).with("session", &other.title);
            Err(refusal.at(field).into())
        }
        None => Ok(()),
    }
}
