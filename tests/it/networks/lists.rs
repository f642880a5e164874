//! Lists of a hundred: each costs at most two statements more than it is deep (design.md 7).

use super::{PARTNER, found, join, person, uuid_of};
use acceptance::{Scene, Who, global, on_both_engines};
use application::Call;
use application::meetings::{
    AddAgendaItem, AddCommitteeMember, AgendaItemInput, CommitteeProfileInput, CreateCommittee, CreateMeasure,
    MeasureInput, MeetingPlanInput, PlanMeeting, ProposeResolution, add_agenda_item, add_committee_member,
    create_committee, create_measure, plan_meeting, propose_resolution,
};
use application::networks::{
    AddMember, CreateNetwork, CreateSurvey, GoalInput, ProfileInput, RecordContacts, add_member, create_goal,
    create_network, create_survey, record_contacts,
};
use domain::access::{Actor, Role};
use domain::meetings::{
    AgendaPurpose, CommitteeKind, CommitteeRole, CommitteeVisibility, DecisionRule, MeetingFormat, QuorumKind,
    ResolutionMode,
};
use domain::networks::{
    ContactChannel, ContactDirection, FieldOfAction, MemberRole, MembershipState, NetworkKind, NetworkVisibility,
    TieKind,
};
use domain::shared::{NetworkId, Timestamp};
use serde_json::json;

const MANY: usize = 100;

/// The list, how deep it is, and how it is asked for.
const LISTS: [(&str, u64, &str); 15] = [
    ("networks", 1, "{ networks(first: 100) { nodes { name viewerCan } } }"),
    ("networks", 2, "{ networks(first: 100) { nodes { organisation { name } } } }"),
    ("networks", 3, "{ networks(first: 100) { nodes { members { organisation { name } } } } }"),
    ("networks", 2, "{ networks(first: 100) { nodes { goals { title progress } } } }"),
    ("networks", 2, "{ networks(first: 100) { nodes { surveys { title answered } } } }"),
    ("networks", 3, "{ networks(first: 100) { nodes { team { person { familyName } } } } }"),
    ("networkMembers", 3, "{ networkMembers(first: 100) { totalCount nodes { network { organisation { name } } } } }"),
    ("committees", 2, "{ committees(first: 100) { totalCount nodes { network { name } } } }"),
    ("committees", 3, "{ committees(first: 100) { nodes { members { person { familyName } } } } }"),
    ("committeeMemberships", 3, "{ committeeMemberships(first: 100) { nodes { committee { network { name } } } } }"),
    ("meetings", 3, "{ meetings(first: 100) { totalCount nodes { committee { network { name } } } } }"),
    ("meetings", 3, "{ meetings(first: 100) { nodes { agenda { resolutions { title } } } } }"),
    ("resolutions", 3, "{ resolutions(first: 100) { nodes { meeting { committee { name } } } } }"),
    ("measures", 3, "{ measures(first: 100) { nodes { committee { network { name } } } } }"),
    ("measures", 3, "{ measures(first: 100) { nodes { responsibleOrganisation { name } history { state } } } }"),
];

fn profile(number: usize) -> ProfileInput {
    ProfileInput {
        name: format!("Netz {number}"),
        short_name: None,
        local_label: None,
        kind: NetworkKind::Thematic,
        purpose: None,
        fields: vec![FieldOfAction::Language],
        territory_keys: vec!["05120".to_owned()],
        legal_basis: None,
        website: None,
        visibility: NetworkVisibility::Members,
    }
}

/// A network with a member, a goal, a survey and a committee that meets.
async fn network(scene: &Scene, call: &Call, number: usize) {
    let (cast, clerk) = (scene.cast(), scene.cast().member(Role::OfficeStaff, "remscheid").person);
    let founding = CreateNetwork {
        organisation: cast.remscheid.office,
        profile: profile(number),
        parent: None,
        founded_on: Some("2020-01-01".parse().unwrap()),
        coordinator: clerk,
    };
    let network = create_network(call, founding).await.unwrap().id;
    let member = AddMember {
        network,
        organisation: cast.partner,
        contact_person: None,
        role: MemberRole::Partner,
        commitment: None,
        state: MembershipState::Active,
        since: None,
    };
    add_member(call, member).await.unwrap();
    let goal = GoalInput {
        title: "Ziel".to_owned(),
        criterion: "Mehr".to_owned(),
        indicator: None,
        baseline: None,
        target: None,
        due: "2021-01-01".parse().unwrap(),
    };
    create_goal(call, network, goal).await.unwrap();
    let survey = CreateSurvey {
        network,
        title: "Welle".to_owned(),
        kinds: vec![TieKind::Cooperation],
        asks_trust: false,
        from: "2020-03-01".parse().unwrap(),
        until: "2020-03-31".parse().unwrap(),
    };
    create_survey(call, survey).await.unwrap();
    committee(scene, call, network).await;
}

