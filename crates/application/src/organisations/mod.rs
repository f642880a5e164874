//! Organisations: kinds, functions, the tree, territories served, contact points (domain.md 1.3, 1.4).

mod close_organisation;
mod create_organisation;
mod find_organisation;
mod input;
mod list_contact_points;
mod list_organisations;
mod list_related_organisations;
mod merge_organisations;
mod places;
mod record;
mod update_organisation;

pub use close_organisation::{CloseOrganisation, close_organisation};
pub use create_organisation::{CreateOrganisation, create_organisation};
pub use find_organisation::{find_organisation, find_organisations};
pub use input::AddressInput;
pub use list_contact_points::list_organisation_contact_points;
pub use list_organisations::{ListOrganisations, count_organisations, list_organisations};
pub use list_related_organisations::{list_organisation_stages, list_organisations_serving, list_parts};
pub use merge_organisations::{MergeOrganisations, merge_organisations};
pub use persistence::organisations::OrganisationOrder;
pub use update_organisation::{UpdateOrganisation, update_organisation};
