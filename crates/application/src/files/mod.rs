//! Files that hang on records: announced by a mutation, uploaded and downloaded over HTTP, kept in the storage that the
//! operator chose (ADR 0024).

mod attach_file;
mod delete_file;
mod holder;
mod intake;
mod open_file;
mod read_files;
mod record;
mod request_upload;
mod settings;
mod storage;
mod sweep;
mod ticket;
mod update_file;

pub use attach_file::{AttachFile, attach_file, receive_upload};
pub use delete_file::{DeleteFile, delete_file};
pub use holder::{Holding, holder_owner, holder_owners};
pub use intake::Chunk;
pub use open_file::{OpenFile, open_file, viewer_of_ticket};
pub use read_files::{find_file, list_files_of};
pub use request_upload::{RequestUpload, Upload, request_upload};
pub use settings::{FileSettings, S3Settings};
pub use storage::{Storage, StorageError};
pub use sweep::{sweep, watch_storage};
pub use ticket::download_path;
pub(crate) use ticket::{Asked, Ticket};
pub use update_file::{UpdateFile, update_file};
