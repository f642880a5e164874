//! One import as a worker carries it out, step by step. Each step is one unit of work, which keeps its rows together with
//! how far the import is: after a crash it goes on behind the last row that was kept.

use super::record::import_changed;
use super::row::{Lookup, enter};
use super::sheet::load;
use super::starter::acting;
use crate::{Call, Error, Platform};
use documents::{Sheet, SheetRow};
use domain::access::{Action, Actor, Visibility};
use domain::integration::imports::{
    Import, ImportField, ImportPolicy, ImportProgress, ImportRow, ImportRowOutcome, ImportState, ImportStep, RowMessage,
};
use domain::shared::{ImportId, Language, Refusal, RefusalCode, Timestamp};
use persistence::UnitOfWork;
use persistence::integration::{Advance, ImportFiles, ImportQueue, Imports, advance_import, insert_import_rows};
use std::collections::BTreeMap;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use uuid::Uuid;

/// How long a claim holds: a node that died gives its import free after this.
const CLAIM_SECONDS: i64 = 300;
/// How often an import is begun without getting any further, before it is given up.
const MOST_ATTEMPTS: i64 = 5;
/// How long an import waits after its step failed for reasons that pass, in seconds, for each time.
const PAUSE: i64 = 15;

/// An import that is claimed.
pub struct ImportWork {
    platform: Arc<Platform>,
    claim: Uuid,
    attempts: i64,
    import: Import,
    sheet: Sheet,
    places: BTreeMap<ImportField, usize>,
    stopping: Arc<AtomicBool>,
}

/// How a step ended.
enum Step {
    /// There is more to do.
    More,
    /// The import is over, or somebody else's.
    Over,
    /// The platform stops: the import goes on elsewhere, or later.
    Stopped,
}

impl ImportWork {
    /// Claims an import that is due; `None` when there is none. `stopping` says that the platform stops.
    ///
    /// # Errors
    /// When the database does not answer.
    pub async fn begin(platform: &Arc<Platform>, stopping: &Arc<AtomicBool>) -> Result<Option<Self>, Error> {
        let (now, claim) = (platform.clock.now(), platform.ids.uuid());
        let queue = ImportQueue::of(&platform.database);
        while let Some(claimed) = queue.claim(now, now.plus_seconds(CLAIM_SECONDS), claim).await? {
            let found = Imports::of(&platform.database).find(&Visibility::everything(), claimed.import).await?;
            // It was there when it was claimed, and no import is ever deleted.
            let Some(import) = found else { return Ok(None) };
            if claimed.attempts > MOST_ATTEMPTS {
                let reference = import.id;
                let refusal = Refusal::new(RefusalCode::BrokeOff).with("reference", reference);
                give_up(platform, &import, claim, &refusal).await?;
                continue;
            }
            match read(platform, &import).await {
                Ok((sheet, places)) => {
                    return Ok(Some(Self {
                        platform: Arc::clone(platform),
                        claim,
                        attempts: claimed.attempts,
                        import,
                        sheet,
                        places,
                        stopping: Arc::clone(stopping),
                    }));
                }
                // It could be read when it was started.
                Err(Error::Refused(refusals)) if !refusals.is_empty() => {
                    give_up(platform, &import, claim, &refusals[0]).await?;
                }
                Err(error) => {
                    tracing::warn!(import = %import.id, error = &error as &dyn std::error::Error, "an import waits");
                    queue.release(import.id, claim, later(now, claimed.attempts)).await?;
                }
            }
        }
        Ok(None)
    }

    /// Carries out the next step, and says whether there is another one.
    ///
    /// # Errors
    /// When the database does not answer.
    pub async fn step(&mut self) -> Result<bool, Error> {
        let ended = match self.carry_out().await {
            Ok(Step::More) => return Ok(true),
            Ok(Step::Over) => return Ok(false),
            Ok(Step::Stopped) => self.platform.clock.now(),
            Err(error) => {
                tracing::warn!(import = %self.import.id, error = &error as &dyn std::error::Error, "a step is repeated");
                later(self.platform.clock.now(), self.attempts)
            }
        };
        ImportQueue::of(&self.platform.database).release(self.import.id, self.claim, ended).await?;
        Ok(false)
    }

