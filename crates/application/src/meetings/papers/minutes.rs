//! The minutes of a meeting.

use super::words::{Words, columns, fact};
use crate::printed::Printed;
use documents::{Block, Paper};
use domain::meetings::{
    Amendment, Committee, CommitteeMembership, FormAttendee, FormItem, FormResolution, Meeting, MeetingAttendance,
    Minutes, MinutesForm, MinutesState, QuorumCount, Votes,
};
use domain::shared::{CommitteeMembershipId, Language, Name, PersonId, Timestamp, berlin_date};
use std::collections::HashMap;

/// The seats of a meeting and the names of people, as far as the reader may see them.
#[derive(Clone, Debug, Default)]
pub(in super::super) struct Names {
    /// The seats.
    pub seats: HashMap<CommitteeMembershipId, CommitteeMembership>,
    /// What people are called.
    pub people: HashMap<PersonId, String>,
}

/// What minutes say, as far as their reader may know it.
#[derive(Clone, Debug)]
pub(in super::super) struct MinutesSheet<'a> {
    /// The committee.
    pub committee: &'a Committee,
    /// The name of the organisation that runs its business, if the reader may see it.
    pub issuer: Option<&'a str>,
    /// The meeting.
    pub meeting: &'a Meeting,
    /// The minutes.
    pub minutes: &'a Minutes,
    /// What was approved; what is there now, as long as nothing was.
    pub form: &'a MinutesForm,
    /// The votes of the meeting.
    pub quorum: Option<QuorumCount>,
    /// Seats and names; nothing for those who may not know who was there.
    pub names: Option<Names>,
    /// What was added after the approval.
    pub amendments: &'a [Amendment],
}

impl MinutesSheet<'_> {
    /// Them on paper, in a language.
    pub(crate) fn print(&self, words: Words) -> Printed {
        let (number, name) = (self.form.number, self.committee.profile.name.as_str());
        let title = match words.0 {
            Language::German => format!("Niederschrift der {number}. Sitzung"),
            Language::English => format!("Minutes of meeting no. {number}"),
        };
        let heading = |german, english| Block::Heading(words.pick(german, english).to_owned());
        let mut blocks = vec![Block::Facts(self.facts(words))];
        if let Some(names) = &self.names {
            blocks.push(heading("Anwesenheit", "Attendance"));
            blocks.push(attendance(&self.form.attendance, names, words));
        }
        blocks.push(heading("Tagesordnung", "Agenda"));
        blocks.push(agenda(&self.form.agenda, words));
        if !self.form.resolutions.is_empty() {
            blocks.push(heading("Beschlüsse", "Resolutions"));
            blocks.extend(self.form.resolutions.iter().flat_map(|decided| resolution(decided, words)));
        }
        blocks.push(heading("Verlauf", "Proceedings"));
        let parts = self.form.text.split("\n\n").map(str::trim).filter(|part| !part.is_empty());
        blocks.extend(parts.map(|part| Block::Paragraph(part.to_owned())));
        if !self.amendments.is_empty() {
            blocks.push(heading("Nachträge", "Amendments"));
            blocks.extend(self.amendments.iter().flat_map(|amendment| amended(amendment, words)));
        }
        let paper = Paper {
            title: format!("{title}: {name}"),
            author: self.issuer.unwrap_or(name).to_owned(),
            date: berlin_date(self.minutes.approved_at.unwrap_or(self.minutes.updated_at)),
            language: words.of_paper(),
            mark: self.mark(words),
            blocks,
        };
        Printed::new(&format!("{title} {name}"), paper)
    }

    fn facts(&self, words: Words) -> Vec<(String, String)> {
        let (plan, minutes) = (&self.meeting.plan, self.minutes);
        let mut facts = vec![
            fact(words.pick("Gremium", "Committee"), self.committee.profile.name.as_str()),
            fact(words.pick("Sitzung", "Meeting"), format!("{}. {}", self.form.number, self.form.title)),
            fact(words.pick("Termin", "Date"), words.span(plan.start, plan.end)),
        ];
        let read = |text: &Option<String>| text.as_deref().and_then(|text| Timestamp::parse(text).ok());
        if let Some(opened) = read(&self.form.opened) {
            facts.push(fact(words.pick("Eröffnet", "Opened"), words.instant(opened)));
        }
        if let Some(closed) = read(&self.form.closed) {
            facts.push(fact(words.pick("Geschlossen", "Closed"), words.instant(closed)));
        }
        facts.push(fact(words.pick("Form", "Format"), words.term(plan.format, plan.format.german())));
        if let Some(place) = plan.place.as_ref().filter(|_| plan.format.has_place()) {
            facts.push(fact(words.pick("Ort", "Place"), place.as_str()));
        }
        facts.extend(self.quorum.map(|count| fact(words.pick("Beschlussfähigkeit", "Quorum"), quorum(count, words))));
        facts.push(fact(words.pick("Stand", "State"), words.term(minutes.state, minutes.state.german())));
        facts.push(fact(words.pick("Fassung", "Version"), minutes.version.to_string()));
        if let Some(until) = minutes.review_until.filter(|_| minutes.state == MinutesState::Review) {
            facts.push(fact(words.pick("Anmerkungen bis", "Remarks until"), words.day(until)));
        }
        if let Some(at) = minutes.approved_at {
            facts.push(fact(words.pick("Genehmigt am", "Approved on"), words.day(berlin_date(at))));
        }
        if let Some(hash) = &minutes.hash {
            facts.push(fact(words.pick("Prüfsumme (SHA-256)", "Checksum (SHA-256)"), hash.as_str()));
        }
        facts
    }

    fn mark(&self, words: Words) -> Option<String> {
        let mark = match (self.minutes.state, self.minutes.is_intact()) {
            (MinutesState::Draft, _) => words.pick("Entwurf", "Draft"),
            (MinutesState::Review, _) => words.pick("Entwurf in Abstimmung", "Draft in review"),
            (MinutesState::Approved, Some(true)) => return None,
            (MinutesState::Approved, _) => words.pick("Die Prüfsumme stimmt nicht", "The checksum does not fit"),
        };
        Some(mark.to_owned())
    }
}

