//! Evaluations over HTTP: drafted, opened with a mail, answered once, closed, read by those who may.

use super::evaluated::{
    ANSWER, CLOSE, CREATE, MINE, OPEN, ORGANISER, RESULTS, UPDATE, answer, answers, close, drafted, eleven, form, held,
    opened, person, taught,
};
use acceptance::{Scene, Site, Who, global, on_both_engines};
use domain::access::Role;
use domain::qualifications::{AttendanceMode, CourseKind};
use reqwest::StatusCode;
use serde_json::{Value, json};

const TRAINER: Who = Who::Member(Role::MunicipalityLead, "remscheid");

async fn results(scene: &Scene, who: Who, evaluation: &Value) -> Value {
    scene.get(who, RESULTS, json!({"id": evaluation["id"]})).await
}

fn question<'r>(results: &'r Value, key: &str) -> &'r Value {
    results["questions"].as_array().unwrap().iter().find(|it| it["question"]["key"] == key).unwrap()
}

on_both_engines! {
    async fn an_evaluation_is_drafted_opened_answered_and_read(scene: Scene) {
        let (session, evaluation) = drafted(&scene, &eleven(), None).await;
        assert_eq!((&evaluation["state"], &evaluation["version"]), (&json!("DRAFT"), &json!(1)));
        let again = json!({"sessionId": global(session.id), "questions": form()});
        assert_eq!(scene.refusals(ORGANISER, CREATE, again).await, ["DUPLICATE sessionId"]);
        let change = json!({
            "id": evaluation["id"], "expectedVersion": 1, "questions": form(), "breakdown": "ATTENDANCE_MODE",
        });
        let changed = scene.change(ORGANISER, UPDATE, change.clone()).await;
        assert_eq!((&changed["breakdown"], &changed["version"]), (&json!("ATTENDANCE_MODE"), &json!(2)));
        let conflict = scene.get(ORGANISER, UPDATE, json!({"input": change})).await;
        assert_eq!(conflict["errors"][0]["code"], "VERSION_CONFLICT");
        assert_eq!(conflict["evaluation"]["version"], 2);
        // Nobody but those who plan the session sees a draft.
        assert_eq!(scene.refusals(Who::LEAD, UPDATE, change.clone()).await, ["NOT_FOUND id"]);
        let early = answers(&evaluation, 3, None);
        assert_eq!(scene.refusals(Who::STAFF, ANSWER, early.clone()).await, ["NOT_FOUND evaluationId"]);
        assert_eq!(scene.refusals(ORGANISER, ANSWER, early).await, ["WRONG_STATE evaluationId"]);

        let open = json!({"id": global(session.id), "expectedVersion": session.version});
        let session = scene.change(ORGANISER, OPEN, open).await;
        assert_eq!(session["state"], "EVALUATION_OPEN");
        assert_eq!(session["evaluation"]["state"], "OPEN");
        assert_eq!((&session["evaluation"]["asked"], &session["evaluation"]["answered"]), (&json!(11), &json!(0)));
        let mails = scene.world().letters_to("office-staff@remscheid.example").await;
        let mail = mails.last().unwrap();
        assert_eq!(mail.subject, "Ihre Rückmeldung: Austausch");
        assert!(mail.text.contains("anonym") && mail.calendar.is_none(), "{mail:?}");
        // Whoever answers, answers the form that they saw.
        let late = json!({"id": evaluation["id"], "expectedVersion": 3, "questions": form()});
        assert_eq!(scene.refusals(ORGANISER, UPDATE, late).await, ["WRONG_STATE"]);

        let mine = scene.get(Who::STAFF, MINE, json!({})).await;
        assert_eq!(mine[0]["awaitsMyAnswer"], true);
        assert_eq!(mine[0]["questions"][0]["label"], "This is of use to me.");
        assert_eq!(mine[0]["questions"][1]["options"][0], json!({"number": 1, "label": "Talk"}));
        assert_eq!(scene.get(ORGANISER, MINE, json!({})).await, json!([]));
        for (place, (who, _)) in (0..).zip(eleven()) {
            answer(&scene, who, answers(&evaluation, 1 + place % 5, Some(&format!("Anmerkung {place}")))).await;
        }
        assert_eq!(scene.get(Who::STAFF, MINE, json!({})).await, json!([]));
        let open = results(&scene, ORGANISER, &evaluation).await;
        assert_eq!((&open["state"], &open["isShown"], &open["answered"]), (&json!("OPEN"), &json!(false), &Value::Null));
        assert!(open["questions"].as_array().unwrap().iter().all(|it| it["figures"].is_null() && it["texts"].is_null()));

        let closed = close(&scene, &session).await;
        assert_eq!((&closed["state"], &closed["evaluation"]["state"]), (&json!("CLOSED"), &json!("CLOSED")));
        let read = results(&scene, ORGANISER, &evaluation).await;
        assert_eq!((&read["isShown"], &read["asked"], &read["answered"]), (&json!(true), &json!(11), &json!(11)));
        let useful = question(&read, "nutzen");
        let counts: Vec<i64> =
            useful["figures"]["counts"].as_array().unwrap().iter().map(|it| it["times"].as_i64().unwrap()).collect();
        assert_eq!((counts, useful["figures"]["answered"].as_i64()), (vec![3, 2, 2, 2, 2], Some(11)));
        assert!((useful["figures"]["mean"].as_f64().unwrap() - 31.0 / 11.0).abs() < 1e-9);
        let score = question(&read, "weiter")["figures"]["promoterScore"].as_f64().unwrap();
        assert!((score - 100.0 * (2.0 - 7.0) / 11.0).abs() < 1e-9, "{score}");
        // Nobody answered this one.
        assert_eq!(question(&read, "lob")["figures"], Value::Null);
        let mut texts: Vec<&str> =
            question(&read, "anmerkung")["texts"].as_array().unwrap().iter().map(|it| it.as_str().unwrap()).collect();
        let sorted = texts.is_sorted();
        texts.sort_unstable();
        assert_eq!((texts.len(), texts[0], sorted), (11, "Anmerkung 0", false));
        let parts = read["parts"].as_array().unwrap();
        let codes: Vec<_> = parts.iter().map(|part| (part["code"].as_str().unwrap(), part["answered"].as_i64())).collect();
        assert_eq!(codes, [("ONLINE", Some(5)), ("ROOM", Some(6))]);
        let late = answers(&evaluation, 3, None);
        assert_eq!(scene.refusals(ORGANISER, ANSWER, late).await, ["WRONG_STATE evaluationId"]);
    }

    async fn a_wrong_answer_is_refused_and_a_right_one_is_taken_once(scene: Scene) {
        let (session, evaluation) = opened(&scene, &eleven(), None).await;
        let refusals = async |answers: Value| {
            let input = json!({"evaluationId": evaluation["id"], "answers": answers});
            scene.refusals(Who::STAFF, ANSWER, input).await
        };
        let useful = json!({"key": "nutzen", "numbers": [3]});
        assert_eq!(refusals(json!([])).await, ["REQUIRED answers.nutzen"]);
        assert_eq!(refusals(json!([{"key": "nutzen", "numbers": [6]}])).await, ["OUT_OF_RANGE answers.0.numbers.0"]);
        assert_eq!(refusals(json!([useful, {"key": "hobby", "numbers": [1]}])).await, ["NOT_FOUND answers.1.key"]);
        assert_eq!(refusals(json!([useful, useful])).await, ["DUPLICATE answers.1.key"]);
        let wrong = json!([useful, {"key": "schwerpunkt", "numbers": [1, 2]}, {"key": "weiter", "numbers": [11]},
            {"key": "anmerkung", "numbers": [1]}, {"key": "lob", "text": "Tempo"}]);
        let expected = [
            "TOO_MANY answers.1.numbers",
            "INVALID answers.4.text",
            "OUT_OF_RANGE answers.2.numbers.0",
            "INVALID answers.3.numbers",
        ];
        assert_eq!(refusals(wrong).await, expected);
        // What was refused was not taken: the answer is still awaited.
        assert_eq!(scene.get(Who::STAFF, MINE, json!({})).await[0]["awaitsMyAnswer"], true);
        answer(&scene, Who::STAFF, answers(&evaluation, 3, None)).await;
        let again = scene.refusals(Who::STAFF, ANSWER, answers(&evaluation, 5, None)).await;
        assert_eq!(again, ["ALREADY_ANSWERED evaluationId"]);
        // Who was not there is not asked.
        assert_eq!(scene.refusals(Who::ADMIN, ANSWER, answers(&evaluation, 5, None)).await, ["NOT_ASKED evaluationId"]);
        let stranger = scene.denial(Who::Stranger, ANSWER, json!({"input": answers(&evaluation, 5, None)})).await;
        assert_eq!(stranger, "UNAUTHENTICATED evaluation:answer");
        let missing = json!({"evaluationId": session["id"], "answers": []});
        let answer = scene.ask(Who::STAFF, ANSWER, json!({"input": missing})).await;
        assert!(answer["data"].is_null() || answer["data"]["answerEvaluation"]["answered"] == false, "{answer}");
    }

    async fn few_who_attended_are_not_asked_and_few_answers_are_not_kept(scene: Scene) {
        let (session, _) = drafted(&scene, &eleven()[..4], None).await;
        let open = json!({"id": global(session.id), "expectedVersion": session.version});
        assert_eq!(scene.refusals(ORGANISER, OPEN, open).await, ["TOO_FEW attendance"]);
        let (session, evaluation) = opened(&scene, &eleven()[..6], Some("MUNICIPALITY")).await;
        for (who, _) in &eleven()[..4] {
            answer(&scene, *who, answers(&evaluation, 2, Some("Zu wenig Zeit."))).await;
        }
        // A session that is closed as a whole closes its evaluation too.
        let document = CLOSE.replace("closeEvaluation", "closeCourseSession");
        let input = json!({"id": session["id"], "expectedVersion": session["version"]});
        let closed = scene.change(ORGANISER, &document, input).await;
        assert_eq!(closed["evaluation"]["state"], "CLOSED");
        let read = results(&scene, ORGANISER, &evaluation).await;
        assert_eq!((&read["isShown"], &read["answered"], &read["parts"]), (&json!(false), &json!(4), &json!([])));
        assert!(read["questions"].as_array().unwrap().iter().all(|it| it["figures"].is_null() && it["texts"].is_null()));
        assert!(!read.to_string().contains("Zu wenig Zeit."));
        // Without a form there is nothing to open.
        let people = [(person(&scene, Who::STAFF), AttendanceMode::Room)];
        let host = (scene.cast().transferagentur, CourseKind::Exchange);
        let bare = held(scene.world(), host, &people).await;
        let open = json!({"id": global(bare.id), "expectedVersion": bare.version});
        assert_eq!(scene.refusals(ORGANISER, OPEN, open).await, ["REQUIRED evaluation"]);
    }

    async fn results_are_for_the_organiser_and_figures_for_the_trainer(scene: Scene) {
        let all: Vec<_> = eleven().iter().map(|(who, mode)| (person(&scene, *who), *mode)).collect();
        let of = (scene.cast().transferagentur, CourseKind::Exchange);
        let session = taught(scene.world(), of, &all, &[person(&scene, TRAINER)]).await;
        let input = json!({"sessionId": global(session.id), "questions": form()});
        let evaluation = scene.change(ORGANISER, CREATE, input).await;
        let open = json!({"id": global(session.id), "expectedVersion": session.version});
        let session = scene.change(ORGANISER, OPEN, open).await;
        for (who, _) in eleven() {
            answer(&scene, who, answers(&evaluation, 4, Some("=1+1"))).await;
        }
        close(&scene, &session).await;
        for who in [ORGANISER, Who::ADMIN] {
            let read = results(&scene, who, &evaluation).await;
            assert_eq!(question(&read, "anmerkung")["texts"].as_array().unwrap().len(), 11, "{who:?}");
        }
        let read = results(&scene, TRAINER, &evaluation).await;
        assert_eq!(question(&read, "nutzen")["figures"]["answered"], 11);
        assert_eq!(question(&read, "anmerkung")["texts"], Value::Null);
        assert!(!read.to_string().contains("=1+1"));
        for who in [Who::LEAD, Who::STAFF, Who::FOREIGN, Who::Member(Role::Auditor, "transferagentur")] {
            assert_eq!(results(&scene, who, &evaluation).await, Value::Null, "{who:?}");
        }
        // The file says the same to the same people.
        let path = |kind: &str| format!("/evaluations/{}/results.{kind}", evaluation["id"].as_str().unwrap());
        let fetch = async |who: Who, kind: &str| {
            let Who::Member(role, place) = who else { return Site::send(scene.site().get(&path(kind))).await };
            let token = scene.cast().token(scene.world(), role, place).await;
            Site::send(scene.site().get(&path(kind)).bearer_auth(token)).await
        };
        let file = fetch(ORGANISER, "csv").await;
        assert_eq!(file.status(), StatusCode::OK);
        let headers = file.headers().clone();
        assert_eq!(headers["content-disposition"], "attachment; filename=\"evaluation.csv\"");
        assert_eq!(headers["cache-control"], "private, no-store");
        let text = file.text().await.unwrap();
        assert!(text.starts_with("\u{feff}Nr.;Frage;"), "{text}");
        assert!(text.contains(";'=1+1;") && !text.contains(";=1+1"), "no text becomes a formula: {text}");
        let own = fetch(TRAINER, "csv").await.text().await.unwrap();
        assert!(own.contains("Das bringt mir etwas.") && !own.contains("1+1"), "{own}");
        let book = fetch(ORGANISER, "xlsx").await;
        assert_eq!(book.headers()["content-type"], "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet");
        assert!(book.bytes().await.unwrap().starts_with(b"PK"));
        assert_eq!(fetch(Who::LEAD, "csv").await.status(), StatusCode::NOT_FOUND);
        assert_eq!(fetch(Who::Stranger, "csv").await.status(), StatusCode::UNAUTHORIZED);
        assert_eq!(fetch(ORGANISER, "pdf").await.status(), StatusCode::NOT_FOUND);
    }

    async fn a_list_of_sessions_loads_their_evaluations_together(scene: Scene) {
        let document = "query($first: Int!) { courseSessions(first: $first) { nodes {
            title evaluation { state asked answered awaitsMyAnswer questions { key } } } } }";
        for _ in 0..3 {
            opened(&scene, &eleven()[..5], None).await;
        }
        let (few, one) = scene.count(ORGANISER, document, json!({"first": 1})).await;
        let (all, three) = scene.count(ORGANISER, document, json!({"first": 3})).await;
        assert_eq!(few["courseSessions"]["nodes"][0]["evaluation"]["asked"], 5, "{few}");
        assert_eq!(all["courseSessions"]["nodes"].as_array().unwrap().len(), 3);
        assert_eq!((one, three), (6, 6));
    }
}
