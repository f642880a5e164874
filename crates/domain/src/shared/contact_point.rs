//! Ways to reach an organisation or a person, and who may see them.

use super::coded_enum;
use super::contact::{EmailAddress, PhoneNumber, WebAddress};
use super::ids::ContactPointId;
use super::refusal::{Refusal, RefusalCode, Refusals};
use super::text::Name;

coded_enum! {
    /// The kinds of contact points.
    ContactKind {
        /// A telephone on a desk.
        Phone = "PHONE", "Telefon";
        /// A telephone in a pocket.
        Mobile = "MOBILE", "Mobiltelefon";
        /// A fax machine.
        Fax = "FAX", "Fax";
        /// An e-mail address.
        Email = "EMAIL", "E-Mail-Adresse";
        /// A web address.
        Web = "WEB", "Web-Adresse";
    }
}

coded_enum! {
    /// Who may see a contact point. Each includes the ones before it.
    ContactVisibility {
        /// Everybody who may see the record.
        Public = "PUBLIC", "öffentlich";
        /// Everybody who is signed in and may see the contact points of the record.
        Community = "COMMUNITY", "für die Gemeinschaft";
        /// Only those who may change the record.
        Organisation = "ORGANISATION", "nur für die Organisation";
    }
}

/// A contact point as it was typed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ContactPointDraft {
    /// The existing one that is changed; a new one without.
    pub id: Option<ContactPointId>,
    /// What it is.
    pub kind: ContactKind,
    /// The number or address.
    pub value: String,
    /// What it is for, for instance `Sekretariat`.
    pub label: Option<String>,
    /// Who may see it.
    pub visibility: ContactVisibility,
}

/// A way to reach an organisation or a person.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ContactPoint {
    /// The contact point itself.
    pub id: ContactPointId,
    /// What it is.
    pub kind: ContactKind,
    /// The number in the form of E.164, or the address.
    pub value: String,
    /// What it is for, for instance `Sekretariat`.
    pub label: Option<Name>,
    /// Who may see it.
    pub visibility: ContactVisibility,
}

impl ContactPoint {
    /// The most that one record has.
    pub const MOST: usize = 20;

    /// Checks a draft; it gets the id `new` unless it changes an existing one.
    fn check(draft: &ContactPointDraft, new: impl FnOnce() -> ContactPointId) -> Result<Self, Vec<Refusal>> {
        let mut refusals = Refusals::new();
        let value = refusals.take("value", checked_value(draft.kind, &draft.value));
        let label = refusals.take("label", Name::optional(draft.label.as_deref()));
        let point = value.zip(label).map(|(value, label)| Self {
            id: draft.id.unwrap_or_else(new),
            kind: draft.kind,
            value,
            label,
            visibility: draft.visibility,
        });
        refusals.into_result(point)
    }

    /// Checks the contact points of one record that has `present` until now.
    ///
    /// # Errors
    /// `TOO_MANY` above [`Self::MOST`], `NOT_FOUND` for one that the record does not have, `DUPLICATE` for one that
    /// is named twice, and what is wrong with the values.
    pub fn check_all(
        drafts: &[ContactPointDraft],
        present: &[Self],
        mut new: impl FnMut() -> ContactPointId,
    ) -> Result<Vec<Self>, Vec<Refusal>> {
        if drafts.len() > Self::MOST {
            return Err(vec![Refusal::new(RefusalCode::TooMany).with("max", Self::MOST)]);
        }
        let (mut points, mut refusals) = (Vec::<Self>::with_capacity(drafts.len()), Vec::new());
        for (place, draft) in drafts.iter().enumerate() {
            let mut refuse = |refusal: Refusal| refusals.push(refusal.at(place.to_string()));
            if draft.id.is_some_and(|id| present.iter().all(|point| point.id != id)) {
                refuse(Refusal::new(RefusalCode::NotFound).at("id"));
            } else if draft.id.is_some_and(|id| points.iter().any(|point| point.id == id)) {
                refuse(Refusal::new(RefusalCode::Duplicate).at("id"));
            } else {
                match Self::check(draft, &mut new) {
                    Ok(point) => points.push(point),
                    Err(found) => found.into_iter().for_each(refuse),
                }
            }
        }
        if refusals.is_empty() { Ok(points) } else { Err(refusals) }
    }

    /// The form by which two of them are compared.
    pub fn key(&self) -> String {
        match self.kind {
            ContactKind::Email => self.value.to_lowercase(),
            ContactKind::Phone | ContactKind::Mobile | ContactKind::Fax | ContactKind::Web => self.value.clone(),
        }
    }

    /// One line for the audit.
    pub fn summary(&self) -> String {
        format!("{} {} ({})", self.kind, self.value, self.visibility)
    }
}

fn checked_value(kind: ContactKind, value: &str) -> Result<String, Refusal> {
    match kind {
        ContactKind::Phone | ContactKind::Mobile | ContactKind::Fax => PhoneNumber::new(value).map(|it| it.to_string()),
        ContactKind::Email => EmailAddress::new(value).map(|it| it.to_string()),
        ContactKind::Web => WebAddress::new(value).map(|it| it.to_string()),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use uuid::Uuid;

    fn draft(id: Option<u128>, kind: ContactKind, value: &str) -> ContactPointDraft {
        let id = id.map(|id| Uuid::from_u128(id).into());
        ContactPointDraft { id, kind, value: value.to_owned(), label: None, visibility: ContactVisibility::Public }
    }

    fn check(drafts: &[ContactPointDraft], present: &[ContactPoint]) -> Result<Vec<ContactPoint>, Vec<Refusal>> {
        let mut next = 100;
        ContactPoint::check_all(drafts, present, || {
            next += 1;
            Uuid::from_u128(next).into()
        })
    }

    #[test]
    fn values_are_checked_by_their_kind() {
        let points = check(
            &[draft(None, ContactKind::Phone, "02191 16-0"), draft(None, ContactKind::Email, "Bildung@Hamm.example")],
            &[],
        )
        .unwrap();
        assert_eq!(points[0].value, "+492191160");
        assert_eq!(points[1].key(), "bildung@hamm.example");
        let refused = check(&[draft(None, ContactKind::Email, "02191 16-0")], &[]).unwrap_err();
        assert_eq!((refused[0].code, refused[0].path.join(".")), (RefusalCode::InvalidEmail, "0.value".to_owned()));
    }

    #[test]
    fn an_existing_one_keeps_its_id_and_a_foreign_one_is_not_found() {
        let present = check(&[draft(None, ContactKind::Phone, "02191 16-0")], &[]).unwrap();
        let kept = check(&[draft(Some(101), ContactKind::Phone, "02191 16-1")], &present).unwrap();
        assert_eq!(kept[0].id, present[0].id);
        let refused = check(&[draft(Some(7), ContactKind::Phone, "02191 16-1")], &present).unwrap_err();
        assert_eq!(refused[0].code, RefusalCode::NotFound);
        let twice =
            [draft(Some(101), ContactKind::Phone, "02191 16-1"), draft(Some(101), ContactKind::Fax, "02191 16-2")];
        assert_eq!(check(&twice, &present).unwrap_err()[0].code, RefusalCode::Duplicate);
    }

    #[test]
    fn there_is_a_most() {
        let many = vec![draft(None, ContactKind::Phone, "02191 16-0"); ContactPoint::MOST + 1];
        assert_eq!(check(&many, &[]).unwrap_err()[0].code, RefusalCode::TooMany);
    }
}
