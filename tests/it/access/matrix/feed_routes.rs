//! Public calendars and feeds in the matrix: everybody reads the same, and only of what is public.

use super::meeting_target;
use super::network_target;
use super::seat::{Relation, Seat};
use super::target::person;
use super::{generous, keep, seats};
use acceptance::{Site, World, global, on_both_engines};
use application::Call;
use application::organisations::find_organisation;
use application::qualifications::{AdvanceSession, CreateSession, advance_session, create_session};
use domain::access::{Action, Actor};
use domain::meetings::CommitteeVisibility;
use domain::networks::NetworkVisibility;
use domain::organisations::Organisation;
use domain::qualifications::{Audience, CourseFormat, CourseKind, Entitlement, Seats, SessionDraft, SessionVerb};
use domain::shared::Timestamp;
use std::fmt::Write;

/// A column: its head, whether it is public, and the addresses that show it.
type Column = (&'static str, bool, Vec<String>);

async fn committees(call: &Call, keeper: &Organisation) -> Vec<Column> {
    let mut columns = Vec::new();
    for visibility in CommitteeVisibility::ALL {
        let made = meeting_target::found(call, keeper, *visibility).await;
        let public = *visibility == CommitteeVisibility::Public;
        columns.push((visibility.code(), public, vec![format!("/calendar/committees/{}.ics", global(made.id))]));
    }
    columns
}

async fn networks(call: &Call, keeper: &Organisation) -> Vec<Column> {
    let mut columns = Vec::new();
    for visibility in NetworkVisibility::ALL {
        let coordinator = person(call, keeper.id).await.id;
        let id = global(network_target::found(call, keeper, coordinator, *visibility).await.id);
        let paths = vec![format!("/calendar/networks/{id}.ics"), format!("/feeds/networks/{id}.jsonld")];
        columns.push((visibility.code(), *visibility == NetworkVisibility::Public, paths));
    }
    columns
}

async fn sessions(call: &Call, keeper: &Organisation) -> Vec<Column> {
    let at = |text: &str| Timestamp::parse(text).unwrap();
    let mut columns = Vec::new();
    for audience in Audience::ALL {
        let (start, end) = (at("2020-05-04T07:00:00Z"), at("2020-05-04T14:00:00Z"));
        let seats = Seats { room: 20, online: 0 };
        let mut plan = SessionDraft::new("Fachtag", start, end, CourseFormat::InPerson, seats);
        plan.location = Some("Rathaus".to_owned());
        plan.entitlement = (*audience == Audience::Community).then_some(Entitlement::Agreement);
        let host = Some(keeper.id);
        let input = CreateSession { host, series: None, module: None, kind: Some(CourseKind::Conference), plan };
        let mut session = create_session(call, input).await.unwrap();
        if *audience != Audience::Organisers {
            let step = AdvanceSession { id: session.id, expected_version: session.version, verb: SessionVerb::Publish };
            session = advance_session(call, step).await.unwrap();
        }
        assert_eq!(session.audience(), *audience);
        let public = *audience == Audience::Public;
        columns.push((audience.code(), public, vec![format!("/feeds/sessions/{}.jsonld", global(session.id))]));
    }
    columns
}

/// Asks with the token, which nobody looks at.
async fn status(site: &Site, seat: &Seat, path: &str) -> u16 {
    let request = site.get(path);
    let request = match &seat.token {
        Some(token) => request.bearer_auth(token),
        None => request,
    };
    Site::send(request).await.status().as_u16()
}

on_both_engines! {
    async fn feed_routes(world: World) {
        let seats = seats(&world).await;
        let site = generous(world).await;
        let call = site.world().call(Actor::System);
        let mut table = String::new();
        let titles = [
            ("GET /calendar/committees/{id}.ics", Action::CommitteeReadPublic),
            ("GET /calendar/networks/{id}.ics, /feeds/networks/{id}.jsonld", Action::NetworkReadPublic),
            ("GET /feeds/sessions/{id}.jsonld", Action::SeriesRead),
        ];
        for (place, (title, action)) in titles.into_iter().enumerate() {
            writeln!(table, "{title} ({action})").unwrap();
            for seat in &seats {
                let keeper = find_organisation(&call, seat.organisation(Relation::Own), None).await.unwrap().unwrap();
                let columns = match place {
                    0 => committees(&call, &keeper).await,
                    1 => networks(&call, &keeper).await,
                    _ => sessions(&call, &keeper).await,
                };
                let mut line = format!("  {:<34}", seat.name());
                for (head, public, paths) in columns {
                    for path in paths {
                        let expected = if public { 200 } else { 404 };
                        assert_eq!(status(&site, seat, &path).await, expected, "{path} ({head}) by {}", seat.name());
                    }
                    write!(line, "{head} {}  ", if public { "✔" } else { "∅" }).unwrap();
                }
                writeln!(table, "{}", line.trim_end()).unwrap();
            }
        }
        let lists = ["events.jsonld", "organisations.jsonld", "networks.jsonld", "organisations.vcf", "changes.atom"];
        for list in lists {
            writeln!(table, "GET /feeds/{list}").unwrap();
            for seat in &seats {
                assert_eq!(status(&site, seat, &format!("/feeds/{list}")).await, 200, "{list} by {}", seat.name());
                writeln!(table, "  {:<34}✔", seat.name()).unwrap();
            }
        }
        writeln!(table, "GET /feeds/organisations/{{id}}.jsonld, .vcf ({})", Action::OrganisationRead).unwrap();
        for seat in &seats {
            let mut line = format!("  {:<34}", seat.name());
            for relation in [Relation::Own, Relation::Served, Relation::Foreign] {
                for form in ["jsonld", "vcf"] {
                    let path = format!("/feeds/organisations/{}.{form}", global(seat.organisation(relation)));
                    assert_eq!(status(&site, seat, &path).await, 200, "{path} by {}", seat.name());
                }
                write!(line, "{} ✔  ", relation.word()).unwrap();
            }
            writeln!(table, "{}", line.trim_end()).unwrap();
        }
        keep("feed_routes", &table);
    }
}
