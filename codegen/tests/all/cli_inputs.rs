//! Every command, and every way to name an input that it does not take: one error that says what to
//! do.

use std::fs;
use std::path::Path;
use std::process::Command;

use crate::support::{API, put};
use assert_cmd::cargo::CommandCargoExt as _;

/// What a run printed to standard error, and its exit code.
fn bindery(folder: &Path, arguments: &[&str]) -> (String, Option<i32>) {
    let output = Command::cargo_bin("bindery")
        .expect("the binary is built")
        .current_dir(folder)
        .env_remove("NO_COLOR")
        .env_remove("CLICOLOR_FORCE")
        .args(arguments)
        .output()
        .expect("the binary runs");
    let error = String::from_utf8_lossy(&output.stderr).into_owned();
    (error, output.status.code())
}

/// What must not be read, in a folder that is no project.
fn inputs() -> tempfile::TempDir {
    let folder = tempfile::tempdir().expect("a temporary folder can be made");
    put(folder.path(), "api.yaml", API);
    put(folder.path(), "old.yaml", API);
    put(
        folder.path(),
        "api.json",
        r#"{"openapi": "3.1.0", "info": {"title": "T", "version": "1"}, "paths": {}}"#,
    );
    put(
        folder.path(),
        "swagger.yaml",
        "swagger: '2.0'\ninfo: {title: T, version: '1'}\npaths: {}\n",
    );
    put(
        folder.path(),
        "swagger-1.yaml",
        "swagger: '1.2'\ninfo: {title: T, version: '1'}\npaths: {}\n",
    );
    put(
        folder.path(),
        "bindery.yaml",
        "edition: 1\ncrate: example\ninputs: [api.yaml]\n",
    );
    put(folder.path(), "empty.yaml", "");
    put(
        folder.path(),
        "binary.yaml",
        b"\x7fELF\x02\x01\x01\0\0\xff\xfe".as_slice(),
    );
    put(
        folder.path(),
        "page.html",
        "<!DOCTYPE html>\n<html><body>Sign in: please</body></html>\n",
    );
    put(
        folder.path(),
        "service.wsdl",
        "<definitions xmlns=\"http://schemas.xmlsoap.org/wsdl/\"><types/></definitions>\n",
    );
    put(folder.path(), "list.yaml", "- a\n- b\n");
    put(
        folder.path(),
        "other.yaml",
        "name: something else\nversion: 3\n",
    );
    fs::create_dir(folder.path().join("folder")).expect("the folder can be made");
    put(
        folder.path(),
        "project/bindery.yaml",
        "edition: 1\ncrate: example\ninputs: [api.yaml]\n",
    );
    folder
}

/// One error, with what it is called and some of what it says to do.
#[track_caller]
fn refused(folder: &Path, arguments: &[&str], what: &str, to_do: &str) {
    let (error, code) = bindery(folder, arguments);
    let shown = format!("bindery {}\n{error}", arguments.join(" "));
    let errors = error.lines().filter(|line| line.starts_with("error"));
    assert_eq!(errors.count(), 1, "{shown}");
    assert!(matches!(code, Some(1 | 2)), "{code:?} {shown}");
    assert!(error.contains(what), "no `{what}`: {shown}");
    let help = error
        .lines()
        .filter(|line| line.trim_start().starts_with("= help: "));
    assert!(
        help.clone().any(|line| line.contains(to_do)),
        "no `{to_do}`: {shown}"
    );
}

/// What is named with `--spec`, what is said of it, and what to do.
const NO_FILES: &[(&str, &str, &str)] = &[
    ("-", "standard input is not supported", "write it to a file"),
    (
        "https://example.org/api.yaml",
        "addresses are not supported",
        "download it",
    ),
    (
        "http://127.0.0.1:9/api.yaml",
        "addresses are not supported",
        "download it",
    ),
    (
        "file:///etc/passwd",
        "addresses are not supported",
        "name the file",
    ),
    (
        "absent.yaml",
        "there is no file `absent.yaml`",
        "current folder",
    ),
    ("folder", "`folder` is a folder", "name a file"),
    ("project", "`project` is a folder", "`project/bindery.yaml`"),
    (
        "/dev/null",
        "`/dev/null` is not a regular file",
        "write it to a file",
    ),
    (
        "api.yaml/x",
        "there is no file `api.yaml/x`",
        "current folder",
    ),
];

/// What has `--spec`, where it takes a configuration.
const CONFIGURED: &[&[&str]] = &[
    &["generate"],
    &["check"],
    &["check", "--since", "HEAD"],
    &["diff", "old.yaml"],
    &["release"],
    &["inventory"],
];

/// And where it takes a document.
const DOCUMENTED: &[&[&str]] = &[
    &["generate", "--out", "client"],
    &["generate", "--out", "client", "--strict"],
    &["inventory", "--out", "client"],
];

#[test]
fn what_is_no_file_is_said_with_what_to_do() {
    let folder = inputs();
    for (named, what, to_do) in NO_FILES {
        for command in CONFIGURED
            .iter()
            .chain(DOCUMENTED)
            .chain([&["watch"][..]].iter())
        {
            let arguments = [command, &["--spec", named][..]].concat();
            refused(folder.path(), &arguments, what, to_do);
        }
    }
    assert!(!folder.path().join("client").exists());
}

#[test]
fn an_overlay_that_is_no_file_is_said_with_what_to_do() {
    let folder = inputs();
    for (named, what, to_do) in NO_FILES {
        let arguments = [
            "generate",
            "--spec",
            "api.yaml",
            "--out",
            "client",
            "--overlay",
            named,
        ];
        refused(folder.path(), &arguments, what, to_do);
    }
}