    async fn carry_out(&mut self) -> Result<Step, Error> {
        let denied = Refusal::new(RefusalCode::NotPermitted).with("action", Action::ImportRun);
        let actor = acting(&self.platform, &self.import.starter).await?;
        let Some(actor) = actor.filter(|actor| actor.permit(Action::ImportRun, &self.import.owner).is_ok()) else {
            give_up(&self.platform, &self.import, self.claim, &denied).await?;
            return Ok(Step::Over);
        };
        match self.import.state {
            ImportState::Queued => {
                let unit = self.call(&actor).begin().await?;
                let step = if self.import.dry_run { ImportStep::Check } else { ImportStep::Run };
                self.keep(&actor, unit, step.apply(ImportState::Queued)?, &[], None).await
            }
            ImportState::Checking | ImportState::Running if self.import.is_whole() => self.all_rows(&actor).await,
            ImportState::Running => self.some_rows(&actor).await,
            _ => Ok(Step::Over),
        }
    }

    /// The next rows, each for itself.
    async fn some_rows(&mut self, actor: &Actor) -> Result<Step, Error> {
        let done = usize::try_from(self.import.progress.done).map_err(Error::unexpected)?;
        let batch = self.platform.settings.imports.batch_rows.max(1);
        let rest = self.sheet.rows.get(done..).unwrap_or_default();
        let rows = &rest[..batch.min(rest.len())];
        let unit = self.call(actor).begin().await?;
        let Some((unit, rows)) = self.enter_all(actor, unit, rows).await? else { return Ok(Step::Stopped) };
        let over = done + rows.len() >= self.sheet.rows.len();
        let to = if over { ImportStep::End.apply(self.import.state)? } else { self.import.state };
        self.keep(actor, unit, to, &rows, None).await
    }

    /// All rows in one transaction, which is kept only when all of them are records.
    async fn all_rows(&mut self, actor: &Actor) -> Result<Step, Error> {
        let unit = self.call(actor).begin().await?;
        let Some((unit, mut rows)) = self.enter_all(actor, unit, &self.sheet.rows).await? else {
            return Ok(Step::Stopped);
        };
        let bad = rows.iter().filter(|row| row.outcome != ImportRowOutcome::Created).count();
        if !self.import.dry_run && bad == 0 {
            let to = ImportStep::End.apply(self.import.state)?;
            return self.keep(actor, unit, to, &rows, None).await;
        }
        drop(unit);
        for row in rows.iter_mut().filter(|row| row.outcome == ImportRowOutcome::Created) {
            (row.outcome, row.record) = (ImportRowOutcome::Valid, None);
        }
        let fails = !self.import.dry_run && self.import.policy == ImportPolicy::AllOrNothing;
        let step = if fails { ImportStep::Fail } else { ImportStep::EndCheck };
        let failure = fails.then(|| RowMessage::new(&Refusal::new(RefusalCode::BadRows).with("count", bad), None));
        let unit = self.call(actor).begin().await?;
        self.keep(actor, unit, step.apply(self.import.state)?, &rows, failure).await
    }

    /// Lets rows become records, each in a part of the unit of work; `None` when the platform stops.
    async fn enter_all(
        &self,
        actor: &Actor,
        unit: UnitOfWork,
        rows: &[SheetRow],
    ) -> Result<Option<(UnitOfWork, Vec<ImportRow>)>, Error> {
        let whole = Arc::new(unit);
        let mut entered = Vec::with_capacity(rows.len());
        {
            let call = self.call(actor).within(Arc::clone(&whole));
            let mut lookup = Lookup::new(&call, &whole, self.import.organisation);
            for row in rows {
                if self.stopping.load(Ordering::Relaxed) {
                    return Ok(None);
                }
                entered.push(enter(&call, &mut lookup, &self.import, &self.places, row).await?);
                whole.settle().await?;
            }
        }
        let unit = Arc::into_inner(whole).ok_or_else(|| Error::unexpected("a row holds on to its unit of work"))?;
        Ok(Some((unit, entered)))
    }

