//! The shape of an expected "no": a code, the place in the input, and parameters for the sentence.

use super::coded::{Coded, coded_enum};
use std::fmt::{self, Display};

coded_enum! {
    /// The languages in which the platform answers.
    Language {
        /// German, unless something else is asked for.
        German = "DE", "Deutsch";
        /// English.
        English = "EN", "Englisch";
    }
}

#[expect(clippy::derivable_impls, reason = "the enum comes from a macro whose values carry nothing but their docs")]
impl Default for Language {
    fn default() -> Self {
        Self::German
    }
}

macro_rules! codes {
    ($($(#[doc = $doc:literal])* $name:ident = $code:literal, $german:literal, $english:literal;)+) => {
        /// Why something was refused. The sentence says what is wrong and what to do.
        #[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, serde::Serialize, serde::Deserialize)]
        pub enum RefusalCode {
            $($(#[doc = $doc])* #[serde(rename = $code)] $name,)+
        }

        impl RefusalCode {
            /// Every code.
            pub const ALL: &'static [Self] = &[$(Self::$name,)+];

            /// The code as the API shows it.
            pub const fn code(self) -> &'static str {
                match self {
                    $(Self::$name => $code,)+
                }
            }

            pub(crate) const fn sentence(self, language: Language) -> &'static str {
                match (self, language) {
                    $((Self::$name, Language::German) => $german, (Self::$name, Language::English) => $english,)+
                }
            }
        }

        impl Coded for RefusalCode {
            const NAME: &'static str = "ErrorCode";
            const MEANING: &'static str = "Why something was refused.";

            fn values() -> &'static [Self] {
                Self::ALL
            }

            fn code(self) -> &'static str {
                self.code()
            }

            fn meaning(self) -> String {
                match self {
                    $(Self::$name => concat!($($doc),*).trim().to_owned(),)+
                }
            }
        }
    };
}

