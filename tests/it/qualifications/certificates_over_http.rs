//! Certificates over HTTP: the documents of front ends, the PDF, and the page on which everybody verifies.

use super::certificates::{after, hold, open};
use super::stage::Stage;
use acceptance::{Cast, Site, World, global, on_both_engines};
use api::http::{HttpSettings, Rates};
use application::qualifications::issue_certificates;
use domain::access::Role;
use domain::qualifications::{Certificate, CourseSession};
use reqwest::{Method, StatusCode, header};
use serde_json::{Value, json};

const ISSUE: &str = include_str!("../../../schema/operations/IssueCertificates.graphql");
const MINE: &str = include_str!("../../../schema/operations/MyCertificates.graphql");
const LIST: &str = include_str!("../../../schema/operations/Certificates.graphql");
const VERIFY: &str = include_str!("../../../schema/operations/VerifyCertificate.graphql");
const REVOKE: &str = include_str!("../../../schema/operations/RevokeCertificate.graphql");
const REISSUE: &str = include_str!("../../../schema/operations/ReissueCertificate.graphql");
const SHOW: &str = include_str!("../../../schema/operations/ShowCertificateName.graphql");
const CHECK_IN: &str = include_str!("../../../schema/operations/CheckIn.graphql");

const STAFF: (Role, &str) = (Role::OfficeStaff, "remscheid");
const ORGANISER: (Role, &str) = (Role::TransferagenturStaff, "transferagentur");
const ADMIN: (Role, &str) = (Role::TransferagenturAdmin, "transferagentur");
const FOREIGN: (Role, &str) = (Role::OfficeLead, "hamm");

/// A site on which a session was held in which a member of the staff in Remscheid was.
struct Hall {
    site: Site,
    cast: Cast,
    session: CourseSession,
}

impl Hall {
    async fn of(world: World, settings: HttpSettings) -> Self {
        let stage = Stage::set(world).await;
        let (session, registered) = open(&stage, &[stage.of(STAFF.0, STAFF.1)]).await;
        let session = hold(&stage, &session, &registered).await;
        let Stage { world, cast } = stage;
        Self { site: Site::with(world, settings).await, cast, session }
    }

    /// The same with the certificate.
    async fn certified(world: World, settings: HttpSettings) -> (Self, Certificate) {
        let hall = Self::of(world, settings).await;
        let call = hall.site.world().call(domain::access::Actor::System);
        let issued = issue_certificates(&call, after(&hall.session)).await.unwrap().remove(0);
        (hall, issued.certificate.unwrap())
    }

    async fn ask(&self, who: (Role, &str), document: &str, variables: Value) -> Value {
        let token = self.cast.token(self.site.world(), who.0, who.1).await;
        let answer = self.site.ask_as(&token, document, variables).await;
        assert!(answer["errors"].is_null(), "{document}\n{answer:#}");
        answer["data"].clone()
    }

    async fn get_as(&self, who: Option<(Role, &str)>, path: &str) -> reqwest::Response {
        let request = self.site.request(Method::GET, path);
        match who {
            Some((role, place)) => {
                let token = self.cast.token(self.site.world(), role, place).await;
                Site::send(request.bearer_auth(token)).await
            }
            None => Site::send(request).await,
        }
    }

    async fn page(&self, path: &str) -> (StatusCode, String) {
        let answer = self.get_as(None, path).await;
        (answer.status(), answer.text().await.unwrap())
    }
}

