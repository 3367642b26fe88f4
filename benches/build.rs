//! Generates the client of `spec/`, which only the benchmarks have: a SOAP call that answers many records.

use bindery::Generator;

fn main() -> Result<(), bindery::Error> {
    println!("cargo::rerun-if-changed=build.rs");
    Generator::from_config("spec/bindery.yaml")?
        .into_out_dir("key_list")?
        .build()?;
    Ok(())
}
