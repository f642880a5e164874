use crate::{Call, Error};
use domain::access::Action;
use domain::meetings::Task;
use domain::shared::Slice;
use persistence::meetings::Tasks;

/// What the caller has to do, what is due first in front: measures, minutes to read, invitations to answer, seats to accept,
/// registrations, requests to be a trainer, registrations to decide about as their organiser, follow-ups of contacts.
///
/// # Errors
/// When the database does not answer.
pub async fn list_tasks(call: &Call, slice: Slice) -> Result<Vec<Task>, Error> {
    let (seen, most) = (call.visibility(Action::TaskRead), u64::from(slice.size));
    let hosts = call.visibility(Action::RegistrationManage);
    let mut tasks = Tasks::of(call.database()).own(&seen, &hosts, call.now(), most).await?;
    Task::sort(&mut tasks);
    tasks.truncate(usize::try_from(most).unwrap_or(usize::MAX));
    Ok(tasks)
}
