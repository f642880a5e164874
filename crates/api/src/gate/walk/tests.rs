use super::*;
use crate::gate::{authorized, cost};
use async_graphql::parser::parse_query;
use async_graphql::{EmptySubscription, Object, Schema, SimpleObject};
use domain::access::{Account, Action, Assignment, Proof, Role};
use std::fmt::Write as _;
use uuid::Uuid;

#[derive(SimpleObject, Clone)]
#[graphql(complex)]
struct Person {
    name: String,
    #[graphql(directive = authorized::apply(Action::PersonReadContact))]
    email: String,
}

#[async_graphql::ComplexObject]
impl Person {
    async fn friends(&self, first: Option<i32>) -> Vec<Person> {
        let _ = first;
        Vec::new()
    }
    async fn tags(&self) -> Vec<String> {
        Vec::new()
    }
}

#[derive(SimpleObject)]
struct People {
    nodes: Vec<Person>,
    total_count: i32,
}

struct Query;

#[Object]
impl Query {
    #[graphql(directive = authorized::apply(Action::PersonRead))]
    async fn people(&self, first: Option<i32>, last: Option<i32>) -> People {
        let _ = (first, last);
        People { nodes: Vec::new(), total_count: 0 }
    }
    #[graphql(directive = authorized::apply(Action::TerritoryRead))]
    async fn open(&self) -> Vec<Person> {
        Vec::new()
    }
    #[graphql(directive = authorized::apply(Action::TerritoryRead), directive = cost::apply(7, Some(3)))]
    async fn nodes(&self, ids: Vec<String>) -> Vec<Person> {
        drop(ids);
        Vec::new()
    }
    async fn forgotten(&self) -> i32 {
        0
    }
}

struct Mutation;

#[Object]
impl Mutation {
    #[graphql(directive = authorized::apply(Action::SessionStart))]
    async fn sign_in(&self) -> i32 {
        0
    }
    #[graphql(directive = authorized::apply(Action::PersonCreate))]
    async fn create_person(&self) -> i32 {
        0
    }
}

fn gate() -> Gate {
    let sdl = Schema::new(Query, Mutation, EmptySubscription).sdl();
    Gate { index: SchemaIndex::of(&sdl).unwrap(), limits: Limits::default(), introspection: Introspection::SignedIn }
}

fn actor(roles: &[Role]) -> Actor {
    let assignment = |role: &Role| Assignment {
        id: Some(Uuid::from_u128(9).into()),
        role: *role,
        organisation: Uuid::from_u128(8).into(),
        territories: ["05120".to_owned()].into(),
        districts: ["05120".to_owned()].into(),
    };
    Actor::Account(Account {
        id: Uuid::from_u128(1).into(),
        proof: Proof::Session(Uuid::from_u128(2).into()),
        person: Uuid::from_u128(3).into(),
        assignments: roles.iter().map(assignment).collect(),
        suspended: Vec::new(),
        scopes: None,
    })
}

fn check(gate: &Gate, source: &str, variables: &str, actor: &Actor) -> Result<Passed, Vec<Refused>> {
    let document = parse_query(source).unwrap();
    let mut variables = serde_json::from_str(variables).unwrap();
    complete_variables(&document, None, &mut variables).map_err(|refused| vec![refused])?;
    gate.check(&document, Asked { actor, operation: None, variables: &variables })
}

fn cost_of(source: &str, variables: &str) -> u64 {
    check(&gate(), source, variables, &actor(&[Role::OfficeLead])).unwrap().cost
}

fn first_code(source: &str, actor: &Actor) -> ErrorCode {
    check(&gate(), source, "{}", actor).unwrap_err()[0].code
}

#[test]
fn what_is_not_allowed_is_refused_with_its_action_and_place() {
    let refused = check(&gate(), "{ all: people { nodes { email } } }", "{}", &Actor::Anonymous).unwrap_err();
    let paths: Vec<_> = refused.iter().map(|refused| refused.path.join(".")).collect();
    assert_eq!(paths, ["all", "all.nodes.email"]);
    assert!(refused.iter().all(|refused| refused.code == ErrorCode::Unauthenticated));
    let refused = check(&gate(), "mutation { createPerson }", "{}", &actor(&[Role::Partner])).unwrap_err();
    let error = async_graphql::ServerError::from(refused[0].clone());
    assert_eq!(
        serde_json::to_value(&error).unwrap(),
        serde_json::json!({
            "message": "Create people in an organisation (person:create) is not among your rights.",
            "locations": [{"line": 1, "column": 12}],
            "path": ["createPerson"],
            "extensions": {"code": "FORBIDDEN", "action": "person:create"},
        })
    );
    assert!(check(&gate(), "mutation { createPerson }", "{}", &actor(&[Role::OfficeLead])).is_ok());
}

