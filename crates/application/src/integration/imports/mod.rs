//! Bulk imports (ADR 0041): a file is uploaded, read by a mapping of its columns, and its rows go through the same verbs
//! as everything that people enter, with the rights of those who started it.

mod cancel_import;
mod cells;
mod export_rows;
mod forget;
mod list_imports;
mod mappings;
mod memberships;
mod organisations;
mod people;
mod record;
mod row;
mod run;
mod settings;
mod sheet;
mod start_import;
mod starter;
mod ticket;
mod upload;
mod work;

pub use cancel_import::cancel_import;
pub use export_rows::export_import_rows;
pub use forget::forget_old_imports;
pub use list_imports::{count_import_rows, count_imports, find_import, list_import_rows, list_imports, record_type};
pub use mappings::{
    CreateImportMapping, UpdateImportMapping, count_import_mappings, create_import_mapping, delete_import_mapping,
    find_import_mapping, list_import_mappings, update_import_mapping,
};
pub use persistence::integration::{ImportFilter, ImportMappingFilter};
pub use run::{carry_out_due, run};
pub use settings::ImportSettings;
pub use start_import::{StartImport, Started, start_import};
pub use upload::{ImportUpload, RequestImportUpload, receive_import_file, request_import_upload};
pub use work::ImportWork;
