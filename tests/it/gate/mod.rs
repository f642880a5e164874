//! Everything between the network and the resolvers, over real HTTP.

mod audit;
mod toy;
