use super::load_reference_territories::write_reference;
use super::reference::{self, Reference};
use crate::{Call, Error};
use domain::access::{Action, Owner, Permit};
use domain::shared::{Date, Refusal, TerritoryId};
use domain::territories::{Difference, Directory, ImportPlan, Territory, TerritoryFacts, plan_import};
use persistence::territories::{Territories, insert_territories, update_territory};
use persistence::{Change, Source, UnitOfWork};

/// A file of the official directory (GV100AD).
#[derive(Clone, Debug)]
pub struct ImportTerritories {
    /// The file.
    pub file: Vec<u8>,
    /// On which day its inhabitants were counted, if not on the last day of the year before.
    pub population_date: Option<Date>,
    /// Only say what would change.
    pub dry_run: bool,
}

/// What an import changed, or would change.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ImportReport {
    /// The status date (Gebietsstand) of the file.
    pub status_date: Date,
    /// How many lines the file has, with those of other states.
    pub lines: usize,
    /// How many territories that come with the binary were loaded first, because there were none.
    pub from_reference: usize,
    /// New territories.
    pub created: Vec<Imported>,
    /// Territories with other names, kinds or figures.
    pub changed: Vec<Imported>,
    /// Territories that ended on the day before the status date.
    pub ended: Vec<Imported>,
    /// How many territories stayed as they were.
    pub unchanged: usize,
    /// Whether it was written; not when it was a dry run or there was nothing to write.
    pub written: bool,
}

/// One territory in the report.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Imported {
    /// Its key.
    pub key: String,
    /// Its name, with its kind.
    pub name: String,
    /// What changed in it.
    pub differences: Vec<Difference>,
}

/// How far an import has come: so many of so many records are written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct ImportProgress {
    /// Written.
    pub done: usize,
    /// To be written in all.
    pub total: usize,
}

/// Brings the territories to the state of an official directory: all of it or, when any line is wrong, nothing. Where
/// there are no territories yet, those that come with the binary are loaded first: they know the history, which the
/// directory does not tell.
///
/// # Errors
/// [`Error::Denied`]; `IMPORT_LINE` for everything that is wrong with the file; `VERSION_CONFLICT` or `DUPLICATE` when
/// two imports run at once.
pub async fn import_territories(
    call: &Call,
    input: ImportTerritories,
    progress: &(dyn Fn(ImportProgress) + Send + Sync),
) -> Result<ImportReport, Error> {
    let permit = call.permit(Action::TerritoryImport, &Owner::NOBODY)?;
    let ImportTerritories { file, population_date, dry_run } = input;
    let read = tokio::task::spawn_blocking(move || Directory::read(&file, population_date));
    let directory = read.await.map_err(Error::unexpected)?.map_err(of_the_file)?;
    if dry_run {
        return Ok(Comparison::with(call, call.database(), &directory).await?.report(false));
    }
    let unit = call.begin().await?;
    let compared = Comparison::with(call, &unit, &directory).await?;
    if compared.reference.is_none() && compared.plan.is_empty() {
        return Ok(compared.report(false));
    }
    let mut changes = match &compared.reference {
        Some(reference) => write_reference(&unit, permit, reference).await?,
        None => Vec::new(),
    };
    changes.extend(write(&unit, permit, &compared.plan, progress).await?);
    unit.commit(changes).await?;
    Ok(compared.report(true))
}

/// What the directory says other than the platform.
struct Comparison {
    /// What has to be loaded first, where there is nothing yet.
    reference: Option<Reference>,
    plan: ImportPlan,
    lines: usize,
}

impl Comparison {
    async fn with(call: &Call, source: &impl Source, directory: &Directory) -> Result<Self, Error> {
        let mut present = Territories::of(source).all(&call.visibility(Action::TerritoryRead)).await?;
        let mut reference = None;
        if present.is_empty() {
            let first = reference.insert(reference::read(call.ids())?);
            present.clone_from(&first.territories);
        }
        let plan = plan_import(&present, directory).map_err(of_the_file)?;
        Ok(Self { reference, plan, lines: directory.lines })
    }

    fn report(&self, written: bool) -> ImportReport {
        let plan = &self.plan;
        let imported = |facts: &TerritoryFacts, differences| Imported {
            key: facts.key.to_string(),
            name: facts.display_name(),
            differences,
        };
        let changed = plan.changed.iter().map(|(known, facts)| imported(facts, known.facts.differences(facts)));
        ImportReport {
            status_date: plan.status_date,
            lines: self.lines,
            from_reference: self.reference.as_ref().map_or(0, |reference| reference.territories.len()),
            created: plan.created.iter().map(|new| imported(&new.facts, Vec::new())).collect(),
            changed: changed.collect(),
            ended: plan.ended.iter().map(|(known, _)| imported(&known.facts, Vec::new())).collect(),
            unchanged: plan.unchanged,
            written,
        }
    }
}

fn of_the_file(refusals: Vec<Refusal>) -> Error {
    refusals.into_iter().map(|refusal| refusal.at("file")).collect::<Vec<_>>().into()
}

async fn write(
    unit: &UnitOfWork,
    permit: Permit,
    plan: &ImportPlan,
    progress: &(dyn Fn(ImportProgress) + Send + Sync),
) -> Result<Vec<Change>, Error> {
    let total = plan.created.len() + plan.changed.len() + plan.ended.len();
    let mut changes = Vec::with_capacity(total);
    let created = plan.created.iter().map(|new| Territory {
        id: TerritoryId::new(unit.ids()),
        facts: new.facts.clone(),
        period: new.period,
        version: 1,
    });
    let created: Vec<Territory> = created.collect();
    insert_territories(unit, &created).await?;
    for territory in &created {
        changes.push(
            Change::new(permit, "territory.created", territory.id, Owner::NOBODY)
                .version(1)
                .field("key", None, Some(&territory.facts.key))
                .field("officialName", None, Some(&territory.facts.official_name)),
        );
    }
    progress(ImportProgress { done: changes.len(), total });
    for (known, facts) in &plan.changed {
        let territory = Territory { facts: facts.clone(), version: known.version + 1, ..known.clone() };
        update_territory(unit, &territory).await?;
        let change = Change::new(permit, "territory.changed", known.id, Owner::NOBODY).version(territory.version);
        let differences = known.facts.differences(facts).into_iter();
        changes.push(differences.fold(change, |change, one| change.field(one.field, one.old, one.new)));
        progress(ImportProgress { done: changes.len(), total });
    }
    for (known, last) in &plan.ended {
        let mut territory = Territory { version: known.version + 1, ..known.clone() };
        territory.period.until = Some(*last);
        territory.facts.status_date = plan.status_date;
        update_territory(unit, &territory).await?;
        changes.push(Change::new(permit, "territory.ended", known.id, Owner::NOBODY).version(territory.version).field(
            "validUntil",
            known.period.until,
            Some(*last),
        ));
        progress(ImportProgress { done: changes.len(), total });
    }
    Ok(changes)
}
