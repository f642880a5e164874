//! Committees, meetings, agendas, papers, resolutions, minutes and measures.
//!
//! A committee carries the organisation that runs its business and its district (row scope); what hangs on a committee is
//! found, and seen, through it.

use crate::columns::{create, id, index, number, optional_id, optional_number, optional_text, primary, refers, text};
use sea_orm_migration::prelude::*;

#[derive(DeriveMigrationName)]
pub(crate) struct Migration;

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        committee(manager).await?;
        committee_membership(manager).await?;
        meeting(manager).await?;
        agenda_item(manager).await?;
        paper(manager).await?;
        meeting_invitation(manager).await?;
        meeting_participant(manager).await?;
        resolution(manager).await?;
        minutes(manager).await?;
        minutes_remark(manager).await?;
        minutes_amendment(manager).await?;
        measure(manager).await?;
        measure_step(manager).await
    }
}

async fn committee(manager: &SchemaManager<'_>) -> Result<(), DbErr> {
    create(
        manager,
        "committee",
        vec![
            primary(),
            id("organisation_id"),
            optional_text("district_key"),
            optional_id("network_id"),
            text("name"),
            optional_text("short_name"),
            optional_text("local_label"),
            text("kind"),
            text("fields"),
            optional_text("legal_basis"),
            optional_number("meetings_per_year"),
            text("visibility"),
            number("lead_days"),
            text("quorum_kind"),
            optional_number("quorum_value"),
            text("decision_rule"),
            number("is_circular_allowed"),
            optional_number("voting_members"),
            text("founded_on"),
            text("state"),
            optional_text("dissolved_on"),
            optional_text("dissolve_reason"),
            text("search_key"),
            text("sort_key"),
            number("version"),
            number("created_at"),
            number("updated_at"),
        ],
        |table| {
            refers(table, ("committee", "organisation_id"), "organisation");
            refers(table, ("committee", "network_id"), "network");
        },
    )
    .await?;
    index(manager, "committee", &["sort_key", "id"], false).await?;
    index(manager, "committee", &["organisation_id", "sort_key", "id"], false).await?;
    index(manager, "committee", &["district_key", "sort_key", "id"], false).await?;
    index(manager, "committee", &["network_id", "sort_key", "id"], false).await?;
    index(manager, "committee", &["visibility", "sort_key", "id"], false).await
}

async fn committee_membership(manager: &SchemaManager<'_>) -> Result<(), DbErr> {
    create(
        manager,
        "committee_membership",
        vec![
            primary(),
            id("committee_id"),
            id("person_id"),
            optional_text("seat"),
            text("role"),
            number("is_voting"),
            optional_id("substitute_for_id"),
            optional_id("organisation_id"),
            text("since"),
            optional_text("until"),
            number("version"),
            number("created_at"),
            number("updated_at"),
        ],
        |table| {
            refers(table, ("committee_membership", "committee_id"), "committee");
            refers(table, ("committee_membership", "person_id"), "person");
            refers(table, ("committee_membership", "substitute_for_id"), "committee_membership");
            refers(table, ("committee_membership", "organisation_id"), "organisation");
        },
    )
    .await?;
    index(manager, "committee_membership", &["committee_id", "since", "id"], false).await?;
    index(manager, "committee_membership", &["person_id", "until"], false).await
}

async fn meeting(manager: &SchemaManager<'_>) -> Result<(), DbErr> {
    create(
        manager,
        "meeting",
        vec![
            primary(),
            id("committee_id"),
            number("number"),
            text("title"),
            number("starts_at"),
            number("ends_at"),
            text("format"),
            optional_text("place"),
            optional_text("online"),
            text("state"),
            optional_text("reason"),
            optional_id("successor_id"),
            number("invitation"),
            optional_number("opened_at"),
            optional_number("closed_at"),
            number("version"),
            number("created_at"),
            number("updated_at"),
        ],
        |table| {
            refers(table, ("meeting", "committee_id"), "committee");
            refers(table, ("meeting", "successor_id"), "meeting");
        },
    )
    .await?;
    index(manager, "meeting", &["committee_id", "number"], true).await?;
    index(manager, "meeting", &["starts_at", "id"], false).await?;
    index(manager, "meeting", &["committee_id", "starts_at", "id"], false).await
}

