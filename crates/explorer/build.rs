//! Bundles `web/` and the examples of `schema/operations` with npm and esbuild and writes the table of files that the
//! crate embeds. Everything happens in `OUT_DIR`; the source tree stays as it is.

use std::fmt::Write as _;
use std::fs;
use std::io;
use std::path::{Path, PathBuf};
use std::process::{Command, ExitCode};

/// What the bundle is made from; `src` is a folder.
const SOURCES: &[&str] = &[
    "package.json",
    "package-lock.json",
    ".npmrc",
    "tsconfig.json",
    "bundle.mjs",
    "examples.mjs",
    "notices.mjs",
    "index.html",
    "src",
];

fn main() -> ExitCode {
    match run() {
        Ok(()) => ExitCode::SUCCESS,
        Err(sentence) => {
            println!("cargo::error={sentence}");
            ExitCode::FAILURE
        }
    }
}

fn run() -> Result<(), String> {
    let sources = Path::new(env!("CARGO_MANIFEST_DIR")).join("web");
    let operations = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../schema/operations");
    for watched in SOURCES.iter().map(|source| sources.join(source)).chain([operations.clone()]) {
        println!("cargo::rerun-if-changed={}", watched.display());
    }
    let out = out_dir();
    let (web, dist) = (out.join("web"), out.join("dist"));
    copy_sources(&sources, &web)
        .map_err(|error| format!("the sources of the GraphiQL page were not copied: {error}"))?;
    install(&web, &out.join("installed.json"))?;
    npm(&web, &["run", "bundle", "--", &dist.to_string_lossy(), &operations.to_string_lossy()])?;
    table(&dist)
        .and_then(|table| fs::write(out.join("assets.rs"), table))
        .map_err(|error| format!("the table of the GraphiQL page's files was not written: {error}"))
}

#[expect(clippy::disallowed_methods, reason = "Cargo tells a build script its folder by the environment")]
fn out_dir() -> PathBuf {
    PathBuf::from(std::env::var_os("OUT_DIR").expect("Cargo sets OUT_DIR for build scripts"))
}

fn copy_sources(from: &Path, to: &Path) -> io::Result<()> {
    fs::create_dir_all(to)?;
    if to.join("src").exists() {
        fs::remove_dir_all(to.join("src"))?;
    }
    SOURCES.iter().try_for_each(|source| copy(&from.join(source), &to.join(source)))
}

fn copy(from: &Path, to: &Path) -> io::Result<()> {
    if !from.is_dir() {
        return fs::copy(from, to).map(drop);
    }
    fs::create_dir_all(to)?;
    for entry in fs::read_dir(from)? {
        let entry = entry?;
        copy(&entry.path(), &to.join(entry.file_name()))?;
    }
    Ok(())
}

/// Installs the packages, unless those of this lock file are there already.
fn install(web: &Path, installed: &Path) -> Result<(), String> {
    let lock = fs::read(web.join("package-lock.json")).map_err(|error| format!("package-lock.json: {error}"))?;
    if fs::read(installed).is_ok_and(|known| known == lock) {
        return Ok(());
    }
    npm(web, &["ci", "--ignore-scripts", "--prefer-offline"])?;
    fs::write(installed, lock).map_err(|error| format!("{}: {error}", installed.display()))
}

fn npm(web: &Path, arguments: &[&str]) -> Result<(), String> {
    let status = Command::new("npm").args(arguments).current_dir(web).status().map_err(|error| {
        format!("Node.js 20 or newer with npm is needed to bundle the GraphiQL page, but `npm` did not start: {error}.")
    })?;
    if status.success() {
        return Ok(());
    }
    Err(format!("`npm {}` failed for the GraphiQL page; what it said stands below.", arguments.join(" ")))
}

/// Rust source of the sorted table.
fn table(dist: &Path) -> io::Result<String> {
    let mut files = Vec::new();
    list(dist, "", &mut files)?;
    files.sort();
    let mut table = String::from("&[\n");
    for name in files.iter().filter(|name| name.strip_suffix(".gz").is_none()) {
        let bytes = |name: &str| format!("include_bytes!(concat!(env!(\"OUT_DIR\"), \"/dist/{name}\"))");
        let twin = format!("{name}.gz");
        let gzip = if files.contains(&twin) { format!("Some({})", bytes(&twin)) } else { "None".into() };
        let immutable = name.starts_with("assets/");
        let (bytes, kind) = (bytes(name), content_type(name)?);
        writeln!(
            table,
            "(\"{name}\", Asset {{ bytes: {bytes}, gzip: {gzip}, content_type: \"{kind}\", immutable: {immutable} }}),"
        )
        .map_err(io::Error::other)?;
    }
    table.push_str("]\n");
    Ok(table)
}

fn list(folder: &Path, prefix: &str, files: &mut Vec<String>) -> io::Result<()> {
    for entry in fs::read_dir(folder)? {
        let entry = entry?;
        let name = format!("{prefix}{}", entry.file_name().to_string_lossy());
        if entry.path().is_dir() {
            list(&entry.path(), &format!("{name}/"), files)?;
        } else {
            files.push(name);
        }
    }
    Ok(())
}

fn content_type(name: &str) -> io::Result<&'static str> {
    match name.rsplit_once('.').map_or("", |(_, extension)| extension) {
        "html" => Ok("text/html; charset=utf-8"),
        "js" => Ok("text/javascript; charset=utf-8"),
        "css" => Ok("text/css; charset=utf-8"),
        "txt" => Ok("text/plain; charset=utf-8"),
        "json" => Ok("application/json"),
        "svg" => Ok("image/svg+xml"),
        "ttf" => Ok("font/ttf"),
        "woff2" => Ok("font/woff2"),
        _ => Err(io::Error::other(format!("no content type is known for {name}"))),
    }
}
