//! Papers that are ready to be set as PDF: for an answer over HTTP, or as the attachment of a mail.

use crate::Error;
use documents::Paper;
use serde::{Deserialize, Serialize};

/// A paper with the name of its file.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Printed {
    /// What the file is called when it is kept.
    pub name: String,
    /// What it says.
    paper: Paper,
}

impl Printed {
    /// A paper under a name, which ends as PDFs do. What no file may be called is left out of it.
    pub fn new(name: &str, paper: Paper) -> Self {
        let plain = |sign: char| if sign.is_control() || "/\\:*?\"<>|".contains(sign) { ' ' } else { sign };
        let name: String = name.chars().map(plain).collect();
        let name = name.split_whitespace().collect::<Vec<_>>().join(" ");
        Self { name: format!("{name}.pdf"), paper }
    }

    /// What it says, as a text: two papers with the same text are the same paper.
    ///
    /// # Errors
    /// Never: texts and whole numbers can always be written.
    pub fn text(&self) -> Result<String, Error> {
        serde_json::to_string(&self.paper).map_err(Error::unexpected)
    }

    /// The paper as accessible PDF, set beside the threads that answer requests.
    ///
    /// # Errors
    /// When the typesetter refuses the template.
    pub async fn pdf(self) -> Result<Vec<u8>, Error> {
        let set = tokio::task::spawn_blocking(move || self.paper.to_pdf()).await;
        set.map_err(Error::unexpected)?.map_err(Error::unexpected)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use documents::PaperLanguage;

    #[test]
    fn a_name_is_one_that_every_system_takes() {
        let paper = Paper {
            title: "Einladung".to_owned(),
            author: "Büro".to_owned(),
            date: "2020-03-03".parse().unwrap(),
            language: PaperLanguage::German,
            mark: None,
            blocks: Vec::new(),
        };
        let printed = Printed::new("Einladung 3. Sitzung AG \"Kita/Schule\"\n", paper);
        assert_eq!(printed.name, "Einladung 3. Sitzung AG Kita Schule.pdf");
    }
}
