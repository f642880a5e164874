//! `account list`.

use super::told;
use crate::output::say;
use application::Call;
use application::accounts::{AccountFilter, list_accounts, roles_of};
use domain::shared::PageRequest;

pub(super) async fn run(call: &Call) -> anyhow::Result<()> {
    let mut request = PageRequest::first(100);
    loop {
        let page = list_accounts(call, &AccountFilter::default(), &request).await.map_err(told)?;
        let ids: Vec<_> = page.rows.iter().map(|(_, account)| account.id).collect();
        let mut roles = roles_of(call, &ids).await.map_err(told)?;
        for (_, account) in &page.rows {
            let held = roles.remove(&account.id).unwrap_or_default();
            let held: Vec<&str> = held.iter().map(|assignment| assignment.role.code()).collect();
            let second = if account.second_factor { "2nd factor" } else { "-" };
            let (email, state) = (account.email.as_str(), account.state.code());
            say(format_args!("{email:<48} {state:<9} {second:<11} {}", held.join(", ")));
        }
        let Some((last, _)) = page.rows.last().filter(|_| page.has_next) else { return Ok(()) };
        request.cursor = Some(last.clone());
    }
}
