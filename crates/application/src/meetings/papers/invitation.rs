//! The invitation to a meeting.

use super::words::{Words, columns, fact};
use crate::printed::Printed;
use documents::{Block, Paper};
use domain::meetings::{AgendaItem, Committee, Meeting, MeetingInvitation, MeetingState, Paper as Sheet};
use domain::shared::{AgendaItemId, Language, LongText, Timestamp, berlin_date};
use std::collections::HashMap;

/// How an invitation was sent the last time.
#[derive(Clone, Debug)]
pub(in super::super) struct Sending {
    /// Which sending, from 1.
    pub number: i64,
    /// When.
    pub at: Timestamp,
    /// Whether the lead time was kept.
    pub in_time: bool,
    /// Why it was not.
    pub reason: Option<LongText>,
}

impl From<&MeetingInvitation> for Sending {
    fn from(sent: &MeetingInvitation) -> Self {
        Self { number: sent.number, at: sent.sent_at, in_time: sent.in_time, reason: sent.short_notice.clone() }
    }
}

/// What an invitation says, as far as its reader may know it.
#[derive(Clone, Debug)]
pub(in super::super) struct InvitationSheet<'a> {
    /// The committee.
    pub committee: &'a Committee,
    /// The name of the organisation that runs its business, if the reader may see it.
    pub issuer: Option<&'a str>,
    /// The meeting.
    pub meeting: &'a Meeting,
    /// The items that the reader may read.
    pub agenda: &'a [AgendaItem],
    /// The papers that the reader may read.
    pub papers: &'a [Sheet],
    /// The last sending, for those who reach the committee by right.
    pub sent: Option<Sending>,
    /// Whether the reader may know where to take part online.
    pub inside: bool,
}

impl InvitationSheet<'_> {
    /// It on paper, in a language.
    pub(crate) fn print(&self, words: Words) -> Printed {
        let (committee, meeting) = (self.committee, self.meeting);
        let (number, name) = (meeting.number, committee.profile.name.as_str());
        let title = match words.0 {
            Language::German => format!("Einladung zur {number}. Sitzung"),
            Language::English => format!("Invitation to meeting no. {number}"),
        };
        let mut blocks = vec![Block::Facts(self.facts(words))];
        blocks.extend(self.lead_time(words).map(Block::Paragraph));
        blocks.push(Block::Heading(words.pick("Tagesordnung", "Agenda").to_owned()));
        blocks.push(self.agenda(words));
        if !self.papers.is_empty() {
            blocks.push(Block::Heading(words.pick("Unterlagen", "Papers").to_owned()));
            blocks.push(Block::List(self.papers(words)));
        }
        let said_at = self.sent.as_ref().map_or(meeting.updated_at, |sent| sent.at);
        let paper = Paper {
            title: format!("{title}: {name}"),
            author: self.issuer.unwrap_or(name).to_owned(),
            date: berlin_date(said_at),
            language: words.of_paper(),
            mark: mark(meeting, words),
            blocks,
        };
        Printed::new(&format!("{title} {name}"), paper)
    }

    fn facts(&self, words: Words) -> Vec<(String, String)> {
        let (profile, plan) = (&self.committee.profile, &self.meeting.plan);
        let format = words.term(plan.format, plan.format.german());
        let mut facts = vec![
            fact(words.pick("Gremium", "Committee"), profile.name.as_str()),
            fact(words.pick("Sitzung", "Meeting"), format!("{}. {}", self.meeting.number, plan.title)),
            fact(words.pick("Termin", "Date"), words.span(plan.start, plan.end)),
            fact(words.pick("Form", "Format"), format),
        ];
        if let Some(place) = plan.place.as_ref().filter(|_| plan.format.has_place()) {
            facts.push(fact(words.pick("Ort", "Place"), place.as_str()));
        }
        if let Some(online) = plan.online.as_ref().filter(|_| self.inside) {
            facts.push(fact("Online", online.to_string()));
        }
        if let Some(reason) = &self.meeting.reason {
            facts.push(fact(words.pick("Grund", "Reason"), reason.as_str()));
        }
        facts
    }

    fn lead_time(&self, words: Words) -> Option<String> {
        let (sent, days) = (self.sent.as_ref()?, self.committee.profile.rules.lead_days);
        let on = words.day(berlin_date(sent.at));
        let number = sent.number;
        let how = match (sent.in_time, &sent.reason) {
            (true, _) => words.pick("Sie ist eingehalten.", "It is kept.").to_owned(),
            (false, None) => words.pick("Sie ist verkürzt.", "It is shortened.").to_owned(),
            (false, Some(reason)) => {
                format!("{}: {reason}", words.pick("Sie ist verkürzt. Grund", "It is shortened. Reason"))
            }
        };
        Some(match words.0 {
            Language::German => {
                format!("{number}. Fassung, versandt am {on}. Die Einladungsfrist beträgt {days} Tage. {how}")
            }
            Language::English => {
                format!("Version {number}, sent on {on}. The lead time of invitations is {days} days. {how}")
            }
        })
    }

    fn agenda(&self, words: Words) -> Block {
        if self.agenda.is_empty() {
            let none = words.pick("Es liegt noch keine Tagesordnung vor.", "There is no agenda yet.");
            return Block::Paragraph(none.to_owned());
        }
        let mut papers: HashMap<AgendaItemId, Vec<String>> = HashMap::new();
        for paper in self.papers {
            if let Some(item) = paper.item {
                papers.entry(item).or_default().push(paper.number.to_string());
            }
        }
        let row = |item: &AgendaItem| {
            let note = item.draft.note.as_ref().map(|note| format!("\n{note}")).unwrap_or_default();
            vec![
                item.position.unwrap_or_default().to_string(),
                format!("{}{note}", item.draft.title),
                words.term(item.draft.purpose, item.draft.purpose.german()),
                words.yes_or_no(item.draft.public).to_owned(),
                papers.get(&item.id).map(|numbers| numbers.join(", ")).unwrap_or_default(),
            ]
        };
        let [number, subject, purpose, public, paper] = match words.0 {
            Language::German => ["TOP", "Gegenstand", "Zweck", "Öffentlich", "Vorlage"],
            Language::English => ["No.", "Subject", "Purpose", "Public", "Paper"],
        };
        Block::Table {
            columns: columns([number, subject, purpose, public, paper]),
            rows: self.agenda.iter().map(row).collect(),
        }
    }

    fn papers(&self, words: Words) -> Vec<String> {
        let word = words.pick("Vorlage", "Paper");
        let line = |paper: &Sheet| {
            let kind = words.term(paper.draft.kind, paper.draft.kind.german());
            format!("{word} {}: {} ({kind})", paper.number, paper.draft.title)
        };
        self.papers.iter().map(line).collect()
    }
}

fn mark(meeting: &Meeting, words: Words) -> Option<String> {
    let mark = match meeting.state {
        MeetingState::Cancelled => words.pick("Die Sitzung fällt aus", "The meeting is cancelled"),
        MeetingState::Rescheduled => words.pick("Die Sitzung ist verlegt", "The meeting takes place on another date"),
        _ if meeting.invitation == 0 => words.pick("Entwurf", "Draft"),
        _ => return None,
    };
    Some(mark.to_owned())
}
