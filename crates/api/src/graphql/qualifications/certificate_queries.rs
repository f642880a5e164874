use super::certificate::Certificate;
use super::certificate_inputs::CertificateFilter;
use super::verification::CertificateVerification;
use crate::gate::authorized;
use crate::graphql::shared::{Connection, NodeId, call, connect, failure, page};
use application::qualifications as verbs;
use async_graphql::{Context, Object, Result};
use domain::access::Action;
use domain::shared::CertificateId;

/// The fields that read certificates.
#[derive(Debug, Default)]
pub(crate) struct CertificateQueries;

#[Object]
impl CertificateQueries {
    /// The certificates that the viewer may see, the newest first: of the people of their office, and those that they issued
    /// for their sessions and series (German: Bescheinigungen).
    #[graphql(directive = authorized::apply(Action::CertificateRead))]
    async fn certificates(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "Which certificates.")] filter: Option<CertificateFilter>,
        #[graphql(desc = "How many from the start, at most 100.")] first: Option<i32>,
        #[graphql(desc = "After this cursor.")] after: Option<String>,
        #[graphql(desc = "How many from the end, at most 100.")] last: Option<i32>,
        #[graphql(desc = "Before this cursor.")] before: Option<String>,
    ) -> Result<Connection<Certificate>> {
        let call = call(ctx);
        let filter = verbs::CertificateFilter::from(filter.unwrap_or_default());
        let page = page(ctx, first, after, last, before)?;
        let found = verbs::list_certificates(call, &filter, &page).await;
        connect(ctx, found, Certificate::siblings, verbs::count_certificates(call, &filter)).await
    }

    /// The viewer's own certificates, the newest first (German: meine Bescheinigungen).
    #[graphql(directive = authorized::apply(Action::CertificateRead))]
    async fn my_certificates(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "How many from the start, at most 100.")] first: Option<i32>,
        #[graphql(desc = "After this cursor.")] after: Option<String>,
        #[graphql(desc = "How many from the end, at most 100.")] last: Option<i32>,
        #[graphql(desc = "Before this cursor.")] before: Option<String>,
    ) -> Result<Connection<Certificate>> {
        let call = call(ctx);
        let filter = failure(ctx, verbs::own_certificates(call))?;
        let page = page(ctx, first, after, last, before)?;
        let found = verbs::list_certificates(call, &filter, &page).await;
        connect(ctx, found, Certificate::siblings, verbs::count_certificates(call, &filter)).await
    }

    /// The certificate with this id; `null` when it does not exist or the viewer may not see it (German: Bescheinigung).
    #[graphql(directive = authorized::apply(Action::CertificateRead))]
    async fn certificate(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "Its global id.")] id: NodeId<CertificateId>,
    ) -> Result<Option<Certificate>> {
        Ok(failure(ctx, verbs::find_certificate(call(ctx), id.0).await)?.map(Certificate::one))
    }

    /// What may be told about the certificate with this code to whoever was given it; `null` when there is none. An address
    /// may try 30 codes a minute (German: Bescheinigung prüfen).
    #[graphql(directive = authorized::apply(Action::CertificateVerify))]
    async fn verify_certificate(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "The code, with or without its hyphens.")] code: String,
    ) -> Result<Option<CertificateVerification>> {
        Ok(failure(ctx, verbs::verify_certificate(call(ctx), &code).await)?.map(Into::into))
    }
}