on_both_engines! {
    async fn from_issue_to_verification(world: World) {
        let hall = Hall::of(world, HttpSettings::default()).await;
        let input = json!({"input": {"sessionId": global(hall.session.id)}});
        let issued = hall.ask(ORGANISER, ISSUE, input.clone()).await;
        let results = &issued["issueCertificates"]["results"];
        assert_eq!(results[0]["outcome"], "ISSUED", "{issued:#}");
        assert_eq!(results[0]["certificate"]["number"], "2020-0001");
        let again = hall.ask(ORGANISER, ISSUE, input).await;
        assert_eq!(again["issueCertificates"]["results"][0]["outcome"], "ALREADY_ISSUED");

        let mine = hall.ask(STAFF, MINE, json!({})).await["myCertificates"].clone();
        assert_eq!(mine["totalCount"], 1);
        let certificate = &mine["nodes"][0];
        assert_eq!(certificate["holder"], "Kim Beispiel office staff remscheid", "{mine:#}");
        assert_eq!(certificate["parts"], json!([{"title": "Netzwerke verstehen", "date": "2020-05-04", "minutes": 420}]));
        assert_eq!(certificate["viewerCan"], json!(["certificate:show-name"]));
        let filter = json!({"filter": {"sessionId": global(hall.session.id), "state": "ISSUED", "year": 2020}});
        assert_eq!(hall.ask(ORGANISER, LIST, filter.clone()).await["certificates"]["totalCount"], 1);
        assert_eq!(hall.ask(FOREIGN, LIST, filter).await["certificates"]["totalCount"], 0);

        let code = json!({"code": certificate["verificationCode"]});
        let verify = async || {
            let body = json!({"query": VERIFY, "variables": code});
            Site::answer(hall.site.post(&body)).await["data"]["verifyCertificate"].clone()
        };
        let seen = verify().await;
        assert_eq!((&seen["state"], &seen["holder"], &seen["minutes"]), (&json!("ISSUED"), &Value::Null, &json!(420)));
        let show = json!({"input": {"id": certificate["id"], "expectedVersion": 1, "display": "INITIALS"}});
        let shown = hall.ask(STAFF, SHOW, show).await["showCertificateName"].clone();
        assert_eq!(shown["certificate"]["nameDisplay"], "INITIALS", "{shown}");
        assert_eq!(verify().await["holder"], "K. B.");
        let input = json!({"input": {"id": certificate["id"], "expectedVersion": 2, "reason": "Name berichtigt"}});
        let reissued = hall.ask(ADMIN, REISSUE, input).await["reissueCertificate"].clone();
        assert_eq!(reissued["certificate"]["replaces"]["number"], "2020-0001", "{reissued:#}");
        assert_eq!(verify().await["state"], "REVOKED");
        let new = &reissued["certificate"];
        let input = json!({"input": {"id": new["id"], "expectedVersion": 1, "reason": "Irrtum"}});
        let revoked = hall.ask(ADMIN, REVOKE, input.clone()).await["revokeCertificate"].clone();
        assert_eq!(revoked["certificate"]["state"], "REVOKED", "{revoked:#}");
        let stale = hall.ask(ADMIN, REVOKE, input).await["revokeCertificate"].clone();
        assert_eq!((&stale["errors"][0]["code"], &stale["certificate"]["version"]), (&json!("VERSION_CONFLICT"), &json!(2)));
    }

    async fn a_foreign_certificate_answers_like_an_unknown_one(world: World) {
        let (hall, certificate) = Hall::certified(world, HttpSettings::default()).await;
        let unknown = domain::shared::CertificateId::from(uuid::Uuid::from_u128(7));
        let step = "expectedVersion: 1, reason: \"x\"";
        for document in [
            "query($id: ID!) { node(id: $id) { id } }".to_owned(),
            "query($id: ID!) { certificate(id: $id) { id number } }".to_owned(),
            format!("mutation($id: ID!) {{ revokeCertificate(input: {{id: $id, {step}}}) {{
                certificate {{ id }} errors {{ code message path }} }} }}"),
            format!("mutation($id: ID!) {{ reissueCertificate(input: {{id: $id, {step}}}) {{
                certificate {{ id }} errors {{ code message path }} }} }}"),
            "mutation($id: ID!) { showCertificateName(input: {id: $id, expectedVersion: 7, display: FULL}) {
                certificate { id } errors { code message path } } }".to_owned(),
        ] {
            let foreign = hall.ask(FOREIGN, &document, json!({"id": global(certificate.id)})).await;
            assert_eq!(foreign, hall.ask(FOREIGN, &document, json!({"id": global(unknown)})).await, "{document}");
            assert!(!foreign.to_string().contains("2020-0001"), "{foreign}");
        }
        let list = "query($filter: CertificateFilter, $after: String) {
            certificates(filter: $filter, first: 10, after: $after) { totalCount edges { cursor } pageInfo { hasNextPage } } }";
        let all = hall.ask(ADMIN, list, json!({})).await["certificates"].clone();
        assert_eq!(all["totalCount"], 1);
        for variables in [
            json!({"filter": {"personId": global(certificate.person)}}),
            json!({"filter": {"organisationId": global(certificate.organisation)}}),
            json!({"filter": {"issuerId": global(certificate.issuer), "year": 2020}}),
            json!({"filter": {"sessionId": global(hall.session.id)}}),
            json!({"after": all["edges"][0]["cursor"]}),
        ] {
            let found = hall.ask(FOREIGN, list, variables.clone()).await["certificates"].clone();
            let nothing = json!({"totalCount": 0, "edges": [], "pageInfo": {"hasNextPage": false}});
            assert_eq!(found, nothing, "{variables}");
        }
    }

    async fn the_pdf_is_for_those_who_see_the_certificate(world: World) {
        let (hall, certificate) = Hall::certified(world, HttpSettings::default()).await;
        let path = format!("/certificates/{}/document.pdf", certificate.id);
        let sent = hall.get_as(Some(STAFF), &path).await;
        assert_eq!(sent.status(), StatusCode::OK);
        let head = |name: &str| sent.headers()[name].to_str().unwrap().to_owned();
        assert_eq!(head("content-type"), "application/pdf");
        assert!(head("content-disposition").starts_with("attachment; filename=\"Teilnahmebescheinigung 2020-0001.pdf\""));
        assert_eq!((head("cache-control"), head("vary").contains("Authorization")), ("private, no-cache".to_owned(), true));
        let tag = head("etag");
        let bytes = sent.bytes().await.unwrap();
        assert!(bytes.starts_with(b"%PDF-1.7"));
        assert!(bytes.windows(12).any(|part| part == b"pdfuaid:part"), "it says that it is PDF/UA");
        for who in [ORGANISER, ADMIN, (Role::OfficeLead, "remscheid"), (Role::DataProtectionOfficer, "transferagentur")] {
            let other = hall.get_as(Some(who), &path).await;
            assert_eq!(other.status(), StatusCode::OK, "{who:?}");
            assert_eq!(other.headers()[header::ETAG].to_str().unwrap(), tag);
        }
        for who in [Some(FOREIGN), Some((Role::Partner, "stiftung")), Some((Role::Auditor, "transferagentur")), None] {
            assert_eq!(hall.get_as(who, &path).await.status(), StatusCode::NOT_FOUND, "{who:?}");
        }
        for wrong in ["/certificates/x/document.pdf".to_owned(), path.replace('0', "1")] {
            assert_eq!(hall.get_as(Some(STAFF), &wrong).await.status(), StatusCode::NOT_FOUND);
        }
        let token = hall.cast.token(hall.site.world(), STAFF.0, STAFF.1).await;
        let known = hall.site.request(Method::GET, &path).bearer_auth(&token).header(header::IF_NONE_MATCH, &tag);
        assert_eq!(Site::send(known).await.status(), StatusCode::NOT_MODIFIED);
        let asked = Site::send(hall.site.request(Method::HEAD, &path).bearer_auth(&token)).await;
        assert_eq!((asked.status(), asked.headers()[header::ETAG].to_str().unwrap()), (StatusCode::OK, tag.as_str()));

        // A date tells the same as a tag, once it is a second old.
        hall.site.world().clock().advance(60);
        let token = hall.cast.token(hall.site.world(), STAFF.0, STAFF.1).await;
        let date = hall.get_as(Some(STAFF), &path).await.headers()[header::LAST_MODIFIED].clone();
        let since = |date| hall.site.request(Method::GET, &path).bearer_auth(&token).header(header::IF_MODIFIED_SINCE, date);
        assert_eq!(Site::send(since(date)).await.status(), StatusCode::NOT_MODIFIED);
        let earlier = header::HeaderValue::from_static("Wed, 01 Jan 2020 00:00:00 GMT");
        assert_eq!(Site::send(since(earlier)).await.status(), StatusCode::OK);

        // The link in a page needs no token; it is for this certificate, and for ten minutes.
        let mine = hall.ask(STAFF, MINE, json!({})).await;
        let link = mine["myCertificates"]["nodes"][0]["documentUrl"].as_str().unwrap().to_owned();
        assert_eq!(hall.get_as(None, &link).await.status(), StatusCode::OK);
        let shown = hall.get_as(None, &format!("{link}&inline")).await;
        assert!(shown.headers()[header::CONTENT_DISPOSITION].to_str().unwrap().starts_with("inline"));
        let forged = link.replace("ticket=", "ticket=x");
        assert_eq!(hall.get_as(None, &forged).await.status(), StatusCode::FORBIDDEN);
        hall.site.world().clock().advance(601);
        assert_eq!(hall.get_as(None, &link).await.status(), StatusCode::FORBIDDEN);
    }

    async fn everybody_verifies_on_a_page_without_scripts(world: World) {
        let (hall, certificate) = Hall::certified(world, HttpSettings::default()).await;
        let form = hall.get_as(None, "/certificates/verify").await;
        let policy = form.headers()[header::CONTENT_SECURITY_POLICY].to_str().unwrap().to_owned();
        assert!(policy.starts_with("default-src 'none'; style-src 'sha256-") && !policy.contains("unsafe"), "{policy}");
        assert!(policy.contains("form-action 'self'") && policy.contains("frame-ancestors 'none'"));
        assert_eq!(form.headers()[header::CACHE_CONTROL], "no-store");
        let html = form.text().await.unwrap();
        assert!(html.contains("<html lang=\"de\">") && html.contains("<label for=\"code\">"), "{html}");
        assert!(!html.contains("<script") && !html.contains("http://") && !html.contains("https://"), "{html}");

        let (status, html) = hall.page(&format!("/certificates/verify/{}", certificate.code)).await;
        assert_eq!(status, StatusCode::OK);
        for expected in ["gilt.", "2020-0001", "Transferagentur", "Netzwerke verstehen", "7 h 00 min", "04.05.2020"] {
            assert!(html.contains(expected), "{expected}: {html}");
        }
        assert!(!html.contains("Kim Beispiel"), "the name is the holder's to show");
        let typed = certificate.code.to_string().to_lowercase().replace('-', "+");
        let (status, html) = hall.page(&format!("/certificates/verify?code={typed}")).await;
        assert!(status == StatusCode::OK && html.contains("role=\"status\""), "{html}");
        let request = hall.site.get(&format!("/certificates/verify/{}", certificate.code)).header("accept-language", "en");
        let english = Site::send(request).await.text().await.unwrap();
        assert!(english.contains("<html lang=\"en\">") && english.contains("genuine and valid"), "{english}");

        // A code that none has, and what is no code, answer alike; nothing that is typed becomes part of the page.
        let strip = |html: &str, typed: &str| html.replace(typed, "");
        let (status, unknown) = hall.page("/certificates/verify/K7QM-3XPT-9WRD-V2HF").await;
        assert_eq!(status, StatusCode::NOT_FOUND);
        let (status, nonsense) = hall.page("/certificates/verify/nonsense").await;
        assert_eq!(status, StatusCode::NOT_FOUND);
        assert_eq!(
            strip(&unknown, "value=\"K7QM-3XPT-9WRD-V2HF\""),
            strip(&nonsense, "value=\"nonsense\"")
        );
        let (status, html) = hall.page("/certificates/verify?code=%22%3E%3Cscript%3Ealert(1)%3C%2Fscript%3E").await;
        assert_eq!(status, StatusCode::NOT_FOUND);
        assert!(!html.contains("<script>"), "{html}");
    }

    async fn codes_are_tried_so_often_from_one_address(world: World) {
        let rates = Rates { verifications: 3, ..Rates::default() };
        let settings = HttpSettings { rates, ..HttpSettings::default() };
        let (hall, certificate) = Hall::certified(world, settings).await;
        let query = "query($code: String!) { one: verifyCertificate(code: $code) { state }
            two: verifyCertificate(code: \"x\") { state } }";
        let body = json!({"query": query, "variables": {"code": certificate.code.to_string()}});
        let answer = Site::answer(hall.site.post(&body)).await;
        assert_eq!(answer["data"], json!({"one": {"state": "ISSUED"}, "two": null}), "{answer}");
        let (status, _) = hall.page(&format!("/certificates/verify/{}", certificate.code)).await;
        assert_eq!(status, StatusCode::OK, "the third");
        let refused = hall.get_as(None, &format!("/certificates/verify/{}", certificate.code)).await;
        assert_eq!(refused.status(), StatusCode::TOO_MANY_REQUESTS);
        assert!(refused.headers().contains_key(header::RETRY_AFTER));
        assert!(refused.text().await.unwrap().contains("zu viele Versuche"));
        let answer = Site::answer(hall.site.post(&body)).await;
        assert_eq!(answer["errors"][0]["extensions"]["code"], "RATE_LIMITED", "{answer}");
        let (status, _) = hall.page("/certificates/verify").await;
        assert_eq!(status, StatusCode::OK, "the form can be seen");
    }

    async fn people_are_checked_in_over_http(world: World) {
        let stage = Stage::set(world).await;
        let (session, registered) = open(&stage, &[stage.of(STAFF.0, STAFF.1)]).await;
        stage.travel("2020-05-04T07:05:00Z");
        stage.step(&session, domain::qualifications::SessionVerb::Start).await;
        let Stage { world, cast } = stage;
        let hall = Hall { site: Site::of(world).await, cast, session };
        let document = "{ myRegistrations { nodes { checkInCode checkInQr } } }";
        let mine = hall.ask(STAFF, document, json!({})).await["myRegistrations"]["nodes"][0].clone();
        assert!(mine["checkInQr"].as_str().unwrap().contains("<svg"), "{mine}");
        let input = json!({"sessionId": global(hall.session.id), "entries": [
            {"clientId": "tablet/1", "code": mine["checkInCode"], "at": "2020-05-04T07:04:00Z"},
            {"clientId": "tablet/2", "registrationId": global(registered[0].id), "status": "EXCUSED",
             "at": "2020-05-04T07:00:00Z"},
            {"clientId": "tablet/3", "code": "K7QM-3XPT"},
        ]});
        let sent = hall.ask(ORGANISER, CHECK_IN, json!({"input": input})).await["checkIn"].clone();
        let outcomes: Vec<&Value> = sent["results"].as_array().unwrap().iter().map(|it| &it["outcome"]).collect();
        assert_eq!(outcomes, ["RECORDED", "SUPERSEDED", "REFUSED"], "{sent:#}");
        assert_eq!(sent["results"][0]["registration"]["state"], "ATTENDED");
        assert_eq!(sent["results"][2]["error"]["code"], "NOT_FOUND");
        let again = hall.ask(ORGANISER, CHECK_IN, json!({"input": input})).await["checkIn"].clone();
        let outcomes: Vec<&Value> = again["results"].as_array().unwrap().iter().map(|it| &it["outcome"]).collect();
        assert_eq!(outcomes, ["REPLAYED", "REPLAYED", "REFUSED"], "{again:#}");
    }
}
