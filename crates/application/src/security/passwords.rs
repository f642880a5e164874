//! Hashing of passwords by Argon2id, off the threads that serve requests.

use crate::Error;
use argon2::password_hash::phc::PasswordHash;
use argon2::password_hash::{CustomizedPasswordHasher, PasswordVerifier};
use argon2::{Algorithm, Argon2, Params, Version};
use domain::accounts::Password;
use domain::shared::Ids;
use std::sync::Arc;
use tokio::sync::Semaphore;
use tokio::task::spawn_blocking;

/// What one hash costs.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct HashCost {
    /// Memory in KiB.
    pub memory: u32,
    /// Passes over the memory.
    pub passes: u32,
    /// Lanes.
    pub lanes: u32,
}

impl HashCost {
    /// What OWASP recommends at least: 19 MiB, two passes, one lane.
    pub const OWASP: Self = Self { memory: 19 * 1_024, passes: 2, lanes: 1 };
    /// The least that the algorithm takes: for tests, where passwords protect nothing.
    pub const LEAST: Self = Self { memory: 8, passes: 1, lanes: 1 };
}

/// What a comparison found.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Verdict {
    /// The password is another one, or there is none.
    Wrong,
    /// It is the one.
    Right {
        /// Whether its hash should be made again, at today's cost.
        outdated: bool,
    },
}

/// Hashes and compares passwords, a few at a time: each takes its memory and a core.
#[derive(Clone)]
pub struct Passwords {
    cost: HashCost,
    turns: Arc<Semaphore>,
    /// What is compared when there is no hash, so that the answer takes as long as with one.
    nobodys: Arc<str>,
}

impl Passwords {
    /// Hashing at a cost, at most so many at once.
    ///
    /// # Errors
    /// When the algorithm does not take the cost.
    pub fn new(cost: HashCost, at_once: usize, ids: &dyn Ids) -> Result<Self, Error> {
        let nobodys = hash(cost, salt(ids), "nobody's password")?.into();
        Ok(Self { cost, turns: Arc::new(Semaphore::new(at_once.max(1))), nobodys })
    }

    /// The hash of a password, as a PHC string that tells its own parameters.
    ///
    /// # Errors
    /// When the hashing fails: a fault of ours.
    pub async fn hash(&self, ids: &dyn Ids, password: Password) -> Result<String, Error> {
        let (cost, salt) = (self.cost, salt(ids));
        self.in_turn(move || hash(cost, salt, password.reveal())).await
    }

    /// Compares a password with a hash. Without one it takes as long, and is wrong.
    ///
    /// # Errors
    /// When the hash is none that we know: a fault of ours.
    pub async fn verify(&self, password: Password, hash: Option<String>) -> Result<Verdict, Error> {
        let (cost, nobodys) = (self.cost, Arc::clone(&self.nobodys));
        self.in_turn(move || {
            let known = PasswordHash::new(hash.as_deref().unwrap_or(&nobodys)).map_err(Error::unexpected)?;
            // The parameters of the hash count here, not those of today.
            let fits = Argon2::default().verify_password(password.reveal().as_bytes(), &known).is_ok();
            if !fits || hash.is_none() {
                return Ok(Verdict::Wrong);
            }
            Ok(Verdict::Right { outdated: cost.params()?.ne(&Params::try_from(&known).map_err(Error::unexpected)?) })
        })
        .await
    }

    /// Judges how hard a new password is to guess. `about` is what others know of its owner: name, e-mail address.
    ///
    /// # Errors
    /// `WEAK_PASSWORD`.
    pub async fn judge(&self, password: Password, about: Vec<String>) -> Result<(), Error> {
        self.in_turn(move || {
            // The library knows words in lower case.
            let about: Vec<String> = about.iter().map(|text| text.to_lowercase()).collect();
            let mut known: Vec<&str> = about.iter().flat_map(|text| text.split(['@', '.', ' ', '-'])).collect();
            known.extend(about.iter().map(String::as_str));
            known.extend(["bildungsnetz", "bildung", "transferagentur", "passwort", "willkommen"]);
            let score = zxcvbn::zxcvbn(password.reveal(), &known).score();
            Ok(Password::judge(u8::from(score))?)
        })
        .await
    }

