//! To whom any record belongs that can be named by a global id.

use crate::accounts::find_role_assignment;
use crate::integration::exports::find_export;
use crate::integration::imports::{find_import, find_import_mapping};
use crate::integration::webhooks::find_webhook;
use crate::services::find_service_account;
use crate::{Call, Error};
use domain::access::{Action, Owner};
use domain::shared::{
    AccountId, ExportId, FunctionId, Id, ImportId, ImportMappingId, OrganisationId, PersonId, RoleAssignmentId,
    ServiceAccountId, TerritoryId, WebhookSubscriptionId,
};
use persistence::accounts::Accounts;
use persistence::organisations::Organisations;
use persistence::people::{Functions, People};
use persistence::territories::Territories;
use uuid::Uuid;

/// To whom a record belongs; `None` when it does not exist or the caller may not see it.
pub(super) async fn owner_of(call: &Call, type_name: &str, id: Uuid) -> Result<Option<Owner>, Error> {
    let database = call.database();
    match type_name {
        OrganisationId::TYPE => {
            let found = Organisations::of(database).find(&call.visibility(Action::OrganisationRead), id.into()).await?;
            Ok(found.map(|organisation| organisation.owner()))
        }
        PersonId::TYPE => {
            let found = People::of(database).find(&call.visibility(Action::PersonRead), id.into()).await?;
            Ok(found.map(|person| person.owner()))
        }
        FunctionId::TYPE => {
            let found = Functions::of(database).find(&call.visibility(Action::PersonRead), id.into()).await?;
            Ok(found.map(|function| function.owner()))
        }
        AccountId::TYPE => {
            let found = Accounts::of(database).find(&call.visibility(Action::AccountRead), id.into()).await?;
            Ok(found.map(|account| account.owner))
        }
        ServiceAccountId::TYPE => Ok(find_service_account(call, id.into()).await?.map(|account| account.owner)),
        ExportId::TYPE => Ok(find_export(call, id.into()).await?.map(|export| export.owner())),
        WebhookSubscriptionId::TYPE => Ok(find_webhook(call, id.into()).await?.map(|webhook| webhook.owner)),
        ImportId::TYPE => Ok(find_import(call, id.into()).await?.map(|import| import.owner)),
        ImportMappingId::TYPE => Ok(find_import_mapping(call, id.into()).await?.map(|mapping| mapping.owner)),
        RoleAssignmentId::TYPE => Ok(find_role_assignment(call, id.into()).await?.map(|assignment| assignment.owner)),
        TerritoryId::TYPE => {
            let found =
                Territories::of(database).find_all(&call.visibility(Action::TerritoryRead), &[id.into()]).await?;
            Ok((!found.is_empty()).then_some(Owner::NOBODY))
        }
        _ => Ok(None),
    }
}
