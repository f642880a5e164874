use super::types::Hit;
use crate::graphql::meetings::{Committee, Meeting, Resolution};
use crate::graphql::networks::Network;
use crate::graphql::organisations::Organisation;
use crate::graphql::people::Person;
use crate::graphql::qualifications::{CourseSeries, CourseSession};
use application::{Call, Error, meetings, networks, organisations, people, qualifications};
use async_graphql::Union;
use domain::search::SearchKind;
use std::collections::HashMap;
use std::hash::Hash;
use uuid::Uuid;

/// What can be found (German: auffindbarer Datensatz).
#[derive(Clone, Debug, Union)]
pub(crate) enum SearchRecord {
    Network(Network),
    Committee(Committee),
    Meeting(Meeting),
    Resolution(Resolution),
    Organisation(Organisation),
    Person(Person),
    CourseSeries(CourseSeries),
    CourseSession(CourseSession),
}

/// The records of hits in their order: those of one kind together, by the rules by which they are read anywhere else.
pub(super) async fn records_of(call: &Call, hits: &[Hit]) -> Result<Vec<Option<SearchRecord>>, Error> {
    let mut found: HashMap<Uuid, SearchRecord> = HashMap::new();
    for kind in SearchKind::ALL {
        let ids: Vec<Uuid> = hits.iter().filter(|hit| hit.kind == *kind).map(|hit| hit.subject).collect();
        if !ids.is_empty() {
            found.extend(of_kind(call, *kind, &ids).await?);
        }
    }
    Ok(hits.iter().map(|hit| found.get(&hit.subject).cloned()).collect())
}

async fn of_kind(call: &Call, kind: SearchKind, ids: &[Uuid]) -> Result<Vec<(Uuid, SearchRecord)>, Error> {
    Ok(match kind {
        SearchKind::Network => {
            let records = networks::find_networks(call, typed(ids)).await?;
            nodes(records, Network::siblings, SearchRecord::Network)
        }
        SearchKind::Committee => {
            let records = meetings::find_committees(call, typed(ids)).await?;
            nodes(records, Committee::siblings, SearchRecord::Committee)
        }
        SearchKind::Meeting => {
            let records = meetings::find_meetings(call, typed(ids)).await?;
            nodes(records, Meeting::siblings, SearchRecord::Meeting)
        }
        SearchKind::Resolution => {
            let records = meetings::find_resolutions(call, typed(ids)).await?;
            nodes(records, Resolution::siblings, SearchRecord::Resolution)
        }
        SearchKind::Organisation => {
            let records = organisations::find_organisations(call, typed(ids)).await?;
            nodes(records, Organisation::siblings, SearchRecord::Organisation)
        }
        SearchKind::Person => {
            let records = people::find_people(call, typed(ids)).await?;
            nodes(records, Person::siblings, SearchRecord::Person)
        }
        SearchKind::CourseSeries => {
            let records = qualifications::find_many_series(call, &typed(ids)).await?;
            nodes(records, CourseSeries::siblings, SearchRecord::CourseSeries)
        }
        SearchKind::CourseSession => {
            let records = qualifications::find_many_sessions(call, &typed(ids)).await?;
            nodes(records, CourseSession::siblings, SearchRecord::CourseSession)
        }
    })
}

fn typed<I: From<Uuid>>(ids: &[Uuid]) -> Vec<I> {
    ids.iter().copied().map(I::from).collect()
}

fn nodes<I: Into<Uuid> + Hash + Eq, T, N>(
    found: HashMap<I, T>,
    siblings: impl FnOnce(Vec<T>) -> Vec<N>,
    record: impl Fn(N) -> SearchRecord,
) -> Vec<(Uuid, SearchRecord)> {
    let (ids, values): (Vec<I>, Vec<T>) = found.into_iter().unzip();
    ids.into_iter().map(Into::into).zip(siblings(values).into_iter().map(record)).collect()
}