    /// Runs work that takes a core on a thread for it. A caller that goes away does not stop it, so the turn goes with
    /// the work and not with the caller.
    async fn in_turn<T: Send + 'static>(
        &self,
        work: impl FnOnce() -> Result<T, Error> + Send + 'static,
    ) -> Result<T, Error> {
        let turn = Arc::clone(&self.turns).acquire_owned().await.map_err(Error::unexpected)?;
        spawn_blocking(move || {
            let done = work();
            drop(turn);
            done
        })
        .await
        .map_err(Error::unexpected)?
    }
}

impl std::fmt::Debug for Passwords {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Passwords").field("cost", &self.cost).finish_non_exhaustive()
    }
}

impl HashCost {
    fn params(self) -> Result<Params, Error> {
        Params::new(self.memory, self.passes, self.lanes, Some(Params::DEFAULT_OUTPUT_LEN)).map_err(Error::unexpected)
    }
}

fn salt(ids: &dyn Ids) -> [u8; 16] {
    let mut salt = [0; 16];
    ids.fill(&mut salt);
    salt
}

fn hash(cost: HashCost, salt: [u8; 16], password: &str) -> Result<String, Error> {
    let argon = Argon2::new(Algorithm::Argon2id, Version::V0x13, cost.params()?);
    let hash = argon.hash_password_with_params(password.as_bytes(), &salt, cost.params()?);
    Ok(hash.map_err(Error::unexpected)?.to_string())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::SystemIds;

    fn passwords(cost: HashCost) -> Passwords {
        Passwords::new(cost, 2, &SystemIds).unwrap()
    }

    #[tokio::test]
    async fn only_the_same_password_is_right() {
        let cheap = passwords(HashCost::LEAST);
        let hash = cheap.hash(&SystemIds, Password::typed("ein sehr langes Passwort")).await.unwrap();
        assert!(hash.starts_with("$argon2id$v=19$m=8,t=1,p=1$"), "{hash}");
        let verify = |text: &'static str, hash| cheap.verify(Password::typed(text), hash);
        assert_eq!(
            verify("ein sehr langes Passwort", Some(hash.clone())).await.unwrap(),
            Verdict::Right { outdated: false }
        );
        assert_eq!(verify("ein anderes Passwort", Some(hash)).await.unwrap(), Verdict::Wrong);
        assert_eq!(verify("nobody's password", None).await.unwrap(), Verdict::Wrong);
        assert!(verify("x", Some("no hash".to_owned())).await.is_err());
    }

    #[tokio::test]
    async fn a_hash_at_another_cost_is_outdated() {
        let cheap = passwords(HashCost::LEAST);
        let dearer = passwords(HashCost { passes: 2, ..HashCost::LEAST });
        let hash = cheap.hash(&SystemIds, Password::typed("ein sehr langes Passwort")).await.unwrap();
        let verdict = dearer.verify(Password::typed("ein sehr langes Passwort"), Some(hash)).await.unwrap();
        assert_eq!(verdict, Verdict::Right { outdated: true });
    }

    #[tokio::test]
    async fn what_others_know_makes_a_password_weak() {
        let cheap = passwords(HashCost::LEAST);
        let about = || vec!["kim.beispiel@remscheid.example".to_owned(), "Kim Beispiel".to_owned()];
        let judge = |text: &'static str| cheap.judge(Password::choose(text).unwrap(), about());
        assert!(judge("Kim.Beispiel@Remscheid.example").await.is_err());
        assert!(judge("passwort1234").await.is_err());
        assert!(judge("Kaffee ohne Henkel, 7 Krähen").await.is_ok());
    }
}
