//! Organisations as vCard 4.0 (RFC 6350), with the contact points that are for everybody.

use super::item_url;
use calcard::common::PartialDateTime;
use calcard::vcard::{
    VCard, VCardEntry, VCardParameter, VCardProperty, VCardType, VCardValue, VCardValueType, VCardVersion,
};
use domain::integration::feeds::{FeedContact, FeedOrganisation, FeedPath};
use domain::shared::{ContactKind, Timestamp};
use std::fmt;

/// The media type of vCard.
pub const VCARD_MEDIA_TYPE: &str = "text/vcard; charset=utf-8";

/// Who made the card (PRODID).
const MAKER: &str = "-//BildungsNetz//Adressen//DE";

/// The card of an organisation. `modified` is when anything of it last changed (REV).
///
/// # Errors
/// Never: writing into memory does not fail.
pub(super) fn card(
    base: &str,
    path: FeedPath,
    organisation: &FeedOrganisation,
    modified: Timestamp,
) -> Result<String, fmt::Error> {
    let text = |name, value: &str| VCardEntry::new(name).with_value(value.to_owned());
    let mut entries = vec![
        VCardEntry::new(VCardProperty::Source).with_value(format!("{}.vcf", item_url(base, path))),
        // As RFC 6350 spells it: not every reader passes over the difference.
        text(VCardProperty::Kind, "org"),
        text(VCardProperty::Fn, &organisation.name),
        text(VCardProperty::Org, &organisation.name),
        VCardEntry::new(VCardProperty::Uid).with_value(format!("urn:uuid:{}", path.id)),
        VCardEntry::new(VCardProperty::Rev).with_value(VCardValue::PartialDateTime(revision(modified))),
        text(VCardProperty::Prodid, MAKER),
    ];
    entries.extend(organisation.short_name.as_deref().map(|short| text(VCardProperty::Nickname, short)));
    if let Some(address) = &organisation.address {
        let street = address.street.clone().unwrap_or_default();
        let (place, code) = (address.place.clone(), address.postal_code.clone());
        let none = String::new;
        let parts = [none(), none(), street, place, none(), code, "Deutschland".to_owned()];
        let parts = parts.into_iter().map(VCardValue::Text).collect();
        entries.push(VCardEntry::new(VCardProperty::Adr).with_values(parts));
    }
    for (number, contact) in organisation.contacts.iter().enumerate() {
        contact_lines(&mut entries, number, contact);
    }
    let mut written = String::new();
    VCard { entries }.write_to(&mut written, VCardVersion::V4_0)?;
    Ok(written)
}

/// A contact point; what it is for stands beside it, in the way that address books show.
fn contact_lines(entries: &mut Vec<VCardEntry>, number: usize, contact: &FeedContact) {
    let phone = |kinds: &[VCardType]| {
        let entry = VCardEntry::new(VCardProperty::Tel).with_value(format!("tel:{}", contact.value));
        let entry = entry.with_param(VCardParameter::value(VCardValueType::Uri));
        kinds.iter().fold(entry, |entry, kind| entry.with_param(VCardParameter::typ(kind.clone())))
    };
    let entry = match contact.kind {
        ContactKind::Phone => phone(&[VCardType::Work, VCardType::Voice]),
        ContactKind::Mobile => phone(&[VCardType::Work, VCardType::Cell]),
        ContactKind::Fax => phone(&[VCardType::Work, VCardType::Fax]),
        ContactKind::Email => VCardEntry::new(VCardProperty::Email).with_value(contact.value.clone()),
        ContactKind::Web => VCardEntry::new(VCardProperty::Url).with_value(contact.value.clone()),
    };
    let Some(label) = &contact.label else {
        entries.push(entry);
        return;
    };
    let group = Some(format!("item{}", number + 1));
    let named = VCardEntry::new(VCardProperty::Other("X-ABLABEL".to_owned())).with_value(label.clone());
    entries.extend([entry.with_group(group.clone()), named.with_group(group)]);
}

fn revision(at: Timestamp) -> PartialDateTime {
    let at = jiff::Timestamp::from_microsecond(at.as_micros()).unwrap_or(jiff::Timestamp::UNIX_EPOCH);
    let at = at.to_zoned(jiff::tz::TimeZone::UTC).datetime();
    PartialDateTime {
        year: u16::try_from(at.year()).ok(),
        month: u8::try_from(at.month()).ok(),
        day: u8::try_from(at.day()).ok(),
        hour: u8::try_from(at.hour()).ok(),
        minute: u8::try_from(at.minute()).ok(),
        second: u8::try_from(at.second()).ok(),
        tz_hour: Some(0),
        tz_minute: Some(0),
        tz_minus: false,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use domain::integration::feeds::{FeedAddress, FeedKind};
    use domain::organisations::OrganisationKind;
    use uuid::Uuid;

    #[test]
    fn signs_that_mean_something_are_escaped() {
        let contact = |kind, value: &str, label: Option<&str>| FeedContact {
            kind,
            value: value.to_owned(),
            label: label.map(str::to_owned),
        };
        let organisation = FeedOrganisation {
            name: "Amt für Schule, Bildung; Sport".to_owned(),
            short_name: None,
            kind: OrganisationKind::Department,
            parent: None,
            address: Some(FeedAddress {
                street: Some("Alleestraße 66".to_owned()),
                postal_code: "42853".to_owned(),
                place: "Remscheid".to_owned(),
            }),
            contacts: vec![
                contact(ContactKind::Phone, "+492191160", Some("Zentrale")),
                contact(ContactKind::Email, "amt@remscheid.example", None),
            ],
            areas: Vec::new(),
            until: None,
        };
        let path = FeedPath::new(FeedKind::Organisation, Uuid::from_u128(7));
        let at = Timestamp::parse("2020-03-03T08:00:00Z").unwrap();
        let text = card("https://bildungsnetz.example/feeds", path, &organisation, at).unwrap().replace("\r\n ", "");
        for line in [
            "VERSION:4.0",
            "KIND:org",
            "FN:Amt für Schule\\, Bildung\\; Sport",
            "UID:urn:uuid:00000000-0000-0000-0000-000000000007",
            "REV:20200303T080000Z",
            "ADR:;;Alleestraße 66;Remscheid;;42853;Deutschland",
            "item1.X-ABLABEL:Zentrale",
            "EMAIL:amt@remscheid.example",
        ] {
            assert!(text.contains(&format!("\r\n{line}\r\n")), "{line}\n{text}");
        }
        assert!(text.contains("item1.TEL;VALUE=") && text.contains(":tel:+492191160\r\n"), "{text}");
    }
}
