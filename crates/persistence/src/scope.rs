//! Row scope: the database's side of [`Visibility`], over indexed columns and without a join.

use domain::access::Visibility;
use sea_orm::sea_query::{Expr, ExprTrait, SimpleExpr};
use sea_orm::{ColumnTrait, Condition};

/// The columns of a table that say to whom a row belongs. What a table does not have stays `None`.
pub(crate) struct OwnerColumns<C> {
    pub(crate) organisation: Option<C>,
    pub(crate) district: Option<C>,
    pub(crate) person: Option<C>,
}

/// The rows that this visibility shows. It says the same as [`Visibility::includes`] says of one owner.
pub(crate) fn visible<C: ColumnTrait>(seen: &Visibility, columns: &OwnerColumns<C>) -> Condition {
    if seen.is_everything() {
        return Condition::all();
    }
    let organisations = seen.organisations().iter().map(|id| id.uuid());
    let parts: [Option<SimpleExpr>; 3] = [
        columns.person.zip(seen.person()).map(|(column, person)| column.eq(person.uuid())),
        columns.organisation.filter(|_| !seen.organisations().is_empty()).map(|column| column.is_in(organisations)),
        columns.district.filter(|_| !seen.districts().is_empty()).map(|column| column.is_in(seen.districts())),
    ];
    let mut shown = Condition::any();
    let mut anything = false;
    for part in parts.into_iter().flatten() {
        shown = shown.add(part);
        anything = true;
    }
    if anything { shown } else { Condition::all().add(Expr::val(1).eq(0)) }
}
