//! Generates the clients of `spec/`, which only the benchmarks have: a SOAP call that returns many records, and unions.

use bindery::Generator;

fn main() -> Result<(), bindery::Error> {
    println!("cargo::rerun-if-changed=build.rs");
    for (config, folder) in [
        ("spec/bindery.yaml", "key_list"),
        ("spec/events/bindery.yaml", "events"),
    ] {
        Generator::from_config(config)?
            .into_out_dir(folder)?
            .build()?;
    }
    Ok(())
}
