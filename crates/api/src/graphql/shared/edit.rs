//! Fields of a change: left out, `null`, or a value.

use async_graphql::MaybeUndefined;
use domain::shared::Edit;

/// Left out keeps the field, `null` clears it, a value sets it.
pub(crate) fn edit<T, U>(field: MaybeUndefined<T>, read: impl FnOnce(T) -> U) -> Edit<U> {
    match field {
        MaybeUndefined::Undefined => Edit::Keep,
        MaybeUndefined::Null => Edit::Clear,
        MaybeUndefined::Value(value) => Edit::Set(read(value)),
    }
}