fn quorum(count: QuorumCount, words: Words) -> String {
    let QuorumCount { seats, present, needed } = count;
    match (words.0, count.is_quorate()) {
        (Language::German, true) => format!("gegeben: {present} von {seats} Stimmen anwesend, {needed} nötig"),
        (Language::German, false) => format!("nicht gegeben: {present} von {seats} Stimmen anwesend, {needed} nötig"),
        (Language::English, true) => format!("reached: {present} of {seats} votes present, {needed} needed"),
        (Language::English, false) => format!("not reached: {present} of {seats} votes present, {needed} needed"),
    }
}

fn attendance(attendees: &[FormAttendee], names: &Names, words: Words) -> Block {
    let unseen = words.pick("nicht angezeigt", "not shown");
    let name = |person: PersonId| names.people.get(&person).map_or(unseen, String::as_str).to_owned();
    let mut rows: Vec<_> = attendees
        .iter()
        .map(|attendee| {
            let seat = names.seats.get(&attendee.seat.into());
            let role = seat.map(|seat| words.term(seat.role, seat.role.german())).unwrap_or_default();
            let label = seat.and_then(|seat| seat.seat.as_ref()).map(Name::as_str);
            let role = label.map_or_else(|| role.clone(), |label| format!("{role} ({label})"));
            let taken = match (attendee.attendance, attendee.substitute) {
                (None, _) => words.pick("nicht erfasst", "not recorded").to_owned(),
                (Some(MeetingAttendance::Represented), Some(substitute)) => {
                    format!("{} {}", words.pick("vertreten durch", "represented by"), name(substitute.into()))
                }
                (Some(attendance), _) => words.term(attendance, attendance.german()),
            };
            (seat.map(|seat| seat.role), vec![name(attendee.person.into()), role, taken])
        })
        .collect();
    rows.sort();
    let rows: Vec<Vec<String>> = rows.into_iter().map(|(_, row)| row).collect();
    if rows.is_empty() {
        return Block::Paragraph(words.pick("Es wurde niemand erfasst.", "Nobody was recorded.").to_owned());
    }
    let names = match words.0 {
        Language::German => ["Name", "Sitz", "Anwesenheit"],
        Language::English => ["Name", "Seat", "Attendance"],
    };
    Block::Table { columns: columns(names), rows }
}

fn agenda(items: &[FormItem], words: Words) -> Block {
    if items.is_empty() {
        return Block::Paragraph(words.pick("Es gab keine Tagesordnung.", "There was no agenda.").to_owned());
    }
    let row = |item: &FormItem| {
        let purpose = words.term(item.purpose, item.purpose.german());
        vec![item.number.to_string(), item.title.clone(), purpose, words.yes_or_no(item.public).to_owned()]
    };
    let names = match words.0 {
        Language::German => ["TOP", "Gegenstand", "Zweck", "Öffentlich"],
        Language::English => ["No.", "Subject", "Purpose", "Public"],
    };
    Block::Table { columns: columns(names), rows: items.iter().map(row).collect() }
}

fn resolution(decided: &FormResolution, words: Words) -> Vec<Block> {
    let word = words.pick("Beschluss", "Resolution");
    let mut facts = vec![
        fact(words.pick("Verfahren", "Procedure"), words.term(decided.mode, decided.mode.german())),
        fact(words.pick("Ergebnis", "Outcome"), words.term(decided.state, decided.state.german())),
    ];
    if let Some(Votes { yes, no, abstentions }) = decided.votes {
        let votes = match words.0 {
            Language::German => format!("{yes} ja, {no} nein, {abstentions} enthalten"),
            Language::English => format!("{yes} yes, {no} no, {abstentions} abstained"),
        };
        facts.push(fact(words.pick("Stimmen", "Votes"), votes));
    }
    vec![
        Block::Subheading(format!("{word} {}: {}", decided.number, decided.title)),
        Block::Paragraph(decided.text.clone()),
        Block::Facts(facts),
    ]
}

fn amended(amendment: &Amendment, words: Words) -> Vec<Block> {
    let word = words.pick("Nachtrag", "Amendment");
    let day = words.day(berlin_date(amendment.at));
    let on = words.pick("vom", "of");
    vec![
        Block::Subheading(format!("{word} {} {on} {day}", amendment.number)),
        Block::Paragraph(amendment.text.to_string()),
        Block::Facts(vec![
            fact(words.pick("Grund", "Reason"), amendment.reason.as_str()),
            fact(words.pick("Prüfsumme (SHA-256)", "Checksum (SHA-256)"), amendment.hash.as_str()),
        ]),
    ]
}