codes! {
    /// The input is not of the form that is needed.
    Invalid = "INVALID", "Die Angabe ist ungültig: {reason}.", "The value is invalid: {reason}.";
    /// A value is missing.
    Required = "REQUIRED", "Diese Angabe fehlt.", "This value is missing.";
    /// A text is shorter than needed.
    TooShort = "TOO_SHORT", "Der Text ist kürzer als {min} Zeichen.", "The text is shorter than {min} characters.";
    /// A text is longer than allowed.
    TooLong = "TOO_LONG", "Der Text ist länger als {max} Zeichen.", "The text is longer than {max} characters.";
    /// A number or date lies outside of what is allowed.
    OutOfRange = "OUT_OF_RANGE", "Der Wert muss zwischen {min} und {max} liegen.", "The value must lie between {min} and {max}.";
    /// A text has control characters.
    ControlCharacters = "CONTROL_CHARACTERS", "Der Text enthält Steuerzeichen.", "The text has control characters.";
    /// Not an e-mail address.
    InvalidEmail = "INVALID_EMAIL", "Das ist keine E-Mail-Adresse.", "This is not an e-mail address.";
    /// Not a telephone number.
    InvalidPhone = "INVALID_PHONE", "Das ist keine Telefonnummer; bitte mit Vorwahl angeben.", "This is not a telephone number; give it with its area code.";
    /// Not a web address.
    InvalidUrl = "INVALID_URL", "Das ist keine Web-Adresse mit http oder https.", "This is not a web address with http or https.";
    /// A period ends before it starts.
    EndBeforeStart = "END_BEFORE_START", "Das Ende liegt vor dem Anfang.", "The end lies before the start.";
    /// The record does not exist, or the caller may not see it.
    NotFound = "NOT_FOUND", "Das gibt es nicht, oder Sie dürfen es nicht sehen.", "This does not exist, or you may not see it.";
    /// Somebody else changed the record in the meantime.
    VersionConflict = "VERSION_CONFLICT", "Der Datensatz wurde inzwischen geändert (Stand {current}). Bitte neu laden und noch einmal ändern.", "The record has changed in the meantime (version {current}). Load it again and repeat your change.";
    /// Such a record exists already.
    Duplicate = "DUPLICATE", "Das gibt es schon.", "This exists already.";
    /// More of them than allowed.
    TooMany = "TOO_MANY", "Es sind höchstens {max} möglich.", "At most {max} are possible.";
    /// People of this name or address are known already.
    PossibleDuplicate = "POSSIBLE_DUPLICATE", "Es gibt schon {count} Personen mit diesem Namen oder dieser E-Mail-Adresse. Bitte prüfen, und nur eine andere Person mit acceptDuplicates anlegen.", "There are {count} people of this name or e-mail address already. Check them, and create a different person with acceptDuplicates only.";
    /// The period overlaps with another one.
    Overlap = "OVERLAP", "Der Zeitraum überschneidet sich mit einem vorhandenen.", "The period overlaps with an existing one.";
    /// The tree would bite its own tail.
    Cycle = "CYCLE", "Das würde einen Kreis in der Gliederung ergeben.", "This would make a cycle in the tree.";
    /// The state of the record does not allow it.
    WrongState = "WRONG_STATE", "Im Zustand {state} ist {verb} nicht möglich.", "In the state {state} it is not possible to {verb}.";
    /// Something still hangs on the record.
    InUse = "IN_USE", "Es wird noch gebraucht: {by}.", "It is still in use: {by}.";
    /// A sign-in that does not fit, whatever the reason.
    InvalidCredentials = "INVALID_CREDENTIALS", "E-Mail-Adresse oder Passwort stimmen nicht.", "E-mail address or password do not match.";
    /// A code of the second factor that does not fit.
    InvalidCode = "INVALID_CODE", "Der Code stimmt nicht oder wurde schon benutzt.", "The code does not match or has been used before.";
    /// A link or token that is unknown, used or too old.
    InvalidToken = "INVALID_TOKEN", "Der Link oder Schlüssel ist ungültig, abgelaufen oder schon benutzt.", "The link or token is invalid, expired or used.";
    /// A token of an identity provider that is valid, but linked to no account.
    IdentityUnknown = "IDENTITY_UNKNOWN", "Diese Identität von {issuer} ist mit keinem Konto verknüpft. Bitte mit Passwort anmelden und sie mit linkIdentity verknüpfen, oder eine Einladung mit ihr annehmen.", "This identity of {issuer} is linked to no account. Sign in with your password and link it with linkIdentity, or accept an invitation with it.";
    /// The identity provider is less sure of the person than needed.
    AcrTooLow = "ACR_TOO_LOW", "Die Anmeldung bei {issuer} ist nicht sicher genug. Bitte dort noch einmal mit einer dieser Stufen (acr_values) anmelden: {acrValues}.", "The sign-in at {issuer} is not strong enough. Sign in there again with one of these levels (acr_values): {acrValues}.";
    /// Too many failures; wait.
    Locked = "LOCKED", "Zu viele Fehlversuche. Bitte {seconds} Sekunden warten.", "Too many failures. Wait {seconds} seconds.";
    /// The password can be guessed.
    WeakPassword = "WEAK_PASSWORD", "Das Passwort ist zu leicht zu erraten ({score} von 4). Bitte länger und ungewöhnlicher wählen.", "The password is too easy to guess ({score} of 4). Choose a longer, more unusual one.";
    /// The second factor has to be set up first.
    SecondFactorRequired = "SECOND_FACTOR_REQUIRED", "Diese Rolle verlangt einen zweiten Faktor.", "This role requires a second factor.";
    /// Nobody grants more than they hold.
    GrantExceedsOwn = "GRANT_EXCEEDS_OWN", "Sie können die Rolle {role} nicht vergeben, weil sie über Ihre eigenen Rechte hinausgeht.", "You cannot grant the role {role} because it exceeds your own rights.";
    /// Nobody gives a scope that exceeds their own rights.
    ScopeExceedsOwn = "SCOPE_EXCEEDS_OWN", "Der Umfang {scope} geht über Ihre eigenen Rechte hinaus.", "The scope {scope} exceeds your own rights.";
    /// The platform does not send to this address.
    ReceiverRefused = "RECEIVER_REFUSED", "An diese Adresse wird nicht gesendet: Empfänger sind öffentlich und über https erreichbar.", "Nothing is sent to this address: receivers are public and reached by https.";
    /// A document that a webhook cannot carry out for each event.
    DocumentRefused = "DOCUMENT_REFUSED", "Das Dokument kann nicht für jedes Ereignis ausgeführt werden: {reason}", "The document cannot be carried out for each event: {reason}";
    /// A document that cannot be exported.
    NotExportable = "NOT_EXPORTABLE", "Das Dokument lässt sich nicht exportieren ({fault}): {reason}", "The document cannot be exported ({fault}): {reason}";
    /// A file that was kept for its time and is deleted.
    Expired = "EXPIRED", "Die Datei ist abgelaufen und gelöscht. Bitte neu anfordern.", "The file has expired and is deleted. Ask for it anew.";
    /// The action cannot be given to a token.
    NotAScope = "NOT_A_SCOPE", "{scope} kann kein Schlüssel erhalten.", "{scope} cannot be given to a token.";
    /// It works in a signed-in session only, not with a token.
    SessionRequired = "SESSION_REQUIRED", "Das geht nur in einer angemeldeten Sitzung, nicht mit einem Schlüssel.", "This works in a signed-in session only, not with a token.";
    /// The idempotency key was used with another input.
    IdempotencyMismatch = "IDEMPOTENCY_MISMATCH", "Der Idempotenzschlüssel wurde schon mit einer anderen Eingabe benutzt.", "The idempotency key has been used with another input.";
    /// The change under this idempotency key was carried out, but its answer is not kept.
    IdempotencyReplay = "IDEMPOTENCY_REPLAY", "Die Änderung unter diesem Idempotenzschlüssel wurde schon ausgeführt; ihre Antwort ist nicht mehr abrufbar.", "The change under this idempotency key has been carried out; its answer is not available any more.";
    /// Not the key of a territory.
    InvalidTerritoryKey = "INVALID_TERRITORY_KEY", "Das ist kein Schlüssel einer Gebietskörperschaft in Nordrhein-Westfalen: 2, 3, 5 oder 8 Ziffern, zu Beginn 05.", "This is not the key of a territory in North Rhine-Westphalia: 2, 3, 5 or 8 digits that begin with 05.";
    /// A network that works needs its coordinator.
    CoordinatorRequired = "COORDINATOR_REQUIRED", "Ein Netzwerk, das nicht ruht, braucht eine Netzwerkkoordination.", "A network that does not rest needs a coordinator.";
    /// The organisation is not a member of the network.
    NotAMember = "NOT_A_MEMBER", "Die Organisation ist kein Mitglied des Netzwerks.", "The organisation is not a member of the network.";
    /// Fewer of them than needed.
    TooFew = "TOO_FEW", "Es sind mindestens {min} nötig.", "At least {min} are needed.";
    /// It is too early.
    NotYet = "NOT_YET", "Das ist erst ab {at} möglich.", "This is not possible before {at}.";
    /// It is too late.
    DeadlinePassed = "DEADLINE_PASSED", "Die Frist ist abgelaufen: {deadline}.", "The deadline has passed: {deadline}.";
    /// There is no seat, and nobody can wait for one.
    Full = "FULL", "Es gibt keinen freien Platz und keine Warteliste.", "There is no free seat and no waiting list.";
    /// The offer is not for this person.
    NotEntitled = "NOT_ENTITLED", "Das Angebot ist nicht für alle zugänglich: {audience}.", "The offer is not open to everybody: {audience}.";
    /// A module has to be completed first.
    PrerequisiteMissing = "PREREQUISITE_MISSING", "Dafür fehlt noch: {module}.", "This needs to be completed first: {module}.";
    /// The person has not taken part, or it was not recorded.
    NotAttended = "NOT_ATTENDED", "Eine Teilnahme, die dafür reicht, ist nicht erfasst.", "No attendance that suffices is recorded.";
    /// The group would meet more often than its kind allows.
    TooManyDates = "TOO_MANY_DATES", "Eine Gruppe trifft sich in diesem Format ({kind}) höchstens {max}-mal {zeitraum}.", "A group meets at most {max} times {span} in this format ({kind}).";
    /// There would be fewer seats than are taken.
    CapacityBelowConfirmed = "CAPACITY_BELOW_CONFIRMED", "Es sind schon {taken} Plätze vergeben, mehr als danach blieben.", "{taken} seats are taken already, more than would be left.";
    /// Whoever answered an evaluation cannot answer it again.
    AlreadyAnswered = "ALREADY_ANSWERED", "Sie haben schon geantwortet. Antworten sind anonym und lassen sich deshalb nicht ändern.", "You have answered already. Answers are anonymous, so they cannot be changed.";
    /// The evaluation asks only those who attended.
    NotAsked = "NOT_ASKED", "Gefragt sind nur Personen, deren Teilnahme erfasst ist.", "Only people are asked whose attendance is recorded.";
    /// A trainer is confirmed for another session at that time.
    DoubleBooked = "DOUBLE_BOOKED", "Zur selben Zeit ist die Person schon verpflichtet: {session}.", "The person is engaged at that time already: {session}.";
    /// The invitation comes too late for the rules of the committee, and nobody said why.
    LeadTime = "LEAD_TIME", "Die Einladungsfrist von {days} Tagen ist nicht eingehalten. Bitte die verkürzte Frist begründen.", "The lead time of {days} days is not kept. Give the reason for the short notice.";
    /// Too few votes are there to decide.
    NotQuorate = "NOT_QUORATE", "Die Beschlussfähigkeit fehlt: {present} von {needed} nötigen Stimmen.", "There is no quorum: {present} of {needed} votes that are needed.";
    /// More votes were counted than there are.
    TooManyVotes = "TOO_MANY_VOTES", "Es sind {cast} Stimmen gezählt, aber nur {present} möglich.", "{cast} votes are counted, but only {present} are possible.";
    /// Somebody objects.
    HasObjections = "HAS_OBJECTIONS", "Es liegt Widerspruch vor ({count}).", "There are objections ({count}).";
    /// The partners have not agreed to act together in this field.
    OutsideFieldOfAction = "OUTSIDE_FIELD_OF_ACTION", "Das Handlungsfeld {field} ist nicht vereinbart.", "The field of action {field} is not agreed on.";
    /// Nobody may stand in for this seat but its substitutes.
    NotASubstitute = "NOT_A_SUBSTITUTE", "Die Person ist an diesem Tag keine Stellvertretung für diesen Sitz.", "The person is not a substitute for this seat on that day.";
    /// The rules of the committee do not allow it.
    AgainstTheRules = "AGAINST_THE_RULES", "Das lassen die Regeln des Gremiums nicht zu: {rule}.", "The rules of the committee do not allow it: {rule}.";
    /// Files of this media type are not taken.
    UnsupportedType = "UNSUPPORTED_TYPE", "Dateien dieses Typs werden nicht angenommen; möglich sind: {allowed}.", "Files of this type are not taken; possible are: {allowed}.";
    /// The bytes of the file are of another type than was said.
    TypeMismatch = "TYPE_MISMATCH", "Der Inhalt der Datei ist nicht vom Typ {declared}.", "The content of the file is not of the type {declared}.";
    /// The file has more bytes than allowed.
    FileTooLarge = "FILE_TOO_LARGE", "Die Datei ist größer als {max} Bytes.", "The file is larger than {max} bytes.";
    /// The file has no bytes, or not as many as were announced.
    Incomplete = "INCOMPLETE", "Die Datei ist leer oder unvollständig angekommen; bitte noch einmal hochladen.", "The file is empty or arrived incomplete; upload it again.";
    /// A file is not a table that can be read.
    UnreadableTable = "UNREADABLE_TABLE", "Die Datei ist keine lesbare Tabelle: {reason}.", "The file is no table that can be read: {reason}.";
    /// A column that the mapping names is not in the file.
    MissingColumn = "MISSING_COLUMN", "Die Spalte „{column}“ fehlt in der Datei. Vorhanden sind: {present}.", "The column \"{column}\" is not in the file. Present are: {present}.";
    /// A column that the mapping names stands in the file twice.
    DuplicateColumn = "DUPLICATE_COLUMN", "Die Spalte „{column}“ steht mehrmals in der Datei.", "The column \"{column}\" stands in the file more than once.";
    /// Several records fit.
    Ambiguous = "AMBIGUOUS", "Das passt auf mehrere Datensätze. Bitte die ID angeben.", "Several records fit. Give the id.";
    /// Rows of a file that was to be imported as a whole cannot be.
    BadRows = "BAD_ROWS", "{count} Zeilen sind fehlerhaft oder schon vorhanden; deshalb wurde keine übernommen.", "{count} rows are wrong or there already; so none was kept.";
    /// Something broke off more than once.
    BrokeOff = "BROKE_OFF", "Die Verarbeitung ist mehrmals abgebrochen. Bitte mit der Kennung {reference} melden.", "It broke off more than once. Please report the reference {reference}.";
    /// The caller may not do this with it.
    NotPermitted = "NOT_PERMITTED", "Dafür fehlt Ihnen hier das Recht {action}.", "You lack the right {action} here.";
    /// A line of an imported file is wrong.
    ImportLine = "IMPORT_LINE", "Zeile {line}: {grund}.", "Line {line}: {reason}.";
}

