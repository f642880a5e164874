//! The identity providers whose access tokens are taken.

use anyhow::{Context, anyhow};
use application::security::{ASSERTION_ALGORITHMS, IssuerRules, IssuerSettings, Issuers, RoleRule};
use domain::access::Role;
use domain::accounts::Assurance;
use domain::services::Networks;
use domain::shared::{Id, Language, OrganisationId, read_global_id};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

/// The identity providers (OpenID Connect) whose access tokens are taken beside the platform's own.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(default, deny_unknown_fields)]
pub(crate) struct Oidc {
    /// The issuers.
    pub(crate) issuers: Vec<Issuer>,
    /// Networks in which issuers may lie although they are not public, for instance `10.1.0.0/16`.
    pub(crate) allowed_networks: Vec<String>,
    /// Whether issuers on this machine may do without TLS. Switch it on for tests only.
    pub(crate) allow_http: bool,
}

/// One issuer, and what is asked of its tokens.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
#[expect(clippy::struct_field_names, reason = "the claim is called so")]
pub(crate) struct Issuer {
    /// Its address, exactly as its tokens have it in `iss`; its metadata are read below it.
    issuer: String,
    /// The value that its tokens for this platform have in `aud`.
    audience: String,
    /// The algorithms in which they may be signed: `RS256`, `PS256`, `ES256`, `EdDSA`. All of these when left out.
    #[serde(default = "all_algorithms")]
    algorithms: Vec<String>,
    /// How many seconds the clocks may be apart.
    #[serde(default = "usual_leeway")]
    leeway_seconds: i64,
    /// The levels (`acr`) on which it lets people in, the lowest first.
    #[serde(default)]
    acr_levels: Vec<String>,
    /// The level that is needed to get in; any when left out.
    #[serde(default)]
    acr_minimum: Option<String>,
    /// The level from which on the second factor counts as shown; none when left out.
    #[serde(default)]
    acr_second_factor: Option<String>,
    /// The roles for which it vouches.
    #[serde(default)]
    roles: Vec<VouchedRole>,
}

/// A value in a token that gives a role for as long as the token is shown.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub(crate) struct VouchedRole {
    /// Where in the token, with points between the names: `groups`, `realm_access.roles`.
    claim: String,
    /// The value there, or one of those in the list that stands there.
    value: String,
    /// The role, for instance `OFFICE_STAFF`.
    role: String,
    /// The id of the organisation for which it is held, as the API shows it.
    organisation: String,
}

fn all_algorithms() -> Vec<String> {
    ASSERTION_ALGORITHMS.iter().map(|algorithm| format!("{algorithm:?}")).collect()
}

const fn usual_leeway() -> i64 {
    30
}

impl Oidc {
    /// What the platform is told.
    pub(crate) fn settings(&self) -> anyhow::Result<IssuerSettings> {
        let networks = Networks::new(&self.allowed_networks)
            .map_err(|refusal| anyhow!(refusal.message(Language::English)).context("oidc.allowed_networks"));
        let issuers = self.issuers.iter().map(Issuer::rules).collect::<anyhow::Result<_>>().context("oidc.issuers");
        Ok(IssuerSettings {
            issuers: issuers.context("the configuration is wrong")?,
            allowed_networks: networks.context("the configuration is wrong")?,
            allow_http: self.allow_http,
        })
    }

    /// The issuers, of which nothing was read yet. `own` is the platform's own address.
    pub(crate) fn issuers(&self, own: &str) -> anyhow::Result<Issuers> {
        Issuers::new(&self.settings()?, own).context("oidc.issuers").context("the configuration is wrong")
    }
}

