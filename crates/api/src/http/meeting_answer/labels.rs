//! What the page says, in both languages.

use domain::shared::Language;

/// The sentences and labels of the page.
pub(super) struct Labels {
    pub(super) language: &'static str,
    pub(super) title: &'static str,
    pub(super) committee: &'static str,
    pub(super) meeting: &'static str,
    pub(super) date: &'static str,
    pub(super) place: &'static str,
    pub(super) answer: &'static str,
    pub(super) accepted: &'static str,
    pub(super) tentative: &'static str,
    pub(super) declined: &'static str,
    /// Before the name of who stands in.
    pub(super) represented: &'static str,
    pub(super) note: &'static str,
    pub(super) send: &'static str,
    pub(super) stored: &'static str,
    pub(super) stored_hint: &'static str,
    pub(super) not_stored: &'static str,
    pub(super) missing: &'static str,
    pub(super) closed: &'static str,
    pub(super) invalid: &'static str,
    pub(super) ask: &'static str,
    pub(super) link: &'static str,
    pub(super) link_hint: &'static str,
    pub(super) open: &'static str,
    pub(super) busy: &'static str,
    pub(super) failed: &'static str,
}

const GERMAN: Labels = Labels {
    language: "de",
    title: "Einladung beantworten",
    committee: "Gremium",
    meeting: "Sitzung",
    date: "Termin",
    place: "Ort",
    answer: "Ihre Antwort",
    accepted: "Ich nehme teil.",
    tentative: "Ich nehme unter Vorbehalt teil.",
    declined: "Ich nehme nicht teil.",
    represented: "Ich nehme nicht teil. Es vertritt mich:",
    note: "Bemerkung (freiwillig)",
    send: "Antwort speichern",
    stored: "Ihre Antwort ist gespeichert",
    stored_hint: "Sie können sie bis zum Beginn der Sitzung hier ändern.",
    not_stored: "Ihre Antwort wurde nicht gespeichert",
    missing: "Bitte wählen Sie eine Antwort aus.",
    closed: "Antworten werden nicht mehr angenommen. Die Sitzung hat begonnen, fällt aus oder ist verlegt.",
    invalid: "Dieser Link ist nicht gültig. Er ist unvollständig, oder die Sitzung hat schon begonnen.",
    ask: "Öffnen Sie den Link aus Ihrer Einladung noch einmal, oder fügen Sie ihn hier ein. Sonst wenden Sie sich an die \
          Geschäftsführung Ihres Gremiums.",
    link: "Link aus der Einladung",
    link_hint: "Er beginnt mit https:// und enthält „token=“.",
    open: "Öffnen",
    busy: "Das waren zu viele Anfragen. Bitte warten Sie eine Minute.",
    failed: "Das ist zurzeit nicht möglich. Bitte versuchen Sie es später noch einmal.",
};

const ENGLISH: Labels = Labels {
    language: "en",
    title: "Answer an invitation",
    committee: "Committee",
    meeting: "Meeting",
    date: "Date",
    place: "Place",
    answer: "Your answer",
    accepted: "I take part.",
    tentative: "I take part, but am not certain yet.",
    declined: "I do not take part.",
    represented: "I do not take part. I am represented by:",
    note: "Remark (optional)",
    send: "Save the answer",
    stored: "Your answer is saved",
    stored_hint: "You can change it here until the meeting begins.",
    not_stored: "Your answer was not saved",
    missing: "Please choose an answer.",
    closed: "Answers are not taken any more. The meeting has begun, is cancelled or takes place on another date.",
    invalid: "This link is not valid. It is not complete, or the meeting has begun.",
    ask: "Open the link of your invitation once more, or paste it here. Otherwise ask the secretary of your committee.",
    link: "Link of the invitation",
    link_hint: "It begins with https:// and has “token=” in it.",
    open: "Open",
    busy: "These were too many requests. Please wait a minute.",
    failed: "This is not possible at present. Please try again later.",
};

/// Those of a language.
pub(super) const fn labels(language: Language) -> &'static Labels {
    match language {
        Language::German => &GERMAN,
        Language::English => &ENGLISH,
    }
}
