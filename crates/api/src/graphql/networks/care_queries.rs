use super::contact::{NetworkContact, NetworkContactCount, NetworkLastContact, NetworkPartnerOutOfContact};
use super::inputs::values;
use super::reflection::NetworkReflection;
use crate::gate::{authorized, cost};
use crate::graphql::shared::{Connection, DateTime, Enum, LocalDate, NodeId, call, connect, failure, page};
use application::networks as verbs;
use async_graphql::{Context, InputObject, Object, Result};
use domain::access::Action;
use domain::networks::ContactChannel;
use domain::shared::{NetworkId, OrganisationId};

/// Which contacts; what is left out does not narrow the list (German: Filter).
#[derive(Clone, Debug, Default, InputObject)]
pub(crate) struct NetworkContactFilter {
    /// With this partner (German: Partner).
    partner_id: Option<NodeId<OrganisationId>>,
    /// By one of these ways (German: Wege).
    channels: Option<Vec<Enum<ContactChannel>>>,
    /// From this instant on (German: von).
    since: Option<DateTime>,
    /// Before this instant (German: bis).
    until: Option<DateTime>,
    /// Only those on which something is still to follow, by this day (German: offene Wiedervorlagen bis).
    follow_up_open_by: Option<LocalDate>,
}

impl NetworkContactFilter {
    fn of(self, network: NetworkId) -> verbs::ListContacts {
        verbs::ListContacts {
            network,
            partner: self.partner_id.map(|id| id.0),
            channels: values(self.channels),
            since: self.since.map(|at| at.0),
            until: self.until.map(|at| at.0),
            open_by: self.follow_up_open_by.map(|day| day.0),
        }
    }
}

/// The fields that read what is the team's or an author's alone.
#[derive(Debug, Default)]
pub(crate) struct NetworkCareQueries;

#[Object]
impl NetworkCareQueries {
    /// The contact log of a network, the newest contact first: empty for whoever holds no seat in its team (German:
    /// Kontaktpflege).
    #[expect(clippy::too_many_arguments, reason = "the four arguments of a page are said one by one in the schema")]
    #[graphql(directive = authorized::apply(Action::ContactRead))]
    async fn network_contacts(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "Of which network.")] network_id: NodeId<NetworkId>,
        #[graphql(desc = "Which contacts.")] filter: Option<NetworkContactFilter>,
        #[graphql(desc = "How many from the start, at most 100.")] first: Option<i32>,
        #[graphql(desc = "After this cursor.")] after: Option<String>,
        #[graphql(desc = "How many from the end, at most 100.")] last: Option<i32>,
        #[graphql(desc = "Before this cursor.")] before: Option<String>,
    ) -> Result<Connection<NetworkContact>> {
        let call = call(ctx);
        let wanted = filter.unwrap_or_default().of(network_id.0);
        let page = page(ctx, first, after, last, before)?;
        let found = verbs::list_contacts(call, wanted.clone(), &page).await;
        let count = verbs::count_contacts(call, wanted);
        connect(ctx, found, NetworkContact::siblings, count).await
    }

    /// How many contacts there were by each way in each month, the oldest month first (German: Kontakte je Weg und
    /// Monat).
    #[graphql(directive = authorized::apply(Action::ContactRead), directive = cost::apply(2, Some(30)))]
    async fn network_contact_counts(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "Of which network.")] network_id: NodeId<NetworkId>,
        #[graphql(desc = "Which contacts.")] filter: Option<NetworkContactFilter>,
    ) -> Result<Vec<NetworkContactCount>> {
        let list = filter.unwrap_or_default().of(network_id.0);
        let counts = failure(ctx, verbs::count_contacts_by_month(call(ctx), list).await)?;
        Ok(counts.into_iter().map(NetworkContactCount::from).collect())
    }

    /// The last contact with every partner of a network (German: letzte Kontakte).
    #[graphql(directive = authorized::apply(Action::ContactRead), directive = cost::apply(2, Some(30)))]
    async fn network_last_contacts(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "Of which network.")] network_id: NodeId<NetworkId>,
    ) -> Result<Vec<NetworkLastContact>> {
        let last = failure(ctx, verbs::list_last_contacts(call(ctx), network_id.0).await)?;
        Ok(last.into_iter().map(NetworkLastContact::from).collect())
    }

    /// The partners of a network without contact for at least so many days, the longest first (German: Partner ohne
    /// Kontakt).
    #[graphql(directive = authorized::apply(Action::ContactRead), directive = cost::apply(3, Some(30)))]
    async fn network_partners_out_of_contact(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "Of which network.")] network_id: NodeId<NetworkId>,
        #[graphql(desc = "For how many days, from 1 to 3,650.")] days: i64,
    ) -> Result<Vec<NetworkPartnerOutOfContact>> {
        let missed = failure(ctx, verbs::list_out_of_contact(call(ctx), network_id.0, days).await)?;
        Ok(NetworkPartnerOutOfContact::siblings(missed))
    }

    /// Reflections about a network that the viewer wrote, or that their authors share with the viewer, the newest first
    /// (German: Reflexionen).
    #[graphql(directive = authorized::apply(Action::ReflectionRead))]
    async fn network_reflections(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "About which network.")] network_id: NodeId<NetworkId>,
        #[graphql(desc = "How many from the start, at most 100.")] first: Option<i32>,
        #[graphql(desc = "After this cursor.")] after: Option<String>,
        #[graphql(desc = "How many from the end, at most 100.")] last: Option<i32>,
        #[graphql(desc = "Before this cursor.")] before: Option<String>,
    ) -> Result<Connection<NetworkReflection>> {
        let call = call(ctx);
        let page = page(ctx, first, after, last, before)?;
        let found = verbs::list_reflections(call, network_id.0, &page).await;
        let count = verbs::count_reflections(call, network_id.0);
        connect(ctx, found, NetworkReflection::siblings, count).await
    }
}