async fn committee(scene: &Scene, call: &Call, network: NetworkId) {
    let profile = CommitteeProfileInput {
        name: "Kreis".to_owned(),
        short_name: None,
        local_label: None,
        kind: CommitteeKind::WorkingGroup,
        fields: Vec::new(),
        legal_basis: None,
        meetings_per_year: None,
        visibility: CommitteeVisibility::Members,
        lead_days: 0,
        quorum: QuorumKind::None,
        quorum_value: None,
        decision: DecisionRule::Consensus,
        circular: false,
        voting_members: None,
    };
    let founding = CreateCommittee { network: Some(network), organisation: None, profile, founded_on: None };
    let committee = create_committee(call, founding).await.unwrap().id;
    let seat = AddCommitteeMember {
        committee,
        person: scene.cast().member(Role::Partner, "stiftung").person,
        seat: None,
        role: CommitteeRole::Member,
        public: false,
        voting: true,
        substitute_for: None,
        organisation: None,
        from: None,
        until: None,
    };
    add_committee_member(call, seat).await.unwrap();
    let at = |text: &str| Timestamp::parse(text).unwrap();
    let plan = MeetingPlanInput {
        title: "Sitzung".to_owned(),
        start: at("2020-04-01T07:00:00Z"),
        end: at("2020-04-01T09:00:00Z"),
        format: MeetingFormat::Digital,
        place: None,
        online: None,
    };
    let meeting = plan_meeting(call, PlanMeeting { committee, plan }).await.unwrap().id;
    let item = AgendaItemInput { title: "TOP".to_owned(), purpose: AgendaPurpose::Decision, public: true, note: None };
    let item = add_agenda_item(call, AddAgendaItem { meeting, item }).await.unwrap().id;
    let measure = MeasureInput {
        title: "Maßnahme".to_owned(),
        description: None,
        organisation: scene.cast().partner,
        person: None,
        start: "2020-03-03".parse().unwrap(),
        due: "2020-12-31".parse().unwrap(),
        cost_cents: None,
        indicator: None,
        goal: None,
    };
    create_measure(call, CreateMeasure { committee, resolution: None, measure }).await.unwrap();
    let resolution = ProposeResolution {
        committee: None,
        meeting: Some(meeting),
        item: Some(item),
        title: "Beschluss".to_owned(),
        text: "Text".to_owned(),
        mode: ResolutionMode::Consensus,
        field: FieldOfAction::Language,
        based_on: None,
        deadline: None,
    };
    propose_resolution(call, resolution).await.unwrap();
}

on_both_engines! {
    async fn a_hundred_rows_cost_two_statements_more_than_they_are_deep(scene: Scene) {
        let call = scene.world().call(Actor::System);
        for number in 0..MANY {
            network(&scene, &call, number).await;
        }
        for (field, depth, document) in LISTS {
            let (answer, statements) = scene.count(Who::LEAD, document, json!({})).await;
            assert_eq!(answer[field]["nodes"].as_array().unwrap().len(), MANY, "{document}");
            assert!(statements <= depth + 2, "{document} costs {statements} statements at depth {depth}");
        }
        // The same holds for somebody who sees only what they sit in.
        for (field, depth, document) in LISTS.iter().filter(|(field, ..)| !field.starts_with("network")) {
            let (answer, statements) = scene.count(PARTNER, document, json!({})).await;
            assert_eq!(answer[field]["nodes"].as_array().unwrap().len(), MANY, "{document}");
            assert!(statements <= depth + 2, "{document} costs {statements} statements at depth {depth}");
        }
    }

    async fn a_hundred_contacts_cost_as_little(scene: Scene) {
        let network = found(&scene, "Netz", json!({})).await;
        join(&scene, &network, global(scene.cast().partner), Some(person(&scene, PARTNER))).await;
        let team = scene.world().call(scene.cast().actor(scene.world(), Role::OfficeStaff, "remscheid").await);
        for number in 0..MANY {
            let contact = RecordContacts {
                network: uuid_of(&network["id"]).into(),
                partners: vec![scene.cast().partner],
                at: None,
                channel: ContactChannel::Phone,
                direction: ContactDirection::Outgoing,
                partner_person: None,
                summary: format!("Anruf {number}"),
                follow_up_on: None,
            };
            record_contacts(&team, contact).await.unwrap();
        }
        let document = "query($id: ID!) { networkContacts(networkId: $id, first: 100) { totalCount nodes { \
                        partner { name } recordedBy { familyName } } } }";
        let (answer, statements) = scene.count(Who::STAFF, document, json!({"id": network["id"]})).await;
        assert_eq!(answer["networkContacts"]["nodes"].as_array().unwrap().len(), MANY);
        assert!(statements <= 4, "{statements} statements");
    }
}
