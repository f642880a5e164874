//! What the page for verifying certificates says, in both languages.

use domain::shared::Language;

/// The sentences and labels of the page.
pub(super) struct Labels {
    pub(super) language: &'static str,
    pub(super) title: &'static str,
    pub(super) explanation: &'static str,
    pub(super) code: &'static str,
    pub(super) hint: &'static str,
    pub(super) check: &'static str,
    pub(super) result: &'static str,
    pub(super) valid: &'static str,
    pub(super) revoked: &'static str,
    pub(super) unknown: &'static str,
    pub(super) busy: &'static str,
    pub(super) failed: &'static str,
    pub(super) number: &'static str,
    pub(super) issuer: &'static str,
    pub(super) event: &'static str,
    pub(super) series: &'static str,
    pub(super) hours: &'static str,
    pub(super) issued_on: &'static str,
    pub(super) revoked_on: &'static str,
    pub(super) holder: &'static str,
    pub(super) hidden: &'static str,
    /// How a day is written.
    pub(super) day: &'static str,
}

const GERMAN: Labels = Labels {
    language: "de",
    title: "Teilnahmebescheinigung prüfen",
    explanation: "Auf jeder Teilnahmebescheinigung steht ein Prüfcode. Hier sehen Sie, ob sie echt ist und gilt.",
    code: "Prüfcode",
    hint: "16 Zeichen, zum Beispiel K7QM-3XPT-9WRD-V2HF. Bindestriche und Kleinschreibung sind egal.",
    check: "Prüfen",
    result: "Ergebnis",
    valid: "Diese Bescheinigung ist echt und gilt.",
    revoked: "Diese Bescheinigung wurde widerrufen und gilt nicht mehr.",
    unknown: "Zu diesem Prüfcode gibt es keine Bescheinigung.",
    busy: "Das waren zu viele Versuche. Bitte warten Sie eine Minute.",
    failed: "Die Prüfung ist zurzeit nicht möglich. Bitte versuchen Sie es später noch einmal.",
    number: "Nummer",
    issuer: "Ausgestellt von",
    event: "Veranstaltung",
    series: "Reihe",
    hours: "Umfang",
    issued_on: "Ausgestellt am",
    revoked_on: "Widerrufen am",
    holder: "Name",
    hidden: "wird auf Wunsch der Person nicht gezeigt",
    day: "%d.%m.%Y",
};

const ENGLISH: Labels = Labels {
    language: "en",
    title: "Verify a certificate of attendance",
    explanation: "Every certificate of attendance bears a verification code. Here you see whether it is genuine and valid.",
    code: "Verification code",
    hint: "16 signs, for example K7QM-3XPT-9WRD-V2HF. Hyphens and small letters make no difference.",
    check: "Verify",
    result: "Result",
    valid: "This certificate is genuine and valid.",
    revoked: "This certificate was revoked and is not valid any more.",
    unknown: "There is no certificate with this verification code.",
    busy: "These were too many tries. Please wait a minute.",
    failed: "Verification is not possible at present. Please try again later.",
    number: "Number",
    issuer: "Issued by",
    event: "Event",
    series: "Series",
    hours: "Duration",
    issued_on: "Issued on",
    revoked_on: "Revoked on",
    holder: "Name",
    hidden: "not shown, as the person wishes",
    day: "%-d %B %Y",
};

/// Those of a language.
pub(super) const fn labels(language: Language) -> &'static Labels {
    match language {
        Language::German => &GERMAN,
        Language::English => &ENGLISH,
    }
}
