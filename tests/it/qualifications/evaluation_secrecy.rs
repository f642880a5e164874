//! Nothing in the database tells who said what (ADR 0016).

use super::evaluated::{ANSWER, answer, answers, close, eleven, opened, person};
use acceptance::{Engine, Given, Scene, Site, Who, on_both_engines};
use application::Error;
use application::qualifications::{AnswerEvaluation, answer_evaluation};
use domain::qualifications::EvaluationAnswer;
use domain::shared::{EvaluationId, RefusalCode};
use futures::future::join_all;
use serde_json::{Value, json};
use sqlx::{AssertSqlSafe, Row};
use std::collections::{BTreeMap, BTreeSet};

/// All rows of all tables as text.
pub(crate) async fn tables(scene: &Scene) -> BTreeMap<String, Vec<String>> {
    let address = Given::address(scene);
    let mut all = BTreeMap::new();
    if scene.world().engine() == Engine::Postgres {
        let pool = sqlx::PgPool::connect(address).await.unwrap();
        let names = "SELECT table_name::text FROM information_schema.tables WHERE table_schema = 'public'";
        for name in sqlx::query(names).fetch_all(&pool).await.unwrap() {
            let name: String = name.get(0);
            let rows = sqlx::query(AssertSqlSafe(format!("SELECT t::text FROM \"{name}\" t"))).fetch_all(&pool).await;
            all.insert(name, rows.unwrap().iter().map(|row| row.get(0)).collect());
        }
        pool.close().await;
        return all;
    }
    let pool = sqlx::SqlitePool::connect(address).await.unwrap();
    let names = "SELECT name FROM sqlite_schema WHERE type = 'table' AND name NOT LIKE 'sqlite_%'";
    for name in sqlx::query(names).fetch_all(&pool).await.unwrap() {
        let name: String = name.get(0);
        let columns =
            format!("SELECT group_concat('quote(\"' || name || '\")', ' || ') FROM pragma_table_info('{name}')");
        let columns: String = sqlx::query(AssertSqlSafe(columns)).fetch_one(&pool).await.unwrap().get(0);
        let rows = sqlx::query(AssertSqlSafe(format!("SELECT {columns} FROM \"{name}\""))).fetch_all(&pool).await;
        all.insert(name, rows.unwrap().iter().map(|row| row.get(0)).collect());
    }
    pool.close().await;
    all
}

/// The tables in which anything differs.
fn differing(before: &BTreeMap<String, Vec<String>>, after: &BTreeMap<String, Vec<String>>) -> BTreeSet<String> {
    let sorted = |rows: &Vec<String>| {
        let mut rows = rows.clone();
        rows.sort();
        rows
    };
    after.iter().filter(|(name, rows)| sorted(rows) != sorted(&before[*name])).map(|(name, _)| name.clone()).collect()
}

fn typed(evaluation: &Value) -> AnswerEvaluation {
    use base64::Engine as _;
    let id = base64::engine::general_purpose::URL_SAFE_NO_PAD.decode(evaluation["id"].as_str().unwrap()).unwrap();
    let id: EvaluationId = uuid::Uuid::from_slice(&id[..16]).unwrap().into();
    let answers = vec![EvaluationAnswer { key: "nutzen".to_owned(), numbers: vec![2], text: None }];
    AnswerEvaluation { id, answers }
}

