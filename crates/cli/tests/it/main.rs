//! The binary as an operator uses it.

#[cfg(test)]
mod account;
#[cfg(test)]
mod chaos;
#[cfg(test)]
mod configuration;
#[cfg(test)]
mod demo;
#[cfg(test)]
mod export;
#[cfg(test)]
mod files;
#[cfg(test)]
mod import_records;
#[cfg(test)]
mod killed;
#[cfg(test)]
mod running;
#[cfg(test)]
mod storm;
#[cfg(test)]
mod webhook_tls;
