use super::types::CalendarFeed;
use crate::gate::authorized;
use crate::graphql::shared::{NodeId, UserError, call, outcome};
use application::calendar as verbs;
use async_graphql::{Context, InputObject, Object, Result, SimpleObject};
use domain::access::Action;
use domain::shared::CalendarFeedId;

/// A new secret address of one's own calendar (German: neues Kalenderabonnement).
#[derive(Debug, InputObject)]
pub(crate) struct CreateCalendarFeedInput {
    /// What it is called, for instance the device that subscribes to it (German: Bezeichnung).
    label: String,
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
    /// Makes a secret address under which one's own calendar can be subscribed to; it is shown once (German: Kalender
    /// abonnieren).
    #[graphql(directive = authorized::apply(Action::CalendarOwn))]
    async fn create_calendar_feed(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "What it is called.")] input: CreateCalendarFeedInput,
    ) -> Result<CreateCalendarFeedPayload> {
        let (made, errors) = outcome(ctx, verbs::create_feed(call(ctx), &input.label).await)?;
        let (feed, address) = made.map(|made| (CalendarFeed(made.feed), made.address)).unzip();
        Ok(CreateCalendarFeedPayload { feed, address, errors })
    }

    /// Lets a secret address of one's own calendar lead nowhere (German: Kalenderabonnement widerrufen).
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
