//! Exports: documents are looked at when they are asked for, and carried out page by page as all other requests are, under
//! the same gate. Their files are fetched from `/exports`.

mod cells;
mod columns;
mod download;
mod expand;
mod fault;
mod plan;

pub(super) use download::answer as download;

use super::api::Execute;
use super::graphql::{Document, Documents, Incoming, polish};
use crate::gate::{Asked, Gate, Refused, complete_variables};
use application::Call;
use application::integration::exports::{NotRead, Planned, Portion, Read, Reader, Rows, Wanted, Wish};
use async_graphql::parser::types::OperationType;
use async_graphql::{Request, Value, Variables};
use domain::access::Actor;
use domain::integration::ExportFormat;
use fault::{Fault, not_read, of_answer};
use plan::{Page, Plan};
use std::sync::Arc;

/// Carries documents of exports out.
pub(super) struct Exporting {
    pub(super) gate: Arc<Gate>,
    pub(super) documents: Arc<Documents>,
    pub(super) execute: Execute,
}

impl Exporting {
    /// What exports are read with.
    pub(super) fn reader(self) -> Reader {
        let exporting = Arc::new(self);
        let reading = Arc::clone(&exporting);
        let read: Read = Arc::new(move |call, wanted, wish| {
            let exporting = Arc::clone(&reading);
            Box::pin(async move { exporting.read(call, wanted, wish).await })
        });
        let plan = move |actor: &Actor, wanted: &Wanted| -> Result<Planned, NotRead> {
            let (plan, _) = exporting.plan(actor, wanted, &Page::default())?;
            let columns = plan.columns.iter().map(|column| column.name.clone()).collect();
            Ok(Planned { connection: plan.connection, columns })
        };
        Reader { plan: Arc::new(plan), read }
    }

    /// Everything that can be said before anything runs.
    fn plan(&self, actor: &Actor, wanted: &Wanted, page: &Page) -> Result<(Plan, Variables), NotRead> {
        let incoming = Incoming { query: wanted.document.clone(), ..Incoming::default() };
        let document = self.documents.get(&self.gate, &incoming, actor).map_err(not_read)?;
        let mut variables: Variables =
            serde_json::from_str(&wanted.variables).map_err(|error| Fault::InvalidVariables.because(error))?;
        let operation = wanted.operation.as_deref();
        complete_variables(&document.parsed, operation, &mut variables).map_err(not_read)?;
        // First as it was given: the walk bounds how large it gets when its fragments are put in their places.
        self.check(actor, &document, operation, &variables)?;
        let plan = Plan::of(&document.parsed, operation, &variables, &self.gate.index, page)?;
        let asked = Asked { actor, operation: None, variables: &variables };
        self.gate.check(&plan.document, asked).map_err(first)?;
        Ok((plan, variables))
    }

    fn check(
        &self,
        actor: &Actor,
        document: &Document,
        operation: Option<&str>,
        variables: &Variables,
    ) -> Result<(), NotRead> {
        let passed = self.gate.check(&document.parsed, Asked { actor, operation, variables }).map_err(first)?;
        if passed.kind == OperationType::Query { Ok(()) } else { Err(Fault::NotAQuery.into()) }
    }

    async fn read(&self, call: Call, wanted: Wanted, wish: Wish) -> Result<Portion, NotRead> {
        let page = Page { after: wish.after, one: wish.one, count: wish.count };
        let (plan, variables) = self.plan(call.actor(), &wanted, &page)?;
        let shows_schema = self.gate.shows_schema(call.actor());
        let reference = call.request().to_owned();
        let mut request = Request::new("").variables(variables).data(Arc::new(call));
        request.set_parsed_query(plan.document.clone());
        let mut answer = (self.execute)(request).await;
        polish(&mut answer.errors, shows_schema, &reference);
        if let Some(error) = answer.errors.into_iter().next() {
            return Err(of_answer(error));
        }
        let list = plan.list(&answer.data).ok_or_else(|| Fault::NotFound.because(format!("`{}`", plan.connection)))?;
        let rows = plan.rows(list);
        let count = rows.len() as u64;
        let rows = match wish.format {
            ExportFormat::Jsonl => Rows::Lines(lines(&rows)?),
            ExportFormat::Csv | ExportFormat::Xlsx => {
                Rows::Cells(rows.iter().map(|row| cells::of(row, &plan.columns)).collect())
            }
        };
        Ok(Portion { count, rows, next: Plan::next(list), total: Plan::total(list) })
    }
}

/// An object of JSON on each line.
fn lines(rows: &[&Value]) -> Result<Vec<u8>, NotRead> {
    let mut text = Vec::new();
    for row in rows {
        serde_json::to_writer(&mut text, row).map_err(|error| Fault::Unwritable.because(error))?;
        text.push(b'\n');
    }
    Ok(text)
}

fn first(refused: Vec<Refused>) -> NotRead {
    refused.into_iter().next().map_or_else(|| Fault::NotAQuery.into(), not_read)
}
