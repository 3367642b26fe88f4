//! How much memory it takes to generate the ECGrid crate: the peak of the heap and the number of allocations, neither of
//! which depends on how busy the machine is. `benches/run` compares both with the committed figures.

use std::process::ExitCode;

use bindery::Generator;

fn main() -> ExitCode {
    // Cargo runs a benchmark in the folder of its package.
    let config = concat!(env!("CARGO_MANIFEST_DIR"), "/../spec/bindery.yaml");
    let mut files = None;
    let info = allocation_counter::measure(|| {
        files = Some(Generator::from_config(config).and_then(|generator| generator.generate()));
    });
    match files {
        Some(Ok(files)) => {
            println!("files = {}", files.len());
            println!("peak_heap_bytes = {}", info.bytes_max);
            println!("allocations = {}", info.count_total);
            ExitCode::SUCCESS
        }
        Some(Err(findings)) => {
            eprintln!("{findings}");
            ExitCode::FAILURE
        }
        None => ExitCode::FAILURE,
    }
}