#[test]
fn rules_are_found_through_fragments_and_aliases() {
    for source in [
        "{ open { ... on Person { e: email } } }",
        "{ open { ...F } } fragment F on Person { ...G } fragment G on Person { email }",
        "{ ...F } fragment F on Query { open { ... { email } } }",
        "query A { open { email } }",
    ] {
        assert_eq!(first_code(source, &Actor::Anonymous), ErrorCode::Unauthenticated, "{source}");
    }
}

#[test]
fn a_root_field_without_a_rule_is_closed_to_everybody() {
    for actor in [Actor::Anonymous, actor(&[Role::TransferagenturAdmin]), Actor::System] {
        assert_eq!(first_code("{ forgotten }", &actor), ErrorCode::Forbidden);
        assert_eq!(first_code("{ ...F } fragment F on Query { a: forgotten }", &actor), ErrorCode::Forbidden);
    }
}

#[test]
fn what_is_skipped_needs_no_right_and_costs_nothing() {
    let source = "query($x: Boolean = false) { open { name email @include(if: $x) } }";
    assert_eq!(check(&gate(), source, "{}", &Actor::Anonymous).unwrap().cost, 11);
    assert!(check(&gate(), source, r#"{"x": true}"#, &Actor::Anonymous).is_err());
    let source = "query($x: Boolean!) { open { name email @skip(if: $x) } }";
    assert!(check(&gate(), source, r#"{"x": true}"#, &Actor::Anonymous).is_ok());
    assert!(check(&gate(), source, r#"{"x": "true"}"#, &Actor::Anonymous).is_err());
}

#[test]
fn the_cost_follows_the_page_sizes() {
    assert_eq!(cost_of("{ people { totalCount nodes { name } } }", "{}"), 1 + 1 + (1 + 25));
    assert_eq!(
        cost_of("{ people(first: 100) { nodes { name friends(first: 2) { name } } } }", "{}"),
        2 + 100 * (1 + 3)
    );
    assert_eq!(cost_of("query($n: Int) { people(last: $n) { nodes { name } } }", r#"{"n": 3}"#), 2 + 3);
    assert_eq!(cost_of("query($n: Int = 4) { people(first: $n) { nodes { name } } }", "{}"), 2 + 4);
    assert_eq!(cost_of("{ people(first: 4000000000) { nodes { name } } }", "{}"), 2 + 100);
    assert_eq!(cost_of("{ open { name } }", "{}"), 1 + 10);
    assert_eq!(cost_of(r#"{ nodes(ids: ["a", "b"]) { name } }"#, "{}"), 7 + 2);
    assert_eq!(cost_of("query($a: String) { nodes(ids: [$a, $a, $a, $a]) { name } }", "{}"), 7 + 4);
    assert_eq!(cost_of("query($i: [String!]) { nodes(ids: $i) { name } }", "{}"), 7 + 3);
    let deep = "{ people(first: 100) { nodes { friends(first: 100) { friends(first: 100) { name } } } } }";
    assert_eq!(first_code(deep, &actor(&[Role::OfficeLead])), ErrorCode::QueryTooExpensive);
}

#[test]
fn fragments_that_double_end_at_the_limit() {
    let mut source = "{ ...F0 }".to_owned();
    for number in 0..60 {
        let next = number + 1;
        write!(source, " fragment F{number} on Query {{ ...F{next} ...F{next} }}").unwrap();
    }
    source.push_str(" fragment F60 on Query { __typename }");
    // 2^60 selections if they were all walked.
    assert_eq!(first_code(&source, &Actor::Anonymous), ErrorCode::QueryTooDeep);
    let flat: String = "...A ".repeat(100);
    let source =
        format!("{{ ...C }} fragment C on Query {{ {flat} }} fragment A on Query {{ {} }}", "open ".repeat(100));
    assert_eq!(first_code(&source, &Actor::Anonymous), ErrorCode::QueryTooLarge);
    let unused = format!("query Used {{ open {{ name }} }} query Idle {{ ...C }} {}", &source[9..]);
    let document = parse_query(unused).unwrap();
    let variables = Variables::default();
    let asked = Asked { actor: &Actor::Anonymous, operation: Some("Used"), variables: &variables };
    assert_eq!(gate().check(&document, asked).unwrap_err()[0].code, ErrorCode::QueryTooLarge);
}

#[test]
fn a_cycle_of_fragments_ends() {
    let source = "{ ...A } fragment A on Query { ...B } fragment B on Query { open { name } ...A }";
    assert_eq!(first_code(source, &Actor::Anonymous), ErrorCode::ValidationFailed);
}

#[test]
fn each_limit_has_its_code() {
    let stranger = Actor::Anonymous;
    let lead = actor(&[Role::OfficeLead]);
    let aliases: String = (0..51).fold(String::new(), |all, number| format!("{all} a{number}: __typename"));
    assert_eq!(first_code(&format!("{{ {aliases} }}"), &stranger), ErrorCode::TooManyAliases);
    let includes = "@include(if: true) ".repeat(51);
    assert_eq!(first_code(&format!("{{ __typename {includes} }}"), &stranger), ErrorCode::TooManyDirectives);
    assert_eq!(first_code(&format!("query {includes} {{ __typename }}"), &stranger), ErrorCode::TooManyDirectives);
    let nested = format!("{{ open {} name {} }}", "{ friends ".repeat(20), "}".repeat(20));
    assert_eq!(first_code(&nested.replace("friends  name", "friends { name }"), &lead), ErrorCode::QueryTooDeep);
    let creations: String = (0..6).fold(String::new(), |all, number| format!("{all} a{number}: createPerson"));
    assert_eq!(first_code(&format!("mutation {{ {creations} }}"), &lead), ErrorCode::TooManyMutations);
    assert_eq!(first_code("mutation { a: signIn b: signIn }", &stranger), ErrorCode::TooManyMutations);
    assert!(check(&gate(), "mutation { signIn }", "{}", &stranger).unwrap().starts_session);
    let many: String =
        (0..201).fold(String::new(), |all, number| format!("{all} query Q{number} {{ open {{ name }} }}"));
    let document = parse_query(many).unwrap();
    let variables = Variables::default();
    let asked = Asked { actor: &stranger, operation: Some("Q1"), variables: &variables };
    assert_eq!(gate().check(&document, asked).unwrap_err()[0].code, ErrorCode::QueryTooLarge);
}

#[test]
fn the_operation_has_to_be_clear() {
    let source = "query A { open { name } } mutation B { signIn }";
    assert_eq!(first_code(source, &Actor::Anonymous), ErrorCode::UnknownOperation);
    let document = parse_query(source).unwrap();
    let variables = Variables::default();
    let asked = |operation| Asked { actor: &Actor::Anonymous, operation, variables: &variables };
    assert_eq!(gate().check(&document, asked(Some("A"))).unwrap().kind, OperationType::Query);
    assert_eq!(gate().check(&document, asked(Some("B"))).unwrap().kind, OperationType::Mutation);
    assert_eq!(gate().check(&document, asked(Some("C"))).unwrap_err()[0].code, ErrorCode::UnknownOperation);
    let anonymous = parse_query("{ open { name } }").unwrap();
    assert_eq!(gate().check(&anonymous, asked(Some("A"))).unwrap_err()[0].code, ErrorCode::UnknownOperation);
}

#[test]
fn the_schema_is_shown_to_whom_the_operator_allows_and_not_without_end() {
    let source = "{ __schema { queryType { name } } __typename }";
    assert_eq!(first_code(source, &Actor::Anonymous), ErrorCode::IntrospectionDisabled);
    assert!(check(&gate(), source, "{}", &actor(&[])).is_ok());
    assert!(check(&gate(), "{ __typename }", "{}", &Actor::Anonymous).is_ok());
    let endless = "{ __schema { types { fields { type { fields { type { fields { name } } } } } } } }";
    assert_eq!(first_code(endless, &actor(&[])), ErrorCode::QueryTooDeep);
}

#[test]
fn the_usual_introspection_query_gets_through() {
    let of_type = (0..9).fold("kind".to_owned(), |inner, _| format!("kind name ofType {{ {inner} }}"));
    let source = format!(
        "query IntrospectionQuery {{ __schema {{ description queryType {{ name kind }} types {{ ...T }} \
         directives {{ name args(includeDeprecated: true) {{ ...I }} }} }} }} \
         fragment T on __Type {{ kind fields(includeDeprecated: true) {{ name args {{ ...I }} type {{ ...R }} }} \
         inputFields {{ ...I }} interfaces {{ ...R }} enumValues {{ name }} possibleTypes {{ ...R }} }} \
         fragment I on __InputValue {{ name type {{ ...R }} defaultValue }} fragment R on __Type {{ {of_type} }}"
    );
    assert!(check(&gate(), &source, "{}", &actor(&[])).is_ok());
}
