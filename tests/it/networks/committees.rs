//! Ties that follow from committees and their meetings: for each reader, what they may know of them.

use super::{PARTNER, found, join, person};
use acceptance::{Scene, Who, global, on_both_engines};
use application::meetings::{AddCommitteeMember, add_committee_member};
use domain::access::{Actor, Role};
use domain::meetings::CommitteeRole;
use domain::shared::OrganisationId;
use serde_json::{Value, json};

const ANALYSE: &str = include_str!("../../../schema/operations/AnalyseNetwork.graphql");
const COMMITTEE: &str = include_str!("../../../schema/operations/CreateCommittee.graphql");
const PLAN: &str = include_str!("../../../schema/operations/PlanMeeting.graphql");
const INVITE: &str = include_str!("../../../schema/operations/InviteToMeeting.graphql");
const READ: &str = "query($id: ID!) { networkAnalysis(id: $id) { hash figures { nodes ties } nodes { label degree } \
                    ties { kind weight } edges: file(format: EDGES_CSV) picture: file(format: SVG) } }";
const END: &str = "mutation($input: EndCommitteeMembershipInput!) { endCommitteeMembership(input: $input) \
                   { membership { id } errors { code } } }";

const MUNICIPALITY: Who = Who::Member(Role::MunicipalityLead, "remscheid");
const HAMM: Who = Who::FOREIGN;

/// A network of the municipality, its office and the partner, whose people all belong to it.
async fn of_three(scene: &Scene) -> Value {
    let network = found(scene, "Netz", json!({})).await;
    let cast = scene.cast();
    join(scene, &network, global(cast.remscheid.municipality), Some(person(scene, MUNICIPALITY))).await;
    join(scene, &network, global(cast.remscheid.office), Some(person(scene, Who::LEAD))).await;
    join(scene, &network, global(cast.partner), Some(person(scene, PARTNER))).await;
    network
}

async fn committee(scene: &Scene, by: Who, organisation: String, visibility: &str) -> Value {
    let rules = json!({"invitationLeadDays": 0, "quorum": "NONE", "decisionRule": "CONSENSUS"});
    let profile = json!({"name": "Kreis", "kind": "WORKING_GROUP", "fieldsOfAction": ["LANGUAGE"],
                         "visibility": visibility, "rules": rules});
    let input = json!({"organisationId": organisation, "profile": profile, "foundedOn": "2020-01-01"});
    scene.change(by, COMMITTEE, input).await
}

/// A seat of somebody, perhaps on behalf of an organisation. The platform gives it: who runs a committee elsewhere does
/// not see all who sit there.
async fn sit(scene: &Scene, committee: &Value, who: Who, role: CommitteeRole, behalf: Option<OrganisationId>) -> Value {
    let Who::Member(of, place) = who else { unreachable!("everybody has an account") };
    let seat = AddCommitteeMember {
        committee: super::uuid_of(&committee["id"]).into(),
        person: scene.cast().member(of, place).person,
        seat: None,
        role,
        public: false,
        voting: role == CommitteeRole::Member,
        substitute_for: None,
        organisation: behalf,
        from: Some("2020-01-01".parse().unwrap()),
        until: None,
    };
    let seat = add_committee_member(&scene.world().call(Actor::System), seat).await.unwrap();
    json!({"id": global(seat.id), "version": seat.version})
}

async fn analysed(scene: &Scene, network: &Value, kind: &str) -> Value {
    scene.change(Who::LEAD, ANALYSE, json!({"networkId": network["id"], "kinds": [kind]})).await
}

async fn read(scene: &Scene, who: Who, analysis: &Value) -> Value {
    scene.get(who, READ, json!({"id": analysis["id"]})).await
}

fn step(verb: &str, input: &str) -> String {
    format!(
        "mutation($input: {input}!) {{ {verb}(input: $input) {{ meeting {{ id version }} errors {{ code path }} }} }}"
    )
}

