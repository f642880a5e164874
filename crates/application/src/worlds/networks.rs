//! Two networks for the demo world: members, goals, contacts, reflections, a survey with its analysis and one that is
//! open. Made by the verbs that everybody uses, and by the people who would use them.

use super::acting::acting;
use crate::networks::{
    AddMember, AnalyseNetwork, ChangePhase, CreateNetwork, GoalInput, ProfileInput, RecordContacts, ReflectionInput,
    ReviewGoal, TakeSeat, add_member, analyse_network, change_phase, create_goal, create_network, record_contacts,
    review_goal, take_seat, write_reflection,
};
use crate::{Call, Error};
use domain::access::Role;
use domain::networks::{
    ContactChannel, ContactDirection, FieldOfAction, Judgement, MemberRole, MembershipState, Network, NetworkKind,
    NetworkPhase, NetworkVisibility, Quantity, ReflectionVisibility, TeamRole, TieKind,
};
use domain::organisations::Organisation;
use domain::shared::{Date, NetworkId, OrganisationId, PersonId};
use jiff::ToSpan;

/// Somebody who speaks for an organisation.
pub(super) struct Speaker {
    pub(super) organisation: Organisation,
    pub(super) person: PersonId,
    pub(super) email: &'static str,
    pub(super) role: Role,
}

