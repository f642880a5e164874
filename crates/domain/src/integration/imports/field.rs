//! What can be imported, and into which fields.

use crate::shared::coded_enum;

coded_enum! {
    /// What the rows of an imported file become.
    ImportKind {
        /// Organisations.
        Organisations = "ORGANISATIONS", "Organisationen";
        /// People whose records an organisation keeps.
        People = "PEOPLE", "Personen";
        /// Functions of people in organisations.
        Memberships = "MEMBERSHIPS", "Funktionen von Personen in Organisationen";
    }
}

coded_enum! {
    /// A field that a column of an imported file, or a constant, fills.
    ImportField {
        /// The full name of the organisation.
        Name = "NAME", "Name";
        /// The short form of the name.
        ShortName = "SHORT_NAME", "Kurzname";
        /// What the organisation is: a code or the German name of an `OrganisationKind`.
        OrganisationKind = "ORGANISATION_KIND", "Art der Organisation";
        /// The legal form.
        LegalForm = "LEGAL_FORM", "Rechtsform";
        /// What it is called on the spot.
        LocalLabel = "LOCAL_LABEL", "Bezeichnung vor Ort";
        /// What the organisation does: codes or German names of `OrganisationFunction`, with `|` between them.
        Functions = "FUNCTIONS", "Funktionen";
        /// The organisation of which it is a part: a global id, or the full name.
        Parent = "PARENT", "Übergeordnete Organisation";
        /// The key of the district in which it lies.
        DistrictKey = "DISTRICT_KEY", "Schlüssel des Kreises";
        /// The keys of the territories that it serves, with `|` between them.
        TerritoryKeys = "TERRITORY_KEYS", "Schlüssel der Gebiete";
        /// Street and number.
        Street = "STREET", "Straße und Hausnummer";
        /// Five digits.
        PostalCode = "POSTAL_CODE", "Postleitzahl";
        /// The town.
        Place = "PLACE", "Ort";
        /// Who brings an external partner in: a global id, or the full name.
        Sponsor = "SPONSOR", "Bürgende Organisation";
        /// An e-mail address; of memberships, that of the person.
        Email = "EMAIL", "E-Mail-Adresse";
        /// A telephone number.
        Phone = "PHONE", "Telefon";
        /// A number of a mobile telephone.
        Mobile = "MOBILE", "Mobiltelefon";
        /// A web address.
        Web = "WEB", "Web-Adresse";
        /// The organisation of the person or the function: a global id, or the full name; the owner of the import
        /// without one.
        Organisation = "ORGANISATION", "Organisation";
        /// How the person is addressed: a code or the German name of a `Salutation`.
        Salutation = "SALUTATION", "Anrede";
        /// Academic or other titles.
        Title = "TITLE", "Titel";
        /// The given name.
        GivenName = "GIVEN_NAME", "Vorname";
        /// The family name.
        FamilyName = "FAMILY_NAME", "Nachname";
        /// Tags of languages, the preferred one first, with `|` between them.
        Languages = "LANGUAGES", "Sprachen";
        /// The global id of the person; without one they are found by e-mail address or name.
        Person = "PERSON", "Person";
        /// As what the person works: a code or the German name of a `FunctionRole`.
        Role = "ROLE", "Funktion";
        /// The first day, as `2024-12-31` or `31.12.2024`.
        ValidFrom = "VALID_FROM", "gültig ab";
        /// The last day.
        ValidUntil = "VALID_UNTIL", "gültig bis";
        /// For which other organisation the person acts: a global id, or the full name.
        OnBehalfOf = "ON_BEHALF_OF", "im Auftrag von";
    }
}

impl ImportKind {
    /// The fields of such rows.
    pub const fn fields(self) -> &'static [ImportField] {
        use ImportField as F;
        match self {
            Self::Organisations => &[
                F::Name,
                F::ShortName,
                F::OrganisationKind,
                F::LegalForm,
                F::LocalLabel,
                F::Functions,
                F::Parent,
                F::DistrictKey,
                F::TerritoryKeys,
                F::Street,
                F::PostalCode,
                F::Place,
                F::Sponsor,
                F::Email,
                F::Phone,
                F::Web,
                F::ValidFrom,
            ],
            Self::People => &[
                F::Organisation,
                F::Salutation,
                F::Title,
                F::GivenName,
                F::FamilyName,
                F::Languages,
                F::Email,
                F::Phone,
                F::Mobile,
            ],
            Self::Memberships => &[
                F::Person,
                F::Email,
                F::GivenName,
                F::FamilyName,
                F::Organisation,
                F::Role,
                F::LocalLabel,
                F::ValidFrom,
                F::ValidUntil,
                F::OnBehalfOf,
            ],
        }
    }

    /// What has to be filled: of each group at least one field.
    pub const fn required(self) -> &'static [&'static [ImportField]] {
        use ImportField as F;
        match self {
            Self::Organisations => &[&[F::Name], &[F::OrganisationKind]],
            Self::People => &[&[F::FamilyName]],
            Self::Memberships => &[&[F::Person, F::Email, F::FamilyName], &[F::Role]],
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_required_is_a_field_and_every_field_is_of_some_kind() {
        for kind in ImportKind::ALL {
            assert!(kind.required().iter().flat_map(|group| group.iter()).all(|field| kind.fields().contains(field)));
        }
        let used = |field: &ImportField| ImportKind::ALL.iter().any(|kind| kind.fields().contains(field));
        assert!(ImportField::ALL.iter().all(used));
    }
}
