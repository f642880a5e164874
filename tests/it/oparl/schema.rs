//! The tables of the fields of OParl 1.1, in a form of our own, and a check of objects against them.

use serde_json::{Map, Value};
use std::collections::BTreeMap;

/// The fields of every object but the system. After the name stands what it is:
/// `!` never missing; `text` `texts` `bool` `int` `date` `time` `url` `json` plain values;
/// `>T` the address of a T, `>>T` several; `[T` the address of a list of T; `{T` a T inside, `{{T` several.
const COMMON: &str = "id!url type!text license url keyword texts created time modified time web url deleted bool";

const TABLES: &[(&str, &str)] = &[
    (
        "Body",
        "system >System shortName text name!text website url licenseValidSince time oparlSince time ags text rgs text \
              equivalent texts contactEmail text contactName text organization![Organization person![Person \
              meeting![Meeting paper![Paper legislativeTerm!{{LegislativeTerm agendaItem [AgendaItem \
              consultation [Consultation file [File locationList [Location legislativeTermList [LegislativeTerm \
              membership [Membership classification text location {Location mainOrganization >Organization",
    ),
    ("LegislativeTerm", "body >Body name text startDate date endDate date"),
    (
        "Organization",
        "body >Body name text membership >>Membership meeting [Meeting consultation [Consultation \
                      shortName text post texts subOrganizationOf >Organization organizationType text \
                      classification text startDate date endDate date website url location {Location \
                      externalBody >Body memberCount int votingMemberCount int",
    ),
    (
        "Person",
        "body >Body name text familyName text givenName text formOfAddress text affix text title texts gender text \
                phone texts email texts location >Location locationObject {Location status texts \
                membership {{Membership image {File life text lifeSource text",
    ),
    (
        "Membership",
        "person >Person organization >Organization role text votingRight bool startDate date endDate date \
                    onBehalfOf >Organization",
    ),
    (
        "Meeting",
        "name text meetingState text cancelled bool start time end time location {Location \
                 organization >>Organization participant >>Person invitation {File resultsProtocol {File \
                 verbatimProtocol {File auxiliaryFile {{File agendaItem {{AgendaItem",
    ),
    (
        "AgendaItem",
        "meeting >Meeting number text order!int name text public bool consultation >Consultation result text \
                    resolutionText text resolutionFile {File auxiliaryFile {{File start time end time",
    ),
    (
        "Paper",
        "body >Body name text reference text date date paperType text relatedPaper >>Paper \
               superordinatedPaper >>Paper subordinatedPaper >>Paper mainFile {File auxiliaryFile {{File \
               location {{Location originatorPerson >>Person underDirectionOf >>Organization \
               originatorOrganization >>Organization consultation {{Consultation",
    ),
    (
        "Consultation",
        "paper >Paper agendaItem >AgendaItem meeting >Meeting organization >>Organization \
                      authoritative bool role text",
    ),
    (
        "File",
        "name text fileName text mimeType text date date size int sha1Checksum text sha512Checksum text text text \
              accessUrl!url downloadUrl url externalServiceUrl url masterFile >File derivativeFile >>File \
              fileLicense url meeting >>Meeting agendaItem >>AgendaItem person >Person paper >>Paper",
    ),
    (
        "Location",
        "description text geojson json streetAddress text room text postalCode text subLocality text \
                  locality text bodies >>Body organizations >>Organization persons >>Person meetings >>Meeting \
                  papers >>Paper",
    ),
];

const SYSTEM: &str = "oparlVersion!text otherOparlVersions texts body![Body name text contactEmail text contactName text \
                      website url vendor url product url";

/// Where an object leads to.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Link {
    /// An object of this type.
    Object(String, String),
    /// A list of objects of this type.
    List(String, String),
    /// A file.
    Bytes(String),
}

/// The fields of a type, each with what it is and whether it is never missing.
fn table(of: &str) -> BTreeMap<&'static str, (&'static str, bool)> {
    let own = if of == "System" { SYSTEM } else { TABLES.iter().find(|(name, _)| *name == of).unwrap().1 };
    let mut fields = BTreeMap::new();
    for text in [COMMON, own] {
        let mut words = text.split_whitespace();
        while let Some(word) = words.next() {
            let (name, what) = match word.split_once('!') {
                Some((name, what)) => (name, (what, true)),
                None => (word, (words.next().unwrap(), false)),
            };
            fields.insert(name, what);
        }
    }
    fields
}