/// A meeting in March at which these seats are taken as said, closed or still going on.
async fn met(scene: &Scene, by: Who, committee: &Value, seats: &[(&Value, &str)], over: bool) {
    let plan = json!({"title": "Sitzung", "start": "2020-03-04T07:00:00Z", "end": "2020-03-04T09:00:00Z", "format": "DIGITAL"});
    let meeting = scene.change(by, PLAN, json!({"committeeId": committee["id"], "plan": plan})).await;
    let now = async || {
        scene.get(by, "query($id: ID!) { meeting(id: $id) { id version } }", json!({"id": meeting["id"]})).await
    };
    let moved = async |document: &str, fields: Value| {
        scene.change(by, document, super::change_of(&now().await, fields)).await;
    };
    moved(INVITE, json!({})).await;
    moved(&step("openMeeting", "MoveMeetingInput"), json!({})).await;
    let entries: Vec<_> =
        seats.iter().map(|(seat, was)| json!({"membershipId": seat["id"], "attendance": was})).collect();
    moved(&step("recordMeetingAttendance", "RecordMeetingAttendanceInput"), json!({"entries": entries})).await;
    if over {
        moved(&step("closeMeeting", "MoveMeetingInput"), json!({})).await;
    }
}

fn tied(kind: &str, weight: i64) -> Value {
    json!([{"kind": kind, "weight": weight}])
}

/// Nothing shows of what ties nobody for a reader: no tie, no figure, no line in a file, and another hash.
fn assert_untied(seen: &Value, whole: &Value) {
    assert_eq!((&seen["figures"], &seen["ties"]), (&json!({"nodes": 3, "ties": 0}), &json!([])), "{seen}");
    assert!(seen["nodes"].as_array().unwrap().iter().all(|node| node["degree"] == 0), "{seen}");
    assert_eq!(seen["edges"].as_str().unwrap().lines().count(), 1);
    assert!(!seen["picture"].as_str().unwrap().contains("<line"));
    assert_ne!(seen["hash"], whole["hash"]);
}

