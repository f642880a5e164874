//! The acceptance tests: one binary, one folder for each area.

#[cfg(test)]
mod audit;
