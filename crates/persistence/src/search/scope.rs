//! Who sees which documents: for each kind what the record's own repository says.

use crate::entities::search_document::Column;
use crate::meetings::{CommitteeSight, seats_of};
use crate::networks::{NetworkSight, spoken_for, team_of};
use crate::qualifications::{OfferSight, co_hosted_series, co_hosted_sessions, offers};
use crate::scope::{OwnerColumns, visible};
use crate::search::document::Layer;
use domain::access::Visibility;
use domain::search::SearchKind;
use sea_orm::sea_query::{Expr, ExprTrait};
use sea_orm::{ColumnTrait, Condition};

/// What somebody sees of all that can be found.
#[derive(Clone, Debug)]
pub struct SearchSight {
    /// Of the organisations.
    pub organisations: Visibility,
    /// Of the people.
    pub people: Visibility,
    /// Of the networks.
    pub networks: NetworkSight,
    /// Of the committees with their meetings and resolutions.
    pub committees: CommitteeSight,
    /// Of the series and sessions.
    pub offers: OfferSight,
}

const OWNER: OwnerColumns<Column> =
    OwnerColumns { organisation: Some(Column::OrganisationId), district: Some(Column::DistrictKey), person: None };

/// The documents of these kinds that are seen; of all kinds when none is named.
pub(super) fn seen(sight: &SearchSight, kinds: &[SearchKind]) -> Condition {
    let kinds = if kinds.is_empty() { SearchKind::ALL } else { kinds };
    kinds.iter().fold(Condition::any(), |any, kind| {
        any.add(Condition::all().add(Column::Kind.eq(kind.code())).add(seen_of(sight, *kind)))
    })
}

fn seen_of(sight: &SearchSight, kind: SearchKind) -> Condition {
    match kind {
        SearchKind::Organisation => visible(&sight.organisations, &OWNER),
        SearchKind::Person => visible(&sight.people, &OwnerColumns { person: Some(Column::PersonId), ..OWNER }),
        SearchKind::Network => networks(&sight.networks),
        SearchKind::Committee | SearchKind::Meeting | SearchKind::Resolution => committees(&sight.committees),
        SearchKind::CourseSeries => {
            let shared = co_hosted_series(&sight.offers.planned, Column::SubjectId);
            offers(&sight.offers, Column::Level, &OWNER, shared)
        }
        SearchKind::CourseSession => {
            let shared = co_hosted_sessions(&sight.offers.planned, Column::SubjectId);
            offers(&sight.offers, Column::Level, &OWNER, shared)
        }
    }
}

fn networks(sight: &NetworkSight) -> Condition {
    let by_owner = visible(&sight.by_right, &OWNER);
    if sight.by_right.is_everything() {
        return by_owner;
    }
    let mut any = Condition::any().add(by_owner);
    if let Some(person) = sight.by_right.person() {
        any = any.add(Column::BodyId.in_subquery(team_of(person))).add(Column::BodyId.in_subquery(spoken_for(person)));
    }
    with_levels(any, sight.levels.iter().map(|level| level.code()).collect())
}

/// Who reaches a committee by right reads all of it; who only sees it, what is open in it. Each reader has one document
/// of a record at most, so that nothing is counted twice and no word of what is hidden decides about a hit.
fn committees(sight: &CommitteeSight) -> Condition {
    let by_right = reached(sight);
    let inside = Condition::all().add(Column::Layer.ne(Layer::Open.code())).add(by_right.clone());
    if sight.by_right.is_everything() || sight.levels.is_empty() {
        return inside;
    }
    let levels = sight.levels.iter().map(|level| level.code());
    let of_all = Condition::any().add(Column::Layer.eq(Layer::All.code())).add(by_right.not());
    let outside =
        Condition::all().add(Column::Layer.ne(Layer::Inner.code())).add(Column::Level.is_in(levels)).add(of_all);
    Condition::any().add(inside).add(outside)
}

fn reached(sight: &CommitteeSight) -> Condition {
    let by_owner = visible(&sight.by_right, &OWNER);
    match sight.by_right.person() {
        Some(person) if !sight.by_right.is_everything() => {
            Condition::any().add(by_owner).add(Column::BodyId.in_subquery(seats_of(person, sight.today)))
        }
        _ => by_owner,
    }
}

fn with_levels(any: Condition, levels: Vec<&'static str>) -> Condition {
    if levels.is_empty() { any.add(Expr::val(1).eq(0)) } else { any.add(Column::Level.is_in(levels)) }
}
