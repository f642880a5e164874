//! Any record by its global id (GraphQL Global Object Identification).

use super::accounts::{Account, Invitation, RoleAssignment, Session};
use super::audit::AuditEntry;
use super::consulting::Agreement;
use super::files::File;
use super::integration::{Event, Export, Import, ImportMapping, WebhookSubscription};
use super::meetings::{AgendaItem, Committee, CommitteeMembership, Measure, Meeting, Minutes, Paper, Resolution};
use super::networks::{Network, NetworkGoal, NetworkMembership, NetworkReflection};
use super::node_groups::find_all;
use super::organisations::Organisation;
use super::people::{Person, PersonFunction};
use super::qualifications::{Certificate, CourseModule, CourseSeries, CourseSession, Evaluation, Registration};
use super::services::ServiceAccount;
use super::shared::{AnyNodeId, call, failure, found};
use super::territories::Territory;
use crate::gate::authorized;
use async_graphql::{Context, Interface, Object};
use domain::access::Action;
use std::collections::HashSet;

/// A record with a global id (German: Datensatz).
#[derive(Interface)]
#[expect(clippy::large_enum_variant, reason = "a hundred of them at most, and none is kept")]
#[graphql(field(name = "id", ty = "AnyNodeId", desc = "The global id."))]
pub(crate) enum Node {
    Account(Account),
    AgendaItem(AgendaItem),
    Agreement(Agreement),
    AuditEntry(AuditEntry),
    Certificate(Certificate),
    Committee(Committee),
    CommitteeMembership(CommitteeMembership),
    CourseModule(CourseModule),
    CourseSeries(CourseSeries),
    CourseSession(CourseSession),
    Evaluation(Evaluation),
    File(File),
    Event(Event),
    Export(Export),
    Import(Import),
    ImportMapping(ImportMapping),
    Invitation(Invitation),
    Measure(Measure),
    Meeting(Meeting),
    Minutes(Minutes),
    Network(Network),
    NetworkGoal(NetworkGoal),
    NetworkMembership(NetworkMembership),
    NetworkReflection(NetworkReflection),
    Organisation(Organisation),
    Paper(Paper),
    Person(Person),
    PersonFunction(PersonFunction),
    Registration(Registration),
    Resolution(Resolution),
    RoleAssignment(RoleAssignment),
    ServiceAccount(ServiceAccount),
    Session(Session),
    Territory(Territory),
    WebhookSubscription(WebhookSubscription),
}

/// The fields that read any record.
#[derive(Debug, Default)]
pub(crate) struct NodeQueries;

#[Object]
impl NodeQueries {
    /// The record with this id; `null` when it does not exist or the viewer may not see it.
    #[graphql(directive = authorized::apply(Action::NodeRead))]
    async fn node(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "Its global id.")] id: AnyNodeId,
    ) -> async_graphql::Result<Option<Node>> {
        find(ctx, &id).await
    }

    /// The records with these ids, at most 100, in the same order, read together by their kinds; `null` for each that does not exist or that the viewer may not
    /// see.
    #[graphql(directive = authorized::apply(Action::NodeRead))]
    async fn nodes(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "Their global ids.", validator(max_items = 100))] ids: Vec<AnyNodeId>,
    ) -> async_graphql::Result<Vec<Option<Node>>> {
        find_in_order(ctx, &ids).await
    }
}

/// The records with these ids in their order, as far as the viewer may see them: a statement for each kind.
pub(crate) async fn find_in_order(ctx: &Context<'_>, ids: &[AnyNodeId]) -> async_graphql::Result<Vec<Option<Node>>> {
    let mut found = find_all(ctx, ids).await?;
    let (mut nodes, mut given) = (Vec::with_capacity(ids.len()), HashSet::new());
    for id in ids {
        // An id that is asked for again is looked for again.
        let node = if given.insert(id) { found.remove(id) } else { find(ctx, id).await? };
        nodes.push(node);
    }
    Ok(nodes)
}