/// Who takes part: the first one keeps the network, the second one keeps the other one.
pub(super) struct Partners {
    pub(super) members: Vec<Speaker>,
    /// Who coordinates both, in the office of the first one.
    pub(super) coordinator: (PersonId, &'static str),
    /// Who is in the team of the second one.
    pub(super) colleague: PersonId,
}

/// Makes the networks.
///
/// # Errors
/// [`Error::Denied`] for anybody but the platform itself; when the database does not answer.
pub(super) async fn make_networks(call: &Call, with: &Partners) -> Result<(), Error> {
    let [keeper, other, ..] = &with.members[..] else { return Err(Error::unexpected("a network has members")) };
    let network = regional(call, keeper, with).await?;
    let intermunicipal = intermunicipal(call, other, with).await?;
    for (place, member) in with.members.iter().enumerate() {
        // The office in the other city is invited and has not answered yet.
        let state = if place == 1 { MembershipState::Invited } else { MembershipState::Active };
        join(call, &network, member, state).await?;
        if place < 4 {
            join(call, &intermunicipal, member, MembershipState::Active).await?;
        }
    }
    let grow = ChangePhase {
        id: network.id,
        expected_version: network.version,
        phase: NetworkPhase::BuildUp,
        on: Some(back(call, 60)),
        reason: "Ziele und Arbeitsweise sind vereinbart".to_owned(),
    };
    change_phase(call, grow).await?;
    goals(call, network.id).await?;
    let team = acting(call, with.coordinator.1, Role::OfficeStaff, &keeper.organisation).await?;
    contacts(&team, network.id, with).await?;
    reflections(&team, network.id).await?;
    super::surveys::make_surveys(call, &network, with).await?;
    for days in [90, 0] {
        let input = AnalyseNetwork {
            network: network.id,
            cut_off: Some(back(call, days)),
            kinds: vec![TieKind::CoMembership],
            survey: None,
        };
        analyse_network(call, input).await?;
    }
    Ok(())
}

fn back(call: &Call, days: i64) -> Date {
    call.today().saturating_sub(days.days())
}

async fn regional(call: &Call, keeper: &Speaker, with: &Partners) -> Result<Network, Error> {
    let profile = ProfileInput {
        name: "Bildungsnetzwerk Remscheid".to_owned(),
        short_name: Some("BN Remscheid".to_owned()),
        local_label: Some("Bildungsregion".to_owned()),
        kind: NetworkKind::RegionalEducationNetwork,
        purpose: Some("Übergänge im Bildungsweg gemeinsam gestalten.".to_owned()),
        fields: vec![FieldOfAction::Transitions, FieldOfAction::Language, FieldOfAction::DigitalEducation],
        territory_keys: vec!["05120".to_owned()],
        legal_basis: Some("Kooperationsvertrag mit dem Land Nordrhein-Westfalen".to_owned()),
        website: Some("https://remscheid.example/bildungsnetzwerk".to_owned()),
        visibility: NetworkVisibility::Public,
    };
    found(call, keeper, profile, with.coordinator.0).await
}

async fn intermunicipal(call: &Call, keeper: &Speaker, with: &Partners) -> Result<Network, Error> {
    let profile = ProfileInput {
        name: "Netzwerk Sprachbildung Hamm und Remscheid".to_owned(),
        short_name: None,
        local_label: None,
        kind: NetworkKind::Intermunicipal,
        purpose: Some("Voneinander lernen: Sprachbildung in zwei Städten.".to_owned()),
        fields: vec![FieldOfAction::Language],
        territory_keys: vec!["05120".to_owned(), "05915".to_owned()],
        legal_basis: None,
        website: None,
        visibility: NetworkVisibility::Community,
    };
    let network = found(call, keeper, profile, with.colleague).await?;
    take_seat(call, TakeSeat { network: network.id, person: with.coordinator.0, role: TeamRole::Staff }).await?;
    Ok(network)
}

async fn found(call: &Call, by: &Speaker, profile: ProfileInput, coordinator: PersonId) -> Result<Network, Error> {
    let (organisation, founded_on) = (by.organisation.id, Some(back(call, 180)));
    create_network(call, CreateNetwork { organisation, profile, parent: None, founded_on, coordinator }).await
}

async fn join(call: &Call, network: &Network, member: &Speaker, state: MembershipState) -> Result<(), Error> {
    let commitment = (state == MembershipState::Active).then(|| "Zwei Treffen im Jahr".to_owned());
    let role = if member.role == Role::Partner { MemberRole::Funder } else { MemberRole::Partner };
    let input = AddMember {
        network: network.id,
        organisation: member.organisation.id,
        contact_person: Some(member.person),
        role,
        commitment,
        state,
        since: Some(network.founded_on),
    };
    add_member(call, input).await.map(drop)
}

async fn goals(call: &Call, network: NetworkId) -> Result<(), Error> {
    let due = |days: i64| call.today().saturating_add(days.days());
    let quantity = |value: i64| Quantity::from_thousandths(value * 1_000);
    let measured = GoalInput {
        title: "Übergangsgespräche an allen Grundschulen".to_owned(),
        criterion: "Zahl der Grundschulen mit Übergangsgesprächen, jährlich gezählt".to_owned(),
        indicator: None,
        baseline: Some(quantity(4)?),
        target: Some(quantity(18)?),
        due: due(300),
    };
    let goal = create_goal(call, network, measured).await?;
    let review = ReviewGoal {
        id: goal.id,
        expected_version: goal.version,
        on: None,
        value: Some(quantity(11)?),
        judgement: Judgement::OnTrack,
        note: "Sieben Schulen sind dazugekommen.".to_owned(),
    };
    review_goal(call, review).await?;
    let open = GoalInput {
        title: "Gemeinsamer Kalender der Sprachangebote".to_owned(),
        criterion: "Der Kalender ist veröffentlicht und wird von allen Mitgliedern gepflegt".to_owned(),
        indicator: None,
        baseline: None,
        target: None,
        due: due(120),
    };
    create_goal(call, network, open).await.map(drop)
}

/// Two of the partners have not been spoken to for long, one of them never.
async fn contacts(team: &Call, network: NetworkId, with: &Partners) -> Result<(), Error> {
    let all: Vec<OrganisationId> = with.members.iter().skip(2).map(|member| member.organisation.id).collect();
    let [first, second, third, ..] = all[..] else { return Ok(()) };
    for (days, channel, partners, summary, follow_up) in [
        (120, ContactChannel::Newsletter, vec![first, second, third], "Newsletter, erste Ausgabe", None),
        (100, ContactChannel::InPersonVisit, vec![third], "Kennenlernen, Interesse an Sprachbildung", None),
        (40, ContactChannel::SpecialNewsletter, vec![first, second], "Sondernewsletter zu digitalen Angeboten", None),
        (20, ContactChannel::Video, vec![first], "Themen der Bildungskonferenz abgestimmt", None),
        (5, ContactChannel::Phone, vec![second], "Bitte um Zahlen zum Übergang", Some(14)),
    ] {
        let input = RecordContacts {
            network,
            partners,
            at: Some(team.now().plus_seconds(-days * 86_400)),
            channel,
            direction: ContactDirection::Outgoing,
            partner_person: None,
            summary: summary.to_owned(),
            follow_up_on: follow_up.map(|days: i64| team.today().saturating_add(days.days())),
        };
        record_contacts(team, input).await?;
    }
    Ok(())
}

async fn reflections(team: &Call, network: NetworkId) -> Result<(), Error> {
    for (observation, next_step, visibility) in [
        ("In der Runde sprechen vor allem die Ämter.", "Kleine Gruppen bilden", ReflectionVisibility::Private),
        ("Die Mitglieder fragen nach gemeinsamen Zahlen.", "Zahlenblatt vorbereiten", ReflectionVisibility::Network),
    ] {
        let reflection = ReflectionInput {
            on: None,
            observation: observation.to_owned(),
            interpretation: None,
            effect: None,
            next_step: Some(next_step.to_owned()),
            tags: vec!["Arbeitsweise".to_owned()],
            visibility,
        };
        write_reflection(team, network, reflection).await?;
    }
    Ok(())
}
