//! What certificates are issued for, with everything that they say about it.

use crate::qualifications::sight::{every_offer, hold_series, hold_session};
use crate::{Call, Error};
use domain::access::{Owner, Visibility};
use domain::qualifications::{CertificateSubject, CourseModule, CourseSeries, CourseSession};
use domain::shared::{CourseSeriesId, CourseSessionId, OrganisationId, Refusal};
use persistence::UnitOfWork;
use persistence::organisations::Organisations;
use persistence::qualifications::{Modules, SeriesList, Sessions};

/// What certificates are issued for, held until the unit of work ends: nobody else issues for it meanwhile.
pub(super) struct Ground {
    pub(super) subject: CertificateSubject,
    pub(super) session: Option<CourseSession>,
    pub(super) series: Option<CourseSeries>,
    /// The modules of the series; none when the subject is a single session or module.
    pub(super) modules: Vec<CourseModule>,
    pub(super) title: String,
    pub(super) issuer: OrganisationId,
    pub(super) owner: Owner,
}

impl Ground {
    /// A session that the caller sees: its module, if it teaches one, is what is certified.
    pub(super) async fn of_session(call: &Call, unit: &UnitOfWork, id: CourseSessionId) -> Result<Self, Error> {
        let session = hold_session(call, unit, id, "sessionId").await?;
        Self::session(unit, session).await
    }

    /// A series that the caller sees.
    pub(super) async fn of_series(call: &Call, unit: &UnitOfWork, id: CourseSeriesId) -> Result<Self, Error> {
        let series = hold_series(call, unit, id, "seriesId").await?;
        Self::series(unit, series).await
    }

    /// What an older certificate is about, whether the caller sees it or not.
    ///
    /// # Errors
    /// `NOT_FOUND` when it does not exist any more.
    pub(super) async fn held(
        unit: &UnitOfWork,
        session: Option<CourseSessionId>,
        series: Option<CourseSeriesId>,
    ) -> Result<Self, Error> {
        let gone = || Error::not_found("id");
        match (session, series) {
            (Some(id), _) => {
                let session = Sessions::of(unit).hold(&every_offer(), id).await?.ok_or_else(gone)?;
                Self::session(unit, session).await
            }
            (None, Some(id)) => {
                let series = SeriesList::of(unit).hold(&every_offer(), id).await?.ok_or_else(gone)?;
                Self::series(unit, series).await
            }
            (None, None) => Err(gone()),
        }
    }

    async fn session(unit: &UnitOfWork, session: CourseSession) -> Result<Self, Error> {
        let module = match session.module {
            Some(id) => Modules::of(unit).find(id).await?,
            None => None,
        };
        // Two sessions of one module are certified one after the other.
        let series = match session.series {
            Some(id) => SeriesList::of(unit).hold(&every_offer(), id).await?,
            None => None,
        };
        let (subject, title) = match &module {
            Some(module) => (CertificateSubject::Module(module.id), module.plan.title.to_string()),
            None => (CertificateSubject::Session(session.id), session.plan.title.to_string()),
        };
        let (issuer, owner) = (session.host, session.owner());
        Ok(Self { subject, session: Some(session), series, modules: Vec::new(), title, issuer, owner })
    }

    async fn series(unit: &UnitOfWork, series: CourseSeries) -> Result<Self, Error> {
        let modules = Modules::of(unit).of_series([series.id]).await?.remove(&series.id).unwrap_or_default();
        Ok(Self {
            subject: CertificateSubject::Series(series.id),
            session: None,
            modules,
            title: series.plan.title.to_string(),
            issuer: series.host,
            owner: series.owner(),
            series: Some(series),
        })
    }

    /// Goes on when there is something to certify.
    ///
    /// # Errors
    /// `WRONG_STATE`.
    pub(super) fn check_state(&self) -> Result<(), Refusal> {
        match (&self.session, &self.series) {
            (Some(session), _) => session.check_certificates(),
            (None, Some(series)) => series.check_certificates(),
            (None, None) => Ok(()),
        }
    }

    /// The title of the series, where the certificate is about a part of one.
    pub(super) fn series_title(&self) -> Option<String> {
        let series = self.series.as_ref().filter(|_| self.session.is_some());
        series.map(|series| series.plan.title.to_string())
    }

    /// What the issuer is called now.
    ///
    /// # Errors
    /// When the database does not answer.
    pub(super) async fn issuer_name(&self, unit: &UnitOfWork) -> Result<String, Error> {
        let found = Organisations::of(unit).find(&Visibility::everything(), self.issuer).await?;
        let found = found.ok_or_else(|| Error::unexpected("the organisation that holds an offer is missing"))?;
        Ok(found.profile.name.to_string())
    }
}
