//! What the audit keeps of a record, field by field.

use persistence::Change;
use std::fmt::Display;

/// How a field is written down; `None` for one that says nothing.
pub(crate) type Shown<T> = fn(&T) -> Option<String>;

/// Adds to a change what each field said before, and says now.
pub(crate) fn fields<T>(change: Change, shown: &[(&'static str, Shown<T>)], before: Option<&T>, after: &T) -> Change {
    shown.iter().fold(change, |change, (field, show)| change.field(field, before.and_then(show), show(after)))
}

/// A value as it is spelled.
pub(crate) fn shown(value: Option<impl Display>) -> Option<String> {
    value.map(|value| value.to_string())
}

/// Several values, with commas between them.
pub(crate) fn listed<T: Display>(values: impl IntoIterator<Item = T>) -> Option<String> {
    let words: Vec<String> = values.into_iter().map(|value| value.to_string()).collect();
    (!words.is_empty()).then(|| words.join(", "))
}