    /// Keeps how far the import is, with the rows of this step; nothing of it when it is not ours any more.
    async fn keep(
        &mut self,
        actor: &Actor,
        unit: UnitOfWork,
        to: ImportState,
        rows: &[ImportRow],
        failure: Option<RowMessage>,
    ) -> Result<Step, Error> {
        let progress = counted(self.import.progress, rows);
        let after = Import {
            state: to,
            progress,
            failure,
            started_at: self.import.started_at.or_else(|| Some(unit.now())),
            finished_at: to.is_over().then(|| unit.now()),
            version: self.import.version + 1,
            ..self.import.clone()
        };
        if !kept(&unit, &self.import, &after, self.claim).await? {
            return Ok(Step::Over);
        }
        insert_import_rows(&unit, self.import.id, rows).await?;
        let event = match to {
            ImportState::Checked => "import.checked",
            ImportState::Done => "import.done",
            ImportState::Failed => "import.failed",
            _ => "import.progressed",
        };
        let permit = actor.permit(Action::ImportRun, &self.import.owner).map_err(Error::from)?;
        unit.commit([import_changed(permit, event, Some(&self.import), &after)]).await?;
        self.import = after;
        Ok(if to.is_over() { Step::Over } else { Step::More })
    }

    fn call(&self, actor: &Actor) -> Call {
        Call::new(Arc::clone(&self.platform), actor.clone(), request(self.import.id), Language::default())
    }
}

impl std::fmt::Debug for ImportWork {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("ImportWork").field("import", &self.import.id).finish_non_exhaustive()
    }
}

/// What stands in the audit where a request would.
fn request(import: ImportId) -> String {
    format!("import:{import}")
}

fn later(now: Timestamp, attempts: i64) -> Timestamp {
    now.plus_seconds(PAUSE * attempts.max(1))
}

async fn read(platform: &Platform, import: &Import) -> Result<(Sheet, BTreeMap<ImportField, usize>), Error> {
    let file = ImportFiles::of(&platform.database).find(&Visibility::everything(), import.file).await?;
    let file = file.ok_or_else(|| Error::not_found("fileId"))?;
    let sheet = load(platform, &file).await?;
    let places = import.mapping.find_columns(&sheet.columns)?;
    Ok((sheet, places))
}

fn counted(before: ImportProgress, rows: &[ImportRow]) -> ImportProgress {
    let count =
        |outcomes: &[ImportRowOutcome]| rows.iter().filter(|row| outcomes.contains(&row.outcome)).count() as u64;
    ImportProgress {
        rows: before.rows,
        done: before.done + rows.len() as u64,
        created: before.created + count(&[ImportRowOutcome::Created, ImportRowOutcome::Valid]),
        duplicates: before.duplicates + count(&[ImportRowOutcome::Duplicate]),
        refused: before.refused + count(&[ImportRowOutcome::Refused]),
    }
}

async fn kept(unit: &UnitOfWork, before: &Import, after: &Import, claim: Uuid) -> Result<bool, Error> {
    let step = Advance {
        claim,
        to: after.state,
        progress: after.progress,
        failure: after.failure.as_ref(),
        claimed_until: unit.now().plus_seconds(CLAIM_SECONDS),
    };
    Ok(advance_import(unit, before, step).await?)
}

/// Ends an import that cannot go on, in the name of the platform. Rows that were kept before stay.
async fn give_up(platform: &Arc<Platform>, import: &Import, claim: Uuid, why: &Refusal) -> Result<(), Error> {
    let call = Call::of_system(Arc::clone(platform), &request(import.id));
    let unit = call.begin().await?;
    let after = Import {
        state: ImportStep::Fail.apply(import.state)?,
        failure: Some(RowMessage::new(why, None)),
        finished_at: Some(unit.now()),
        version: import.version + 1,
        ..import.clone()
    };
    if kept(&unit, import, &after, claim).await? {
        let permit = call.permit(Action::ImportRun, &import.owner)?;
        unit.commit([import_changed(permit, "import.failed", Some(import), &after)]).await?;
    }
    Ok(())
}
