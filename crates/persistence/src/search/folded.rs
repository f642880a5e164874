//! Looking up by the words of a folded column.

use domain::shared::search_key;
use sea_orm::sea_query::{Expr, ExprTrait};
use sea_orm::{ColumnTrait, Condition};

/// The rows whose folded `column` has every word of `text` somewhere in it. A text without any letter or digit finds
/// nothing. Folded words have no signs that a pattern would read as a placeholder.
pub(crate) fn has_words<C: ColumnTrait>(column: C, text: &str) -> Condition {
    let key = search_key(text);
    if key.is_empty() {
        return Condition::all().add(Expr::val(1).eq(0));
    }
    key.split(' ').fold(Condition::all(), |all, word| all.add(column.contains(word)))
}
