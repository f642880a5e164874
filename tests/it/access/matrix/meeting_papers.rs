//! Invitations and minutes as PDF in the matrix: they are there for whom the fields are there.

use super::case::Outcome;
use super::seat::{Relation, Seat};
use super::target::{Made, Target};
use super::{generous, keep, seats};
use acceptance::{Site, World, on_both_engines};
use domain::access::Action;
use reqwest::Method;
use std::fmt::Write;

const ROUTES: [(&str, Action); 2] =
    [("invitation.pdf", Action::CommitteeReadPublic), ("minutes.pdf", Action::CommitteeRead)];

/// Asks whether there is anything new beside any paper at all: it is looked for, and not set.
async fn ask(site: &Site, seat: &Seat, made: &Made, file: &str) -> Outcome {
    let (_, meeting) = made.names.iter().find(|(name, _)| *name == "meeting").unwrap();
    let path = format!("/meetings/{}/{file}", meeting.as_str().unwrap());
    let request = site.request(Method::GET, &path).header("if-none-match", "*");
    let request = match &seat.token {
        Some(token) => request.bearer_auth(token),
        None => request,
    };
    match Site::send(request).await.status().as_u16() {
        304 => Outcome::Done,
        401 => Outcome::Unauthenticated,
        403 => Outcome::Forbidden,
        404 => Outcome::NotFound,
        other => panic!("{file} ended with {other}"),
    }
}

/// The committee is one of those that only its members and offices know of.
fn expected(seat: &Seat, made: &Made, action: Action) -> Outcome {
    if seat.actor.may(action).is_err() {
        return if seat.token.is_some() { Outcome::Forbidden } else { Outcome::Unauthenticated };
    }
    if seat.actor.visibility(Action::CommitteeRead).includes(&made.owner) { Outcome::Done } else { Outcome::NotFound }
}

on_both_engines! {
    async fn meeting_papers(world: World) {
        let seats = seats(&world).await;
        let site = generous(world).await;
        let mut table = String::new();
        for (file, action) in ROUTES {
            writeln!(table, "{:<36}own  served  foreign", format!("GET …/{file}")).unwrap();
            for seat in &seats {
                let mut line = format!("  {:<34}", seat.name());
                for relation in [Relation::Own, Relation::Served, Relation::Foreign] {
                    let made = Target::Minutes.make(site.world(), seat, relation, seat.organisation(relation)).await;
                    let outcome = ask(&site, seat, &made, file).await;
                    assert_eq!(outcome, expected(seat, &made, action), "{file} by {} on what is {}", seat.name(), relation.word());
                    write!(line, "{:<width$}", outcome.sign(), width = relation.word().len() + 2).unwrap();
                }
                writeln!(table, "{}", line.trim_end()).unwrap();
            }
        }
        keep("meeting_papers", &table);
    }
}
