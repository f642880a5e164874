//! Certificates and check-in in the matrix, with the route of the PDF.

use super::case::{Case, Outcome};
use super::seat::Relation;
use super::target::{Made, Target, global};
use super::{generous, keep, prove, seats};
use acceptance::{Site, World, on_both_engines};
use application::Call;
use application::qualifications::{
    AdvanceSession, CreateSession, IssueCertificates, RecordAttendance, Register, RegisterPerson, advance_session,
    create_session, issue_certificates, record_attendance, register,
};
use base64::Engine;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use domain::access::Action;
use domain::people::Person;
use domain::qualifications::{
    AttendanceStatus, CourseFormat, CourseKind, CourseSession, Mark, Seats, SessionDraft, SessionVerb, TargetGroup,
};
use domain::shared::OrganisationId;
use reqwest::Method;
use serde_json::json;
use std::fmt::Write;
use uuid::Uuid;

pub(super) const CASES: &[Case] = &[
    Case {
        field: "certificates",
        document: "{ certificates(first: 1) { totalCount } }",
        variables: "{}",
        target: Target::Nothing,
        found_by: None,
        refusals: &[],
    },
    Case {
        field: "myCertificates",
        document: "{ myCertificates(first: 1) { totalCount } }",
        variables: "{}",
        target: Target::Oneself,
        found_by: None,
        refusals: &[],
    },
    Case {
        field: "certificate",
        document: "query($id: ID!) { certificate(id: $id) { id } }",
        variables: r#"{"id": "$certificate"}"#,
        target: Target::Certificate,
        found_by: Some(Action::CertificateRead),
        refusals: &[],
    },
    Case {
        field: "node",
        document: "query($id: ID!) { node(id: $id) { id } }",
        variables: r#"{"id": "$certificate"}"#,
        target: Target::Certificate,
        found_by: Some(Action::CertificateRead),
        refusals: &[],
    },
    Case {
        field: "verifyCertificate",
        document: "query($code: String!) { verifyCertificate(code: $code) { state } }",
        variables: r#"{"code": "$code"}"#,
        target: Target::HostedCertificate,
        found_by: None,
        refusals: &[],
    },
    Case {
        field: "issueCertificates",
        document: "mutation($input: IssueCertificatesInput!) { issueCertificates(input: $input) { errors { code } } }",
        variables: r#"{"input": {"sessionId": "$session"}}"#,
        target: Target::CourseSession,
        found_by: Some(Action::SeriesPlan),
        refusals: &["WRONG_STATE"],
    },
    Case {
        field: "revokeCertificate",
        document: "mutation($input: RevokeCertificateInput!) { revokeCertificate(input: $input) { errors { code } } }",
        variables: r#"{"input": {"id": "$certificate", "expectedVersion": 1, "reason": "Irrtum"}}"#,
        target: Target::HostedCertificate,
        found_by: Some(Action::CertificateIssue),
        refusals: &[],
    },
    Case {
        field: "reissueCertificate",
        document: "mutation($input: RevokeCertificateInput!) { reissueCertificate(input: $input) { errors { code } } }",
        variables: r#"{"input": {"id": "$certificate", "expectedVersion": 1, "reason": "Irrtum"}}"#,
        target: Target::HostedCertificate,
        found_by: Some(Action::CertificateIssue),
        refusals: &[],
    },
    Case {
        field: "showCertificateName",
        document: "mutation($input: ShowCertificateNameInput!) { showCertificateName(input: $input) { errors { code } } }",
        variables: r#"{"input": {"id": "$certificate", "expectedVersion": 1, "display": "FULL"}}"#,
        target: Target::Certificate,
        found_by: Some(Action::CertificateRead),
        refusals: &[],
    },
    Case {
        field: "checkIn",
        document: "mutation($input: CheckInInput!) { checkIn(input: $input) { errors { code } } }",
        variables: r#"{"input": {"sessionId": "$session", "entries": []}}"#,
        target: Target::CourseSession,
        found_by: Some(Action::SeriesPlan),
        refusals: &["WRONG_STATE"],
    },
];

