//! Checking documents that somebody keeps, without carrying them out.

use super::schema;
use async_graphql::Request;

/// An operation that no document has: the schema checks a document first and only then looks for the operation.
const NOBODYS: &str = "__nobodys";

/// What the schema finds wrong with a document; nothing when it could be carried out.
pub async fn faults_in(document: &str) -> Vec<String> {
    let found = schema().execute(Request::new(document).operation_name(NOBODYS)).await;
    let faults = found.errors.into_iter().map(|fault| fault.message);
    faults.filter(|message| !message.contains(NOBODYS)).collect()
}

#[cfg(test)]
mod tests {
    use super::faults_in;

    #[tokio::test]
    async fn a_document_is_checked_and_not_carried_out() {
        assert_eq!(faults_in("query A { __typename }").await, Vec::<String>::new());
        assert_eq!(faults_in("{ __typename }").await, Vec::<String>::new());
        assert!(!faults_in("query A { nothing }").await.is_empty());
        assert!(!faults_in("query A {").await.is_empty());
        assert!(!faults_in("query A($x: Nothing) { __typename }").await.is_empty());
    }
}
