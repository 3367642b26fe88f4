//! Generates the client from `spec` into Cargo's `OUT_DIR` before the crate compiles.
//!
//! Nothing emitted is committed: the repository stays small, and a change of the description is
//! reviewed as YAML alone.

fn main() -> Result<(), Box<dyn std::error::Error>> {
    bindery::Generator::from_config("spec/bindery.yaml")?
        .into_out_dir("api")?
        .build()?;
    Ok(())
}
