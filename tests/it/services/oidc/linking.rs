//! How an account and an identity come together, and apart.

use super::{LINK, ME, UNLINK, link, me, opens, refusal, scene};
use acceptance::{PASSWORD, Scene, Who, World, global, on_both_engines};
use domain::access::Role;
use serde_json::{Value, json};

const INVITE: &str = include_str!("../../../../schema/operations/InviteAccount.graphql");
const PERSON: &str = include_str!("../../../../schema/operations/CreatePerson.graphql");
const ACCEPT: &str = include_str!("../../../../schema/operations/AcceptInvitationWithIdentity.graphql");
const EMAIL: &str = "neu@remscheid.example";

fn email(scene: &Scene, role: Role) -> String {
    scene.cast().member(role, "remscheid").email.clone()
}

on_both_engines! {
    async fn a_token_without_a_link_is_told_what_to_do(world: World) {
        let (scene, provider) = scene(world).await;
        let token = provider.token(json!({"subject": "s-1"})).await;
        let answer = me(&scene, &token).await;
        let error = &answer["errors"][0];
        assert_eq!(error["extensions"]["code"], "UNAUTHENTICATED");
        assert_eq!(error["extensions"]["reason"], "IDENTITY_UNKNOWN");
        assert_eq!(error["extensions"]["issuer"], provider.issuer());
        assert!(error["message"].as_str().unwrap().contains("linkIdentity"), "{error}");
        let status = scene.site().post(&json!({"query": ME})).bearer_auth(&token).send().await.unwrap().status();
        assert_eq!(status, 401);
    }

    async fn the_same_e_mail_address_never_links(world: World) {
        let (scene, provider) = scene(world).await;
        let claims = json!({"email": email(&scene, Role::OfficeLead), "email_verified": true, "name": "Kim Beispiel"});
        let token = provider.token(json!({"subject": email(&scene, Role::OfficeLead), "claims": claims})).await;
        assert_eq!(refusal(&scene, &token).await, "UNAUTHENTICATED IDENTITY_UNKNOWN");
        link(&scene, Who::STAFF, &token).await;
        assert_eq!(me(&scene, &token).await["data"]["me"]["email"], email(&scene, Role::OfficeStaff));
    }

    async fn a_link_needs_both_proofs(world: World) {
        let (scene, provider) = scene(world).await;
        let token = provider.token(json!({"subject": "s-1"})).await;
        let refused = async |input: Value| scene.refusals(Who::LEAD, LINK, input).await;
        assert_eq!(refused(json!({"token": token})).await, ["REQUIRED password"]);
        assert_eq!(refused(json!({"token": token, "password": "something else"})).await, ["INVALID_CREDENTIALS password"]);
        let own = scene.cast().token(scene.world(), Role::OfficeStaff, "remscheid").await;
        for nonsense in ["", "nonsense", "a.b.c", &format!("{token}x"), &own] {
            assert_eq!(refused(json!({"token": nonsense, "password": PASSWORD})).await, ["INVALID_TOKEN token"]);
        }
        assert_eq!(scene.denial(Who::Stranger, LINK, json!({"input": {"token": token}})).await, "UNAUTHENTICATED identity:link");
        let linked = link(&scene, Who::LEAD, &token).await;
        assert_eq!((&linked["issuer"], &linked["subject"]), (&json!(provider.issuer()), &json!("s-1")));
        let mails = scene.world().letters_to(&email(&scene, Role::OfficeLead)).await;
        assert_eq!(mails.len(), 1, "its owner is told");
        assert_eq!(scene.get(Who::LEAD, ME, Value::Null).await["identities"][0]["subject"], "s-1");
    }

    async fn two_accounts_cannot_link_one_identity(world: World) {
        let (scene, provider) = scene(world).await;
        let token = provider.token(json!({"subject": "s-1"})).await;
        let input = json!({"input": {"token": token, "password": PASSWORD}});
        let (one, other) = tokio::join!(scene.get(Who::LEAD, LINK, input.clone()), scene.get(Who::STAFF, LINK, input.clone()));
        let errors = [one["errors"].clone(), other["errors"].clone()];
        assert!(errors.contains(&json!([])), "{errors:?}");
        assert!(errors.contains(&json!([{"code": "DUPLICATE", "path": ["token"]}])), "{errors:?}");
        for who in [Who::LEAD, Who::STAFF, Who::FOREIGN] {
            assert_eq!(scene.refusals(who, LINK, input["input"].clone()).await, ["DUPLICATE token"]);
        }
    }

    async fn an_account_has_ten_identities_at_most(world: World) {
        let (scene, provider) = scene(world).await;
        for number in 0..10 {
            link(&scene, Who::LEAD, &provider.token(json!({"subject": format!("s-{number}")})).await).await;
        }
        let token = provider.token(json!({"subject": "one-more"})).await;
        assert_eq!(scene.refusals(Who::LEAD, LINK, json!({"token": token, "password": PASSWORD})).await, ["TOO_MANY"]);
    }

    async fn a_link_is_taken_away_by_its_owner_and_by_administration(world: World) {
        let (scene, provider) = scene(world).await;
        for remover in [Who::STAFF, Who::LEAD, Who::ADMIN] {
            let token = provider.token(json!({"subject": "s-1"})).await;
            let linked = link(&scene, Who::STAFF, &token).await;
            let input = json!({"identityId": linked["id"]});
            assert_eq!(scene.refusals(Who::FOREIGN, UNLINK, input.clone()).await, ["NOT_FOUND identityId"]);
            assert!(opens(&scene, &token).await);
            scene.change(remover, UNLINK, input.clone()).await;
            assert_eq!(refusal(&scene, &token).await, "UNAUTHENTICATED IDENTITY_UNKNOWN");
            assert_eq!(scene.refusals(remover, UNLINK, input).await, ["NOT_FOUND identityId"]);
        }
        let account = json!({"id": global(scene.cast().member(Role::OfficeStaff, "remscheid").account)});
        let identities = "query($id: ID!) { account(id: $id) { identities { id } } }";
        assert_eq!(scene.get(Who::LEAD, identities, account).await["identities"], json!([]));
        let events = "{ changes(types: [\"identity.*\"], first: 10) { nodes { type removed } } }";
        let told = scene.get(Who::LEAD, events, Value::Null).await;
        assert_eq!(told["nodes"].as_array().unwrap().len(), 6, "{told}");
        let foreign = scene.get(Who::FOREIGN, events, Value::Null).await;
        assert_eq!(foreign["nodes"], json!([]));
    }

    async fn nobody_separates_an_account_that_holds_more_than_they_do(world: World) {
        let (scene, provider) = scene(world).await;
        let token = provider.token(json!({"subject": "s-1"})).await;
        let linked = link(&scene, Who::LEAD, &token).await;
        let admin = scene.cast().member(Role::OfficeLead, "remscheid").account;
        let grant = "mutation($input: GrantRoleInput!) { grantRole(input: $input) { roleAssignment { id } errors { code } } }";
        let input = json!({"accountId": global(admin), "role": "TRANSFERAGENTUR_STAFF", "organisationId": global(scene.cast().transferagentur)});
        scene.change(Who::ADMIN, grant, input).await;
        let lead = Who::Member(Role::MunicipalityLead, "remscheid");
        assert_eq!(scene.refusals(lead, UNLINK, json!({"identityId": linked["id"]})).await, ["GRANT_EXCEEDS_OWN role"]);
        assert!(opens(&scene, &token).await);
    }

    async fn an_invitation_is_accepted_with_an_identity_and_no_password(world: World) {
        let (scene, provider) = scene(world).await;
        let office = global(scene.cast().remscheid.office);
        let person = json!({"organisationId": office, "givenName": "Robin", "familyName": "Muster"});
        let person = scene.change(Who::LEAD, PERSON, person).await["id"].clone();
        let account = scene.change(Who::LEAD, INVITE, json!({"personId": person, "email": EMAIL})).await["id"].clone();
        let letter = scene.world().letters_to(EMAIL).await.pop().unwrap();
        let (_, rest) = letter.text.split_once("#token=").unwrap();
        let invitation = rest.split_whitespace().next().unwrap();
        let token = provider.token(json!({"subject": "s-1"})).await;
        let accept = async |token: &str, identity: &str| {
            scene.get(Who::Stranger, ACCEPT, json!({"input": {"token": token, "identityToken": identity}})).await["errors"].clone()
        };
        let at = |errors: Value| errors[0]["path"][0].as_str().unwrap_or_default().to_owned();
        assert_eq!(at(accept("nonsense", &token).await), "token");
        assert_eq!(at(accept(invitation, "nonsense").await), "identityToken");
        assert_eq!(accept(invitation, &token).await, json!([]));
        assert_eq!(at(accept(invitation, &token).await), "token", "once");
        assert_eq!(me(&scene, &token).await["data"]["me"]["email"], EMAIL);
        let sign_in = "mutation($input: SignInInput!) { signIn(input: $input) { errors { code } } }";
        let refused = scene.refusals(Who::Stranger, sign_in, json!({"email": EMAIL, "password": ""})).await;
        assert_eq!(refused, ["INVALID_CREDENTIALS"]);
        // Without a password, the identity itself is the proof for another one.
        let second = provider.token(json!({"subject": "s-2"})).await;
        let linked = scene.site().ask_as(&token, LINK, json!({"input": {"token": second}})).await;
        assert_eq!(linked["data"]["linkIdentity"]["errors"], json!([]), "{linked}");
        let version = "query($id: ID!) { account(id: $id) { state version } }";
        let version = scene.get(Who::LEAD, version, json!({"id": account})).await["version"].clone();
        let disable = "mutation($input: AccountVersionInput!) { disableAccount(input: $input) { account { state version } errors { code } } }";
        let disabled = scene.change(Who::LEAD, disable, json!({"accountId": account, "expectedVersion": version})).await;
        let enable = disable.replace("disableAccount", "enableAccount");
        let enabled = scene.change(Who::LEAD, &enable, json!({"accountId": account, "expectedVersion": disabled["version"]})).await;
        assert_eq!(enabled["state"], "ACTIVE", "it is not invited again");
    }
}