impl Display for RefusalCode {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.code())
    }
}

/// One expected "no".
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Refusal {
    /// Why.
    pub code: RefusalCode,
    /// Where in the input: field names from the outside in.
    pub path: Vec<String>,
    /// What the sentence needs to know.
    pub parameters: Vec<(&'static str, String)>,
}

impl Refusal {
    /// A refusal of the input as a whole.
    pub const fn new(code: RefusalCode) -> Self {
        Self { code, path: Vec::new(), parameters: Vec::new() }
    }

    /// Says where: prefixes the path, so that an outer value names its inner ones.
    #[must_use]
    pub fn at(mut self, field: impl Into<String>) -> Self {
        self.path.insert(0, field.into());
        self
    }

    /// Adds a parameter.
    #[must_use]
    pub fn with(mut self, name: &'static str, value: impl Display) -> Self {
        self.parameters.push((name, value.to_string()));
        self
    }

    /// The sentence for a person.
    pub fn message(&self, language: Language) -> String {
        self.parameters.iter().fold(self.code.sentence(language).to_owned(), |sentence, (name, value)| {
            sentence.replace(&format!("{{{name}}}"), value)
        })
    }
}

/// Gathers refusals, so that a person sees all of them at once and not one after the other.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Refusals(Vec<Refusal>);

impl Refusals {
    /// None yet.
    pub fn new() -> Self {
        Self::default()
    }

    /// Takes the value, or remembers why not, naming the field.
    pub fn take<T>(&mut self, field: &str, checked: Result<T, Refusal>) -> Option<T> {
        checked.map_err(|refusal| self.0.push(refusal.at(field))).ok()
    }

    /// Takes a value that was made of several fields, or remembers all that is wrong with them.
    pub fn take_all<T>(&mut self, field: &str, checked: Result<T, Vec<Refusal>>) -> Option<T> {
        checked.map_err(|refusals| self.0.extend(refusals.into_iter().map(|refusal| refusal.at(field)))).ok()
    }

    /// Takes a value that was made of fields that stand beside the others, or remembers all that is wrong with them.
    pub fn gather<T>(&mut self, checked: Result<T, Vec<Refusal>>) -> Option<T> {
        checked.map_err(|refusals| self.0.extend(refusals)).ok()
    }

    /// Remembers a refusal.
    pub fn push(&mut self, refusal: Refusal) {
        self.0.push(refusal);
    }

    /// Goes on with the value when nothing was refused.
    ///
    /// # Errors
    /// All that was refused.
    pub fn into_result<T>(self, value: Option<T>) -> Result<T, Vec<Refusal>> {
        match value {
            Some(value) if self.0.is_empty() => Ok(value),
            _ => Err(self.0),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_sentence_carries_its_parameters_in_both_languages() {
        let refusal = Refusal::new(RefusalCode::TooLong).at("name").with("max", 200);
        assert_eq!(refusal.message(Language::German), "Der Text ist länger als 200 Zeichen.");
        assert_eq!(refusal.message(Language::English), "The text is longer than 200 characters.");
    }

    #[test]
    fn codes_are_unique() {
        let mut codes: Vec<_> = RefusalCode::ALL.iter().map(|code| code.code()).collect();
        codes.sort_unstable();
        codes.dedup();
        assert_eq!(codes.len(), RefusalCode::ALL.len());
    }
}
