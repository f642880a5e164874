use super::record::changed;
use super::requester::requester_of;
use super::{NotRead, NotReadKind, Planned, Reader, Wanted, Wish};
use crate::{Call, Error};
use domain::access::Action;
use domain::integration::{Export, ExportFormat, ExportState, Requester};
use domain::shared::{ExportId, Refusal, RefusalCode, Refusals};
use persistence::UnitOfWork;
use persistence::integration::{insert_export, open_exports};
use sha2::{Digest, Sha256};
use std::sync::Arc;

/// What is to be exported.
#[derive(Clone, Debug)]
pub struct StartExport {
    /// The query whose list is exported.
    pub wanted: Wanted,
    /// The form of the file.
    pub format: ExportFormat,
}

impl StartExport {
    fn check(&self) -> Result<(), Vec<Refusal>> {
        let mut refusals = Refusals::new();
        let too_long = |max: usize| Refusal::new(RefusalCode::TooLong).with("max", max);
        if self.wanted.document.trim().is_empty() {
            refusals.push(Refusal::new(RefusalCode::Required).at("document"));
        }
        if self.wanted.document.chars().count() > Export::MOST_DOCUMENT {
            refusals.push(too_long(Export::MOST_DOCUMENT).at("document"));
        }
        if self.wanted.variables.len() > Export::MOST_VARIABLES {
            refusals.push(too_long(Export::MOST_VARIABLES).at("variables"));
        }
        refusals.into_result(Some(()))
    }

    fn export(self, call: &Call, unit: &UnitOfWork, requester: Requester, planned: Planned) -> Export {
        let Wanted { document, operation, variables } = self.wanted;
        Export {
            id: ExportId::new(unit.ids()),
            requester,
            document_hash: hex::encode(Sha256::digest(&document)),
            document,
            operation,
            variables,
            file_name: Export::name_file(&planned.connection, self.format, unit.now()),
            connection: planned.connection,
            format: self.format,
            language: call.language(),
            state: ExportState::Queued,
            rows: 0,
            total: None,
            bytes: 0,
            sha256: None,
            blob: None,
            failure: None,
            reason: None,
            attempts: 0,
            created_at: unit.now(),
            started_at: None,
            ended_at: None,
            expires_at: None,
            version: 1,
        }
    }
}

/// Queues an export of the one list in a document. Its first row is read at once, so that what is wrong is said now and not
/// after an hour.
///
/// # Errors
/// [`Error::Denied`]; `REQUIRED`, `TOO_LONG`; `NOT_EXPORTABLE` with the reason, also for what the caller may not read;
/// `TOO_MANY` when as many of the caller's exports wait or run already.
pub async fn start_export(call: &Call, input: StartExport, reader: &Reader) -> Result<Export, Error> {
    let requester = requester_of(call).await?;
    let permit = call.permit(Action::ExportStart, &requester.owner())?;
    input.check()?;
    let planned = (reader.plan)(call.actor(), &input.wanted).map_err(NotRead::refusal)?;
    let first =
        Call::new(Arc::clone(call.platform()), call.actor().clone(), call.request().to_owned(), call.language());
    let wish = Wish { after: None, one: true, count: false, format: input.format };
    match (reader.read)(first, input.wanted.clone(), wish).await {
        Ok(_) => {}
        Err(reason) if reason.kind == NotReadKind::Fault => return Err(Error::Unavailable(reason.reason.into())),
        Err(reason) => return Err(reason.refusal().into()),
    }
    let unit = call.begin().await?;
    let most = call.platform().settings.exports.open_per_account;
    if open_exports(&unit, &requester).await? >= most {
        return Err(Refusal::new(RefusalCode::TooMany).with("max", most).into());
    }
    let export = input.export(call, &unit, requester, planned);
    insert_export(&unit, &export).await?;
    unit.commit([changed(permit, "export.started", None, &export)]).await?;
    Ok(export)
}
