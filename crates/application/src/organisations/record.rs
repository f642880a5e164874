//! What the audit says about a change of an organisation.

use domain::access::Permit;
use domain::organisations::Organisation;
use persistence::Change;
use std::fmt::Display;

/// One field as the audit shows it; `None` where it is empty.
type Shown = fn(&Organisation) -> Option<String>;

const FIELDS: [(&str, Shown); 15] = [
    ("name", |it| shown(Some(&it.profile.name))),
    ("shortName", |it| shown(it.profile.short_name.as_ref())),
    ("kind", |it| shown(Some(it.profile.kind))),
    ("legalForm", |it| shown(it.profile.legal_form.as_ref())),
    ("localLabel", |it| shown(it.profile.local_label.as_ref())),
    ("functions", |it| listed(&it.profile.functions)),
    ("parentId", |it| shown(it.profile.parent)),
    ("districtKey", |it| shown(it.profile.district.as_ref())),
    ("territoryKeys", |it| listed(&it.profile.territories)),
    ("address", |it| shown(it.address.as_ref())),
    ("sponsorId", |it| shown(it.sponsor)),
    ("validFrom", |it| shown(Some(it.period.from))),
    ("validUntil", |it| shown(it.period.until)),
    ("state", |it| shown(Some(it.state))),
    ("mergedIntoId", |it| shown(it.merged_into)),
];

/// What `event` made of an organisation.
pub(super) fn changed(
    permit: Permit,
    event: &'static str,
    before: Option<&Organisation>,
    after: &Organisation,
) -> Change {
    let change = Change::new(permit, event, after.id, after.owner()).version(after.version);
    FIELDS.iter().fold(change, |change, (field, show)| change.field(field, before.and_then(show), show(after)))
}

fn shown(value: Option<impl Display>) -> Option<String> {
    value.map(|value| value.to_string())
}

fn listed<T: Display>(values: impl IntoIterator<Item = T>) -> Option<String> {
    let words: Vec<String> = values.into_iter().map(|value| value.to_string()).collect();
    (!words.is_empty()).then(|| words.join(", "))
}
