//! The modules of a series, which build on each other.

use crate::shared::{CourseModuleId, CourseSeriesId, LongText, Name, Refusal, RefusalCode, Refusals, Timestamp};
use std::collections::BTreeSet;

/// A module as it is typed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ModuleDraft {
    /// What it is called.
    pub title: String,
    /// What it is about.
    pub description: Option<String>,
    /// How long it takes, in minutes.
    pub minutes: u32,
    /// Whether the certificate of the series asks for it.
    pub mandatory: bool,
    /// The modules that have to be completed first.
    pub prerequisites: BTreeSet<CourseModuleId>,
}

/// What the organiser says about a module, checked.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ModulePlan {
    /// What it is called.
    pub title: Name,
    /// What it is about.
    pub description: Option<LongText>,
    /// How long it takes, in minutes.
    pub minutes: u32,
    /// Whether the certificate of the series asks for it.
    pub mandatory: bool,
    /// The modules that have to be completed first.
    pub prerequisites: BTreeSet<CourseModuleId>,
}

/// A module of a series.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct CourseModule {
    /// The module itself.
    pub id: CourseModuleId,
    /// Of which series.
    pub series: CourseSeriesId,
    /// Its place in the series, from 1.
    pub place: i64,
    /// What the organiser says about it.
    pub plan: ModulePlan,
    /// Counts the changes.
    pub version: i64,
    /// When the record was made.
    pub created_at: Timestamp,
    /// When it was last changed.
    pub updated_at: Timestamp,
}

/// The longest module, in minutes: a working year.
const LONGEST: u32 = 1_700 * 60;

impl ModulePlan {
    /// The most modules of one series.
    pub const MOST: usize = 50;

    /// Checks what was typed.
    ///
    /// # Errors
    /// What is wrong with texts and minutes.
    pub fn check(draft: &ModuleDraft) -> Result<Self, Vec<Refusal>> {
        let mut refusals = Refusals::new();
        let title = refusals.take("title", Name::new(&draft.title));
        let description = refusals.take("description", LongText::optional(draft.description.as_deref()));
        if !(1..=LONGEST).contains(&draft.minutes) {
            refusals.push(Refusal::new(RefusalCode::OutOfRange).at("minutes").with("min", 1).with("max", LONGEST));
        }
        let plan = title.zip(description).map(|(title, description)| Self {
            title,
            description,
            minutes: draft.minutes,
            mandatory: draft.mandatory,
            prerequisites: draft.prerequisites.clone(),
        });
        refusals.into_result(plan)
    }
}

/// Whether a module may ask for these, among the other modules of its series.
///
/// # Errors
/// `NOT_FOUND` for one that is not of this series, `CYCLE` when one of them asks for this module in the end.
pub fn check_prerequisites(
    module: CourseModuleId,
    asked: &BTreeSet<CourseModuleId>,
    modules: &[CourseModule],
) -> Result<(), Refusal> {
    let find = |id: CourseModuleId| modules.iter().find(|other| other.id == id);
    for (place, id) in asked.iter().enumerate() {
        let at = |code| Refusal::new(code).at(place.to_string()).at("prerequisiteIds");
        if *id != module && find(*id).is_none() {
            return Err(at(RefusalCode::NotFound));
        }
        let (mut seen, mut ahead) = (BTreeSet::new(), vec![*id]);
        while let Some(next) = ahead.pop() {
            if next == module {
                return Err(at(RefusalCode::Cycle));
            }
            if seen.insert(next) {
                ahead.extend(find(next).into_iter().flat_map(|other| other.plan.prerequisites.iter().copied()));
            }
        }
    }
    Ok(())
}

/// The first module, in the order of the series, that is asked for and was not completed.
pub fn missing_prerequisite<'m>(
    module: &CourseModule,
    modules: &'m [CourseModule],
    completed: &BTreeSet<CourseModuleId>,
) -> Option<&'m CourseModule> {
    let missing =
        |other: &&CourseModule| module.plan.prerequisites.contains(&other.id) && !completed.contains(&other.id);
    modules.iter().filter(missing).min_by_key(|other| other.place)
}

#[cfg(test)]
pub(super) mod tests {
    use super::*;
    use proptest::prelude::*;
    use uuid::Uuid;

    pub(crate) fn id(number: u128) -> CourseModuleId {
        Uuid::from_u128(number).into()
    }

    pub(crate) fn module(number: u128, prerequisites: &[u128]) -> CourseModule {
        let draft = ModuleDraft {
            title: format!("Modul {number}"),
            description: None,
            minutes: 360,
            mandatory: true,
            prerequisites: prerequisites.iter().copied().map(id).collect(),
        };
        let at = Timestamp::from_micros(0).unwrap();
        CourseModule {
            id: id(number),
            series: Uuid::from_u128(99).into(),
            place: i64::try_from(number).unwrap(),
            plan: ModulePlan::check(&draft).unwrap(),
            version: 1,
            created_at: at,
            updated_at: at,
        }
    }

    #[test]
    fn the_missing_module_is_named() {
        let modules = [module(1, &[]), module(2, &[1]), module(3, &[2, 1])];
        let missing = |completed: &[u128]| {
            let completed = completed.iter().copied().map(id).collect();
            missing_prerequisite(&modules[2], &modules, &completed).map(|module| module.plan.title.to_string())
        };
        assert_eq!(missing(&[]).as_deref(), Some("Modul 1"));
        assert_eq!(missing(&[1]).as_deref(), Some("Modul 2"));
        assert_eq!(missing(&[1, 2]), None);
    }

    #[test]
    fn a_module_of_another_series_cannot_be_asked_for() {
        let refused = check_prerequisites(id(1), &[id(7)].into(), &[module(1, &[])]).unwrap_err();
        assert_eq!((refused.code, refused.path.join(".")), (RefusalCode::NotFound, "prerequisiteIds.0".to_owned()));
    }

    proptest! {
        #[test]
        fn no_order_of_allowed_changes_makes_a_cycle(
            changes in prop::collection::vec((0..6_u128, prop::collection::btree_set(0..6_u128, 0..4)), 0..40)
        ) {
            let mut modules: Vec<CourseModule> = (0..6).map(|number| module(number, &[])).collect();
            for (changed, asked) in changes {
                let asked: BTreeSet<_> = asked.into_iter().map(id).collect();
                if check_prerequisites(id(changed), &asked, &modules).is_ok() {
                    modules.iter_mut().find(|module| module.id == id(changed)).unwrap().plan.prerequisites = asked;
                }
                // Without a cycle, modules can be completed one after the other until none is left.
                let mut completed = BTreeSet::new();
                while let Some(next) = modules.iter().find(|module| {
                    !completed.contains(&module.id) && missing_prerequisite(module, &modules, &completed).is_none()
                }) {
                    completed.insert(next.id);
                }
                prop_assert_eq!(completed.len(), modules.len());
            }
        }
    }
}
