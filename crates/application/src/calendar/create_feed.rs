use super::list_own::own_account;
use crate::meetings::find_committee;
use crate::networks::find_network;
use crate::security::{new_opaque_token, token_digest};
use crate::{Call, Error};
use domain::access::Action;
use domain::calendar::{CalendarFeed, CalendarSubject};
use domain::shared::{CalendarFeedId, CommitteeId, Name, NetworkId, Refusal, RefusalCode};
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

/// A new feed.
#[derive(Clone, Debug)]
pub struct CreateFeed {
    /// What it is called.
    pub label: String,
    /// The committee whose meetings it shows.
    pub committee: Option<CommitteeId>,
    /// The network whose meetings it shows; without both it is one's own calendar.
    pub network: Option<NetworkId>,
}

/// Makes a secret address under which a calendar can be subscribed to: one's own, or the meetings of a committee or a
/// network that one may know of. It is said once; only a digest of it is kept.
///
/// # Errors
/// A denial when nobody is signed in; `NOT_FOUND`, `TOO_MANY`, `INVALID` for both at once, and what is wrong with the
/// label.
pub async fn create_feed(call: &Call, input: CreateFeed) -> Result<NewFeed, Error> {
    let label = Name::new(&input.label).map_err(|refusal| refusal.at("label"))?;
    let subject = subject(call, &input).await?;
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
        subject,
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

async fn subject(call: &Call, input: &CreateFeed) -> Result<CalendarSubject, Error> {
    if input.committee.is_some() && input.network.is_some() {
        let reason = "a calendar is about a committee or a network, not about both";
        return Err(Refusal::new(RefusalCode::Invalid).at("networkId").with("reason", reason).into());
    }
    if let Some(committee) = input.committee {
        find_committee(call, committee).await?.ok_or_else(|| Error::not_found("committeeId"))?;
    }
    if let Some(network) = input.network {
        find_network(call, network).await?.ok_or_else(|| Error::not_found("networkId"))?;
    }
    Ok(CalendarSubject::of(input.committee, input.network))
}
