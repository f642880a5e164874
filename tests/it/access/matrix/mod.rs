//! The matrix: every root field, as every role and as nobody, on what is one's own, served and foreign, over HTTP.
//!
//! What is expected is computed from the access table; what happens is printed to a snapshot, for people to read. A
//! denial must have changed nothing.

mod accounts;
mod agreements;
mod case;
mod certificates;
mod courses;
mod evaluations;
mod exports;
mod feed_routes;
mod file_routes;
mod files;
mod imports;
mod meeting_papers;
mod meeting_target;
mod meetings;
mod member_reach;
mod network_target;
mod networks;
mod offers;
mod oparl_routes;
mod open_routes;
mod organisations;
mod own_account;
mod people;
mod records;
mod registrations;
mod seat;
mod services;
mod table_routes;
mod target;
mod webhooks;

pub(super) use target::global;

use super::sdl::root_fields;
use acceptance::{Cast, Site, World};
use api::http::{HttpSettings, Rates};
use case::{Case, Outcome};
use domain::access::Action;
use domain::shared::OrganisationId;
use seat::{Relation, Seat};
use serde_json::Value;
use std::collections::HashMap;
use std::fmt::Write;
use target::{Made, Target};

const SIGNS: &str = "✔ carried out, ∅ does not exist for them, ✘ seen but forbidden, ! not signed in";

/// Proves the cases in a world with the cast, and compares what happened with what is kept in `snapshots/`.
async fn prove(world: World, name: &str, cases: &[Case]) {
    let seats = seats(&world).await;
    let site = generous(world).await;
    let mut table = String::new();
    for case in cases {
        let relations = case.relations();
        let mut untouched = HashMap::new();
        let title: Vec<&str> = relations.iter().map(|relation| relation.word()).collect();
        writeln!(table, "{:<35} {}", format!("{} ({})", case.field, case.deciding()), title.join("  ")).unwrap();
        for seat in &seats {
            let mut line = format!("  {:<34}", seat.name());
            for relation in &relations {
                let sign = prove_one(&site, case, seat, *relation, &mut untouched).await.sign();
                write!(line, "{sign:<width$}", width = relation.word().len() + 2).unwrap();
            }
            writeln!(table, "{}", line.trim_end()).unwrap();
        }
    }
    site.stop().await;
    keep(name, &table);
}

/// Nobody, everybody of the cast who is not from Hamm, and services.
async fn seats(world: &World) -> Vec<Seat> {
    let cast = Cast::enter(world).await;
    let mut seats = vec![Seat::nobody(&cast)];
    for member in &cast.members {
        if !member.email.ends_with("@hamm.example") {
            seats.push(Seat::of(world, &cast, member).await);
        }
    }
    seats.push(Seat::of_service(world, &cast, true).await);
    seats.push(Seat::of_service(world, &cast, false).await);
    seats
}

/// A site that never says that it was too much.
async fn generous(world: World) -> Site {
    let most = u32::MAX;
    let rates = Rates { account_cost: most, address_cost: most, session_starts: most, verifications: most };
    Site::with(world, HttpSettings { rates, ..HttpSettings::default() }).await
}

/// Compares what happened with what is kept in `snapshots/`.
fn keep(name: &str, table: &str) {
    insta::with_settings!({prepend_module_to_snapshot => false, description => SIGNS, omit_expression => true}, {
        insta::assert_snapshot!(name, table);
    });
}

/// What was tried without a change is as good as new for the next one who tries it.
async fn prove_one(
    site: &Site,
    case: &Case,
    seat: &Seat,
    relation: Relation,
    untouched: &mut HashMap<OrganisationId, Made>,
) -> Outcome {
    let organisation = seat.organisation(relation);
    let personal = relation == Relation::Oneself || case.target == Target::OwnEvaluation;
    let made = match untouched.remove(&organisation) {
        Some(made) if !personal => made,
        _ => case.target.make(site.world(), seat, relation, organisation).await,
    };
    let expected = case.expected(&seat.actor, &made);
    let what = format!("{} by {} on what is {}", case.field, seat.name(), relation.word());
    if let Some(question) = case.question(&made) {
        let answer = ask(site, seat, &question).await;
        assert_eq!(answer["data"]["viewerCan"], expected == Outcome::Done, "viewerCan before {what}: {answer:#}");
    }
    let before = target::changes(site.world()).await;
    let answer = ask(site, seat, &case.request(&made)).await;
    let outcome = case.outcome(&answer);
    assert_eq!(outcome, Ok(expected), "{what}: {answer:#}");
    let changed = target::changes(site.world()).await != before;
    assert!(expected == Outcome::Done || !changed, "{what} was denied and changed something");
    if !changed && !personal {
        untouched.insert(organisation, made);
    }
    expected
}

async fn ask(site: &Site, seat: &Seat, request: &Value) -> Value {
    let request = site.post(request);
    match &seat.token {
        Some(token) => Site::answer(request.bearer_auth(token)).await,
        None => Site::answer(request).await,
    }
}

#[test]
fn every_root_field_is_in_the_matrix() {
    let groups = [
        organisations::CASES,
        people::CASES,
        records::CASES,
        accounts::CASES,
        own_account::CASES,
        agreements::CASES,
        courses::CASES,
        evaluations::CASES,
        files::CASES,
        registrations::CASES,
        certificates::CASES,
        networks::CASES,
        networks::RECORDS,
        meetings::CASES,
        meetings::RECORDS,
        services::CASES,
        webhooks::CASES,
        exports::CASES,
        imports::CASES,
    ];
    let cases: Vec<&Case> = groups.into_iter().flatten().collect();
    for field in root_fields() {
        let found = cases.iter().filter(|case| case.field == field.name).count();
        assert!(found > 0, "{} is not in the matrix", field.name);
    }
    for case in cases {
        assert!(root_fields().any(|field| field.name == case.field), "{} is no root field", case.field);
        assert!(Action::ALL.contains(&case.action()));
    }
}
