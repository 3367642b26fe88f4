//! `bindery check` says of every file how it came to differ.

use super::scratch::Scratch;

/// The lines of a report that name a file, sorted.
fn named(report: &str) -> Vec<&str> {
    const STATES: [&str; 6] = [
        "stale: ",
        "edited by hand: ",
        "differs: ",
        "missing: ",
        "stray: ",
        "obsolete: ",
    ];
    let mut lines: Vec<_> = report
        .lines()
        .filter(|line| STATES.iter().any(|state| line.starts_with(state)))
        .collect();
    lines.sort_unstable();
    lines
}

/// The help that follows the line that names a file.
#[track_caller]
fn help<'r>(report: &'r str, line: &str) -> &'r str {
    let help = report.lines().skip_while(|other| *other != line).nth(1);
    help.unwrap_or_else(|| panic!("{line} is followed by help:\n{report}"))
}

#[test]
fn each_way_to_differ_is_told_apart_by_the_history() {
    let scratch = Scratch::take();
    let bindery = scratch.bindery();
    let described = scratch.read("spec/ecgrid.yaml");

    // What is committed: a description with a schema of its own for one field, and its code.
    scratch.add_property("          $ref: '#/components/schemas/KeyLabel'\n          description: What its owner calls the key.\n");
    scratch.replace(
        "spec/ecgrid.yaml",
        "  schemas:\n    KeyInfo:\n",
        "  schemas:\n    KeyLabel:\n      type: string\n      description: Kind of a label.\n      enum: [Short, Long]\n    KeyInfo:\n",
    );
    let printed = bindery.run(&["generate"]).done();
    assert!(
        printed
            .lines()
            .any(|line| line == "created types/key_label.rs"),
        "{printed}"
    );
    scratch.commit();
    assert_eq!(
        bindery.run(&["check"]).done(),
        "",
        "what was just generated is fresh, and that is worth no word"
    );

    // What is in the working tree: the description without that schema, and a folder that four more
    // things happened to.
    scratch.write("spec/ecgrid.yaml", &described);
    scratch.remove("generated/types/objects.rs");
    scratch.write("generated/types/notes.rs", "// Mine.\n");
    let edited = scratch.read("generated/rest/mod.rs") + "// Edited.\n";
    scratch.write("generated/rest/mod.rs", &edited);
    let before = scratch.generated();

    let report = bindery.run(&["check"]).failed(1);
    assert_eq!(
        named(&report),
        [
            "edited by hand: rest/mod.rs",
            "missing: types/objects.rs",
            "obsolete: types/key_label.rs",
            "stale: bindery.lock",
            "stale: types/key_info.rs",
            "stale: types/mod.rs",
            "stray: types/notes.rs",
        ],
        "{report}"
    );
    assert!(
        help(&report, "stale: types/key_info.rs").contains("run `bindery generate`"),
        "{report}"
    );
    assert!(
        help(&report, "edited by hand: rest/mod.rs").contains("change the description instead"),
        "{report}"
    );
    assert!(
        help(&report, "stray: types/notes.rs").contains("remove the file"),
        "{report}"
    );
    assert!(
        report.contains("\n-// Edited.\n"),
        "the diff is shown: {report}"
    );
    assert_eq!(scratch.generated(), before, "nothing is written");

    // Without its history the folder differs, and nobody can say why.
    std::fs::remove_dir_all(scratch.path(".git")).expect("the history can be removed");
    let report = bindery.run(&["check"]).failed(1);
    assert_eq!(
        named(&report),
        [
            "differs: bindery.lock",
            "differs: rest/mod.rs",
            "differs: types/key_info.rs",
            "differs: types/mod.rs",
            "missing: types/objects.rs",
            "obsolete: types/key_label.rs",
            "stray: types/notes.rs",
        ],
        "{report}"
    );
    assert_eq!(scratch.generated(), before, "nothing is written");

    // The named command fixes all but the stray file, which bindery did not write and does not
    // remove.
    let printed = bindery.run(&["generate"]).done();
    assert!(
        printed
            .lines()
            .any(|line| line == "removed types/key_label.rs"),
        "{printed}"
    );
    assert_eq!(
        named(&bindery.run(&["check"]).failed(1)),
        ["stray: types/notes.rs"]
    );
    scratch.remove("generated/types/notes.rs");
    bindery.run(&["check"]).done();
}

#[test]
fn the_committed_folder_is_what_the_description_generates() {
    let scratch = Scratch::take();
    let run = scratch.bindery().run(&["check"]);
    assert_eq!(run.code, Some(0), "run `cargo bindery generate`\n{run}");
}
