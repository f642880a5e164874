//! Everything between the network and the resolvers, over real HTTP.

mod audit;
mod faults;
mod limits;
mod nodes;
mod nonsense;
mod once;
mod over_http;
mod persisted;
mod places;
mod rates;
mod stopping;
mod tokens;
mod toy;
mod trusted;
