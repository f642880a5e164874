//! `events.md`: the catalogue of events, for those who receive them.

use application::integration::CloudEvent;
use domain::access::Opening;
use domain::integration::EventType;
use std::fmt::Write;

const HEAD: &str = "\
# Events

Written by `bildungsnetz schema` from the one catalogue in `crates/domain/src/integration/catalogue.rs`.

Every change of a record is an event, kept in the same transaction. The feed (`changes`), subscriptions and webhooks all
tell of the same events, in the order of the commits, at least once: tell a repetition by `id`. An event says that a record
changed and not what it holds; read the record with your own rights. You hear of an event when the action in the column
*shown by* shows you its record at the moment when you are told; an offer that is published for everybody or for the
community is shown by `series:read` or `series:read-community` instead. Events that are *confidential* are told to nobody.
After those marked with † the record does not exist any more. New types may appear at any time.

";

pub(super) fn print() -> serde_json::Result<String> {
    let mut text = HEAD.to_owned();
    let mut subject = "";
    for kind in EventType::ALL {
        // Writing to a string cannot fail.
        if kind.subject != subject {
            let _ = write!(
                text,
                "\n## {}\n\n| type | shown by | open to | what happened |\n|---|---|---|---|\n",
                kind.subject
            );
            subject = kind.subject;
        }
        let (shown, open) = kind
            .shown_by
            .map_or(("*confidential*".to_owned(), "nobody"), |action| (format!("`{action}`"), open(action.opening())));
        let gone = if kind.removes { " †" } else { "" };
        let _ = writeln!(text, "| `{}`{gone} | {shown} | {open} | {} |", kind.code, kind.meaning);
    }
    let schema = serde_json::to_string_pretty(&schemars::schema_for!(CloudEvent))?;
    let _ = write!(
        text,
        "\n## Form\n\nOutside of GraphQL events are CloudEvents 1.0 in their JSON format:\n\n```json\n{schema}\n```\n"
    );
    Ok(text)
}

const fn open(opening: Opening) -> &'static str {
    match opening {
        Opening::Public => "everybody",
        Opening::Community => "everybody signed in",
        Opening::SignedIn => "the person themselves, and by role",
        Opening::Closed => "by role",
    }
}
