//! Writing one export from its first row to its last.

use super::outlet::{Outlet, Written};
use super::record::{changed, still_written};
use super::requester::actor_of;
use super::sink::Sink;
use super::{NotRead, NotReadKind, Portion, Reader, Wanted, Wish};
use crate::{Call, Error, Platform};
use domain::access::Actor;
use domain::integration::{Export, ExportFailure, ExportState};
use domain::shared::Timestamp;
use persistence::integration::{ClaimedExport, ExportProgress, ExportQueue, update_export};
use std::sync::Arc;
use std::time::{Duration, Instant};
use tokio::sync::watch;
use uuid::Uuid;

/// How long a claim holds without news, in seconds: a node that died gives its export free after this.
pub(super) const CLAIM_SECONDS: i64 = 120;
/// After how many pages it is noted how far an export is: after the first one, and after each ten.
const NEWS: u64 = 10;
/// After how long it is noted in any case, so that the claim outlives slow pages.
const SILENCE: Duration = Duration::from_secs(10);

/// How an export that was begun went on.
enum Course {
    /// The file is complete.
    Written(Written),
    /// It came to nothing.
    Failed(ExportFailure, String),
    /// Somebody called it off, or took it over.
    Lost,
    /// This node stops.
    Stopping,
}

/// One export in the hands of one writer.
pub(super) struct Work<'w> {
    platform: &'w Arc<Platform>,
    reader: &'w Reader,
    stopping: &'w watch::Receiver<bool>,
    export: Export,
    claim: Uuid,
    progress: ExportProgress,
    pages: u64,
    noted: Instant,
}

impl<'w> Work<'w> {
    pub(super) fn new(
        platform: &'w Arc<Platform>,
        reader: &'w Reader,
        stopping: &'w watch::Receiver<bool>,
        ClaimedExport { export, claim }: ClaimedExport,
    ) -> Self {
        Self {
            platform,
            reader,
            stopping,
            export,
            claim,
            progress: ExportProgress::default(),
            pages: 0,
            noted: Instant::now(),
        }
    }

    /// Writes it, with the rights that who asked for it has at each moment.
    ///
    /// # Errors
    /// When the database or the storage does not answer, or something failed: then the claim runs out, and it is begun anew.
    pub(super) async fn carry_out(mut self) -> Result<(), Error> {
        if self.export.attempts > Export::ATTEMPTS {
            let reason = format!("It was begun {} times and never came to its end.", Export::ATTEMPTS);
            return self.fail(ExportFailure::Interrupted, reason).await;
        }
        let wanted = Wanted {
            document: self.export.document.clone(),
            operation: self.export.operation.clone(),
            variables: self.export.variables.clone(),
        };
        let Some(actor) = actor_of(self.platform, &self.export.requester).await? else {
            return self.fail(ExportFailure::RequesterGone, gone()).await;
        };
        let columns = match (self.reader.plan)(&actor, &wanted) {
            Ok(planned) => planned.columns,
            Err(not) => return self.fail(failure(&not), not.reason).await,
        };
        // Each try has a place of its own, so that no writer ever touches the file of another.
        let blob = self.platform.ids.uuid();
        let outlet = Outlet::open(&self.platform.storage, blob).await?;
        let mut sink = Sink::open(outlet, &self.export, columns).await?;
        let course = match self.write(&actor, &wanted, &mut sink).await {
            Ok(None) => Course::Written(sink.close().await?),
            Ok(Some(course)) => {
                sink.abort().await;
                course
            }
            Err(error) => {
                sink.abort().await;
                return Err(error);
            }
        };
        match course {
            Course::Written(written) => self.done(blob, written).await,
            Course::Failed(failure, reason) => self.fail(failure, reason).await,
            Course::Lost => Ok(()),
            Course::Stopping => Ok(self.queue().give_back(self.export.id, self.claim).await?),
        }
    }

    /// Writes all rows; says how it ended where that is not its end.
    async fn write(&mut self, as_begun: &Actor, wanted: &Wanted, sink: &mut Sink) -> Result<Option<Course>, Error> {
        let mut after = None;
        loop {
            if *self.stopping.borrow() {
                return Ok(Some(Course::Stopping));
            }
            if !self.queue().is_held(self.export.id, self.claim).await? {
                return Ok(Some(Course::Lost));
            }
            let actor = match self.actor(as_begun, wanted).await? {
                Ok(actor) => actor,
                Err(course) => return Ok(Some(course)),
            };
            let Portion { count, rows, next, total } = match self.read(actor, wanted, after).await? {
                Ok(portion) => portion,
                Err(course) => return Ok(Some(course)),
            };
            sink.push(rows).await?;
            self.progress.rows += count;
            self.progress.total = self.progress.total.or(total);
            self.progress.bytes = sink.bytes();
            if let Some(course) = self.beyond() {
                return Ok(Some(course));
            }
            self.news().await?;
            after = next;
            if after.is_none() {
                break;
            }
        }
        while sink.gather().await? {
            self.progress.bytes = sink.bytes();
            self.news().await?;
            if let Some(course) = self.beyond() {
                return Ok(Some(course));
            }
        }
        Ok(None)
    }

