//! Networks: phases, teams, members, goals, the contact log, reflections, surveys and analyses.
//!
//! A network carries the organisation that keeps it and its district (row scope); what hangs on a network is found, and
//! seen, through it.

use crate::columns::{create, id, index, number, optional_id, optional_number, optional_text, primary, refers, text};
use sea_orm_migration::prelude::*;

#[derive(DeriveMigrationName)]
pub(crate) struct Migration;

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        network(manager).await?;
        network_phase_change(manager).await?;
        network_seat(manager).await?;
        network_membership(manager).await?;
        network_membership_step(manager).await?;
        network_goal(manager).await?;
        network_goal_review(manager).await?;
        network_contact(manager).await?;
        network_reflection(manager).await?;
        network_survey(manager).await?;
        network_survey_invitee(manager).await?;
        network_survey_tie(manager).await?;
        network_survey_trust(manager).await?;
        network_analysis(manager).await
    }
}

async fn network(manager: &SchemaManager<'_>) -> Result<(), DbErr> {
    create(
        manager,
        "network",
        vec![
            primary(),
            id("organisation_id"),
            optional_text("district_key"),
            text("name"),
            optional_text("short_name"),
            optional_text("local_label"),
            text("kind"),
            optional_text("purpose"),
            // Codes, each with a space before and after it.
            text("fields"),
            // Keys, each with a space before and after it.
            text("territories"),
            optional_text("legal_basis"),
            optional_text("website"),
            text("visibility"),
            optional_id("parent_id"),
            text("founded_on"),
            text("phase"),
            text("phase_since"),
            text("search_key"),
            text("sort_key"),
            number("version"),
            number("created_at"),
            number("updated_at"),
        ],
        |table| {
            refers(table, ("network", "organisation_id"), "organisation");
            refers(table, ("network", "parent_id"), "network");
        },
    )
    .await?;
    index(manager, "network", &["sort_key", "id"], false).await?;
    index(manager, "network", &["organisation_id", "sort_key", "id"], false).await?;
    index(manager, "network", &["district_key", "sort_key", "id"], false).await?;
    index(manager, "network", &["parent_id", "sort_key", "id"], false).await?;
    index(manager, "network", &["visibility", "sort_key", "id"], false).await
}

async fn network_phase_change(manager: &SchemaManager<'_>) -> Result<(), DbErr> {
    create(
        manager,
        "network_phase_change",
        vec![
            primary(),
            id("network_id"),
            optional_text("from_phase"),
            text("to_phase"),
            text("changed_on"),
            text("reason"),
            optional_id("account_id"),
            number("recorded_at"),
        ],
        |table| {
            refers(table, ("network_phase_change", "network_id"), "network");
        },
    )
    .await?;
    index(manager, "network_phase_change", &["network_id", "changed_on", "recorded_at"], false).await
}

async fn network_seat(manager: &SchemaManager<'_>) -> Result<(), DbErr> {
    create(
        manager,
        "network_seat",
        vec![
            primary(),
            id("network_id"),
            id("person_id"),
            text("role"),
            number("since"),
            optional_number("until"),
            // The network while this seat coordinates it: unique, so there cannot be two coordinators.
            optional_id("coordinator_of"),
        ],
        |table| {
            refers(table, ("network_seat", "network_id"), "network");
            refers(table, ("network_seat", "person_id"), "person");
        },
    )
    .await?;
    index(manager, "network_seat", &["coordinator_of"], true).await?;
    index(manager, "network_seat", &["network_id", "until"], false).await?;
    index(manager, "network_seat", &["person_id", "until"], false).await
}

async fn network_membership(manager: &SchemaManager<'_>) -> Result<(), DbErr> {
    create(
        manager,
        "network_membership",
        vec![
            primary(),
            id("network_id"),
            id("organisation_id"),
            optional_id("contact_person_id"),
            text("role"),
            optional_text("commitment"),
            text("state"),
            text("since"),
            optional_text("until"),
            text("state_since"),
            number("version"),
            number("created_at"),
            number("updated_at"),
        ],
        |table| {
            refers(table, ("network_membership", "network_id"), "network");
            refers(table, ("network_membership", "organisation_id"), "organisation");
            refers(table, ("network_membership", "contact_person_id"), "person");
        },
    )
    .await?;
    index(manager, "network_membership", &["network_id", "since", "id"], false).await?;
    index(manager, "network_membership", &["organisation_id", "network_id"], false).await?;
    index(manager, "network_membership", &["contact_person_id", "state"], false).await
}

async fn network_membership_step(manager: &SchemaManager<'_>) -> Result<(), DbErr> {
    create(
        manager,
        "network_membership_step",
        vec![
            id("membership_id"),
            number("number"),
            text("state"),
            text("changed_on"),
            optional_text("reason"),
            optional_id("account_id"),
        ],
        |table| {
            table.primary_key(Index::create().col(Alias::new("membership_id")).col(Alias::new("number")));
            refers(table, ("network_membership_step", "membership_id"), "network_membership");
        },
    )
    .await
}

async fn network_goal(manager: &SchemaManager<'_>) -> Result<(), DbErr> {
    create(
        manager,
        "network_goal",
        vec![
            primary(),
            id("network_id"),
            text("title"),
            text("criterion"),
            optional_text("indicator"),
            // In thousandths, as all quantities.
            optional_number("baseline"),
            optional_number("target"),
            text("due"),
            text("state"),
            optional_text("drop_reason"),
            number("version"),
            number("created_at"),
            number("updated_at"),
        ],
        |table| {
            refers(table, ("network_goal", "network_id"), "network");
        },
    )
    .await?;
    index(manager, "network_goal", &["network_id", "due", "id"], false).await
}

