//! The surveys of the demo world: one that was answered and analysed, one that is open.

use super::acting::acting;
use super::networks::Partners;
use crate::networks::{
    AnalyseNetwork, AnswerSurvey, CreateSurvey, MoveSurvey, TieInput, TrustInput, analyse_network, answer_survey,
    close_survey, create_survey, open_survey,
};
use crate::{Call, Error};
use domain::networks::{Network, Survey, TieKind};
use domain::shared::OrganisationId;
use jiff::ToSpan;

/// Who works with whom, by the places among those who answer: from, to, kind, how often.
const TIES: [(usize, usize, TieKind, i64); 13] = [
    (0, 1, TieKind::Cooperation, 5),
    (1, 0, TieKind::Cooperation, 5),
    (0, 2, TieKind::Information, 3),
    (2, 0, TieKind::Information, 2),
    (0, 3, TieKind::Cooperation, 4),
    (3, 0, TieKind::Cooperation, 3),
    (0, 4, TieKind::Information, 2),
    (1, 2, TieKind::Information, 1),
    (1, 3, TieKind::Information, 2),
    (3, 4, TieKind::Cooperation, 1),
    (4, 0, TieKind::Cooperation, 2),
    (5, 0, TieKind::Information, 3),
    (4, 5, TieKind::Information, 1),
];

/// Makes the surveys: the members that have been active answer the first one, and everybody trusts the first of them.
///
/// # Errors
/// [`Error::Denied`] for anybody but the platform itself; when the database does not answer.
pub(super) async fn make_surveys(call: &Call, network: &Network, with: &Partners) -> Result<(), Error> {
    let survey = open(call, network, "Netzwerkbefragung, erste Welle", -7).await?;
    // The second partner is only invited to the network and is not asked.
    let answering: Vec<_> = with.members.iter().enumerate().filter(|(place, _)| *place != 1).collect();
    let ids: Vec<OrganisationId> = answering.iter().map(|(_, member)| member.organisation.id).collect();
    let mut asked = survey.clone();
    for (place, (_, member)) in answering.iter().enumerate() {
        let own = acting(call, member.email, member.role, &member.organisation).await?;
        let said = TIES.iter().filter(|(from, to, ..)| *from == place && *to < ids.len());
        let ties = said.map(|(_, to, kind, frequency)| TieInput {
            organisation: ids[*to],
            kind: *kind,
            frequency: *frequency,
        });
        let trust = ids.first().filter(|_| place > 0).map(|first| TrustInput { organisation: *first, rating: 4 });
        let answer = AnswerSurvey {
            survey: survey.id,
            organisation: member.organisation.id,
            ties: ties.collect(),
            trust: trust.into_iter().collect(),
        };
        asked = answer_survey(&own, answer).await?;
    }
    close_survey(call, MoveSurvey { id: asked.id, expected_version: asked.version }).await?;
    let input = AnalyseNetwork {
        network: network.id,
        cut_off: None,
        kinds: vec![TieKind::Information, TieKind::Cooperation],
        survey: Some(asked.id),
    };
    analyse_network(call, input).await?;
    open(call, network, "Netzwerkbefragung, zweite Welle", 0).await.map(drop)
}

/// A survey that is open for two weeks from a day on.
async fn open(call: &Call, network: &Network, title: &str, days: i64) -> Result<Survey, Error> {
    let from = call.today().saturating_add(days.days());
    let input = CreateSurvey {
        network: network.id,
        title: title.to_owned(),
        kinds: vec![TieKind::Information, TieKind::Cooperation],
        asks_trust: true,
        from,
        until: from.saturating_add(14.days()),
    };
    let draft = create_survey(call, input).await?;
    open_survey(call, MoveSurvey { id: draft.id, expected_version: draft.version }).await
}
