//! What was decided in public in a meeting: a record of results, without who was there and without what was said.

use super::words::{Words, fact};
use crate::printed::Printed;
use documents::{Block, Paper};
use domain::meetings::{AgendaItem, Committee, Meeting, Resolution, ResolutionState};
use domain::shared::{AgendaItemId, Language, berlin_date};
use std::collections::HashMap;

/// What was decided, as far as everybody may know it.
#[derive(Clone, Debug)]
pub(in super::super) struct ResultsSheet<'a> {
    /// The committee.
    pub committee: &'a Committee,
    /// The name of the organisation that runs its business.
    pub issuer: Option<&'a str>,
    /// The meeting.
    pub meeting: &'a Meeting,
    /// The public items.
    pub agenda: &'a [AgendaItem],
    /// The resolutions under these items.
    pub resolutions: &'a [Resolution],
}

impl ResultsSheet<'_> {
    /// It on paper, in a language.
    pub(crate) fn print(&self, words: Words) -> Printed {
        let (number, name) = (self.meeting.number, self.committee.profile.name.as_str());
        let title = match words.0 {
            Language::German => format!("Ergebnisse der {number}. Sitzung"),
            Language::English => format!("Results of meeting no. {number}"),
        };
        let plan = &self.meeting.plan;
        let mut facts = vec![
            fact(words.pick("Gremium", "Committee"), name),
            fact(words.pick("Sitzung", "Meeting"), format!("{number}. {}", plan.title)),
            fact(words.pick("Termin", "Date"), words.span(plan.start, plan.end)),
            fact(words.pick("Form", "Format"), words.term(plan.format, plan.format.german())),
        ];
        if let Some(place) = plan.place.as_ref().filter(|_| plan.format.has_place()) {
            facts.push(fact(words.pick("Ort", "Place"), place.as_str()));
        }
        let note = words.pick(
            "Öffentlicher Teil. Anwesenheit und Verlauf stehen in der Niederschrift und sind nicht öffentlich.",
            "The public part. Attendance and proceedings are in the minutes and are not public.",
        );
        let mut blocks = vec![Block::Facts(facts), Block::Paragraph(note.to_owned())];
        let mut under: HashMap<AgendaItemId, Vec<&Resolution>> = HashMap::new();
        for resolution in self.resolutions.iter().filter(|resolution| is_decided(resolution.state)) {
            if let Some(item) = resolution.item {
                under.entry(item).or_default().push(resolution);
            }
        }
        for item in self.agenda.iter().filter(|item| item.draft.public) {
            blocks.push(Block::Subheading(format!("{}. {}", item.position.unwrap_or_default(), item.draft.title)));
            let decided = under.remove(&item.id).unwrap_or_default();
            if decided.is_empty() {
                blocks.push(Block::Paragraph(words.pick("Ohne Beschluss.", "No resolution.").to_owned()));
            }
            for resolution in decided {
                let outcome = words.term(resolution.state, resolution.state.german());
                blocks.push(Block::Paragraph(resolution.draft.text.to_string()));
                blocks.push(Block::Facts(vec![fact(words.pick("Ergebnis", "Outcome"), outcome)]));
            }
        }
        let paper = Paper {
            title: format!("{title}: {name}"),
            author: self.issuer.unwrap_or(name).to_owned(),
            date: berlin_date(plan.end),
            language: words.of_paper(),
            mark: None,
            blocks,
        };
        Printed::new(&format!("{title} {name}"), paper)
    }
}

const fn is_decided(state: ResolutionState) -> bool {
    matches!(state, ResolutionState::Adopted | ResolutionState::Rejected | ResolutionState::Superseded)
}
