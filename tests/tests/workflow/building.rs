//! Edit the description, build, and the code follows; and when it must not.

use super::commands::{cargo, run};
use super::scratch::Scratch;

const DESCRIPTION: &str = "spec/ecgrid.yaml";
const KEY_INFO: &str = "types/key_info.rs";

/// Whether Cargo compiled or checked something.
fn compiled(printed: &str, what: &str) -> bool {
    printed.lines().map(str::trim_start).any(|line| {
        line.starts_with("Compiling ") && line.contains(what)
            || line.starts_with("Checking ") && line.contains(what)
    })
}

#[test]
fn an_edit_of_the_description_reaches_the_code_in_one_build() {
    let scratch = Scratch::take();
    scratch.build().done();
    let before = scratch.generated();

    scratch.add_field();
    // Somebody already calls what is not emitted yet: only a build that generates before it
    // compiles takes this.
    let caller = scratch.read("tests/src/lib.rs");
    scratch.write(
        "tests/src/lib.rs",
        &format!("{caller}\n/// Shows the new field.\npub fn label(key: &ecgrid::types::KeyInfo) -> Option<&String> {{\n    key.label.as_ref()\n}}\n"),
    );
    let printed = scratch.build().done();
    assert!(compiled(&printed, "ecgrid v"), "{printed}");

    let after = scratch.generated();
    let touched: Vec<_> = after
        .iter()
        .filter(|(path, file)| before.get(*path) != Some(file))
        .map(|(path, _)| path.as_str())
        .collect();
    assert_eq!(
        touched,
        [KEY_INFO],
        "the owner of the field and nothing else"
    );
    let text = scratch.read("generated/types/key_info.rs");
    assert!(
        text.contains("    /// What its owner calls the key.\n    pub label: Option<String>,\n"),
        "{text}"
    );

    let again = scratch.build().done();
    assert!(!compiled(&again, ""), "nothing is left to do:\n{again}");
    assert_eq!(scratch.generated(), after);
}

#[test]
fn a_checking_build_fails_on_a_stale_folder_and_writes_nothing() {
    let scratch = Scratch::take();
    scratch.add_field();
    let before = scratch.generated();

    let mut command = cargo(&scratch.path(""));
    let complaint = run(command.env("BINDERY", "check").args(["check", "--locked"])).failed(101);
    assert!(complaint.contains(KEY_INFO), "{complaint}");
    assert!(complaint.contains("cargo bindery generate"), "{complaint}");
    assert!(
        complaint.contains("+    pub label: Option<String>,"),
        "{complaint}"
    );
    assert_eq!(scratch.generated(), before);

    scratch.build().done();
    assert_ne!(
        scratch.generated(),
        before,
        "without the setting it follows"
    );
    let mut command = cargo(&scratch.path(""));
    run(command.env("BINDERY", "check").args(["check", "--locked"])).done();
}

#[test]
fn the_crate_alone_builds_without_the_generator() {
    let scratch = Scratch::take();
    scratch.add_field();
    let before = scratch.generated();
    let printed = scratch
        .cargo(&["check", "--locked", "--verbose", "--package", "ecgrid"])
        .done();
    assert!(printed.contains(" ecgrid v"), "{printed}");
    assert!(printed.contains(" bindery-runtime v"), "{printed}");
    assert!(!printed.contains(" bindery v"), "{printed}");
    assert_eq!(scratch.generated(), before, "stale it stays");
}

#[test]
fn a_mistake_in_the_description_is_an_error_of_the_build_at_its_place() {
    let scratch = Scratch::take();
    let wrong = "'#/components/schemas/KeyVisiblity'";
    let right = "required: [userId]\n              properties:\n                userId:\n                  type: integer\n                  format: int32\n                  description: Owner of the keys to list, by ID. Must be an existing user.\n                visibility:\n                  $ref: ";
    scratch.replace(
        DESCRIPTION,
        &format!("{right}'#/components/schemas/KeyVisibility'"),
        &format!("{right}{wrong}"),
    );
    let text = scratch.read(DESCRIPTION);
    let offset = text.find(wrong).expect("it was just written");
    let line = text[..offset].matches('\n').count() + 1;
    let column = offset
        - text[..offset]
            .rfind('\n')
            .expect("it is not on the first line");
    let before = scratch.generated();

    let complaint = scratch.build().failed(101);
    assert!(
        complaint.contains(&format!("{DESCRIPTION}:{line}:{column}")),
        "{complaint}"
    );
    assert!(complaint.contains(&format!("$ref: {wrong}")), "{complaint}");
    assert!(
        complaint.contains(&"^".repeat(wrong.len() - 2)),
        "{complaint}"
    );
    assert!(
        complaint.contains("did you mean `KeyVisibility`"),
        "{complaint}"
    );
    assert_eq!(scratch.generated(), before);

    scratch.replace(DESCRIPTION, wrong, "'#/components/schemas/KeyVisibility'");
    scratch.build().done();
    assert_eq!(
        scratch.generated(),
        before,
        "the mistake left nothing behind"
    );
}

#[test]
fn a_folder_without_its_root_is_brought_back_by_the_command_line() {
    let scratch = Scratch::take();
    let before = scratch.generated();
    scratch.remove("generated/lib.rs");
    let complaint = scratch.build().failed(101);
    assert!(complaint.contains("generated/lib.rs"), "{complaint}");
    assert!(!scratch.path("generated/lib.rs").exists());

    let printed = scratch.cargo(&["bindery", "generate"]).done();
    assert_eq!(printed.trim(), "created lib.rs");
    let after = scratch.generated();
    assert!(
        after
            .iter()
            .map(|(path, (text, _))| (path, text))
            .eq(before.iter().map(|(path, (text, _))| (path, text)))
    );
    scratch.build().done();
}