/// The record with this id, if the viewer may see it.
pub(crate) async fn find(ctx: &Context<'_>, id: &AnyNodeId) -> async_graphql::Result<Option<Node>> {
    if let Some(id) = id.of() {
        let entry = found(ctx, application::audit::find_audit_entry(call(ctx), id).await)?;
        return Ok(entry.flatten().map(|entry| Node::AuditEntry(entry.into())));
    }
    if let Some(id) = id.of() {
        let call = call(ctx);
        let territories = failure(ctx, application::territories::find_territories(call, &[id]).await)?;
        return Ok(Territory::siblings_on(territories, call.today()).pop().map(Node::Territory));
    }
    if let Some(id) = id.of() {
        let organisation = failure(ctx, application::organisations::find_organisation(call(ctx), id, None).await)?;
        return Ok(organisation.map(Organisation::one).map(Node::Organisation));
    }
    if let Some(id) = id.of() {
        let person = failure(ctx, application::people::find_person(call(ctx), id).await)?;
        return Ok(person.map(Person::one).map(Node::Person));
    }
    if let Some(id) = id.of() {
        let function = failure(ctx, application::people::find_function(call(ctx), id).await)?;
        return Ok(function.map(PersonFunction::one).map(Node::PersonFunction));
    }
    if let Some(id) = id.of() {
        let account = failure(ctx, application::accounts::find_account(call(ctx), id).await)?;
        return Ok(account.map(Account::one).map(Node::Account));
    }
    if let Some(id) = id.of() {
        let role = failure(ctx, application::accounts::find_role_assignment(call(ctx), id).await)?;
        return Ok(role.map(RoleAssignment::one).map(Node::RoleAssignment));
    }
    if let Some(id) = id.of() {
        let invitation = failure(ctx, application::accounts::find_invitation(call(ctx), id).await)?;
        return Ok(invitation.map(Invitation).map(Node::Invitation));
    }
    if let Some(id) = id.of() {
        let session = failure(ctx, application::accounts::find_session(call(ctx), id).await)?;
        return Ok(session.map(Session).map(Node::Session));
    }
    if let Some(id) = id.of() {
        let agreement = failure(ctx, application::consulting::find_agreement(call(ctx), id).await)?;
        return Ok(agreement.map(Agreement::one).map(Node::Agreement));
    }
    if let Some(id) = id.of() {
        let service = failure(ctx, application::services::find_service_account(call(ctx), id).await)?;
        return Ok(service.map(ServiceAccount::one).map(Node::ServiceAccount));
    }
    if let Some(id) = id.of() {
        let webhook = failure(ctx, application::integration::webhooks::find_webhook(call(ctx), id).await)?;
        return Ok(webhook.map(WebhookSubscription::one).map(Node::WebhookSubscription));
    }
    if let Some(id) = id.of() {
        let export = failure(ctx, application::integration::exports::find_export(call(ctx), id).await)?;
        return Ok(export.map(Export::one).map(Node::Export));
    }
    if let Some(id) = id.of() {
        let import = failure(ctx, application::integration::imports::find_import(call(ctx), id).await)?;
        return Ok(import.map(Import::one).map(Node::Import));
    }
    if let Some(id) = id.of() {
        let mapping = failure(ctx, application::integration::imports::find_import_mapping(call(ctx), id).await)?;
        return Ok(mapping.map(ImportMapping::one).map(Node::ImportMapping));
    }
    if let Some(id) = id.of() {
        let file = failure(ctx, application::files::find_file(call(ctx), id).await)?;
        return Ok(file.map(File::one).map(Node::File));
    }
    if let Some(id) = id.of() {
        let event = failure(ctx, application::integration::find_event(call(ctx), id).await)?;
        return Ok(event.map(Event).map(Node::Event));
    }
    offer(ctx, id).await
}

