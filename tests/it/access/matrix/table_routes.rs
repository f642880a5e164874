//! Tables as files in the matrix: their routes answer as the fields do whose tables they are.

use super::case::Outcome;
use super::seat::{Relation, Seat};
use super::target::{Made, Target};
use super::{generous, keep, seats};
use acceptance::{Site, World, on_both_engines};
use domain::access::Action;
use std::fmt::Write;

/// Fetches the file with the token, and says how that ended.
async fn fetch(site: &Site, seat: &Seat, path: &str) -> Outcome {
    let request = site.get(path).header("accept", "application/graphql-response+json");
    let request = match &seat.token {
        Some(token) => request.bearer_auth(token),
        None => request,
    };
    match Site::send(request).await.status().as_u16() {
        200 => Outcome::Done,
        401 => Outcome::Unauthenticated,
        403 => Outcome::Forbidden,
        404 => Outcome::NotFound,
        other => panic!("{path} ended with {other}"),
    }
}

fn expected(seat: &Seat, made: &Made, action: Action) -> Outcome {
    if seat.actor.may(action).is_err() {
        return if seat.token.is_some() { Outcome::Forbidden } else { Outcome::Unauthenticated };
    }
    if seat.actor.visibility(action).includes(&made.owner) { Outcome::Done } else { Outcome::NotFound }
}

on_both_engines! {
    async fn table_routes(world: World) {
        let seats = seats(&world).await;
        let site = generous(world).await;
        let mut table = String::new();
        for file in ["results.csv", "results.xlsx"] {
            let action = Action::EvaluationRead;
            writeln!(table, "GET /evaluations/{{id}}/{file} ({action})  own  served  foreign").unwrap();
            for seat in &seats {
                let mut line = format!("  {:<34}", seat.name());
                for relation in [Relation::Own, Relation::Served, Relation::Foreign] {
                    let made = Target::Evaluation.make(site.world(), seat, relation, seat.organisation(relation)).await;
                    let (_, id) = made.names.iter().find(|(name, _)| *name == "evaluation").unwrap();
                    let path = format!("/evaluations/{}/{file}", id.as_str().unwrap());
                    let outcome = fetch(&site, seat, &path).await;
                    let expected = expected(seat, &made, action);
                    assert_eq!(outcome, expected, "{path} by {} on what is {}", seat.name(), relation.word());
                    write!(line, "{:<width$}", outcome.sign(), width = relation.word().len() + 2).unwrap();
                }
                writeln!(table, "{}", line.trim_end()).unwrap();
            }
        }
        for file in ["report.csv", "report.xlsx"] {
            let action = Action::ReachRead;
            writeln!(table, "GET /reach/{file} ({action})").unwrap();
            for seat in &seats {
                let path = format!("/reach/{file}?schoolYear=2019%2F20");
                let outcome = fetch(&site, seat, &path).await;
                let expected = match (seat.actor.may(action), &seat.token) {
                    (Ok(()), _) => Outcome::Done,
                    (Err(_), Some(_)) => Outcome::Forbidden,
                    (Err(_), None) => Outcome::Unauthenticated,
                };
                assert_eq!(outcome, expected, "{path} by {}", seat.name());
                writeln!(table, "{}", format!("  {:<34}{}", seat.name(), outcome.sign()).trim_end()).unwrap();
            }
        }
        for file in ["overlaps.csv", "loads.xlsx"] {
            let action = Action::CommitteeRead;
            writeln!(table, "GET /committees/comparison/{file} ({action})").unwrap();
            for seat in &seats {
                let outcome = fetch(&site, seat, &format!("/committees/comparison/{file}")).await;
                let expected = match (seat.actor.may(action), &seat.token) {
                    (Ok(()), _) => Outcome::Done,
                    (Err(_), Some(_)) => Outcome::Forbidden,
                    (Err(_), None) => Outcome::Unauthenticated,
                };
                assert_eq!(outcome, expected, "{file} by {}", seat.name());
                writeln!(table, "{}", format!("  {:<34}{}", seat.name(), outcome.sign()).trim_end()).unwrap();
            }
        }
        for file in ["network.graphml", "network.svg"] {
            let action = Action::AnalysisRead;
            writeln!(table, "GET /networks/analyses/{{id}}/{file} ({action})  own  served  foreign").unwrap();
            for seat in &seats {
                let mut line = format!("  {:<34}", seat.name());
                for relation in [Relation::Own, Relation::Served, Relation::Foreign] {
                    let target = Target::NetworkRecords;
                    let made = target.make(site.world(), seat, relation, seat.organisation(relation)).await;
                    let (_, id) = made.names.iter().find(|(name, _)| *name == "analysis").unwrap();
                    let path = format!("/networks/analyses/{}/{file}", id.as_str().unwrap());
                    let outcome = fetch(&site, seat, &path).await;
                    let expected = expected(seat, &made, action);
                    assert_eq!(outcome, expected, "{path} by {} on what is {}", seat.name(), relation.word());
                    write!(line, "{:<width$}", outcome.sign(), width = relation.word().len() + 2).unwrap();
                }
                writeln!(table, "{}", line.trim_end()).unwrap();
            }
        }
        keep("table_routes", &table);
    }
}