/// Checks an object and all that stand inside of it, and says where they lead to.
pub(super) fn check(object: &Value, of: &str) -> Vec<Link> {
    let fields = object.as_object().unwrap_or_else(|| panic!("no {of}: {object}"));
    assert_eq!(object["type"], format!("https://schema.oparl.org/1.1/{of}"), "{object}");
    if of != "System" {
        assert!(fields.contains_key("created") && fields.contains_key("modified"), "{object}");
    }
    if object["deleted"] == true {
        let left: Vec<&str> = fields.keys().map(String::as_str).collect();
        assert_eq!(sorted(left), ["created", "deleted", "id", "modified", "type"], "{object}");
        return Vec::new();
    }
    assert!(!fields.contains_key("deleted"), "{object}");
    let table = table(of);
    for (name, (_, required)) in &table {
        assert!(!required || fields.contains_key(*name), "{of} without {name}: {object}");
    }
    let mut links = vec![Link::Object(of.to_owned(), text(&object["id"]).to_owned())];
    for (name, value) in fields {
        let (what, required) = table.get(name.as_str()).unwrap_or_else(|| panic!("{of} has no field {name}: {object}"));
        links.extend(check_value(value, what, *required, &format!("{of}.{name}")));
        if name == "accessUrl" || name == "downloadUrl" {
            links.push(Link::Bytes(text(value).to_owned()));
        }
    }
    links
}

fn check_value(value: &Value, what: &str, required: bool, at: &str) -> Vec<Link> {
    assert!(!value.is_null() && *value != "", "{at} is empty");
    let many = |of: &str, one: &dyn Fn(&Value, &str) -> Vec<Link>| -> Vec<Link> {
        let values = value.as_array().unwrap_or_else(|| panic!("{at} is no list: {value}"));
        assert!(required || !values.is_empty(), "{at} is an empty list");
        values.iter().flat_map(|value| one(value, of)).collect()
    };
    let address = |value: &Value, of: &str| vec![Link::Object(of.to_owned(), url(value, at).to_owned())];
    if let Some(of) = what.strip_prefix(">>") {
        return many(of, &address);
    }
    if let Some(of) = what.strip_prefix('>') {
        return address(value, of);
    }
    if let Some(of) = what.strip_prefix('[') {
        return vec![Link::List(of.to_owned(), url(value, at).to_owned())];
    }
    if let Some(of) = what.strip_prefix("{{") {
        return many(of, &check);
    }
    if let Some(of) = what.strip_prefix('{') {
        return check(value, of);
    }
    let fits = match what {
        "text" => value.is_string(),
        "texts" => value.as_array().is_some_and(|list| !list.is_empty() && list.iter().all(Value::is_string)),
        "bool" => value.is_boolean(),
        "int" => value.is_i64(),
        "date" => value.as_str().is_some_and(is_date),
        "time" => value.as_str().is_some_and(is_time),
        "url" => !url(value, at).is_empty(),
        "json" => value.is_object(),
        other => panic!("{other} is nothing that a field can be"),
    };
    assert!(fits, "{at} is no {what}: {value}");
    Vec::new()
}

/// Checks a page of a list, and gives its objects.
pub(super) fn check_page<'p>(page: &'p Value, at: &str) -> &'p Vec<Value> {
    let known = |object: &Map<String, Value>, names: &[&str]| object.keys().all(|name| names.contains(&name.as_str()));
    let page_fields = page.as_object().unwrap();
    assert!(known(page_fields, &["data", "pagination", "links"]) && page_fields.len() == 3, "{at}: {page}");
    let pagination = page["pagination"].as_object().unwrap();
    assert!(known(pagination, &["totalElements", "elementsPerPage", "currentPage", "totalPages"]), "{at}");
    assert!(pagination.values().all(Value::is_u64), "{at}");
    let links = page["links"].as_object().unwrap();
    assert!(known(links, &["first", "prev", "self", "next", "last", "web"]), "{at}");
    links.values().for_each(|link| assert!(!url(link, at).is_empty()));
    page["data"].as_array().unwrap()
}

fn sorted(mut names: Vec<&str>) -> Vec<&str> {
    names.sort_unstable();
    names
}

fn text(value: &Value) -> &str {
    value.as_str().unwrap_or_else(|| panic!("no text: {value}"))
}

fn url<'v>(value: &'v Value, at: &str) -> &'v str {
    let text = text(value);
    assert!(text.starts_with("https://") && !text.contains(' '), "{at} is no address: {text}");
    text
}

/// A pattern of digits (`0`) and fixed signs.
fn looks_like(text: &str, pattern: &str) -> bool {
    let fits = |(sign, wanted): (char, char)| if wanted == '0' { sign.is_ascii_digit() } else { sign == wanted };
    text.chars().count() == pattern.chars().count() && text.chars().zip(pattern.chars()).all(fits)
}

fn is_date(text: &str) -> bool {
    looks_like(text, "0000-00-00")
}

fn is_time(text: &str) -> bool {
    looks_like(text, "0000-00-00T00:00:00+00:00") || looks_like(text, "0000-00-00T00:00:00-00:00")
}
