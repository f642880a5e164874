use super::list_own::own_account;
use crate::security::{new_opaque_token, token_digest};
use crate::{Call, Error};
use domain::access::Action;
use domain::calendar::CalendarFeed;
use domain::shared::{CalendarFeedId, Name};
use persistence::Change;
use persistence::calendar::{CalendarFeeds, insert_feed};

/// A new feed, with the address that is shown only now.
#[derive(Clone)]
pub struct NewFeed {
    /// The feed.
    pub feed: CalendarFeed,
    /// Its secret address.
    pub address: String,
}

impl std::fmt::Debug for NewFeed {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("NewFeed").field("feed", &self.feed).finish_non_exhaustive()
    }
}

/// Makes a secret address under which one's own calendar can be subscribed to. It is said once; only a digest of it is kept.
///
/// # Errors
/// A denial when nobody is signed in; `TOO_MANY`, and what is wrong with the label.
pub async fn create_feed(call: &Call, label: &str) -> Result<NewFeed, Error> {
    let label = Name::new(label).map_err(|refusal| refusal.at("label"))?;
    let unit = call.begin().await?;
    let account = own_account(call, &unit).await?;
    let owner = CalendarFeed::owner(&account.owner);
    let permit = call.permit(Action::CalendarOwn, &owner)?;
    let present = CalendarFeeds::of(&unit).of_account(&call.visibility(Action::CalendarOwn), account.id).await?;
    CalendarFeed::check_number(&present)?;
    let token = new_opaque_token(call.ids());
    let feed = CalendarFeed {
        id: CalendarFeedId::new(call.ids()),
        account: account.id,
        label,
        created_at: unit.now(),
        revoked_at: None,
    };
    insert_feed(&unit, &feed, &token_digest(&token)).await?;
    let change = Change::new(permit, "calendarFeed.created", feed.id, owner);
    unit.commit([change.personal("label", None, Some(&feed.label))]).await?;
    call.answer_is_secret();
    let address = format!("{}/calendar/{token}.ics", call.platform().settings.public_url);
    Ok(NewFeed { feed, address })
}
