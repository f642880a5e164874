//! `GET /certificates/{id}/document.pdf`: a certificate, for those who see it.

use super::super::entity_tag::EntityTag;
use super::super::files::disposition;
use super::super::freshness::Freshness;
use super::super::ticketed::Ticketed;
use application::qualifications::{CertificatePaper, find_certificate_paper, viewer_of_certificate_ticket};
use application::{Call, Error, Platform};
use axum::http::{HeaderMap, HeaderValue, Method, StatusCode, header};
use axum::response::{IntoResponse, Response};
use domain::access::Actor;
use domain::shared::CertificateId;

impl Ticketed for CertificatePaper {
    type Id = CertificateId;

    async fn viewer(platform: &Platform, id: CertificateId, ticket: &str) -> Result<Option<Actor>, Error> {
        viewer_of_certificate_ticket(platform, id, ticket).await
    }

    async fn find(call: &Call, id: CertificateId) -> Result<Option<Self>, Error> {
        find_certificate_paper(call, id).await
    }

    async fn send(&self, call: &Call, inline: bool, method: &Method, headers: &HeaderMap) -> Result<Response, Error> {
        let fresh = Freshness::new(EntityTag::new(&self.digits()), Some(self.changed_at()), call.now());
        let mut answered = HeaderMap::from_iter([
            (header::CONTENT_TYPE, HeaderValue::from_static("application/pdf")),
            (header::CONTENT_DISPOSITION, disposition(&self.file_name(), inline)),
            (header::CONTENT_LANGUAGE, HeaderValue::from_static("de")),
            (header::CONTENT_SECURITY_POLICY, HeaderValue::from_static("default-src 'none'; frame-ancestors 'none'")),
            (header::CACHE_CONTROL, HeaderValue::from_static("private, no-cache")),
            (header::VARY, HeaderValue::from_static("Authorization")),
        ]);
        fresh.write(&mut answered);
        if fresh.is_known(headers) {
            return Ok((StatusCode::NOT_MODIFIED, answered).into_response());
        }
        if *method == Method::HEAD {
            return Ok((StatusCode::OK, answered).into_response());
        }
        Ok((StatusCode::OK, answered, self.to_pdf().await?).into_response())
    }
}