    /// Who asked for it, as they are now; or how it ends when that is not as it was at the beginning.
    async fn actor(&self, as_begun: &Actor, wanted: &Wanted) -> Result<Result<Actor, Course>, Error> {
        let Some(actor) = actor_of(self.platform, &self.export.requester).await? else {
            return Ok(Err(Course::Failed(ExportFailure::RequesterGone, gone())));
        };
        if actor == *as_begun {
            return Ok(Ok(actor));
        }
        // A file of which the one half was read with other rights than the other would be of no use to anybody.
        Ok(Err(match (self.reader.plan)(&actor, wanted) {
            Err(not) if not.kind == NotReadKind::Denied => Course::Failed(ExportFailure::RightsLost, not.reason),
            _ => {
                let reason = "The rights of who asked for it changed while it ran.".to_owned();
                Course::Failed(ExportFailure::RightsChanged, reason)
            }
        }))
    }

    async fn read(
        &self,
        actor: Actor,
        wanted: &Wanted,
        after: Option<String>,
    ) -> Result<Result<Portion, Course>, Error> {
        let request = format!("export-{}", self.export.id);
        let call = Call::new(Arc::clone(self.platform), actor, request, self.export.language);
        let wish = Wish { count: after.is_none(), after, one: false, format: self.export.format };
        match (self.reader.read)(call, wanted.clone(), wish).await {
            Ok(portion) => Ok(Ok(portion)),
            Err(not) if not.kind == NotReadKind::Fault => Err(Error::Unavailable(not.reason.into())),
            Err(not) => Ok(Err(Course::Failed(failure(&not), not.reason))),
        }
    }

    /// Whether it has become larger than an export may be.
    fn beyond(&self) -> Option<Course> {
        let limits = &self.platform.settings.exports;
        let (rows, bytes) = (limits.max_rows, limits.max_bytes);
        if self.progress.rows > rows {
            return Some(Course::Failed(ExportFailure::TooManyRows, format!("An export has at most {rows} rows.")));
        }
        let large = format!("The file of an export has at most {bytes} bytes.");
        (self.progress.bytes > bytes).then_some(Course::Failed(ExportFailure::TooManyBytes, large))
    }

    /// Notes now and then how far it is, which keeps the claim.
    async fn news(&mut self) -> Result<(), Error> {
        self.pages += 1;
        if self.pages % NEWS != 1 && self.noted.elapsed() < SILENCE {
            return Ok(());
        }
        self.noted = Instant::now();
        let until = self.now().plus_seconds(CLAIM_SECONDS);
        Ok(self.queue().note((self.export.id, self.claim), self.progress, until).await?)
    }

    /// Keeps the file, unless somebody else has decided otherwise meanwhile.
    async fn done(self, blob: Uuid, written: Written) -> Result<(), Error> {
        let days = i64::from(self.platform.settings.exports.keep_days);
        let end = |before: &Export, now: Timestamp| Export {
            state: ExportState::Done,
            rows: self.progress.rows,
            total: self.progress.total,
            bytes: written.bytes,
            sha256: Some(written.sha256.clone()),
            blob: Some(blob),
            ended_at: Some(now),
            expires_at: Some(now.plus_seconds(days * 86_400)),
            version: before.version + 1,
            ..before.clone()
        };
        if self.end("export.done", end).await? {
            return Ok(());
        }
        Ok(self.platform.storage.remove(blob).await?)
    }

    async fn fail(self, failure: ExportFailure, reason: String) -> Result<(), Error> {
        tracing::info!(export = %self.export.id, failure = failure.code(), reason, "an export came to nothing");
        let ExportProgress { rows, total, bytes } = self.progress;
        let end = |before: &Export, now: Timestamp| {
            let so_far = Export { rows, total, bytes, ..before.clone() };
            so_far.failed(failure, reason.clone(), now)
        };
        self.end("export.failed", end).await.map(|_| ())
    }

    /// Ends it; `false` when it is not this writer's any more.
    async fn end(&self, event: &'static str, end: impl Fn(&Export, Timestamp) -> Export + Send) -> Result<bool, Error> {
        let call = Call::of_system(Arc::clone(self.platform), "exports");
        let unit = call.begin().await?;
        let found = still_written(&call, &unit, self.export.id, self.claim).await?;
        let Some((before, permit)) = found else { return Ok(false) };
        let after = end(&before, unit.now());
        update_export(&unit, &after).await?;
        unit.commit([changed(permit, event, Some(&before), &after)]).await?;
        Ok(true)
    }

    fn queue(&self) -> ExportQueue<'_> {
        ExportQueue::of(&self.platform.database)
    }

    fn now(&self) -> Timestamp {
        self.platform.clock.now()
    }
}

fn gone() -> String {
    "The account or token that asked for it cannot be used any more.".to_owned()
}

fn failure(not: &NotRead) -> ExportFailure {
    match not.kind {
        NotReadKind::Denied => ExportFailure::RightsLost,
        NotReadKind::Refused | NotReadKind::Fault => ExportFailure::DocumentRefused,
    }
}
