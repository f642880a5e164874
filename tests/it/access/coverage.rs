//! Every root field and every field about a person has its line of the access table, and every line is used.

use super::sdl::{fields, root_fields};
use domain::access::Action;

/// Root fields without a rule. The list may only shrink, and has done so.
const EXEMPT: &[&str] = &[];

/// Actions that no field names: they say which rows of a list are seen beside those that its own action shows.
const UNUSED: &[Action] =
    &[Action::NetworkReadCommunity, Action::CommitteeReadCommunity, Action::SeriesReadCommunity, Action::TrainerRead];

/// Types that are about a person, and which of their fields say nothing about them.
const PERSONAL: &[(&str, &[&str])] = &[
    ("Person", &["id", "viewerCan", "version", "createdAt", "updatedAt"]),
    ("PersonFunction", &["id", "viewerCan", "version", "createdAt", "updatedAt"]),
    ("Account", &["id", "state", "viewerCan", "version", "createdAt"]),
    ("RoleAssignment", &["id", "viewerCan", "version"]),
    ("Invitation", &["id"]),
    ("Session", &["id"]),
    ("PersonalToken", &["id"]),
    ("ExternalIdentity", &["id"]),
    ("CalendarFeed", &["id"]),
    ("Registration", &["id", "viewerCan", "version", "createdAt", "updatedAt"]),
    ("Certificate", &["id", "viewerCan", "version", "createdAt", "updatedAt"]),
    ("TrainerAssignment", &["id", "viewerCan", "version", "createdAt", "updatedAt"]),
    ("CalendarEntry", &[]),
    (
        "AuditEntry",
        &[
            "id",
            "number",
            "at",
            "action",
            "event",
            "actorKind",
            "subjectType",
            "organisationId",
            "serviceAccountId",
            "version",
            "hash",
        ],
    ),
    ("MeetingParticipant", &[]),
];

#[test]
fn every_root_field_has_exactly_one_rule() {
    let roots: Vec<_> = root_fields().collect();
    assert!(roots.len() > 40, "the schema was read");
    for field in &roots {
        let expected = usize::from(!EXEMPT.contains(&field.name.as_str()));
        assert_eq!(field.actions.len(), expected, "{}.{}", field.parent, field.name);
    }
    let gone: Vec<_> = EXEMPT.iter().filter(|name| roots.iter().all(|field| field.name != **name)).collect();
    assert!(gone.is_empty(), "not exempt any more, take them off the list: {gone:?}");
}

#[test]
fn every_subscription_has_exactly_one_rule() {
    let roots: Vec<_> = fields().iter().filter(|field| field.parent == "Subscription").collect();
    assert!(!roots.is_empty());
    for field in roots {
        assert_eq!(field.actions.len(), 1, "{}", field.name);
    }
}

#[test]
fn every_field_about_a_person_has_a_rule() {
    let fields = fields();
    for (parent, plain) in PERSONAL {
        let of_type: Vec<_> = fields.iter().filter(|field| field.parent == *parent).collect();
        assert!(!of_type.is_empty(), "there is no type {parent}");
        for field in of_type {
            let expected = usize::from(!plain.contains(&field.name.as_str()));
            assert_eq!(field.actions.len(), expected, "{parent}.{}", field.name);
        }
    }
}

#[test]
fn every_line_of_the_table_is_used() {
    let fields = fields();
    for action in Action::ALL {
        let used = fields.iter().any(|field| field.actions.contains(action));
        assert_eq!(used, !UNUSED.contains(action), "{action}");
    }
}
