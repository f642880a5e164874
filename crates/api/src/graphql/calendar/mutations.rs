use super::types::CalendarFeed;
use crate::gate::authorized;
use crate::graphql::shared::{NodeId, UserError, call, outcome};
use application::calendar as verbs;
use async_graphql::{Context, InputObject, Object, Result, SimpleObject};
use domain::access::Action;
use domain::shared::{CalendarFeedId, CommitteeId, NetworkId};

/// A new secret address of a calendar: of one's own, of a committee or of a network (German: neues
/// Kalenderabonnement).
#[derive(Debug, InputObject)]
pub(crate) struct CreateCalendarFeedInput {
    /// What it is called, for instance the device that subscribes to it (German: Bezeichnung).
    label: String,
    /// The committee whose meetings it shows, as far as one may know of them (German: Gremium).
    committee_id: Option<NodeId<CommitteeId>>,
    /// The network whose meetings it shows, as far as one may know of them (German: Netzwerk).
    network_id: Option<NodeId<NetworkId>>,
}

/// A secret address that leads nowhere from now on (German: Widerruf).
#[derive(Debug, InputObject)]
pub(crate) struct RevokeCalendarFeedInput {
    /// Which (German: Kalenderabonnement).
    id: NodeId<CalendarFeedId>,
}

/// What came of a new address (German: Ergebnis).
#[derive(Debug, SimpleObject)]
pub(crate) struct CreateCalendarFeedPayload {
    /// The feed (German: Kalenderabonnement).
    feed: Option<CalendarFeed>,
    /// Its secret address; it is shown only now (German: geheime Adresse).
    address: Option<String>,
    /// Why nothing was changed; empty when it was (German: Fehler).
    errors: Vec<UserError>,
}

/// What came of a change of a feed (German: Ergebnis).
#[derive(Debug, SimpleObject)]
pub(crate) struct CalendarFeedPayload {
    /// The feed after the change (German: Kalenderabonnement).
    feed: Option<CalendarFeed>,
    /// Why nothing was changed; empty when it was (German: Fehler).
    errors: Vec<UserError>,
}

/// The fields that change subscriptions to one's own calendar.
#[derive(Debug, Default)]
pub(crate) struct CalendarMutations;

#[Object]
impl CalendarMutations {
    /// Makes a secret address under which a calendar can be subscribed to: one's own, or the meetings of a committee or a
    /// network; it is shown once (German: Kalender abonnieren).
    #[graphql(directive = authorized::apply(Action::CalendarOwn))]
    async fn create_calendar_feed(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "What it is called.")] input: CreateCalendarFeedInput,
    ) -> Result<CreateCalendarFeedPayload> {
        let CreateCalendarFeedInput { label, committee_id, network_id } = input;
        let (committee, network) = (committee_id.map(|id| id.0), network_id.map(|id| id.0));
        let new = verbs::CreateFeed { label, committee, network };
        let (made, errors) = outcome(ctx, verbs::create_feed(call(ctx), new).await)?;
        let (feed, address) = made.map(|made| (CalendarFeed(made.feed), made.address)).unzip();
        Ok(CreateCalendarFeedPayload { feed, address, errors })
    }

    /// Lets a secret address that one has made lead nowhere (German: Kalenderabonnement widerrufen).
    #[graphql(directive = authorized::apply(Action::CalendarOwn))]
    async fn revoke_calendar_feed(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "Which feed.")] input: RevokeCalendarFeedInput,
    ) -> Result<CalendarFeedPayload> {
        let (feed, errors) = outcome(ctx, verbs::revoke_feed(call(ctx), input.id.0).await)?;
        Ok(CalendarFeedPayload { feed: feed.map(CalendarFeed), errors })
    }
}
