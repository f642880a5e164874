//! `bildungsnetz import`: data from files.

mod records;

use crate::config::{Flags, load};
use crate::output::{progress, say};
use crate::{logging, wiring};
use anyhow::{Context, bail};
use application::territories::{
    ImportProgress, ImportReport, ImportTerritories, Imported, import_territories, load_reference_territories,
};
use application::{Call, Error};
use clap::{Args, Subcommand};
use domain::shared::{Date, Language};
use std::fs;
use std::path::{Path, PathBuf};
use std::sync::Arc;

/// What can be imported.
#[derive(Subcommand, Debug)]
pub(crate) enum What {
    /// The official directory of territories (Destatis GV100AD): all of it or, when any line is wrong, nothing
    Territories(Territories),
    /// Organisations, sent to a platform that runs
    Organisations(records::Records),
    /// People whose records an organisation keeps, sent to a platform that runs
    People(records::Records),
    /// Functions of people in organisations, sent to a platform that runs
    Memberships(records::Records),
}

#[derive(Args, Debug)]
pub(crate) struct Territories {
    /// The file [default: the directory that comes with the binary]
    file: Option<PathBuf>,
    /// Change nothing, only say what would change
    #[arg(long, requires = "file")]
    dry_run: bool,
    /// The day on which the inhabitants were counted [default: the last day of the year before]
    #[arg(long, value_name = "YYYY-MM-DD", requires = "file")]
    population_date: Option<Date>,
}

pub(crate) async fn run(flags: &Flags, what: &What) -> anyhow::Result<()> {
    match what {
        What::Territories(options) => territories(flags, options).await,
        What::Organisations(options) => records::run("ORGANISATIONS", options).await,
        What::People(options) => records::run("PEOPLE", options).await,
        What::Memberships(options) => records::run("MEMBERSHIPS", options).await,
    }
}

async fn territories(flags: &Flags, options: &Territories) -> anyhow::Result<()> {
    let config = load(flags)?;
    logging::start(&config.log)?;
    let platform = Arc::new(wiring::platform(&config).await?);
    let call = Call::of_system(Arc::clone(&platform), "import");
    let done = match &options.file {
        Some(path) => import_file(&call, path, options).await,
        None => load_own(&call).await,
    };
    platform.database.clone().close().await;
    done
}

async fn load_own(call: &Call) -> anyhow::Result<()> {
    match load_reference_territories(call).await? {
        0 => say("There are territories already; give a file to bring them up to date."),
        loaded => say(format_args!("{loaded} territories loaded, with those that have ended.")),
    }
    Ok(())
}

async fn import_file(call: &Call, path: &Path, options: &Territories) -> anyhow::Result<()> {
    let file = fs::read(path).with_context(|| format!("{} cannot be read", path.display()))?;
    let input = ImportTerritories { file, population_date: options.population_date, dry_run: options.dry_run };
    let bar = progress("territories");
    let show = |so_far: ImportProgress| {
        bar.set_length(so_far.total as u64);
        bar.set_position(so_far.done as u64);
    };
    let imported = import_territories(call, input, &show).await;
    bar.finish_and_clear();
    match imported {
        Ok(report) => tell(&report),
        Err(Error::Refused(refusals)) => {
            for refusal in &refusals {
                say(refusal.message(Language::English));
            }
            let faults = if refusals.len() == 1 { "fault" } else { "faults" };
            bail!("{}: {} {faults}, nothing was changed", path.display(), refusals.len());
        }
        Err(error) => return Err(error.into()),
    }
    Ok(())
}

fn tell(report: &ImportReport) {
    say(format_args!("{} lines, state of {}.", report.lines, report.status_date));
    if report.from_reference > 0 {
        say(format_args!("{} territories come with the binary, with those that have ended", report.from_reference));
    }
    for (title, territories) in [("new", &report.created), ("changed", &report.changed), ("ended", &report.ended)] {
        say(format_args!("{} {title}", territories.len()));
        territories.iter().for_each(tell_one);
    }
    say(format_args!("{} unchanged", report.unchanged));
    say(if report.written { "Written." } else { "Nothing was written." });
}

fn tell_one(territory: &Imported) {
    say(format_args!("  {:<9} {}", territory.key, territory.name));
    for difference in &territory.differences {
        let shown = |value: &Option<String>| value.clone().unwrap_or_else(|| "-".to_owned());
        say(format_args!("            {}: {} -> {}", difference.field, shown(&difference.old), shown(&difference.new)));
    }
}
