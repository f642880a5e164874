//! Reading and writing certificates.

use super::certificate_filter::{CertificateFilter, CertificateSight, select};
use super::certificate_row::{read, write};
use super::session_row;
use crate::connect::Source;
use crate::entities::certificate::{self, Column};
use crate::entities::course_session;
use crate::error::StoreError;
use crate::page::{Key, Ordering, page};
use crate::rows::replace;
use crate::unit_of_work::UnitOfWork;
use domain::qualifications::{Certificate, CertificateSubject, CourseSession, VerificationCode};
use domain::shared::{CertificateId, Page, PageRequest, PersonId, Timestamp};
use sea_orm::{ColumnTrait, DatabaseExecutor, EntityTrait, PaginatorTrait, QueryFilter, QueryOrder, QuerySelect};
use std::collections::HashMap;

/// The certificates.
#[derive(Debug)]
pub struct Certificates<'c>(DatabaseExecutor<'c>);

impl<'c> Certificates<'c> {
    /// Those in `source`.
    pub fn of(source: &'c impl Source) -> Self {
        Self(source.executor())
    }

    /// One certificate, if it is seen.
    ///
    /// # Errors
    /// When the database does not answer.
    pub async fn find(&self, sight: &CertificateSight, id: CertificateId) -> Result<Option<Certificate>, StoreError> {
        let found = select(sight, &CertificateFilter::default()).filter(Column::Id.eq(id.uuid()));
        found.one(&self.0).await?.map(read).transpose()
    }

    /// The certificate with this code: whoever knows it may verify it.
    ///
    /// # Errors
    /// When the database does not answer.
    pub async fn with_code(&self, code: &VerificationCode) -> Result<Option<Certificate>, StoreError> {
        let found = certificate::Entity::find().filter(Column::Code.eq(code.as_str()));
        found.one(&self.0).await?.map(read).transpose()
    }

    /// One page, the newest first.
    ///
    /// # Errors
    /// When the database does not answer, or the cursor is not one of this list.
    pub async fn list(
        &self,
        sight: &CertificateSight,
        filter: &CertificateFilter,
        request: &PageRequest,
    ) -> Result<Page<Certificate>, StoreError> {
        let order = Ordering {
            columns: vec![Column::IssuedAt, Column::Id],
            descending: true,
            keys: |row: &certificate::Model| vec![Key::Number(row.issued_at), Key::Id(row.id)],
        };
        page(select(sight, filter), &order, request, &self.0).await?.try_map(read)
    }

    /// How many there are.
    ///
    /// # Errors
    /// When the database does not answer.
    pub async fn count(&self, sight: &CertificateSight, filter: &CertificateFilter) -> Result<u64, StoreError> {
        Ok(select(sight, filter).count(&self.0).await?)
    }

    /// The newest certificate of each of these people for a subject, whether it holds or not. For decisions on issuing.
    ///
    /// # Errors
    /// When the database does not answer.
    pub async fn newest_of(
        &self,
        subject: CertificateSubject,
        people: &[PersonId],
    ) -> Result<HashMap<PersonId, Certificate>, StoreError> {
        let mut newest = HashMap::new();
        for part in people.chunks(1_000) {
            let found = certificate::Entity::find()
                .filter(Column::SubjectId.eq(subject.uuid()))
                .filter(Column::PersonId.is_in(part.iter().map(|id| id.uuid())))
                .order_by_asc(Column::IssuedAt)
                .order_by_asc(Column::Serial);
            for row in found.all(&self.0).await? {
                let certificate = read(row)?;
                newest.insert(certificate.person, certificate);
            }
        }
        Ok(newest)
    }

    /// Those that were issued in the place of these.
    ///
    /// # Errors
    /// When the database does not answer.
    pub async fn in_place_of(
        &self,
        certificates: &[CertificateId],
    ) -> Result<HashMap<CertificateId, Certificate>, StoreError> {
        let found =
            certificate::Entity::find().filter(Column::ReplacesId.is_in(certificates.iter().map(|id| id.uuid())));
        let mut successors = HashMap::new();
        for row in found.all(&self.0).await? {
            let certificate = read(row)?;
            successors.extend(certificate.replaces.map(|replaced| (replaced, certificate)));
        }
        Ok(successors)
    }

    /// Those of these certificates that are seen.
    ///
    /// # Errors
    /// When the database does not answer.
    pub async fn find_many(
        &self,
        sight: &CertificateSight,
        ids: &[CertificateId],
    ) -> Result<HashMap<CertificateId, Certificate>, StoreError> {
        let found = select(sight, &CertificateFilter::default());
        let found = found.filter(Column::Id.is_in(ids.iter().map(|id| id.uuid())));
        let rows = found.all(&self.0).await?.into_iter();
        rows.map(|row| read(row).map(|certificate| (certificate.id, certificate))).collect()
    }

    /// All sessions whose attendance counts for a subject. The caller has looked whether it may certify them.
    ///
    /// # Errors
    /// When the database does not answer.
    pub async fn sessions_for(&self, subject: CertificateSubject) -> Result<Vec<CourseSession>, StoreError> {
        use course_session::Column as Of;
        let belongs = match subject {
            CertificateSubject::Session(id) => Of::Id.eq(id.uuid()),
            CertificateSubject::Module(id) => Of::ModuleId.eq(id.uuid()),
            CertificateSubject::Series(id) => Of::SeriesId.eq(id.uuid()),
        };
        let found = course_session::Entity::find().filter(belongs).order_by_asc(Of::StartsAt).order_by_asc(Of::Id);
        found.all(&self.0).await?.into_iter().map(session_row::read).collect()
    }

    /// The oldest certificates that were issued before an instant, at most `most`.
    ///
    /// # Errors
    /// When the database does not answer.
    pub async fn issued_before(&self, before: Timestamp, most: u64) -> Result<Vec<Certificate>, StoreError> {
        let found = certificate::Entity::find()
            .filter(Column::IssuedAt.lt(before.as_micros()))
            .order_by_asc(Column::IssuedAt)
            .order_by_asc(Column::Id)
            .limit(most);
        found.all(&self.0).await?.into_iter().map(read).collect()
    }

    /// Adds certificates.
    ///
    /// # Errors
    /// `DUPLICATE` for a person who has one already; when the database does not keep them.
    pub async fn insert(unit: &UnitOfWork, added: &[Certificate]) -> Result<(), StoreError> {
        for part in added.chunks(500) {
            certificate::Entity::insert_many(part.iter().map(write)).exec_without_returning(unit.transaction()).await?;
        }
        Ok(())
    }

    /// Replaces a certificate of version `expected` by a newer one.
    ///
    /// # Errors
    /// `VERSION_CONFLICT` when it has another version by now; when the database does not keep it.
    pub async fn update(unit: &UnitOfWork, changed: &Certificate, expected: i64) -> Result<(), StoreError> {
        replace::<certificate::Entity>(unit, changed.id.uuid(), expected, write(changed)).await
    }

    /// Deletes certificates, and says how many were still there.
    ///
    /// # Errors
    /// When the database does not answer.
    pub async fn delete(unit: &UnitOfWork, certificates: &[CertificateId]) -> Result<u64, StoreError> {
        let gone = certificate::Entity::delete_many().filter(Column::Id.is_in(certificates.iter().map(|id| id.uuid())));
        Ok(gone.exec(unit.transaction()).await?.rows_affected)
    }
}
