//! Materials of a session, as links.

use crate::shared::{Name, Refusal, RefusalCode, Refusals, WebAddress};

/// A material as it is typed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct MaterialDraft {
    /// What it is called.
    pub title: String,
    /// Where it is.
    pub address: String,
}

/// A material: something to read before or after a session.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Material {
    /// What it is called.
    pub title: Name,
    /// Where it is.
    pub address: WebAddress,
}

impl Material {
    /// The most materials of one session.
    pub const MOST: usize = 50;

    /// Checks what was typed, in its order.
    ///
    /// # Errors
    /// `TOO_MANY`, and what is wrong with titles and addresses.
    pub fn check(typed: &[MaterialDraft]) -> Result<Vec<Self>, Vec<Refusal>> {
        let mut refusals = Refusals::new();
        if typed.len() > Self::MOST {
            refusals.push(Refusal::new(RefusalCode::TooMany).with("max", Self::MOST));
        }
        let mut checked = Vec::with_capacity(typed.len());
        for (place, material) in typed.iter().enumerate() {
            let wrong = |refusal: Refusal, field: &str| refusal.at(field).at(place.to_string());
            match (Name::new(&material.title), WebAddress::new(&material.address)) {
                (Ok(title), Ok(address)) => checked.push(Self { title, address }),
                (title, address) => {
                    let title = title.err().map(|refusal| wrong(refusal, "title"));
                    let address = address.err().map(|refusal| wrong(refusal, "address"));
                    title.into_iter().chain(address).for_each(|refusal| refusals.push(refusal));
                }
            }
        }
        refusals.into_result(Some(checked))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_wrong_is_said_at_its_place() {
        let good = MaterialDraft { title: "Folien".to_owned(), address: "https://beispiel.example/folien".to_owned() };
        let bad = MaterialDraft { title: String::new(), address: "javascript:alert(1)".to_owned() };
        assert_eq!(Material::check(std::slice::from_ref(&good)).unwrap()[0].title.as_str(), "Folien");
        let refusals = Material::check(&[good, bad]).unwrap_err();
        let paths: Vec<_> = refusals.iter().map(|refusal| refusal.path.join(".")).collect();
        assert_eq!(paths, ["1.title", "1.address"]);
    }
}
