//! `authorization.txt`: the whole access table, for people.

use domain::access::{Action, Opening, Reach, Role};
use std::fmt::Write;

const HEAD: &str = "\
Who may do what. Written by `bildungsnetz schema` from the one table in crates/domain/src/access/action.rs.

  all    everything
  terr   what belongs to organisations in the territories that one's own organisation serves
  org    what belongs to the organisation for which the role is held
  memb   bodies and cases that one belongs to
  self   what is one's own
  -      nothing

Each reach includes the ones below it. `open` says who may do it without any role: public = everybody, community =
everybody who is signed in, signed-in = everybody who is signed in, for what is their own, closed = nobody.
Roles are held for an organisation; whoever holds several may do what any of them allows.

";

pub(super) fn print() -> String {
    let mut text = HEAD.to_owned();
    // Writing to a string cannot fail.
    for (place, role) in Role::ALL.iter().enumerate() {
        let _ = writeln!(text, "  {:<2} {:<24} {}", letter(place), role.code(), role.german());
    }
    let _ = write!(text, "\n{:<30}{:<10}", "action", "open");
    for place in 0..Role::ALL.len() {
        let _ = write!(text, "{:<6}", letter(place));
    }
    text = text.trim_end().to_owned();
    text.push('\n');
    for action in Action::ALL {
        let mut line = format!("{:<30}{:<10}", action.code(), action.opening().code());
        for role in Role::ALL {
            let _ = write!(line, "{:<6}", reach(*action, *role));
        }
        let _ = writeln!(text, "{}", line.trim_end());
    }
    text.push('\n');
    for action in Action::ALL {
        let _ = writeln!(text, "{:<30}{}", action.code(), action.meaning());
    }
    text
}

fn letter(place: usize) -> char {
    (b'A'..=b'Z').nth(place).map_or('?', char::from)
}

fn reach(action: Action, role: Role) -> &'static str {
    if matches!(action.opening(), Opening::Public | Opening::Community) {
        // What is open to everybody alike needs no role.
        return "all";
    }
    match action.reach(role) {
        Reach::Nothing => "-",
        Reach::Own => "self",
        Reach::Member => "memb",
        Reach::Organisation => "org",
        Reach::Territory => "terr",
        Reach::Everywhere => "all",
    }
}
