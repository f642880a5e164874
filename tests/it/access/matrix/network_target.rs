//! Networks on which requests are tried.

use super::target::{global, part, person};
use application::Call;
use application::networks::{
    AddMember, AnalyseNetwork, CreateNetwork, CreateSurvey, GoalInput, ProfileInput, TakeSeat, add_member,
    analyse_network, create_goal, create_network, create_survey, take_seat,
};
use domain::access::Owner;
use domain::networks::{MemberRole, MembershipState, Network, NetworkKind, NetworkVisibility, TeamRole, TieKind};
use domain::organisations::Organisation;
use domain::shared::{Date, PersonId};
use serde_json::Value;

/// What a network is called in variables, and to whom it belongs.
pub(super) async fn network(call: &Call, keeper: &Organisation, records: bool) -> (Owner, Vec<(&'static str, Value)>) {
    let (coordinator, other) = (person(call, keeper.id).await.id, person(call, keeper.id).await.id);
    let network = found(call, keeper, coordinator, NetworkVisibility::Members).await;
    let mut names = vec![
        ("organisation", global(keeper.id)),
        ("network", global(network.id)),
        ("coordinator", global(coordinator)),
        ("person", global(other)),
    ];
    if records {
        names.extend(hung_on(call, keeper, &network, other).await);
    }
    (network.owner(), names)
}

/// A network that an organisation keeps.
pub(super) async fn found(
    call: &Call,
    keeper: &Organisation,
    coordinator: PersonId,
    visibility: NetworkVisibility,
) -> Network {
    let profile = ProfileInput {
        name: "Netz".to_owned(),
        short_name: None,
        local_label: None,
        kind: NetworkKind::Thematic,
        purpose: None,
        fields: Vec::new(),
        territory_keys: vec!["05120".to_owned()],
        legal_basis: None,
        website: None,
        visibility,
    };
    let input = CreateNetwork { organisation: keeper.id, profile, parent: None, founded_on: None, coordinator };
    create_network(call, input).await.unwrap()
}

/// A member, a goal, a survey, an analysis and a second seat in the team.
async fn hung_on(call: &Call, keeper: &Organisation, network: &Network, other: PersonId) -> Vec<(&'static str, Value)> {
    let day = |text: &str| text.parse::<Date>().unwrap();
    let member = AddMember {
        network: network.id,
        organisation: part(call, keeper).await.id,
        contact_person: None,
        role: MemberRole::Partner,
        commitment: None,
        state: MembershipState::Active,
        since: None,
    };
    let member = add_member(call, member).await.unwrap();
    let goal = GoalInput {
        title: "Ziel".to_owned(),
        criterion: "Mehr".to_owned(),
        indicator: None,
        baseline: None,
        target: None,
        due: day("2021-01-01"),
    };
    let goal = create_goal(call, network.id, goal).await.unwrap();
    let survey = CreateSurvey {
        network: network.id,
        title: "Welle".to_owned(),
        kinds: vec![TieKind::Cooperation],
        asks_trust: false,
        from: day("2020-03-01"),
        until: day("2020-03-31"),
    };
    let survey = create_survey(call, survey).await.unwrap();
    let kinds = vec![TieKind::CoMembership];
    let analysis = AnalyseNetwork { network: network.id, cut_off: None, kinds, survey: None };
    let analysis = analyse_network(call, analysis).await.unwrap();
    take_seat(call, TakeSeat { network: network.id, person: other, role: TeamRole::Staff }).await.unwrap();
    vec![
        ("membership", global(member.id)),
        ("goal", global(goal.id)),
        ("survey", global(survey.id)),
        ("analysis", global(analysis.analysis.id)),
    ]
}
