//! Nodes wake each other by the broker. A notice says nothing: who hears it reads the events, and asks the database in
//! between anyway.

use super::{Broker, BrokerError};
use crate::Platform;
use futures::StreamExt;

impl Broker {
    /// Rings for the changes of other nodes, and tells them of those of this one, as long as the process runs. The
    /// database has nobody to tell any more.
    pub(in crate::integration) async fn wake_nodes(&self, platform: &Platform) -> Result<(), BrokerError> {
        let database = &platform.database;
        database.leave_waking_to_others();
        let (mut connections, mut own) = (self.connections(), database.own_changes_bell());
        let client = self.client().await?;
        let heard = client.subscribe(self.wake_subject()).await;
        let mut heard = heard.map_err(BrokerError::failed("listening to other nodes"))?;
        loop {
            tokio::select! {
                notice = heard.next() => match notice {
                    Some(_) => database.ring_events(),
                    None => return Ok(()),
                },
                // Without a connection nobody could be told; the others look by themselves.
                _ = own.changed() => self.wake_others().await?,
                // What came while nothing could be heard or told is to be looked for as well.
                _ = connections.changed() => {
                    database.ring_events();
                    self.wake_others().await?;
                }
            }
        }
    }

    async fn wake_others(&self) -> Result<(), BrokerError> {
        if !self.is_connected() {
            return Ok(());
        }
        let told = self.client().await?.publish(self.wake_subject(), "".into()).await;
        told.map_err(BrokerError::failed("telling other nodes"))
    }
}
