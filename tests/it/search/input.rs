//! Whatever is typed is answered.

use super::FIND;
use acceptance::{Scene, Who, on_both_engines};
use proptest::prelude::{Strategy, any};
use proptest::strategy::ValueTree;
use proptest::test_runner::TestRunner;
use serde_json::{Value, json};

async fn code(scene: &Scene, variables: Value) -> Value {
    scene.ask(Who::LEAD, FIND, variables).await["errors"][0]["extensions"]["code"].clone()
}

on_both_engines! {
    async fn no_text_is_a_fault(scene: Scene) {
        let fixed = [
            "\"", "'", "a*", "\"a\" \"b", "NEAR(a b)", "a AND", "title : x", "{title} : x", "a & b | !c", "a <-> b", "(((", "\\", "^a",
            "\u{0}a", "½ ① ﬁ", "हिन्दी", "中文", "🙂", "-\"a b\" c", "--", "a:*", "%_%", "s w",
        ];
        let mut runner = TestRunner::deterministic();
        let random = (0..60).map(|_| {
            let made = any::<String>().prop_map(|text| text.chars().take(60).collect::<String>()).new_tree(&mut runner);
            made.unwrap().current()
        });
        for text in fixed.into_iter().map(str::to_owned).chain(random) {
            let answer = scene.ask(Who::LEAD, FIND, json!({"text": text, "first": 5})).await;
            let code = &answer["errors"][0]["extensions"]["code"];
            // No request may have a NUL character.
            let refused = if text.contains('\0') { "BAD_REQUEST" } else { "TOO_MANY" };
            assert!(answer["errors"].is_null() || code == refused, "{text:?}: {answer:#}");
        }
    }

    async fn what_cannot_be_is_said_so(scene: Scene) {
        assert_eq!(code(&scene, json!({"text": "x".repeat(201)})).await, "TOO_LONG");
        let many = (0..17).map(|number| format!("w{number}")).collect::<Vec<_>>().join(" ");
        assert_eq!(code(&scene, json!({"text": many})).await, "TOO_MANY");
        assert_eq!(code(&scene, json!({"text": "x", "first": 101})).await, "OUT_OF_RANGE");
        for cursor in ["", "zz", "5b5d", "5b7b226e223a317d5d"] {
            assert_eq!(code(&scene, json!({"text": "x", "after": cursor})).await, "INVALID", "{cursor}");
        }
        let territory = "{ search(text: \"x\", territoryKey: \"nirgends\") { totalCount } }";
        let answer = scene.ask(Who::LEAD, territory, json!({})).await;
        assert_eq!(answer["errors"][0]["extensions"]["code"], "INVALID_TERRITORY_KEY");
    }
}
