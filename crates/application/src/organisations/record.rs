//! What the audit says about a change of an organisation.

use domain::access::Permit;
use domain::organisations::Organisation;
use persistence::Change;
use std::fmt::Display;

/// What `event` made of an organisation.
pub(super) fn changed(
    permit: Permit,
    event: &'static str,
    before: Option<&Organisation>,
    after: &Organisation,
) -> Change {
    let text = |read: fn(&Organisation) -> Option<String>| (before.and_then(read), read(after));
    let fields: [(&'static str, (Option<String>, Option<String>)); 14] = [
        ("name", text(|it| shown(Some(&it.profile.name)))),
        ("shortName", text(|it| shown(it.profile.short_name.as_ref()))),
        ("kind", text(|it| shown(Some(it.profile.kind)))),
        ("legalForm", text(|it| shown(it.profile.legal_form.as_ref()))),
        ("localLabel", text(|it| shown(it.profile.local_label.as_ref()))),
        ("functions", text(|it| listed(&it.profile.functions))),
        ("parentId", text(|it| shown(it.profile.parent))),
        ("districtKey", text(|it| shown(it.profile.district.as_ref()))),
        ("territoryKeys", text(|it| listed(&it.profile.territories))),
        ("address", text(|it| shown(it.address.as_ref()))),
        ("sponsorId", text(|it| shown(it.sponsor))),
        ("state", text(|it| shown(Some(it.state)))),
        ("validUntil", text(|it| shown(it.period.until))),
        ("mergedIntoId", text(|it| shown(it.merged_into))),
    ];
    let change = Change::new(permit, event, after.id, after.owner()).version(after.version);
    fields.into_iter().fold(change, |change, (field, (old, new))| change.field(field, old, new))
}

fn shown(value: Option<impl Display>) -> Option<String> {
    value.map(|value| value.to_string())
}

fn listed<T: Display>(values: impl IntoIterator<Item = T>) -> Option<String> {
    let words: Vec<String> = values.into_iter().map(|value| value.to_string()).collect();
    (!words.is_empty()).then(|| words.join(", "))
}
