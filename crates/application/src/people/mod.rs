//! People and the functions that they hold in organisations (domain.md 1.5).

mod assign_function;
mod change_function;
mod check_person_duplicates;
mod correct_function;
mod create_person;
mod deactivate_person;
mod end_function;
mod find_person;
mod input;
mod list_contact_points;
mod list_functions;
mod list_people;
mod reactivate_person;
mod record;
mod update_person;
mod withdraw_function;

pub use assign_function::{AssignFunction, assign_function};
pub(crate) use check_person_duplicates::find_meant;
pub use check_person_duplicates::{CheckPersonDuplicates, check_person_duplicates};
pub use correct_function::{CorrectFunction, correct_function};
pub use create_person::{CreatePerson, create_person};
pub use deactivate_person::{DeactivatePerson, deactivate_person};
pub use end_function::{EndFunction, end_function};
pub use find_person::{find_function, find_functions, find_people, find_person};
pub use list_contact_points::list_person_contact_points;
pub use list_functions::{list_functions_in, list_functions_of};
pub use list_people::{ListPeople, count_people, list_people, list_people_kept_by};
pub use persistence::people::{FunctionFilter, PersonOrder};
pub use reactivate_person::{ReactivatePerson, reactivate_person};
pub(crate) use record::{function_assigned, person_moved, stop_functions};
pub use update_person::{UpdatePerson, update_person};
pub use withdraw_function::{WithdrawFunction, withdraw_function};
