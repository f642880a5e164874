//! Reading what an issuer publishes.

use super::settings::{IssuerFault, IssuerSettings};
use crate::outbound::{guarded, may_go};
use domain::services::Networks;
use reqwest::header::ACCEPT;
use reqwest::{Client, Url};
use serde::de::DeserializeOwned;
use std::time::Duration;

/// How long an issuer has to answer.
const PATIENCE: Duration = Duration::from_secs(10);
/// The most bytes of an answer.
const LONGEST: usize = 256 << 10;

/// Why something of an issuer could not be read.
#[derive(Debug, thiserror::Error)]
pub(super) enum ReadFault {
    #[error("its address is not one that may be read")]
    Address,
    #[error("it answered {0}")]
    Status(u16),
    #[error("its answer is longer than 256 KiB")]
    TooLong,
    #[error("it did not answer")]
    NoAnswer(#[from] reqwest::Error),
    #[error("its answer cannot be read")]
    NoJson(#[from] serde_json::Error),
    #[error("its metadata are of another issuer: {0}")]
    OtherIssuer(String),
    #[error("it has no key that can be used")]
    NoKeys,
}

/// The way to issuers.
pub(super) struct Web {
    client: Client,
    settings: IssuerSettings,
}

impl Web {
    pub(super) fn new(settings: &IssuerSettings) -> Result<Self, IssuerFault> {
        let name = concat!("bildungsnetz/", env!("CARGO_PKG_VERSION"));
        let client = guarded(&settings.allowed_networks, PATIENCE, name).build();
        let client = client.map_err(|error| IssuerFault::Client(error.to_string()))?;
        Ok(Self { client, settings: settings.clone() })
    }

    /// The JSON at an address.
    pub(super) async fn read<T: DeserializeOwned>(&self, address: &str) -> Result<T, ReadFault> {
        let allowed: &Networks = &self.settings.allowed_networks;
        let url = Url::parse(address).ok().filter(|url| self.settings.may_be_read(url) && may_go(url, allowed));
        let url = url.ok_or(ReadFault::Address)?;
        let mut response = self.client.get(url).header(ACCEPT, "application/json").send().await?;
        if !response.status().is_success() {
            return Err(ReadFault::Status(response.status().as_u16()));
        }
        let mut body = Vec::new();
        while let Some(part) = response.chunk().await? {
            if body.len() + part.len() > LONGEST {
                return Err(ReadFault::TooLong);
            }
            body.extend_from_slice(&part);
        }
        Ok(serde_json::from_slice(&body)?)
    }
}
