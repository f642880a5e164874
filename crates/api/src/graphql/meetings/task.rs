use crate::graphql::shared::{AnyNodeId, Enum, LocalDate};
use async_graphql::SimpleObject;
use domain::meetings::{Task as Record, TaskKind};
use domain::shared::{
    ContactId, CourseSessionId, Date, Id, MeasureId, MeetingId, MinutesId, RegistrationId, TrainerAssignmentId,
};

/// Something that the viewer has to do (German: offene Aufgabe).
#[derive(Clone, Debug, SimpleObject)]
pub(crate) struct Task {
    /// What kind it is (German: Art).
    kind: Enum<TaskKind>,
    /// In one line (German: Titel).
    title: String,
    /// By when; missing where there is no day (German: Frist).
    due: Option<LocalDate>,
    /// Whether that day has passed (German: überfällig).
    is_overdue: bool,
    /// The record that it is about, to be read by `node` (German: Datensatz).
    record_id: AnyNodeId,
}

impl Task {
    /// Tasks as of a day.
    pub(crate) fn all(tasks: &[Record], today: Date) -> Vec<Self> {
        tasks.iter().map(|task| Self::on(task, today)).collect()
    }

    fn on(task: &Record, today: Date) -> Self {
        let record_id = match task {
            Record::Measure(id, ..) => AnyNodeId::new(MeasureId::TYPE, id.uuid()),
            Record::Minutes(id, ..) => AnyNodeId::new(MinutesId::TYPE, id.uuid()),
            Record::Invitation(id, ..) => AnyNodeId::new(MeetingId::TYPE, id.uuid()),
            Record::Offer(id, ..) | Record::Registration(id, ..) => AnyNodeId::new(RegistrationId::TYPE, id.uuid()),
            Record::TrainerRequest(id, ..) => AnyNodeId::new(TrainerAssignmentId::TYPE, id.uuid()),
            Record::Decision(id, ..) => AnyNodeId::new(CourseSessionId::TYPE, id.uuid()),
            Record::FollowUp(id, ..) => AnyNodeId::new(ContactId::TYPE, id.uuid()),
        };
        Self {
            kind: Enum(task.kind()),
            title: task.title().to_owned(),
            due: task.due().map(LocalDate),
            is_overdue: task.due().is_some_and(|due| due < today),
            record_id,
        }
    }
}