impl Issuer {
    fn rules(&self) -> anyhow::Result<IssuerRules> {
        let named = |text: &String| {
            let found = ASSERTION_ALGORITHMS.into_iter().find(|algorithm| format!("{algorithm:?}") == *text);
            found.ok_or_else(|| anyhow!("`{text}` is no algorithm that is taken; use RS256, PS256, ES256 or EdDSA"))
        };
        let (minimum, factor) = (self.acr_minimum.as_deref(), self.acr_second_factor.as_deref());
        let assurance = Assurance::new(self.acr_levels.clone(), minimum, factor).map_err(|level| {
            anyhow!("acr_levels must have the level `{level}` once; list all levels there, the lowest first")
        });
        Ok(IssuerRules {
            issuer: self.issuer.clone(),
            audience: self.audience.clone(),
            algorithms: self.algorithms.iter().map(named).collect::<anyhow::Result<_>>()?,
            leeway_seconds: self.leeway_seconds,
            assurance: assurance?,
            roles: self.roles.iter().map(VouchedRole::rule).collect::<anyhow::Result<_>>()?,
        })
    }
}

impl VouchedRole {
    fn rule(&self) -> anyhow::Result<RoleRule> {
        let role = Role::ALL.iter().copied().find(|role| role.code() == self.role);
        let role = role.ok_or_else(|| {
            anyhow!("`{}` is no role; use one of the enum Role in the schema, for instance OFFICE_STAFF", self.role)
        })?;
        let id = read_global_id(&self.organisation).filter(|(kind, _)| kind == OrganisationId::TYPE);
        let (_, organisation) = id.ok_or_else(|| {
            anyhow!("`{}` is not the id of an organisation; copy `id` from the query organisations", self.organisation)
        })?;
        let (claim, value) = (self.claim.clone(), self.value.clone());
        Ok(RoleRule { claim, value, role, organisation: organisation.into() })
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use domain::shared::global_id;
    use uuid::Uuid;

    const ISSUER: &str =
        "issuer = \"https://login.example/realms/bildung\"\naudience = \"https://bildungsnetz.example\"\n";
    const ROLE: &str = "claim = \"groups\"\nvalue = \"office\"\n";

    fn read(text: &str) -> Result<Issuers, String> {
        let oidc: Oidc = config::Config::builder()
            .add_source(config::File::from_str(text, config::FileFormat::Toml))
            .build()
            .and_then(config::Config::try_deserialize)
            .map_err(|error| error.to_string())?;
        oidc.issuers("https://bildungsnetz.example").map_err(|error| format!("{error:#}"))
    }

    #[test]
    fn an_issuer_needs_its_address_and_the_audience() {
        assert!(read(&format!("[[issuers]]\n{ISSUER}")).is_ok());
        assert!(read("").is_ok());
        assert!(read("[[issuers]]\nissuer = \"https://login.example\"").unwrap_err().contains("audience"));
    }

    #[test]
    fn what_is_wrong_is_said_in_one_sentence_with_what_to_do() {
        let organisation = global_id(OrganisationId::TYPE, Uuid::from_u128(7));
        let role = |more: &str| format!("[[issuers.roles]]\n{ROLE}{more}");
        let good = role(&format!("role = \"OFFICE_STAFF\"\norganisation = \"{organisation}\""));
        assert!(read(&format!("[[issuers]]\n{ISSUER}{good}")).is_ok());
        for (more, named, advice) in [
            ("algorithms = [\"HS256\"]".to_owned(), "HS256", "use RS256"),
            ("algorithms = []".to_owned(), "algorithms", "one or more"),
            ("leeway_seconds = 900".to_owned(), "leeway_seconds", "between 0 and 300"),
            ("acr_minimum = \"high\"".to_owned(), "high", "list all levels"),
            (role("role = \"BOSS\"\norganisation = \"x\""), "BOSS", "OFFICE_STAFF"),
            (role("role = \"OFFICE_STAFF\"\norganisation = \"x\""), "`x`", "copy `id`"),
        ] {
            let sentence = read(&format!("[[issuers]]\n{ISSUER}{more}")).unwrap_err();
            let one_line = !sentence.contains('\n') && sentence.contains("oidc.issuers");
            assert!(one_line && sentence.contains(named) && sentence.contains(advice), "{sentence}");
        }
        assert!(read("allowed_networks = [\"here\"]").unwrap_err().contains("oidc.allowed_networks"));
        let http = ISSUER.replace("https://login", "http://login");
        assert!(read(&format!("allow_http = true\n[[issuers]]\n{http}")).unwrap_err().contains("https"));
    }
}
