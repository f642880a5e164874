//! The typesetter: templates that are part of the program, fonts that are part of it too.

use crate::DocumentError;
use jiff::civil::Date;
use std::sync::LazyLock;
use typst::diag::SourceDiagnostic;
use typst::foundations::{Dict, IntoValue, Smart, dict};
use typst_as_lib::TypstEngine;
use typst_layout::PagedDocument;
use typst_pdf::{PdfOptions, PdfStandard, PdfStandards};

static ENGINE: LazyLock<TypstEngine> = LazyLock::new(|| {
    TypstEngine::builder()
        .fonts(typst_assets::fonts())
        .with_static_source_file_resolver([
            ("house.typ", include_str!("../templates/house.typ")),
            ("certificate.typ", include_str!("../templates/certificate.typ")),
            ("paper.typ", include_str!("../templates/paper.typ")),
        ])
        .build()
});

/// Sets `template` with `values` as PDF/UA-1. Text in a script that no font covers cannot be part of PDF/UA; the paper is
/// then tagged PDF all the same.
///
/// # Errors
/// When the template does not compile.
pub(crate) fn pdf(template: &'static str, values: Dict) -> Result<Vec<u8>, DocumentError> {
    let set = ENGINE.compile_with_input::<_, _, PagedDocument>(template, values).output;
    let document = set.map_err(|error| DocumentError::Typeset(error.to_string()))?;
    let accessible =
        PdfStandards::new(&[PdfStandard::Ua_1]).map_err(|error| DocumentError::Typeset(error.message().to_string()))?;
    typst_pdf::pdf(&document, &options(accessible))
        .or_else(|_| typst_pdf::pdf(&document, &options(PdfStandards::default())))
        .map_err(|errors| DocumentError::Typeset(sentences(&errors)))
}

/// Without a time of making: the same values give the same bytes.
fn options(standards: PdfStandards) -> PdfOptions {
    PdfOptions { creator: Smart::Custom(Some("BildungsNetz".to_owned())), standards, ..PdfOptions::default() }
}

fn sentences(errors: &[SourceDiagnostic]) -> String {
    errors.iter().map(|error| error.message.as_str()).collect::<Vec<_>>().join("; ")
}

/// A date as the templates take it.
pub(crate) fn date(date: Date) -> Dict {
    dict! {
        "year" => i64::from(date.year()).into_value(),
        "month" => i64::from(date.month()).into_value(),
        "day" => i64::from(date.day()).into_value(),
    }
}

/// A date as people write it: `22.06.2020`.
pub(crate) fn german(date: Date) -> String {
    format!("{:02}.{:02}.{:04}", date.day(), date.month(), date.year())
}
