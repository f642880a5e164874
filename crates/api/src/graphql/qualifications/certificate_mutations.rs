use super::certificate::Certificate;
use super::certificate_inputs::{IssueCertificatesInput, RevokeCertificateInput, ShowCertificateNameInput};
use crate::gate::{authorized, cost};
use crate::graphql::shared::{AnyNodeId, Enum, UserError, call, failure, outcome};
use application::Error;
use application::qualifications as verbs;
use async_graphql::{Context, Object, Result, SimpleObject};
use domain::access::Action;
use domain::qualifications::{Certificate as Record, IssueOutcome};
use domain::shared::{CertificateId, Id, Language, PersonId};

/// What came of the issue for one person (German: Ergebnis je Person).
#[derive(Debug, SimpleObject)]
pub(crate) struct IssueCertificateResult {
    /// The global id of the person (German: Person).
    person_id: AnyNodeId,
    /// Issued, had one already, had one that was revoked, or does not qualify (German: Ausgang).
    outcome: Enum<IssueOutcome>,
    /// The certificate that the person has now, or had (German: Bescheinigung).
    certificate: Option<Certificate>,
    /// Why the person does not qualify (German: Hinderungsgrund).
    error: Option<UserError>,
}

/// What came of the issue of certificates (German: Ergebnis).
#[derive(Debug, SimpleObject)]
pub(crate) struct IssueCertificatesPayload {
    /// What came of it for everybody, by name (German: Ergebnisse).
    #[graphql(directive = cost::apply(1, Some(100)))]
    results: Vec<IssueCertificateResult>,
    /// Why nothing was issued at all; empty when it was tried for each person (German: Fehler).
    errors: Vec<UserError>,
}

/// What came of a change of a certificate (German: Ergebnis).
#[derive(Debug, SimpleObject)]
pub(crate) struct CertificatePayload {
    /// The certificate after the change, or the one that was issued; after a `VERSION_CONFLICT` as it is now (German:
    /// Bescheinigung).
    certificate: Option<Certificate>,
    /// Why nothing was changed; empty when it was (German: Fehler).
    errors: Vec<UserError>,
}

/// The fields that change certificates.
#[derive(Debug, Default)]
pub(crate) struct CertificateMutations;

#[Object]
impl CertificateMutations {
    /// Issues certificates of attendance after a session or for a series, to all who qualify or to those who are named; the
    /// holders get a mail. Whoever has one keeps it, so it can be repeated (German: Bescheinigungen ausstellen).
    #[graphql(directive = authorized::apply(Action::CertificateIssue))]
    async fn issue_certificates(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "For what, and to whom.")] input: IssueCertificatesInput,
    ) -> Result<IssueCertificatesPayload> {
        let (done, errors) = outcome(ctx, verbs::issue_certificates(call(ctx), input.into()).await)?;
        Ok(IssueCertificatesPayload { results: results(done.unwrap_or_default(), call(ctx).language()), errors })
    }

    /// Revokes a certificate; its number stays taken, and the holder is told (German: Bescheinigung widerrufen).
    #[graphql(directive = authorized::apply(Action::CertificateRevoke))]
    async fn revoke_certificate(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "Which, and why.")] input: RevokeCertificateInput,
    ) -> Result<CertificatePayload> {
        let id = input.id.0;
        payload(ctx, id, verbs::revoke_certificate(call(ctx), input.into()).await).await
    }

    /// Issues another certificate in the place of one, with name and attendance as they are now; the older one is revoked
    /// (German: Bescheinigung neu ausstellen).
    #[graphql(directive = authorized::apply(Action::CertificateRevoke))]
    async fn reissue_certificate(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "Which, and why.")] input: RevokeCertificateInput,
    ) -> Result<CertificatePayload> {
        let id = input.id.0;
        payload(ctx, id, verbs::reissue_certificate(call(ctx), input.into()).await).await
    }

    /// The holder decides how far those who verify a certificate see the name (German: Namensanzeige festlegen).
    #[graphql(directive = authorized::apply(Action::CertificateShowName))]
    async fn show_certificate_name(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "Of which, and how far.")] input: ShowCertificateNameInput,
    ) -> Result<CertificatePayload> {
        let id = input.id.0;
        payload(ctx, id, verbs::show_certificate_name(call(ctx), input.into()).await).await
    }
}

/// The results with their certificates as nodes that know each other.
fn results(done: Vec<verbs::IssueResult>, language: Language) -> Vec<IssueCertificateResult> {
    let mut nodes = Certificate::siblings(done.iter().filter_map(|one| one.certificate.clone())).into_iter();
    let one = |one: verbs::IssueResult| IssueCertificateResult {
        person_id: AnyNodeId::new(PersonId::TYPE, one.person.uuid()),
        outcome: Enum(one.outcome),
        certificate: one.certificate.and_then(|_| nodes.next()),
        error: one.refusal.map(|refusal| UserError::new(&refusal, language)),
    };
    done.into_iter().map(one).collect()
}

async fn payload(
    ctx: &Context<'_>,
    id: CertificateId,
    done: std::result::Result<Record, Error>,
) -> Result<CertificatePayload> {
    let (changed, errors) = outcome(ctx, done)?;
    let shown = match changed {
        None if errors.iter().any(UserError::is_conflict) => {
            failure(ctx, verbs::find_certificate(call(ctx), id).await)?
        }
        changed => changed,
    };
    Ok(CertificatePayload { certificate: shown.map(Certificate::one), errors })
}