#[test]
fn a_side_that_is_no_description_is_said_with_what_to_do() {
    let folder = inputs();
    for (named, what, to_do) in [
        ("-", "standard input is not supported", "write it to a file"),
        (
            "https://example.org/api.yaml",
            "addresses are not supported",
            "download it",
        ),
        (
            "absent.yaml",
            "there is no file or folder `absent.yaml`",
            "exists",
        ),
        ("folder", "`folder` holds no description", "bindery.yaml"),
        ("empty.yaml", "the file holds nothing", "name"),
        ("binary.yaml", "not UTF-8", "save the file as UTF-8"),
        ("page.html", "XML or HTML", "YAML or JSON"),
        ("service.wsdl", "XML or HTML", "YAML or JSON"),
    ] {
        refused(folder.path(), &["diff", named, "api.yaml"], what, to_do);
        refused(folder.path(), &["diff", "api.yaml", named], what, to_do);
    }
}

#[test]
fn a_document_is_no_configuration() {
    let folder = inputs();
    for command in CONFIGURED {
        for (named, what, to_do) in [
            ("api.yaml", "`api.yaml` is an OpenAPI document", "--out"),
            ("api.json", "`api.json` is an OpenAPI document", "--out"),
            (
                "swagger.yaml",
                "`swagger.yaml` is a Swagger document",
                "--out",
            ),
            ("empty.yaml", "the file holds nothing", "name"),
            ("binary.yaml", "not UTF-8", "save the file as UTF-8"),
            ("page.html", "XML or HTML", "YAML or JSON"),
            ("service.wsdl", "XML or HTML", "YAML or JSON"),
            (
                "list.yaml",
                "`list.yaml` is not a configuration",
                "`inputs`",
            ),
            (
                "other.yaml",
                "`other.yaml` is not a configuration",
                "`inputs`",
            ),
        ] {
            // A document alone is compared with what it was.
            if command[0] == "diff" && what.ends_with(" document") {
                continue;
            }
            let arguments = [command, &["--spec", named][..]].concat();
            refused(folder.path(), &arguments, what, to_do);
        }
    }
}

#[test]
fn a_configuration_is_no_document() {
    let folder = inputs();
    for command in DOCUMENTED {
        for (named, what, to_do) in [
            (
                "bindery.yaml",
                "`bindery.yaml` is a configuration",
                "without `--out`",
            ),
            ("swagger-1.yaml", "Swagger `1.2` is not read", "Swagger 2.0"),
            ("empty.yaml", "the file holds nothing", "name"),
            ("binary.yaml", "not UTF-8", "save the file as UTF-8"),
            ("page.html", "XML or HTML", "YAML or JSON"),
            ("service.wsdl", "XML or HTML", "YAML or JSON"),
            ("list.yaml", "neither OpenAPI nor", "`openapi: 3.1.0`"),
            ("other.yaml", "neither OpenAPI nor", "`openapi: 3.1.0`"),
        ] {
            let arguments = [command, &["--spec", named][..]].concat();
            refused(folder.path(), &arguments, what, to_do);
        }
    }
}

#[test]
fn a_folder_without_a_configuration_is_said_with_what_to_do() {
    let folder = tempfile::tempdir().expect("a temporary folder can be made");
    put(folder.path(), "api.yaml", API);
    let nothing = "there is no `spec/bindery.yaml` here or in a folder above";
    for command in CONFIGURED.iter().chain([&["watch"][..]].iter()) {
        refused(
            folder.path(),
            command,
            nothing,
            "name a configuration with `--spec`",
        );
    }
    refused(
        folder.path(),
        &["generate"],
        nothing,
        "`bindery generate --spec openapi.yaml --out DIR`",
    );
    refused(
        folder.path(),
        &["diff", "api.yaml"],
        nothing,
        "`bindery diff OLD NEW`",
    );
    // It may be where nobody looks.
    put(
        folder.path(),
        "bindery.yaml",
        "edition: 1\ncrate: example\ninputs: [api.yaml]\n",
    );
    for command in CONFIGURED.iter().chain([&["watch"][..]].iter()) {
        refused(folder.path(), command, nothing, "`--spec bindery.yaml`");
    }
    refused(
        folder.path(),
        &["generate", "--out", "client"],
        "`--out` takes a document",
        "`--spec`",
    );
    refused(
        folder.path(),
        &["inventory", "--out", "client"],
        "`--out` takes a document",
        "`--spec`",
    );
}

/// Help is wrapped once, at the width of the terminal.
#[test]
fn help_is_wrapped_once() {
    let commands = [
        "",
        "generate",
        "check",
        "diff",
        "release",
        "watch",
        "inventory",
        "explain",
        "schema",
        "completions",
    ];
    for command in commands {
        for width in [80, 100, 120] {
            let output = Command::cargo_bin("bindery")
                .expect("the binary is built")
                .env("COLUMNS", width.to_string())
                .args([command, "--help"].iter().filter(|word| !word.is_empty()))
                .output()
                .expect("the binary runs");
            let help = String::from_utf8_lossy(&output.stdout).into_owned();
            let limit = width;
            for (line, next) in help.lines().zip(help.lines().skip(1)) {
                let shown = format!("bindery {command} --help at {width}: {line}\n{help}");
                assert!(line.chars().count() <= limit, "too long: {shown}");
                // What is indented is a list, or a command to copy.
                let is_prose = |line: &str| !line.is_empty() && !line.starts_with(' ');
                if !is_prose(line) || !is_prose(next) {
                    continue;
                }
                let word = next.split(' ').next().unwrap_or_default();
                let fits = line.chars().count() + 1 + word.chars().count() <= limit;
                assert!(!fits, "`{word}` would fit: {shown}");
            }
        }
    }
}
