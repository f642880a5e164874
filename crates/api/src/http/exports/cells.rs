//! From the values of a row to cells. The values of a list stand in one cell, with ` | ` between them; several columns of the
//! same list name their values in the same order.

use super::columns::{Column, Kind};
use application::integration::exports::Cell;
use async_graphql::Value;
use domain::shared::{Timestamp, berlin_time};

/// What stands between the values of a list.
const BETWEEN: &str = " | ";

/// The cells of a row, one for each column.
pub(super) fn of(row: &Value, columns: &[Column]) -> Vec<Cell> {
    columns.iter().map(|column| one(row, column)).collect()
}

fn one(row: &Value, column: &Column) -> Cell {
    let (mut values, mut many) = (Vec::new(), false);
    gather(row, &column.path, &mut values, &mut many);
    if many {
        let words: Vec<String> = values.into_iter().map(|value| word(&cell(value, column.kind))).collect();
        return if words.is_empty() { Cell::Empty } else { Cell::Text(words.join(BETWEEN)) };
    }
    values.pop().map_or(Cell::Empty, |value| cell(value, column.kind))
}

/// The values at the end of a path, through all lists on the way. What is missing counts as a value, so that the values of
/// several columns stay side by side.
fn gather<'v>(value: &'v Value, path: &[String], values: &mut Vec<&'v Value>, many: &mut bool) {
    static NOTHING: Value = Value::Null;
    match (value, path) {
        (Value::List(items), _) => {
            *many = true;
            for item in items {
                gather(item, path, values, many);
            }
        }
        (Value::Object(fields), [key, rest @ ..]) => match fields.get(key.as_str()) {
            Some(inside) => gather(inside, rest, values, many),
            None => values.push(&NOTHING),
        },
        (Value::Null, _) | (_, []) => values.push(value),
        (_, _) => values.push(&NOTHING),
    }
}

fn cell(value: &Value, kind: Kind) -> Cell {
    match value {
        Value::Null => Cell::Empty,
        Value::Boolean(truth) => Cell::Truth(*truth),
        Value::Number(number) => match (number.as_i64(), number.as_f64()) {
            (Some(whole), _) => Cell::Whole(whole),
            (None, Some(number)) => Cell::Number(number),
            (None, None) => Cell::Text(number.to_string()),
        },
        Value::String(text) => match kind {
            Kind::Plain => Cell::Text(text.clone()),
            Kind::Day => text.parse().map_or_else(|_| Cell::Text(text.clone()), Cell::Day),
            Kind::Instant => {
                Timestamp::parse(text).map_or_else(|_| Cell::Text(text.clone()), |at| Cell::Instant(berlin_time(at)))
            }
        },
        Value::Enum(name) => Cell::Text(name.to_string()),
        // Objects that are one value of the schema.
        Value::Object(_) | Value::List(_) | Value::Binary(_) => {
            Cell::Text(serde_json::to_string(value).unwrap_or_default())
        }
    }
}

/// A value among others.
fn word(cell: &Cell) -> String {
    match cell {
        Cell::Text(text) => text.clone(),
        Cell::Whole(number) => number.to_string(),
        Cell::Decimal(number) | Cell::Number(number) => number.to_string().replace('.', ","),
        Cell::Day(day) => day.strftime("%d.%m.%Y").to_string(),
        Cell::Instant(at) => at.strftime("%d.%m.%Y %H:%M:%S").to_string(),
        Cell::Truth(true) => "WAHR".to_owned(),
        Cell::Truth(false) => "FALSCH".to_owned(),
        Cell::Empty => String::new(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use async_graphql::value;

    fn column(path: &str, kind: Kind) -> Column {
        Column { path: path.split('.').map(str::to_owned).collect(), name: path.to_owned(), kind }
    }

    #[test]
    fn values_are_found_by_their_paths() {
        let row = value!({"name": "Robin", "office": {"name": "Amt", "until": null}, "none": null, "number": 1.5});
        let columns = ["name", "office.name", "office.until", "none.name", "gone.name", "number"];
        let found = of(&row, &columns.map(|path| column(path, Kind::Plain)));
        let text = |text: &str| Cell::Text(text.to_owned());
        assert_eq!(found, [text("Robin"), text("Amt"), Cell::Empty, Cell::Empty, Cell::Empty, Cell::Number(1.5)]);
    }

    #[test]
    fn the_values_of_a_list_stay_side_by_side() {
        let row =
            value!({"ways": [{"kind": "EMAIL", "note": null}, {"kind": "PHONE", "note": "vormittags"}], "tags": []});
        let found = of(&row, &["ways.kind", "ways.note", "tags"].map(|path| column(path, Kind::Plain)));
        let text = |text: &str| Cell::Text(text.to_owned());
        assert_eq!(found, [text("EMAIL | PHONE"), text(" | vormittags"), Cell::Empty]);
    }

    #[test]
    fn days_and_instants_are_those_of_the_clocks_here() {
        let row = value!({"on": "2020-02-29", "at": "2020-07-01T22:30:00.000000Z", "off": "never", "yes": true});
        let columns = [
            column("on", Kind::Day),
            column("at", Kind::Instant),
            column("off", Kind::Day),
            column("yes", Kind::Plain),
        ];
        let found = of(&row, &columns);
        let expected = ["29.02.2020", "02.07.2020 00:30:00", "never", "WAHR"];
        assert_eq!(found.iter().map(word).collect::<Vec<_>>(), expected);
    }
}
