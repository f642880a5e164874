//! Which committees somebody sees, and what follows for what hangs on them.

use crate::entities::{agenda_item, committee, committee_membership, meeting};
use crate::scope::{OwnerColumns, visible};
use crate::stored::on_day;
use domain::access::Visibility;
use domain::meetings::{CommitteeVisibility, MeetingState, ResolutionState};
use domain::shared::{Date, PersonId};
use sea_orm::sea_query::{Expr, ExprTrait, Query, SelectStatement};
use sea_orm::{ColumnTrait, Condition};

/// What somebody sees of the committees.
#[derive(Clone, Debug)]
pub struct CommitteeSight {
    /// By right: the committees of organisations that they reach, and those in which they sit.
    pub by_right: Visibility,
    /// By what the committees say of themselves.
    pub levels: Vec<CommitteeVisibility>,
    /// The day on which a seat has to be held.
    pub today: Date,
}

impl CommitteeSight {
    /// What is seen by right alone.
    #[must_use]
    pub fn by_right(&self) -> Self {
        Self { levels: Vec::new(), ..self.clone() }
    }

    fn is_by_right_alone(&self) -> bool {
        self.by_right.is_everything() || self.levels.is_empty()
    }
}

/// The committees that are seen.
pub(super) fn seen_committees(sight: &CommitteeSight) -> Condition {
    let by_right = reached(sight);
    if sight.is_by_right_alone() {
        return by_right;
    }
    let levels = sight.levels.iter().map(|level| level.code());
    Condition::any().add(by_right).add(committee::Column::Visibility.is_in(levels))
}

/// The committees that are reached: by their organisation or district, or because the person sits in them.
fn reached(sight: &CommitteeSight) -> Condition {
    use committee::Column;
    let columns =
        OwnerColumns { organisation: Some(Column::OrganisationId), district: Some(Column::DistrictKey), person: None };
    let by_owner = visible(&sight.by_right, &columns);
    match sight.by_right.person() {
        Some(person) if !sight.by_right.is_everything() => {
            Condition::any().add(by_owner).add(Column::Id.in_subquery(seats_of(person, sight.today)))
        }
        _ => by_owner,
    }
}

/// The committees in which a person sits on a day.
pub(crate) fn seats_of(person: PersonId, day: Date) -> SelectStatement {
    use committee_membership::Column;
    Query::select()
        .column(Column::CommitteeId)
        .from(committee_membership::Entity)
        .cond_where(Condition::all().add(Column::PersonId.eq(person.uuid())).add(on_day(
            Column::Since,
            Column::Until,
            day,
        )))
        .take()
}

fn committees(condition: Condition) -> SelectStatement {
    Query::select().column(committee::Column::Id).from(committee::Entity).cond_where(condition).take()
}

fn meetings(condition: Condition) -> SelectStatement {
    Query::select().column(meeting::Column::Id).from(meeting::Entity).cond_where(condition).take()
}

/// The rows whose committee, in `column`, is reached by right.
pub(super) fn of_reached<C: ColumnTrait>(sight: &CommitteeSight, column: C) -> Condition {
    if sight.by_right.is_everything() {
        return Condition::all();
    }
    Condition::all().add(column.in_subquery(committees(reached(sight))))
}

/// The rows whose committee, in `column`, is seen.
pub(super) fn of_seen<C: ColumnTrait>(sight: &CommitteeSight, column: C) -> Condition {
    if sight.by_right.is_everything() {
        return Condition::all();
    }
    Condition::all().add(column.in_subquery(committees(seen_committees(sight))))
}

/// The rows whose meeting, in `column`, is one of a committee that is reached by right.
pub(super) fn of_reached_meeting<C: ColumnTrait>(sight: &CommitteeSight, column: C) -> Condition {
    if sight.by_right.is_everything() {
        return Condition::all();
    }
    let reached = of_reached(sight, meeting::Column::CommitteeId);
    Condition::all().add(column.in_subquery(meetings(reached)))
}

/// The rows whose meeting, in `column`, is one of a committee that is reached by right; and where the committee is only
/// seen, those that are marked as public.
pub(super) fn of_public_in_meeting<C: ColumnTrait>(sight: &CommitteeSight, column: C, public: C) -> Condition {
    let by_right = of_reached_meeting(sight, column);
    if sight.is_by_right_alone() {
        return by_right;
    }
    let seen = of_seen(sight, meeting::Column::CommitteeId);
    let open = Condition::all().add(public.eq(1)).add(column.in_subquery(meetings(seen)));
    Condition::any().add(by_right).add(open)
}

/// The resolutions that are seen: all of committees that are reached by right; of those that are only seen what was
/// decided in public, once the minutes of the meeting are approved.
pub(super) fn seen_resolutions(sight: &CommitteeSight) -> Condition {
    use crate::entities::resolution::Column;
    let by_right = of_reached(sight, Column::CommitteeId);
    if sight.is_by_right_alone() {
        return by_right;
    }
    let held = meetings(Condition::all().add(meeting::Column::State.eq(MeetingState::Held.code())));
    let decided = [ResolutionState::Adopted, ResolutionState::Rejected, ResolutionState::Superseded];
    let open = Condition::all()
        .add(of_seen(sight, Column::CommitteeId))
        .add(Column::State.is_in(decided.map(ResolutionState::code)))
        .add(Column::AgendaItemId.in_subquery(public_items()))
        .add(Column::MeetingId.in_subquery(held));
    Condition::any().add(by_right).add(open)
}

/// The papers that are seen: all of committees that are reached by right; of those that are only seen the public ones,
/// unless they are for an item that is not dealt with in public.
pub(super) fn seen_papers(sight: &CommitteeSight) -> Condition {
    use crate::entities::paper::Column;
    let by_right = of_reached(sight, Column::CommitteeId);
    if sight.is_by_right_alone() {
        return by_right;
    }
    let for_public =
        Condition::any().add(Column::AgendaItemId.is_null()).add(Column::AgendaItemId.in_subquery(public_items()));
    let open = Condition::all().add(Column::IsPublic.eq(1)).add(for_public).add(of_seen(sight, Column::CommitteeId));
    Condition::any().add(by_right).add(open)
}

fn public_items() -> SelectStatement {
    Query::select()
        .column(agenda_item::Column::Id)
        .from(agenda_item::Entity)
        .and_where(Expr::col(agenda_item::Column::IsPublic).eq(1))
        .take()
}