on_both_engines! {
    async fn seats_in_a_committee_tie_those_on_whose_behalf_they_are_held(scene: Scene) {
        let network = of_three(&scene).await;
        let (cast, office) = (scene.cast(), global(scene.cast().remscheid.office));
        let bare = analysed(&scene, &network, "CO_MEMBERSHIP").await;
        let inside = committee(&scene, Who::LEAD, office, "PUBLIC").await;
        let seat = sit(&scene, &inside, MUNICIPALITY, CommitteeRole::Member, Some(cast.remscheid.municipality)).await;
        // A guest of the partner and a member without a mandate: neither ties anybody.
        sit(&scene, &inside, PARTNER, CommitteeRole::Guest, Some(cast.partner)).await;
        sit(&scene, &inside, Who::LEAD, CommitteeRole::Member, None).await;
        assert_eq!(analysed(&scene, &network, "CO_MEMBERSHIP").await["hash"], bare["hash"]);
        sit(&scene, &inside, Who::STAFF, CommitteeRole::Member, Some(cast.partner)).await;
        let made = analysed(&scene, &network, "CO_MEMBERSHIP").await;
        for who in [Who::LEAD, Who::STAFF, MUNICIPALITY, PARTNER] {
            assert_eq!(read(&scene, who, &made).await["ties"], tied("CO_MEMBERSHIP", 1), "{who:?}");
        }
        // A day before the seat was given up it counts, and on the day after it does not.
        scene.world().clock().advance(10 * 86_400);
        let given_up = json!({"id": seat["id"], "expectedVersion": 1, "on": "2020-03-10"});
        scene.change(Who::LEAD, END, given_up).await;
        let now = analysed(&scene, &network, "CO_MEMBERSHIP").await;
        assert_eq!(now["hash"], bare["hash"]);
        let input = json!({"networkId": network["id"], "kinds": ["CO_MEMBERSHIP"], "cutOff": "2020-03-03"});
        assert_eq!(scene.change(Who::LEAD, ANALYSE, input).await["hash"], made["hash"]);
    }

    async fn a_committee_whose_seats_a_reader_may_not_read_ties_nobody_for_them(scene: Scene) {
        let network = of_three(&scene).await;
        let (cast, hamm) = (scene.cast(), global(scene.cast().hamm.office));
        // Public by name and still closed inside: the seats are not theirs to read.
        let elsewhere = committee(&scene, HAMM, hamm, "PUBLIC").await;
        sit(&scene, &elsewhere, MUNICIPALITY, CommitteeRole::Member, Some(cast.remscheid.municipality)).await;
        sit(&scene, &elsewhere, HAMM, CommitteeRole::Member, Some(cast.remscheid.office)).await;
        let made = analysed(&scene, &network, "CO_MEMBERSHIP").await;
        let whole = read(&scene, MUNICIPALITY, &made).await;
        assert_eq!(whole["ties"], tied("CO_MEMBERSHIP", 1), "who sits there knows it");
        for who in [Who::LEAD, Who::STAFF, PARTNER] {
            assert_untied(&read(&scene, who, &made).await, &whole);
        }
        // Whoever asked for it, the basis is the same: the lead made it, and the mayor reads more.
        assert_ne!(made["hash"], whole["hash"]);
        // The difference of two days tells them nothing either.
        sit(&scene, &elsewhere, PARTNER, CommitteeRole::Member, Some(cast.partner)).await;
        let later = analysed(&scene, &network, "CO_MEMBERSHIP").await;
        for who in [Who::LEAD, Who::STAFF] {
            assert_eq!(read(&scene, who, &later).await["hash"], read(&scene, who, &made).await["hash"], "{who:?}");
        }
        assert_eq!(read(&scene, MUNICIPALITY, &later).await["figures"]["ties"], 3);
        assert_eq!(read(&scene, PARTNER, &later).await["figures"]["ties"], 3, "they sit there by now");
    }

    async fn meetings_tie_those_whose_seats_were_taken(scene: Scene) {
        let network = of_three(&scene).await;
        let (cast, office) = (scene.cast(), global(scene.cast().remscheid.office));
        let bare = analysed(&scene, &network, "CO_ATTENDANCE").await;
        let inside = committee(&scene, Who::LEAD, office, "COMMUNITY").await;
        let mayor = sit(&scene, &inside, MUNICIPALITY, CommitteeRole::Member, Some(cast.remscheid.municipality)).await;
        let office = sit(&scene, &inside, Who::LEAD, CommitteeRole::Member, Some(cast.remscheid.office)).await;
        let partner = sit(&scene, &inside, PARTNER, CommitteeRole::Member, Some(cast.partner)).await;
        let one = [(&mayor, "PRESENT"), (&office, "PRESENT"), (&partner, "EXCUSED")];
        met(&scene, Who::LEAD, &inside, &one, true).await;
        met(&scene, Who::LEAD, &inside, &[(&mayor, "PRESENT"), (&partner, "PRESENT")], false).await;
        let early = analysed(&scene, &network, "CO_ATTENDANCE").await;
        assert_eq!(early["hash"], bare["hash"], "they are still to come, by the clock");
        scene.world().clock().advance(2 * 86_400);
        let made = analysed(&scene, &network, "CO_ATTENDANCE").await;
        for who in [Who::LEAD, MUNICIPALITY, PARTNER] {
            assert_eq!(read(&scene, who, &made).await["ties"], tied("CO_ATTENDANCE", 1), "{who:?}");
        }
        // A year later it counts no more.
        scene.world().clock().advance(366 * 86_400);
        assert_eq!(analysed(&scene, &network, "CO_ATTENDANCE").await["hash"], bare["hash"]);
    }

    async fn a_meeting_elsewhere_ties_nobody_for_who_may_not_know_who_came(scene: Scene) {
        let network = of_three(&scene).await;
        let (cast, hamm) = (scene.cast(), global(scene.cast().hamm.office));
        let elsewhere = committee(&scene, HAMM, hamm, "PUBLIC").await;
        let mayor = sit(&scene, &elsewhere, MUNICIPALITY, CommitteeRole::Member, Some(cast.remscheid.municipality)).await;
        let other = sit(&scene, &elsewhere, HAMM, CommitteeRole::Member, Some(cast.partner)).await;
        met(&scene, HAMM, &elsewhere, &[(&mayor, "PRESENT"), (&other, "PRESENT")], true).await;
        scene.world().clock().advance(2 * 86_400);
        let made = analysed(&scene, &network, "CO_ATTENDANCE").await;
        let whole = read(&scene, MUNICIPALITY, &made).await;
        assert_eq!(whole["ties"], tied("CO_ATTENDANCE", 1));
        for who in [Who::LEAD, Who::STAFF, PARTNER] {
            assert_untied(&read(&scene, who, &made).await, &whole);
        }
    }
}
