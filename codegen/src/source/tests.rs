//! Reading from a disk: what is read, and what is never opened.

use std::collections::BTreeMap;
use std::fs;
use std::path::Path;

use super::{Root, Sources};
use crate::report::{Code, Report};

/// Tries to load paths; the findings come as codes with their messages.
fn load(root: Root, paths: &[&str]) -> (Sources, Vec<(Code, String)>) {
    let mut sources = Sources::new(root);
    let mut report = Report::new();
    for path in paths {
        sources.load(path, &mut report);
    }
    let findings = report.into_findings(&sources);
    let said = findings
        .iter()
        .map(|finding| (finding.code(), finding.message().to_owned()));
    let said = said.collect();
    (sources, said)
}

fn codes(folder: &Path, path: &str) -> Vec<Code> {
    load(Root::folder(folder), &[path])
        .1
        .into_iter()
        .map(|(code, _)| code)
        .collect()
}

#[test]
fn a_file_is_read_once() {
    let outer = tempfile::tempdir().expect("a temporary folder can be made");
    let folder = outer.path().join("spec");
    fs::create_dir_all(folder.join("sub")).expect("the folder can be made");
    fs::write(folder.join("sub/a.yaml"), "\u{feff}a: 1\n").expect("the file can be written");
    let mut sources = Sources::new(Root::folder(&folder));
    let mut report = Report::new();
    let first = sources
        .load("sub/a.yaml", &mut report)
        .expect("it is there");
    fs::remove_file(folder.join("sub/a.yaml")).expect("it is there");
    assert_eq!(
        sources.load("./sub/../sub//a.yaml", &mut report),
        Some(first)
    );
    assert!(report.is_empty());
    assert_eq!(sources.text(first), "a: 1\n");
    assert_eq!(sources.path(first), "sub/a.yaml");
    assert_eq!(
        sources.name(first),
        "spec/sub/a.yaml",
        "a folder elsewhere is named by its last name"
    );
    assert_eq!(sources.files().count(), 1);
}

#[test]
fn what_cannot_be_read_is_a_finding() {
    let outer = tempfile::tempdir().expect("a temporary folder can be made");
    let folder = outer.path().join("spec");
    fs::create_dir_all(folder.join("folder.yaml")).expect("the folder can be made");
    fs::write(outer.path().join("secret.yaml"), "secret").expect("the file can be written");
    fs::write(folder.join("ecgrid.yaml"), "a: 1\n").expect("the file can be written");
    fs::write(folder.join("latin.yaml"), b"a: 1\nb: \xe9\n").expect("the file can be written");
    let large = fs::File::create(folder.join("large.yaml")).expect("the file can be made");
    large
        .set_len((256 << 20) + 1)
        .expect("a file may have holes");

    assert_eq!(codes(&folder, "ecgird.yaml"), [Code::UnreadableFile]);
    assert_eq!(codes(&folder, "folder.yaml"), [Code::UnreadableFile]);
    assert_eq!(codes(&folder, "../secret.yaml"), [Code::OutsideFolder]);
    assert_eq!(
        codes(&folder, "https://example.com/a.yaml"),
        [Code::OutsideFolder]
    );
    assert_eq!(codes(&folder, "latin.yaml"), [Code::NotUtf8]);
    assert_eq!(codes(&folder, "large.yaml"), [Code::FileTooLarge]);
    let absolute = outer.path().join("secret.yaml");
    assert_eq!(
        codes(&folder, &absolute.to_string_lossy().replace('\\', "/")),
        [Code::OutsideFolder]
    );
    assert_eq!(
        codes(&outer.path().join("absent"), "a.yaml"),
        [Code::UnreadableFile]
    );

    let (sources, said) = load(Root::folder(&folder), &["latin.yaml", "ecgird.yaml"]);
    assert_eq!(
        said[1].1,
        "`spec/latin.yaml` is not UTF-8: line 2 holds bytes that are not text"
    );
    assert_eq!(
        said[0].1,
        "cannot read `spec/ecgird.yaml`: there is no such file"
    );
    assert_eq!(sources.files().count(), 0);
    let mut report = Report::new();
    Sources::new(Root::folder(&folder)).load("ecgird.yaml", &mut report);
    let findings = report.into_findings(&sources);
    let help: Vec<&str> = findings
        .iter()
        .flat_map(super::super::report::Finding::help)
        .collect();
    assert_eq!(help, ["did you mean `ecgrid.yaml`?"]);
}

#[cfg(unix)]
#[test]
fn links_stay_inside_and_pipes_stay_closed() {
    use std::os::unix::fs::symlink;
    let outer = tempfile::tempdir().expect("a temporary folder can be made");
    let folder = outer.path().join("spec");
    fs::create_dir_all(&folder).expect("the folder can be made");
    fs::write(outer.path().join("secret.yaml"), "secret").expect("the file can be written");
    fs::write(folder.join("a.yaml"), "a: 1\n").expect("the file can be written");
    symlink("a.yaml", folder.join("inside.yaml")).expect("links can be made");
    symlink("../secret.yaml", folder.join("outside.yaml")).expect("links can be made");
    symlink("..", folder.join("up")).expect("links can be made");
    symlink("loop.yaml", folder.join("loop.yaml")).expect("links can be made");
    symlink("/dev/zero", folder.join("device.yaml")).expect("links can be made");
    assert_eq!(codes(&folder, "inside.yaml"), []);
    assert_eq!(codes(&folder, "outside.yaml"), [Code::OutsideFolder]);
    assert_eq!(codes(&folder, "up/secret.yaml"), [Code::OutsideFolder]);
    assert_eq!(codes(&folder, "up/spec/a.yaml"), []);
    assert_eq!(codes(&folder, "loop.yaml"), [Code::UnreadableFile]);
    assert_eq!(codes(&folder, "device.yaml"), [Code::OutsideFolder]);
    // A folder that is itself reached through a link is the one that was asked for.
    let link = outer.path().join("link");
    symlink(&folder, &link).expect("links can be made");
    assert_eq!(codes(&link, "a.yaml"), []);

    // Opening a pipe that nobody writes to would wait for ever.
    let pipe = folder.join("pipe.yaml");
    if std::process::Command::new("mkfifo")
        .arg(&pipe)
        .status()
        .is_ok_and(|status| status.success())
    {
        assert_eq!(codes(&folder, "pipe.yaml"), [Code::UnreadableFile]);
    }
    // The folder of all devices, as a description's folder.
    assert_eq!(codes(Path::new("/dev"), "zero"), [Code::UnreadableFile]);
}

#[test]
fn memory_is_read_like_a_folder() {
    let files = BTreeMap::from([
        ("sub/a.yaml".to_owned(), b"a: 1".to_vec()),
        ("b.yaml".to_owned(), b"\xff".to_vec()),
    ]);
    let (sources, said) = load(
        Root::memory("spec/", files),
        &["./sub/a.yaml", "sub/b.yaml", "b.yaml", "../b.yaml"],
    );
    assert_eq!(
        sources
            .files()
            .map(|file| sources.name(file))
            .collect::<Vec<_>>(),
        ["spec/sub/a.yaml"]
    );
    let codes: Vec<Code> = said.iter().map(|(code, _)| *code).collect();
    assert_eq!(
        codes,
        [Code::UnreadableFile, Code::OutsideFolder, Code::NotUtf8]
    );
}
