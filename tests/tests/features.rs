//! What an integrator's build contains, as cargo itself tells it.

use std::process::Command;

/// The lines of `cargo tree`, one for each package.
fn tree(arguments: &[&str]) -> Vec<String> {
    let cargo = std::env::var_os("CARGO").expect("cargo runs this test");
    let output = Command::new(cargo)
        .args([
            "tree",
            "--offline",
            "--locked",
            "--prefix",
            "none",
            "--format",
            "{p}",
        ])
        .args(arguments)
        .current_dir(concat!(env!("CARGO_MANIFEST_DIR"), "/.."))
        .output()
        .unwrap();
    assert!(
        output.status.success(),
        "{}",
        String::from_utf8_lossy(&output.stderr)
    );
    let tree = String::from_utf8(output.stdout).unwrap();
    let mut lines: Vec<String> = tree.lines().map(str::to_owned).collect();
    lines.sort();
    lines.dedup();
    lines
}

/// The names of the packages that building `ecgrid` with these features takes.
fn packages(arguments: &[&str]) -> Vec<String> {
    let names = names(&tree(&[&["-p", "ecgrid"], arguments].concat()));
    assert!(
        names.iter().any(|name| name == "bindery-runtime"),
        "{names:?}"
    );
    assert!(names.iter().any(|name| name == "reqwest"), "{names:?}");
    names
}

fn names(lines: &[String]) -> Vec<String> {
    lines
        .iter()
        .filter_map(|line| line.split(' ').next())
        .map(str::to_owned)
        .collect()
}

fn macros(lines: &[String]) -> Vec<String> {
    let lines: Vec<String> = lines
        .iter()
        .filter(|line| line.contains("(proc-macro)"))
        .cloned()
        .collect();
    names(&lines)
}

#[track_caller]
fn has_none(names: &[String], unwanted: &[&str]) {
    let found: Vec<&String> = names
        .iter()
        .filter(|name| unwanted.contains(&name.as_str()))
        .collect();
    assert!(found.is_empty(), "{found:?}");
}

/// What only generating takes.
const GENERATOR: [&str; 16] = [
    "bindery",
    "prettyplease",
    "granit-parser",
    "yaml_serde",
    "serde_yaml",
    "libyaml-rs",
    "clap",
    "clap_complete",
    "clap_derive",
    "anstream",
    "annotate-snippets",
    "heck",
    "similar",
    "strsim",
    "indicatif",
    "terminal_size",
];

#[test]
fn rest_alone_has_no_xml() {
    let names = packages(&["--no-default-features", "-F", "rest,rustls", "-e", "normal"]);
    has_none(&names, &["roxmltree", "encoding_rs", "quick-xml"]);
    let both = packages(&[
        "--no-default-features",
        "-F",
        "rest,soap,rustls",
        "-e",
        "normal",
    ]);
    assert!(
        both.iter().any(|name| name == "roxmltree"),
        "the name is still right"
    );
    assert!(both.iter().any(|name| name == "encoding_rs"));
}

#[test]
fn an_integrators_build_has_no_generator() {
    let names = packages(&["-e", "normal,build"]);
    has_none(&names, &GENERATOR);
    let generating = packages(&["-F", "regenerate", "-e", "normal,build"]);
    assert!(
        generating.iter().any(|name| name == "bindery"),
        "the name is still right"
    );
    assert!(generating.iter().any(|name| name == "prettyplease"));
}

#[test]
fn procedural_macros_come_with_reqwest_alone() {
    let ours = macros(&tree(&["-p", "ecgrid", "-e", "normal,build"]));
    let reqwests = macros(&tree(&["-p", "reqwest", "-e", "normal,build"]));
    assert!(
        !reqwests.is_empty(),
        "cargo still says which packages are procedural macros"
    );
    let more: Vec<&String> = ours
        .iter()
        .filter(|name| !reqwests.contains(name))
        .collect();
    assert!(more.is_empty(), "{more:?}");
}

#[test]
fn what_is_not_asked_for_is_not_there() {
    let names = packages(&["--no-default-features", "-F", "rest", "-e", "normal"]);
    has_none(
        &names,
        &[
            "rustls",
            "ring",
            "native-tls",
            "aws-lc-rs",
            "flate2",
            "tracing-attributes",
            "chrono",
            "jiff",
            "time",
            "h2",
            "roxmltree",
        ],
    );
    let default = packages(&["-e", "normal"]);
    has_none(
        &default,
        &[
            "aws-lc-rs",
            "aws-lc-sys",
            "native-tls",
            "openssl",
            "openssl-sys",
            "h2",
            "chrono",
            "jiff",
            "time",
        ],
    );
    assert!(default.iter().any(|name| name == "ring"));
}
