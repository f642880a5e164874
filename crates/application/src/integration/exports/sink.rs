//! Rows on their way into a file of some form.

use super::Rows;
use super::outlet::{Outlet, Written};
use crate::Error;
use documents::{Sheets, csv_head, csv_rows};
use domain::integration::{Export, ExportFormat};
use domain::shared::berlin_date;
use std::io::{self, BufWriter};
use tokio::sync::mpsc;
use tokio::task::{JoinHandle, spawn_blocking};

/// How many bytes of a workbook are handed over at once.
const HANDFUL: usize = 1 << 20;
/// How many of those may wait.
const HANDFULS: usize = 2;

/// A file that takes rows.
pub(super) struct Sink {
    outlet: Outlet,
    form: Form,
}

enum Form {
    /// What is written goes out at once.
    Text,
    /// Rows lie in temporary files until all of them are there. Nothing, when writing them failed.
    Workbook(Option<Box<Sheets>>),
    /// All rows are there, and the workbook is being put together.
    Saving(mpsc::Receiver<Vec<u8>>, JoinHandle<Result<(), Error>>),
}

impl Sink {
    /// Begins the file of an export.
    pub(super) async fn open(mut outlet: Outlet, export: &Export, columns: Vec<String>) -> Result<Self, Error> {
        let form = match export.format {
            ExportFormat::Jsonl => Form::Text,
            ExportFormat::Csv => {
                outlet.write(csv_head(&columns)).await?;
                Form::Text
            }
            ExportFormat::Xlsx => {
                let name = export.connection.rsplit('.').next().unwrap_or_default().to_owned();
                let made = berlin_date(export.created_at);
                let sheets = blocking(move || Sheets::new(&name, columns, made)).await?;
                Form::Workbook(Some(Box::new(sheets)))
            }
        };
        Ok(Self { outlet, form })
    }

    /// Adds rows.
    pub(super) async fn push(&mut self, rows: Rows) -> Result<(), Error> {
        match (&mut self.form, rows) {
            (Form::Text, Rows::Lines(lines)) => self.outlet.write(lines).await,
            (Form::Text, Rows::Cells(rows)) => self.outlet.write(csv_rows(&rows)).await,
            (Form::Workbook(sheets), Rows::Cells(rows)) => {
                let mut taken = sheets.take().ok_or_else(|| Error::unexpected("the workbook failed before"))?;
                let fill = move || rows.iter().try_for_each(|row| taken.push(row)).map(|()| taken);
                *sheets = Some(blocking(fill).await?);
                Ok(())
            }
            (Form::Workbook(_), Rows::Lines(_)) => Err(Error::unexpected("a workbook takes cells")),
            (Form::Saving(..), _) => Err(Error::unexpected("the workbook has all its rows")),
        }
    }

    /// How many bytes the file has so far.
    pub(super) const fn bytes(&self) -> u64 {
        self.outlet.bytes()
    }

    /// Brings a handful of what still lies elsewhere into the file, after the last row; `false` when nothing does any more.
    pub(super) async fn gather(&mut self) -> Result<bool, Error> {
        match &mut self.form {
            Form::Text => Ok(false),
            Form::Workbook(sheets) => {
                let sheets = sheets.take().ok_or_else(|| Error::unexpected("the workbook failed before"))?;
                let (sender, handfuls) = mpsc::channel(HANDFULS);
                let save = move || sheets.save(BufWriter::with_capacity(HANDFUL, Handing(sender)));
                self.form = Form::Saving(handfuls, tokio::spawn(blocking(save)));
                Ok(true)
            }
            Form::Saving(handfuls, saving) => {
                if let Some(handful) = handfuls.recv().await {
                    self.outlet.write(handful).await?;
                    return Ok(true);
                }
                saving.await.map_err(Error::unexpected)??;
                self.form = Form::Text;
                Ok(false)
            }
        }
    }

    /// Ends the file.
    pub(super) async fn close(self) -> Result<Written, Error> {
        self.outlet.close().await
    }

    /// Throws away what was written.
    pub(super) async fn abort(self) {
        self.outlet.abort().await;
    }
}

/// Work that reads and writes files of this machine.
async fn blocking<T: Send + 'static, E: std::error::Error + Send + Sync + 'static>(
    work: impl FnOnce() -> Result<T, E> + Send + 'static,
) -> Result<T, Error> {
    spawn_blocking(work).await.map_err(Error::unexpected)?.map_err(Error::unexpected)
}

/// Hands bytes over to who writes them elsewhere.
struct Handing(mpsc::Sender<Vec<u8>>);

impl io::Write for Handing {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        self.0.blocking_send(bytes.to_vec()).map_err(|_| io::Error::from(io::ErrorKind::BrokenPipe))?;
        Ok(bytes.len())
    }

    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}
