//! Generates `src/api` from `spec` before the crate compiles.
//!
//! Commit `src/api`: a change of the description is then reviewed as Rust. With `BINDERY=check` in
//! the environment, in CI say, nothing is written, and the build fails where the folder is not what
//! the description generates.

fn main() -> Result<(), Box<dyn std::error::Error>> {
    bindery::Generator::from_config("spec/bindery.yaml")?.build()?;
    Ok(())
}
