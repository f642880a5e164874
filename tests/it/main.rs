//! The acceptance tests: one binary, one folder for each area.

#[cfg(test)]
mod access;
#[cfg(test)]
mod accounts;
#[cfg(test)]
mod architecture;
#[cfg(test)]
mod audit;
#[cfg(test)]
mod explorer;
#[cfg(test)]
mod files;
#[cfg(test)]
mod gate;
#[cfg(test)]
mod integration;
#[cfg(test)]
mod meetings;
#[cfg(test)]
mod networks;
#[cfg(test)]
mod oparl;
#[cfg(test)]
mod organisations;
#[cfg(test)]
mod people;
#[cfg(test)]
mod qualifications;
#[cfg(test)]
mod schema;
#[cfg(test)]
mod search;
#[cfg(test)]
mod services;
#[cfg(test)]
mod territories;
#[cfg(test)]
mod worlds;