/// A certificate of a person for a session that an organisation held just now.
pub(super) async fn certify(call: &Call, host: OrganisationId, person: &Person, made: &mut Made) {
    let session = held(call, host, person).await;
    let input = IssueCertificates { session: Some(session.id), series: None, people: None };
    let issued = issue_certificates(call, input).await.unwrap().remove(0).certificate.unwrap();
    made.names.push(("certificate", global(issued.id)));
    made.names.push(("code", json!(issued.code.to_string())));
}

async fn held(call: &Call, host: OrganisationId, person: &Person) -> CourseSession {
    let (start, seats) = (call.now(), Seats { room: 5, online: 5 });
    let plan = SessionDraft {
        deadline: Some(start),
        ..SessionDraft::new("Termin", start, start.plus_seconds(3_600), CourseFormat::Digital, seats)
    };
    let kind = Some(CourseKind::CommunityCall);
    let input = CreateSession { host: Some(host), series: None, module: None, kind, plan };
    let mut session = create_session(call, input).await.unwrap();
    for verb in [SessionVerb::Publish, SessionVerb::OpenRegistration] {
        session = step(call, &session, verb).await;
    }
    let people = vec![RegisterPerson::new(person.id, TargetGroup::Other)];
    let seat = register(call, Register { session: session.id, people }).await.unwrap().remove(0);
    session = step(call, &session, SessionVerb::Start).await;
    let status = AttendanceStatus::Present;
    let marks = vec![Mark { registration: seat.id, status, minutes: None, marked_at: start }];
    record_attendance(call, RecordAttendance { session: session.id, marks, reason: None }).await.unwrap();
    step(call, &session, SessionVerb::Finish).await
}

async fn step(call: &Call, session: &CourseSession, verb: SessionVerb) -> CourseSession {
    let input = AdvanceSession { id: session.id, expected_version: session.version, verb };
    advance_session(call, input).await.unwrap()
}

/// The path of the PDF of what was made.
fn path(made: &Made) -> String {
    let (_, id) = made.names.iter().find(|(name, _)| *name == "certificate").unwrap();
    let bytes = URL_SAFE_NO_PAD.decode(id.as_str().unwrap()).unwrap();
    format!("/certificates/{}/document.pdf", Uuid::from_slice(&bytes[..16]).unwrap())
}

on_both_engines! {
    async fn certificates(world: World) {
        prove(world, "certificates", CASES).await;
    }

    async fn certificate_routes(world: World) {
        let seats = seats(&world).await;
        let site = generous(world).await;
        let mut table = String::new();
        let action = Action::CertificateRead;
        writeln!(table, "{:<36}self  own  served  foreign", "GET /certificates/{id}/document.pdf").unwrap();
        for seat in &seats {
            let mut line = format!("  {:<34}", seat.name());
            for relation in [Relation::Oneself, Relation::Own, Relation::Served, Relation::Foreign] {
                let made = Target::Certificate.make(site.world(), seat, relation, seat.organisation(relation)).await;
                let seen = seat.actor.visibility(action).includes(&made.owner);
                let expected = if seen { Outcome::Done } else { Outcome::NotFound };
                let request = site.request(Method::HEAD, &path(&made));
                let request = match &seat.token {
                    Some(token) => request.bearer_auth(token),
                    None => request,
                };
                let outcome = match Site::send(request).await.status().as_u16() {
                    200 => Outcome::Done,
                    404 => Outcome::NotFound,
                    other => panic!("a download ended with {other}"),
                };
                assert_eq!(outcome, expected, "{} on what is {}", seat.name(), relation.word());
                write!(line, "{:<width$}", outcome.sign(), width = relation.word().len() + 2).unwrap();
            }
            writeln!(table, "{}", line.trim_end()).unwrap();
        }
        keep("certificate_routes", &table);
    }
}
