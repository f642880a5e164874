//! Generates a module for each document of `schema/operations`, as `graphql-client generate` would.

use graphql_client_codegen::{CodegenMode, GraphQLClientCodegenOptions, generate_module_token_stream};
use std::error::Error;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::path::{Path, PathBuf};
use std::{env, fs};

fn main() -> Result<(), Box<dyn Error>> {
    let schema = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../../schema");
    let (sdl, operations) = (schema.join("schema.graphql"), schema.join("operations"));
    println!("cargo::rerun-if-changed={}", sdl.display());
    println!("cargo::rerun-if-changed={}", operations.display());
    let mut documents = fs::read_dir(&operations)?
        .map(|entry| entry.map(|entry| entry.path()))
        .filter(|path| path.as_ref().is_ok_and(|path| path.extension().is_some_and(|ending| ending == "graphql")))
        .collect::<Result<Vec<PathBuf>, _>>()?;
    documents.sort();
    let mut generated =
        format!("/// How many documents there are.\npub const DOCUMENTS: usize = {};\n", documents.len());
    for document in documents {
        let mut options = GraphQLClientCodegenOptions::new(CodegenMode::Cli);
        options.set_module_visibility(syn::parse_str("pub")?);
        options.set_custom_scalars_module(syn::parse_str("crate::scalars")?);
        options.set_response_derives("Debug".to_owned());
        // The generator panics at a type that the schema does not have.
        let made = catch_unwind(AssertUnwindSafe(|| {
            generate_module_token_stream(document.clone(), &sdl, options).map_err(|error| error.to_string())
        }));
        let module = made.unwrap_or_else(|_| Err("it names what the schema does not have".to_owned()));
        let module = module.map_err(|fault| {
            format!("{}: {fault}. Is schema/ as the code says? `cargo run -- schema` writes it.", document.display())
        })?;
        generated.push_str(&module.to_string());
        generated.push('\n');
    }
    let out = env::var_os("OUT_DIR").ok_or("Cargo sets OUT_DIR for build scripts")?;
    fs::write(Path::new(&out).join("documents.rs"), generated)?;
    Ok(())
}