/// A record of the qualifications.
async fn offer(ctx: &Context<'_>, id: &AnyNodeId) -> async_graphql::Result<Option<Node>> {
    use application::qualifications as verbs;
    if let Some(id) = id.of() {
        let series = failure(ctx, verbs::find_series(call(ctx), id).await)?;
        return Ok(series.map(CourseSeries::one).map(Node::CourseSeries));
    }
    if let Some(id) = id.of() {
        let module = failure(ctx, verbs::find_module(call(ctx), id).await)?;
        return Ok(module.map(CourseModule::one).map(Node::CourseModule));
    }
    if let Some(id) = id.of() {
        let session = failure(ctx, verbs::find_session(call(ctx), id).await)?;
        return Ok(session.map(CourseSession::one).map(Node::CourseSession));
    }
    if let Some(id) = id.of() {
        let registration = failure(ctx, verbs::find_registration(call(ctx), id).await)?;
        return Ok(registration.map(Registration::one).map(Node::Registration));
    }
    if let Some(id) = id.of() {
        let certificate = failure(ctx, verbs::find_certificate(call(ctx), id).await)?;
        return Ok(certificate.map(Certificate::one).map(Node::Certificate));
    }
    if let Some(id) = id.of() {
        let evaluation = failure(ctx, verbs::find_evaluation(call(ctx), id).await)?;
        return Ok(evaluation.map(Evaluation).map(Node::Evaluation));
    }
    cooperation(ctx, id).await
}

/// A record of the networks.
async fn cooperation(ctx: &Context<'_>, id: &AnyNodeId) -> async_graphql::Result<Option<Node>> {
    use application::networks as verbs;
    if let Some(id) = id.of() {
        let network = failure(ctx, verbs::find_network(call(ctx), id).await)?;
        return Ok(network.map(Network::one).map(Node::Network));
    }
    if let Some(id) = id.of() {
        let goal = failure(ctx, verbs::find_goal(call(ctx), id).await)?;
        return Ok(goal.map(NetworkGoal).map(Node::NetworkGoal));
    }
    if let Some(id) = id.of() {
        let membership = failure(ctx, verbs::find_member(call(ctx), id).await)?;
        return Ok(membership.map(NetworkMembership::one).map(Node::NetworkMembership));
    }
    if let Some(id) = id.of() {
        let reflection = failure(ctx, verbs::find_reflection(call(ctx), id).await)?;
        return Ok(reflection.map(NetworkReflection::one).map(Node::NetworkReflection));
    }
    meeting(ctx, id).await
}

/// A record of the committees and their meetings.
async fn meeting(ctx: &Context<'_>, id: &AnyNodeId) -> async_graphql::Result<Option<Node>> {
    use application::meetings as verbs;
    if let Some(id) = id.of() {
        let record = failure(ctx, verbs::find_committee(call(ctx), id).await)?;
        return Ok(record.map(Committee::one).map(Node::Committee));
    }
    if let Some(id) = id.of() {
        let record = failure(ctx, verbs::find_committee_member(call(ctx), id).await)?;
        return Ok(record.map(CommitteeMembership::one).map(Node::CommitteeMembership));
    }
    if let Some(id) = id.of() {
        let record = failure(ctx, verbs::find_meeting(call(ctx), id).await)?;
        return Ok(record.map(Meeting::one).map(Node::Meeting));
    }
    if let Some(id) = id.of() {
        let record = failure(ctx, verbs::find_agenda_item(call(ctx), id).await)?;
        return Ok(record.map(AgendaItem::one).map(Node::AgendaItem));
    }
    if let Some(id) = id.of() {
        let record = failure(ctx, verbs::find_paper(call(ctx), id).await)?;
        return Ok(record.map(Paper::one).map(Node::Paper));
    }
    if let Some(id) = id.of() {
        let record = failure(ctx, verbs::find_resolution(call(ctx), id).await)?;
        return Ok(record.map(Resolution::one).map(Node::Resolution));
    }
    if let Some(id) = id.of() {
        let record = failure(ctx, verbs::find_minutes(call(ctx), id).await)?;
        return Ok(record.map(Minutes::one).map(Node::Minutes));
    }
    if let Some(id) = id.of() {
        let record = failure(ctx, verbs::find_measure(call(ctx), id).await)?;
        return Ok(record.map(Measure::one).map(Node::Measure));
    }
    Ok(None)
}