async fn agenda_item(manager: &SchemaManager<'_>) -> Result<(), DbErr> {
    create(
        manager,
        "agenda_item",
        vec![
            primary(),
            id("meeting_id"),
            optional_number("position"),
            text("title"),
            text("purpose"),
            number("is_public"),
            optional_text("note"),
            optional_number("removed_at"),
            number("version"),
            number("created_at"),
            number("updated_at"),
        ],
        |table| {
            refers(table, ("agenda_item", "meeting_id"), "meeting");
        },
    )
    .await?;
    index(manager, "agenda_item", &["meeting_id", "position"], true).await
}

async fn paper(manager: &SchemaManager<'_>) -> Result<(), DbErr> {
    create(
        manager,
        "paper",
        vec![
            primary(),
            id("committee_id"),
            id("meeting_id"),
            optional_id("agenda_item_id"),
            number("number"),
            text("title"),
            text("kind"),
            optional_text("content"),
            number("is_public"),
            optional_number("removed_at"),
            number("version"),
            number("created_at"),
            number("updated_at"),
        ],
        |table| {
            refers(table, ("paper", "committee_id"), "committee");
            refers(table, ("paper", "meeting_id"), "meeting");
            refers(table, ("paper", "agenda_item_id"), "agenda_item");
        },
    )
    .await?;
    index(manager, "paper", &["committee_id", "number"], true).await?;
    index(manager, "paper", &["meeting_id", "number"], false).await?;
    index(manager, "paper", &["agenda_item_id"], false).await
}

async fn meeting_invitation(manager: &SchemaManager<'_>) -> Result<(), DbErr> {
    create(
        manager,
        "meeting_invitation",
        vec![
            primary(),
            id("meeting_id"),
            number("number"),
            number("sent_at"),
            optional_id("account_id"),
            text("content"),
            number("recipients"),
            number("is_in_time"),
            optional_text("short_notice"),
        ],
        |table| {
            refers(table, ("meeting_invitation", "meeting_id"), "meeting");
        },
    )
    .await?;
    index(manager, "meeting_invitation", &["meeting_id", "number"], true).await
}

async fn meeting_participant(manager: &SchemaManager<'_>) -> Result<(), DbErr> {
    create(
        manager,
        "meeting_participant",
        vec![
            primary(),
            id("meeting_id"),
            id("membership_id"),
            id("person_id"),
            optional_text("answer"),
            optional_text("note"),
            optional_number("answered_at"),
            optional_id("substitute_id"),
            optional_text("attendance"),
            number("version"),
        ],
        |table| {
            refers(table, ("meeting_participant", "meeting_id"), "meeting");
            refers(table, ("meeting_participant", "membership_id"), "committee_membership");
            refers(table, ("meeting_participant", "person_id"), "person");
            refers(table, ("meeting_participant", "substitute_id"), "person");
        },
    )
    .await?;
    index(manager, "meeting_participant", &["meeting_id", "membership_id"], true).await?;
    index(manager, "meeting_participant", &["person_id", "answer"], false).await
}

async fn resolution(manager: &SchemaManager<'_>) -> Result<(), DbErr> {
    create(
        manager,
        "resolution",
        vec![
            primary(),
            id("committee_id"),
            optional_id("meeting_id"),
            optional_id("agenda_item_id"),
            number("number"),
            text("title"),
            text("content"),
            text("mode"),
            text("field"),
            optional_id("based_on_id"),
            optional_text("deadline"),
            text("state"),
            optional_number("yes"),
            optional_number("no"),
            optional_number("abstentions"),
            number("objections"),
            optional_text("decided_on"),
            optional_text("reason"),
            optional_id("superseded_by_id"),
            number("version"),
            number("created_at"),
            number("updated_at"),
        ],
        |table| {
            refers(table, ("resolution", "committee_id"), "committee");
            refers(table, ("resolution", "meeting_id"), "meeting");
            refers(table, ("resolution", "agenda_item_id"), "agenda_item");
            refers(table, ("resolution", "based_on_id"), "resolution");
            refers(table, ("resolution", "superseded_by_id"), "resolution");
        },
    )
    .await?;
    index(manager, "resolution", &["committee_id", "number"], true).await?;
    index(manager, "resolution", &["meeting_id", "number"], false).await?;
    index(manager, "resolution", &["agenda_item_id"], false).await?;
    index(manager, "resolution", &["based_on_id"], false).await
}

