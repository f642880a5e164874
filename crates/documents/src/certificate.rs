//! Certificates of attendance (Teilnahmebescheinigungen).

use crate::DocumentError;
use crate::typeset::{date, german, pdf};
use jiff::civil::Date;
use typst::foundations::{Array, IntoValue, Value, dict};

/// What a certificate of attendance says.
#[derive(Clone, Debug)]
pub struct Certificate {
    /// Who issues it.
    pub issuer: String,
    /// Its number in the register.
    pub number: String,
    /// Whose it is.
    pub name: String,
    /// What was attended: the title of a module or a series.
    pub title: String,
    /// The series to which a module belongs.
    pub series: Option<String>,
    /// The sessions, in order.
    pub parts: Vec<CertificatePart>,
    /// How long they were altogether, in minutes.
    pub minutes: i64,
    /// When it was issued.
    pub issued_on: Date,
    /// The number of the certificate that it takes the place of.
    pub replaces: Option<String>,
    /// When it was revoked; then the paper says so.
    pub revoked_on: Option<Date>,
    /// What proves it.
    pub code: String,
    /// The page that tells whether it is genuine.
    pub address: String,
}

/// One session that was attended, or a module that was recognised.
#[derive(Clone, Debug)]
pub struct CertificatePart {
    /// Its title.
    pub title: String,
    /// On which day; none for what was recognised.
    pub date: Option<Date>,
    /// In which form, in German: "Präsenz", "digital", "anerkannt".
    pub format: String,
    /// For how long the person was there, in minutes.
    pub minutes: i64,
}

impl Certificate {
    /// The certificate as accessible PDF; the same values give the same bytes.
    ///
    /// # Errors
    /// When the typesetter refuses the template.
    pub fn to_pdf(&self) -> Result<Vec<u8>, DocumentError> {
        let parts: Array = self.parts.iter().map(CertificatePart::value).collect();
        pdf(
            "certificate.typ",
            dict! {
                "heading" => "Teilnahmebescheinigung",
                "issuer" => self.issuer.as_str(),
                "number" => self.number.as_str(),
                "name" => self.name.as_str(),
                "title" => self.title.as_str(),
                "series" => self.series.as_deref().map_or(Value::None, IntoValue::into_value),
                "parts" => parts,
                "hours" => hours(self.minutes),
                "issued_on" => date(self.issued_on),
                "issued" => german(self.issued_on),
                "replaces" => self.replaces.as_deref().map_or(Value::None, IntoValue::into_value),
                "revoked" => self.revoked_on.map_or(Value::None, |day| german(day).into_value()),
                "code" => self.code.as_str(),
                "address" => self.address.as_str(),
            },
        )
    }
}

impl CertificatePart {
    fn value(&self) -> Value {
        dict! {
            "title" => self.title.as_str(),
            "date" => self.date.map_or_else(|| "–".to_owned(), german),
            "format" => self.format.as_str(),
            "hours" => if self.minutes == 0 { "–".to_owned() } else { hours(self.minutes) },
        }
        .into_value()
    }
}

/// Hours with a decimal comma, to the hundredth and no longer than needed: `6`, `1,5`, `0,75`.
fn hours(minutes: i64) -> String {
    let hundredths = (minutes * 100 + 30) / 60;
    match (hundredths / 100, hundredths % 100) {
        (whole, 0) => whole.to_string(),
        (whole, part) if part % 10 == 0 => format!("{whole},{}", part / 10),
        (whole, part) => format!("{whole},{part:02}"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use jiff::civil::date;

    fn certificate(name: &str) -> Certificate {
        let part = |title: &str, day, format: &str| CertificatePart {
            title: title.to_owned(),
            date: Some(day),
            format: format.to_owned(),
            minutes: 360,
        };
        Certificate {
            issuer: "Transferagentur Beispiel".to_owned(),
            number: "2020-0001".to_owned(),
            name: name.to_owned(),
            title: "Bildungsmanagement für Übergänge: „Größe“ zählt".to_owned(),
            series: Some("Netzwerkarbeit".to_owned()),
            parts: vec![part("Modul 1", date(2020, 3, 3), "Präsenz"), part("Modul 2", date(2020, 6, 22), "digital")],
            minutes: 720,
            issued_on: date(2020, 6, 23),
            replaces: Some("2020-0000".to_owned()),
            revoked_on: None,
            code: "ABCD-EFGH-JKLM".to_owned(),
            address: "https://example.org/verify/ABCD-EFGH-JKLM".to_owned(),
        }
    }

    fn holds(pdf: &[u8], text: &str) -> bool {
        pdf.windows(text.len()).any(|part| part == text.as_bytes())
    }

    #[test]
    fn a_certificate_is_accessible_and_always_the_same() {
        let pdf = certificate("Kim Beispiel").to_pdf().unwrap();
        assert!(pdf.starts_with(b"%PDF-1.7"));
        assert!(holds(&pdf, "pdfuaid:part"), "it says that it is PDF/UA");
        assert!(holds(&pdf, "Teilnahmebescheinigung 2020-0001"), "it has a title");
        assert!(holds(&pdf, "/Lang"), "it has a language");
        assert_eq!(pdf, certificate("Kim Beispiel").to_pdf().unwrap());
        assert_ne!(pdf, certificate("Robin Beispiel").to_pdf().unwrap());
        let revoked = Certificate { revoked_on: Some(date(2020, 7, 1)), ..certificate("Kim Beispiel") };
        assert!(holds(&revoked.to_pdf().unwrap(), "pdfuaid:part"));
    }

    #[test]
    fn any_name_can_be_set() {
        for name in ["#panic(\"x\")", "= $x$ *y* \\", "Ελένη Параскева", "张伟", "🙂\u{200f}\u{0}", ""]
        {
            let pdf = certificate(name).to_pdf().unwrap();
            assert!(pdf.starts_with(b"%PDF"), "{name:?}");
        }
    }

    #[test]
    fn hours_have_a_decimal_comma() {
        let said: Vec<_> = [360, 90, 45, 50, 0].map(hours).into();
        assert_eq!(said, ["6", "1,5", "0,75", "0,83", "0"]);
    }
}