on_both_engines! {
    async fn an_answer_changes_two_rows_and_leaves_no_trace_elsewhere(scene: Scene) {
        let (_, evaluation) = opened(&scene, &eleven(), None).await;
        answer(&scene, Who::LEAD, answers(&evaluation, 5, Some("Sehr gut."))).await;
        let Who::Member(role, place) = Who::STAFF else { unreachable!() };
        let token = scene.cast().token(scene.world(), role, place).await;
        let before = tables(&scene).await;
        let variables = json!({"input": answers(&evaluation, 2, Some("Zu laut im Saal."))});
        let body = json!({"query": ANSWER, "variables": variables});
        let send = async || {
            Site::answer(scene.site().post(&body).bearer_auth(&token).header("idempotency-key", "answer-1")).await
        };
        assert_eq!(send().await["data"]["answerEvaluation"]["answered"], true);
        let after = tables(&scene).await;
        let expected = ["evaluation_asked", "evaluation_urn"].map(str::to_owned);
        assert_eq!(differing(&before, &after), expected.into(), "no audit, no event, no message, no key");
        let with_text = after.iter().filter(|(_, rows)| rows.iter().any(|row| row.contains("Zu laut im Saal.")));
        assert_eq!(with_text.map(|(name, _)| name.as_str()).collect::<Vec<_>>(), ["evaluation_urn"]);
        assert_eq!(after["evaluation_urn"].len(), 1, "one row for all answers");
        let person = person(&scene, Who::STAFF).to_string();
        let urn = &after["evaluation_urn"][0];
        assert!(!urn.contains(&person) && !urn.contains(&person.replace('-', "").to_uppercase()), "{urn}");
        // The key was not kept, so a repetition is told what everybody is told who answers twice.
        let again = send().await;
        assert_eq!(again["data"]["answerEvaluation"]["errors"][0]["code"], "ALREADY_ANSWERED", "{again}");
    }

    async fn the_order_of_answers_cannot_be_told(scene: Scene) {
        let mut kept = Vec::new();
        for backwards in [false, true] {
            let (_, evaluation) = opened(&scene, &eleven(), Some("ATTENDANCE_MODE")).await;
            let mut people: Vec<_> = (0..).zip(eleven()).collect();
            if backwards {
                people.reverse();
            }
            for (number, (who, _)) in people {
                let text = format!("Text von {number}");
                answer(&scene, who, answers(&evaluation, 1 + number % 5, Some(&text))).await;
            }
            let rows = tables(&scene).await;
            let contents = rows["evaluation_urn"].iter().map(|row| row[row.find('{').unwrap()..].to_owned());
            kept = contents.chain(kept).collect();
        }
        kept.sort();
        kept.dedup();
        assert_eq!(kept.len(), 1, "whoever was first, the urns are the same: {kept:?}");
    }

    async fn what_may_not_be_shown_is_forgotten_when_it_closes(scene: Scene) {
        let (session, evaluation) = opened(&scene, &eleven(), Some("ATTENDANCE_MODE")).await;
        // Six in the room answer, and one online: the room alone would show the one.
        for (who, _) in &eleven()[..7] {
            answer(&scene, *who, answers(&evaluation, 3, None)).await;
        }
        let open = tables(&scene).await;
        assert_eq!(open["evaluation_asked"].len(), 11);
        assert!(open["evaluation_urn"][0].contains("ONLINE"));
        close(&scene, &session).await;
        let closed = tables(&scene).await;
        assert!(closed["evaluation_asked"].is_empty(), "who was asked and who answered");
        let urn = &closed["evaluation_urn"][0];
        assert!(!urn.contains("ONLINE") && !urn.contains("ROOM") && urn.contains("nutzen"), "{urn}");
        let log = closed["audit_value"].iter().chain(&closed["audit_entry"]).chain(&closed["outbox_event"]);
        let named = log.filter(|row| row.contains("evaluation.") && row.contains("answered")).count();
        assert!(named <= 1, "the audit knows how many answered, and nobody's answer");
    }

    async fn nobody_answers_twice_and_no_answer_is_lost(scene: Scene) {
        let (session, evaluation) = opened(&scene, &eleven(), None).await;
        let mut tries = Vec::new();
        for (who, _) in eleven() {
            let Who::Member(role, place) = who else { unreachable!() };
            let actor = scene.cast().actor(scene.world(), role, place).await;
            for _ in 0..3 {
                let (call, input) = (scene.world().call(actor.clone()), typed(&evaluation));
                tries.push(tokio::spawn(async move { answer_evaluation(&call, input).await }));
            }
        }
        let mut taken = 0;
        for tried in join_all(tries).await {
            match tried.unwrap() {
                Ok(()) => taken += 1,
                Err(Error::Refused(refusals)) => assert_eq!(refusals[0].code, RefusalCode::AlreadyAnswered),
                Err(other) => panic!("{other:?}"),
            }
        }
        assert_eq!(taken, 11);
        close(&scene, &session).await;
        let document = "query($id: ID!) { evaluationResults(evaluationId: $id) { answered questions { figures { answered } } } }";
        let read = scene.get(Who::ADMIN, document, json!({"id": evaluation["id"]})).await;
        assert_eq!((&read["answered"], &read["questions"][0]["figures"]["answered"]), (&json!(11), &json!(11)));
    }
}
