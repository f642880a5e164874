//! What the audit says about contact points.

use domain::shared::ContactPoint;
use persistence::Change;

/// The contact points of one record. They may name people.
pub(crate) fn contact_points_changed(change: Change, old: &[ContactPoint], new: &[ContactPoint]) -> Change {
    let all = |points: &[ContactPoint]| {
        let lines: Vec<String> = points.iter().map(ContactPoint::summary).collect();
        (!lines.is_empty()).then(|| lines.join(", "))
    };
    change.personal("contactPoints", all(old), all(new))
}
