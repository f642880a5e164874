//! Several processes, one database: no seat is sold twice.

use crate::running::command;
use acceptance::{Cast, Door, Engine, PASSWORD, Prize, Running, Storm, TestDatabase, World};
use domain::access::Role;
use std::net::TcpListener;
use std::path::Path;
use std::process::Stdio;
use std::time::Duration;
use tempfile::tempdir;

/// A process that serves.
struct Process {
    _running: Running,
    address: String,
}

impl Process {
    async fn serve(folder: &Path, database: &str) -> Self {
        application::tls::use_ring();
        let port = TcpListener::bind(("127.0.0.1", 0)).unwrap().local_addr().unwrap().port();
        let address = format!("127.0.0.1:{port}");
        let mut command = command(folder, &["serve", "--prepare", "--listen", &address, "--database", database]);
        command
            .env("BILDUNGSNETZ_REQUIRE_SECOND_FACTOR", "false")
            .env("BILDUNGSNETZ_HTTP__RATES__ACCOUNT_COST", "4000000000")
            .env("BILDUNGSNETZ_LOG__FILTER", "warn");
        let running = Running::start(command.stdout(Stdio::null()));
        let process = Self { _running: running, address: format!("http://{address}") };
        for _ in 0..600 {
            let ready = reqwest::get(format!("{}/readyz", process.address)).await;
            if ready.is_ok_and(|answer| answer.status().is_success()) {
                return process;
            }
            tokio::time::sleep(Duration::from_millis(50)).await;
        }
        panic!("the process does not serve");
    }
}

/// Several processes on PostgreSQL; a SQLite file belongs to one.
async fn storm(engine: Engine, processes: usize, people: usize) {
    let Some(database) = TestDatabase::migrated(engine).await else { return };
    let address = database.address().to_owned();
    let world = World::with(database);
    let cast = Cast::enter(&world).await;
    let prize = Prize { seats: 100, schools: 30, per_district: 60 };
    let storm = Storm::gather(&world, &cast, people, prize).await.unwrap();
    let folder = tempdir().unwrap();
    let mut serving = Vec::new();
    let mut doors = Vec::new();
    for _ in 0..processes {
        let process = Process::serve(folder.path(), &address).await;
        let email = &cast.member(Role::TransferagenturAdmin, "transferagentur").email;
        doors.push(Door::open(&process.address, email, PASSWORD).await.unwrap());
        serving.push(process);
    }
    let passed = storm.break_loose(&doors, 60).await.unwrap();
    storm.check(&address, &passed).await.unwrap();
}

#[tokio::test]
async fn no_seat_is_sold_twice_by_three_processes_on_postgres() {
    storm(Engine::Postgres, 3, 600).await;
}

#[tokio::test]
async fn no_seat_is_sold_twice_on_sqlite() {
    storm(Engine::Sqlite, 1, 600).await;
}