async fn network_goal_review(manager: &SchemaManager<'_>) -> Result<(), DbErr> {
    create(
        manager,
        "network_goal_review",
        vec![
            primary(),
            id("goal_id"),
            text("reviewed_on"),
            optional_number("value"),
            text("judgement"),
            text("note"),
            optional_id("account_id"),
            number("recorded_at"),
        ],
        |table| {
            refers(table, ("network_goal_review", "goal_id"), "network_goal");
        },
    )
    .await?;
    index(manager, "network_goal_review", &["goal_id", "reviewed_on", "recorded_at"], false).await
}

async fn network_contact(manager: &SchemaManager<'_>) -> Result<(), DbErr> {
    create(
        manager,
        "network_contact",
        vec![
            primary(),
            id("network_id"),
            id("partner_id"),
            optional_id("partner_person_id"),
            id("recorded_by_id"),
            number("at"),
            // The first day of the local month.
            text("month"),
            text("channel"),
            text("direction"),
            text("summary"),
            optional_text("follow_up_on"),
            optional_number("follow_up_done_at"),
            number("version"),
        ],
        |table| {
            refers(table, ("network_contact", "network_id"), "network");
            refers(table, ("network_contact", "partner_id"), "organisation");
            refers(table, ("network_contact", "partner_person_id"), "person");
            refers(table, ("network_contact", "recorded_by_id"), "person");
        },
    )
    .await?;
    index(manager, "network_contact", &["network_id", "at", "id"], false).await?;
    index(manager, "network_contact", &["network_id", "partner_id", "at"], false).await?;
    index(manager, "network_contact", &["network_id", "follow_up_done_at", "follow_up_on", "id"], false).await
}

async fn network_reflection(manager: &SchemaManager<'_>) -> Result<(), DbErr> {
    create(
        manager,
        "network_reflection",
        vec![
            primary(),
            id("network_id"),
            id("author_id"),
            text("reflected_on"),
            optional_text("phase"),
            text("observation"),
            optional_text("interpretation"),
            optional_text("effect"),
            optional_text("next_step"),
            // A list in JSON.
            text("tags"),
            text("visibility"),
            number("version"),
            number("created_at"),
            number("updated_at"),
        ],
        |table| {
            refers(table, ("network_reflection", "network_id"), "network");
            refers(table, ("network_reflection", "author_id"), "person");
        },
    )
    .await?;
    index(manager, "network_reflection", &["network_id", "reflected_on", "id"], false).await?;
    index(manager, "network_reflection", &["author_id", "reflected_on", "id"], false).await
}

async fn network_survey(manager: &SchemaManager<'_>) -> Result<(), DbErr> {
    create(
        manager,
        "network_survey",
        vec![
            primary(),
            id("network_id"),
            number("number"),
            text("title"),
            // Codes, each with a space before and after it.
            text("kinds"),
            // 0 or 1.
            number("asks_trust"),
            text("opens_on"),
            text("closes_on"),
            text("state"),
            number("invited"),
            number("answered"),
            number("version"),
            number("created_at"),
            number("updated_at"),
        ],
        |table| {
            refers(table, ("network_survey", "network_id"), "network");
        },
    )
    .await?;
    index(manager, "network_survey", &["network_id", "number"], true).await
}

async fn network_survey_invitee(manager: &SchemaManager<'_>) -> Result<(), DbErr> {
    create(
        manager,
        "network_survey_invitee",
        vec![id("survey_id"), id("organisation_id"), optional_number("answered_at")],
        |table| {
            table.primary_key(Index::create().col(Alias::new("survey_id")).col(Alias::new("organisation_id")));
            refers(table, ("network_survey_invitee", "survey_id"), "network_survey");
            refers(table, ("network_survey_invitee", "organisation_id"), "organisation");
        },
    )
    .await
}

async fn network_survey_tie(manager: &SchemaManager<'_>) -> Result<(), DbErr> {
    create(
        manager,
        "network_survey_tie",
        vec![id("survey_id"), id("from_id"), id("to_id"), text("kind"), number("frequency")],
        |table| {
            table.primary_key(
                Index::create()
                    .col(Alias::new("survey_id"))
                    .col(Alias::new("from_id"))
                    .col(Alias::new("to_id"))
                    .col(Alias::new("kind")),
            );
            refers(table, ("network_survey_tie", "survey_id"), "network_survey");
            refers(table, ("network_survey_tie", "from_id"), "organisation");
            refers(table, ("network_survey_tie", "to_id"), "organisation");
        },
    )
    .await
}

async fn network_survey_trust(manager: &SchemaManager<'_>) -> Result<(), DbErr> {
    create(manager, "network_survey_trust", vec![primary(), id("survey_id"), id("to_id"), number("rating")], |table| {
        refers(table, ("network_survey_trust", "survey_id"), "network_survey");
        refers(table, ("network_survey_trust", "to_id"), "organisation");
    })
    .await?;
    index(manager, "network_survey_trust", &["survey_id"], false).await
}

async fn network_analysis(manager: &SchemaManager<'_>) -> Result<(), DbErr> {
    create(
        manager,
        "network_analysis",
        vec![
            primary(),
            id("network_id"),
            text("cut_off_on"),
            // Codes, each with a space before and after it.
            text("kinds"),
            optional_id("survey_id"),
            optional_number("answers"),
            text("hash"),
            text("graph"),
            text("figures"),
            // From which the order of hidden names follows.
            text("secret"),
            optional_id("account_id"),
            number("created_at"),
        ],
        |table| {
            refers(table, ("network_analysis", "network_id"), "network");
            refers(table, ("network_analysis", "survey_id"), "network_survey");
        },
    )
    .await?;
    index(manager, "network_analysis", &["network_id", "cut_off_on", "id"], false).await
}
