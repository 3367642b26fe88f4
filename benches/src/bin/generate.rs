//! Generates the files of a configuration in memory and forgets them: the program whose instructions are counted.

use std::process::ExitCode;

fn main() -> ExitCode {
    let config = std::env::args()
        .nth(1)
        .unwrap_or_else(|| "spec/bindery.yaml".to_owned());
    let files = bindery::Generator::from_config(config).and_then(|generator| generator.generate());
    match files {
        Ok(files) => {
            std::hint::black_box(&files);
            ExitCode::SUCCESS
        }
        Err(findings) => {
            eprintln!("{findings}");
            ExitCode::FAILURE
        }
    }
}