async fn minutes(manager: &SchemaManager<'_>) -> Result<(), DbErr> {
    create(
        manager,
        "minutes",
        vec![
            primary(),
            id("meeting_id"),
            text("content"),
            text("state"),
            optional_text("review_until"),
            optional_number("approved_at"),
            optional_id("account_id"),
            optional_text("frozen"),
            optional_text("hash"),
            number("version"),
            number("created_at"),
            number("updated_at"),
        ],
        |table| {
            refers(table, ("minutes", "meeting_id"), "meeting");
        },
    )
    .await?;
    index(manager, "minutes", &["meeting_id"], true).await?;
    index(manager, "minutes", &["state"], false).await
}

async fn minutes_remark(manager: &SchemaManager<'_>) -> Result<(), DbErr> {
    create(
        manager,
        "minutes_remark",
        vec![
            primary(),
            id("minutes_id"),
            id("person_id"),
            text("kind"),
            text("content"),
            number("at"),
            optional_number("settled_at"),
            optional_text("settlement"),
        ],
        |table| {
            refers(table, ("minutes_remark", "minutes_id"), "minutes");
            refers(table, ("minutes_remark", "person_id"), "person");
        },
    )
    .await?;
    index(manager, "minutes_remark", &["minutes_id", "at", "id"], false).await
}

async fn minutes_amendment(manager: &SchemaManager<'_>) -> Result<(), DbErr> {
    create(
        manager,
        "minutes_amendment",
        vec![
            primary(),
            id("minutes_id"),
            number("number"),
            text("content"),
            text("reason"),
            optional_id("account_id"),
            number("at"),
            text("hash"),
        ],
        |table| {
            refers(table, ("minutes_amendment", "minutes_id"), "minutes");
        },
    )
    .await?;
    index(manager, "minutes_amendment", &["minutes_id", "number"], true).await
}

async fn measure(manager: &SchemaManager<'_>) -> Result<(), DbErr> {
    create(
        manager,
        "measure",
        vec![
            primary(),
            id("committee_id"),
            optional_id("resolution_id"),
            optional_id("goal_id"),
            text("title"),
            optional_text("description"),
            id("organisation_id"),
            optional_id("person_id"),
            text("start"),
            text("due"),
            optional_number("cost_cents"),
            optional_text("indicator"),
            text("state"),
            number("progress"),
            optional_text("note"),
            number("version"),
            number("created_at"),
            number("updated_at"),
        ],
        |table| {
            refers(table, ("measure", "committee_id"), "committee");
            refers(table, ("measure", "resolution_id"), "resolution");
            refers(table, ("measure", "goal_id"), "network_goal");
            refers(table, ("measure", "organisation_id"), "organisation");
            refers(table, ("measure", "person_id"), "person");
        },
    )
    .await?;
    index(manager, "measure", &["committee_id", "due", "id"], false).await?;
    index(manager, "measure", &["person_id", "state"], false).await?;
    index(manager, "measure", &["resolution_id"], false).await?;
    index(manager, "measure", &["goal_id"], false).await?;
    index(manager, "measure", &["due", "id"], false).await
}

async fn measure_step(manager: &SchemaManager<'_>) -> Result<(), DbErr> {
    create(
        manager,
        "measure_step",
        vec![
            primary(),
            id("measure_id"),
            number("number"),
            text("state"),
            number("progress"),
            optional_text("note"),
            optional_id("account_id"),
            number("at"),
        ],
        |table| {
            refers(table, ("measure_step", "measure_id"), "measure");
        },
    )
    .await?;
    index(manager, "measure_step", &["measure_id", "number"], true).await
}
