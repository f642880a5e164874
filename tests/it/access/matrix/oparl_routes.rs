//! The addresses of OParl in the matrix: everybody reads the same, and only of what is public.

use super::meeting_target::{found, plan};
use super::seat::{Relation, Seat};
use super::{generous, keep, seats};
use acceptance::{Site, World, on_both_engines};
use application::Call;
use application::meetings::{AddPaper, PaperInput, PlanMeeting, add_paper, plan_meeting};
use application::organisations::find_organisation;
use domain::access::Actor;
use domain::meetings::{Committee, CommitteeVisibility, PaperKind};
use std::fmt::Write;

/// The committees of somebody's own organisation, one for each visibility, each with the address of a file.
async fn committees(call: &Call, seat: &Seat) -> Vec<(Committee, String)> {
    let keeper = find_organisation(call, seat.organisation(Relation::Own), None).await.unwrap().unwrap();
    let mut committees = Vec::new();
    for visibility in CommitteeVisibility::ALL {
        let committee = found(call, &keeper, *visibility).await;
        let meeting = plan_meeting(call, PlanMeeting { committee: committee.id, plan: plan() }).await.unwrap();
        let text = Some("Die Lage".to_owned());
        let paper = PaperInput { title: "Bericht".to_owned(), kind: PaperKind::Report, text, public: true };
        let paper = add_paper(call, AddPaper { meeting: meeting.id, item: None, paper }).await.unwrap();
        committees.push((committee, format!("file/{}-text", paper.id)));
    }
    committees
}

/// Asks with the token, which nobody looks at.
async fn status(site: &Site, seat: &Seat, path: &str) -> u16 {
    let request = site.get(&format!("/oparl/v1.1/{path}"));
    let request = match &seat.token {
        Some(token) => request.bearer_auth(token),
        None => request,
    };
    Site::send(request).await.status().as_u16()
}

on_both_engines! {
    async fn oparl_routes(world: World) {
        let seats = seats(&world).await;
        let site = generous(world).await;
        let call = site.world().call(Actor::System);
        let mut table = String::new();
        let title: Vec<&str> = CommitteeVisibility::ALL.iter().map(|visibility| visibility.code()).collect();
        writeln!(table, "{:<36}{}", "GET /oparl/v1.1/… (oparl:read)", title.join("  ")).unwrap();
        for seat in &seats {
            for path in ["system", "bodies"] {
                assert_eq!(status(&site, seat, path).await, 200, "{path} by {}", seat.name());
            }
            let mut line = format!("  {:<34}", seat.name());
            for (committee, file) in committees(&call, seat).await {
                let public = committee.profile.visibility == CommitteeVisibility::Public;
                let expected = if public { 200 } else { 404 };
                let (id, width) = (committee.id, committee.profile.visibility.code().len() + 2);
                for path in [format!("organization/{id}"), format!("organization/{id}/meetings"), file.clone(),
                             format!("{file}/access"), format!("{file}/download")] {
                    assert_eq!(status(&site, seat, &path).await, expected, "{path} by {}", seat.name());
                }
                write!(line, "{:<width$}", if public { "✔" } else { "∅" }).unwrap();
            }
            writeln!(table, "{}", line.trim_end()).unwrap();
        }
        keep("oparl_routes", &table);
    }
}
