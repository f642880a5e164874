use super::member::NetworkMembership;
use crate::gate::authorized;
use crate::graphql::organisations::Organisation;
use crate::graphql::people::Person;
use crate::graphql::shared::{AnyNodeId, DateTime, Enum, LocalDate, NodeId, Row, referred};
use application::organisations::find_organisations;
use application::people::find_people;
use async_graphql::{Context, Object, Result, SimpleObject};
use domain::access::Action;
use domain::networks::{
    Contact as Record, ContactChannel, ContactCount, ContactDirection, FollowUp, LastContact, OutOfContact,
};
use domain::shared::{ContactId, Id, OrganisationId, PersonId};
use std::collections::BTreeSet;

/// A contact of the team of a network with a partner (German: Kontakt).
#[derive(Clone, Debug)]
pub(crate) struct NetworkContact(Row<Record>);

impl NetworkContact {
    /// Nodes of contacts that were read together.
    pub(crate) fn siblings(records: impl IntoIterator<Item = Record>) -> Vec<Self> {
        Row::all(records).map(Self).collect()
    }

    async fn person_of(
        &self,
        ctx: &Context<'_>,
        relation: &'static str,
        to: fn(&Record) -> Option<PersonId>,
    ) -> Result<Option<Person>> {
        let load = async |call: &application::Call, rows: &[Record]| {
            let people: BTreeSet<_> = rows.iter().filter_map(to).collect();
            let found = find_people(call, people).await?;
            Ok(referred(rows.iter().map(to), found, Person::siblings))
        };
        self.0.related(ctx, relation, load).await
    }
}

/// A contact of the team of a network with a partner. The team alone reads it (German: Kontakt).
#[Object]
impl NetworkContact {
    /// The id.
    async fn id(&self) -> AnyNodeId {
        AnyNodeId::new(ContactId::TYPE, self.0.id.uuid())
    }

    /// When (German: Zeitpunkt).
    async fn at(&self) -> DateTime {
        DateTime(self.0.draft.at)
    }

    /// By which way (German: Weg).
    async fn channel(&self) -> Enum<ContactChannel> {
        Enum(self.0.draft.channel)
    }

    /// Who turned to whom (German: Richtung).
    async fn direction(&self) -> Enum<ContactDirection> {
        Enum(self.0.draft.direction)
    }

    /// With which partner (German: Partner).
    async fn partner(&self, ctx: &Context<'_>) -> Result<Option<Organisation>> {
        let load = async |call: &application::Call, rows: &[Record]| {
            let partners: BTreeSet<_> = rows.iter().map(|row| row.partner).collect();
            let found = find_organisations(call, partners).await?;
            Ok(referred(rows.iter().map(|row| Some(row.partner)), found, Organisation::siblings))
        };
        self.0.related(ctx, "partner", load).await
    }

    /// With whom at the partner, if the viewer may see them (German: Gesprächspartner*in).
    #[graphql(directive = authorized::apply(Action::PersonRead))]
    async fn partner_person(&self, ctx: &Context<'_>) -> Result<Option<Person>> {
        self.person_of(ctx, "partnerPerson", |row| row.draft.partner_person).await
    }

    /// Who of the team recorded it, if the viewer may see them (German: erfasst von).
    #[graphql(directive = authorized::apply(Action::PersonRead))]
    async fn recorded_by(&self, ctx: &Context<'_>) -> Result<Option<Person>> {
        self.person_of(ctx, "recordedBy", |row| Some(row.recorded_by)).await
    }

    /// What it was about, in a few words (German: Stichworte).
    async fn summary(&self) -> &str {
        self.0.draft.summary.as_str()
    }

    /// What is to follow (German: Wiedervorlage).
    async fn follow_up(&self) -> Enum<FollowUp> {
        Enum(self.0.follow_up())
    }

    /// By when something is to follow (German: Wiedervorlage am).
    async fn follow_up_on(&self) -> Option<LocalDate> {
        self.0.draft.follow_up_on.map(LocalDate)
    }

    /// Counts the changes; a change names the version that it was made from (German: Version).
    async fn version(&self) -> i64 {
        self.0.version
    }
}

/// How many contacts there were by one way in one month (German: Kontakte je Weg und Monat).
#[derive(Clone, Debug, SimpleObject)]
pub(crate) struct NetworkContactCount {
    /// The first day of the month (German: Monat).
    month: LocalDate,
    /// By which way (German: Weg).
    channel: Enum<ContactChannel>,
    /// How many (German: Anzahl).
    count: u64,
}

impl From<ContactCount> for NetworkContactCount {
    fn from(found: ContactCount) -> Self {
        Self { month: LocalDate(found.month), channel: Enum(found.channel), count: found.count }
    }
}

/// The last contact with a partner (German: letzter Kontakt).
#[derive(Clone, Debug, SimpleObject)]
pub(crate) struct NetworkLastContact {
    /// With which partner (German: Partner).
    partner_id: NodeId<OrganisationId>,
    /// When (German: Zeitpunkt).
    at: DateTime,
}

impl From<LastContact> for NetworkLastContact {
    fn from(found: LastContact) -> Self {
        Self { partner_id: NodeId(found.partner), at: DateTime(found.at) }
    }
}

/// A partner who was not spoken with for a while (German: Partner ohne Kontakt).
#[derive(Clone, Debug, SimpleObject)]
pub(crate) struct NetworkPartnerOutOfContact {
    /// The partner's membership (German: Mitgliedschaft).
    membership: NetworkMembership,
    /// When the partner was last spoken with; missing when never (German: letzter Kontakt).
    last_contact_at: Option<DateTime>,
    /// For how many days: since the last contact, or since the membership began (German: Tage ohne Kontakt).
    days: i64,
}

impl NetworkPartnerOutOfContact {
    /// Nodes of partners that were looked up together.
    pub(super) fn siblings(found: Vec<OutOfContact>) -> Vec<Self> {
        let times: Vec<_> = found.iter().map(|partner| (partner.last, partner.days)).collect();
        let members = NetworkMembership::siblings(found.into_iter().map(|partner| partner.membership));
        let partner = |(membership, (last, days)): (NetworkMembership, (Option<_>, i64))| Self {
            membership,
            last_contact_at: last.map(DateTime),
            days,
        };
        members.into_iter().zip(times).map(partner).collect()
    }
}
