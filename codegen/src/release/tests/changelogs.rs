//! The section of a release in changelogs of many forms.

use proptest::prelude::*;

use super::super::changelog::{Section, with_section};
use super::super::{Entry, Heading, Verdict};
use super::version;

fn entry(heading: Heading, text: &str) -> Entry {
    Entry {
        heading,
        text: text.to_owned(),
        demands: Verdict::Minor,
    }
}

/// The changelog after a release of 0.2.0 (or another version) that follows 0.1.0.
#[track_caller]
fn released(old: &str, new: &str, entries: &[Entry]) -> String {
    try_released(old, new, entries).unwrap_or_else(|error| panic!("{error}"))
}

fn try_released(old: &str, new: &str, entries: &[Entry]) -> Result<String, String> {
    let (latest, new) = (version("0.1.0"), version(new));
    let section = Section {
        version: &new,
        date: "2026-01-31",
        entries,
        latest: Some((&latest, Some("v0.1.0"))),
        tagged: "v",
    };
    with_section(Some(old), "CHANGELOG.md", &section)
        .map(|changelog| changelog.text)
        .map_err(|error| error.to_string())
}

const OLD: &str = "\
# Changelog

What changes for integrators.

## Unreleased

### Added

- `bindery`, written
  by a person.

### Security

- A hole.

## 0.1.0 - 2025-01-01

### Added

- Everything.
";

#[test]
fn what_people_wrote_moves_and_what_changed_joins_it() {
    let entries = [
        entry(Heading::Breaking, "`keys().list` is gone."),
        entry(Heading::Added, "`keys().find`:\n  finds."),
        entry(Heading::Added, "`bindery`, written by a person."),
        entry(Heading::Removed, "`Key::label`."),
    ];
    let expected = "\
# Changelog

What changes for integrators.

## Unreleased

## 0.2.0 - 2026-01-31

### Breaking

- `keys().list` is gone.

### Added

- `bindery`, written
  by a person.
- `keys().find`: finds.

### Removed

- `Key::label`.

### Security

- A hole.

## 0.1.0 - 2025-01-01

### Added

- Everything.
";
    let new = released(OLD, "0.2.0", &entries);
    assert_eq!(new, expected);
    assert_eq!(released(&new, "0.2.0", &entries), new, "running it twice");
    let crlf = released(&OLD.replace('\n', "\r\n"), "0.2.0", &entries);
    assert_eq!(crlf, expected.replace('\n', "\r\n"));
}

#[test]
fn a_section_that_was_not_released_is_taken_up_again() {
    let first = released(OLD, "0.1.1", &[entry(Heading::Added, "One.")]);
    let noted = first.replace(
        "## Unreleased\n",
        "## Unreleased\n\n### Fixed\n\n- Noted since.\n",
    );
    let second = released(
        &noted,
        "0.2.0",
        &[
            entry(Heading::Added, "One."),
            entry(Heading::Breaking, "Two."),
        ],
    );
    assert!(!second.contains("0.1.1"), "{second}");
    assert_eq!(second.matches("- One.").count(), 1, "{second}");
    let order: Vec<_> = second
        .lines()
        .filter(|line| line.starts_with('#'))
        .collect();
    assert_eq!(
        order,
        [
            "# Changelog",
            "## Unreleased",
            "## 0.2.0 - 2026-01-31",
            "### Breaking",
            "### Added",
            "### Fixed",
            "### Security",
            "## 0.1.0 - 2025-01-01",
            "### Added"
        ]
    );
}

#[test]
fn a_changelog_without_a_beginning_gets_one() {
    for old in ["", "\n\n"] {
        assert_eq!(
            released(old, "0.2.0", &[entry(Heading::Added, "One.")]),
            "# Changelog\n\nThe format follows Keep a Changelog; versions follow semantic versioning.\n\n## Unreleased\n\n## 0.2.0 - 2026-01-31\n\n### Added\n\n- One.\n"
        );
    }
    // Without an unreleased section it comes above the releases; without any, last.
    assert_eq!(
        released("# Log\n\n## 0.1.0\n\n- All.", "0.2.0", &[]),
        "# Log\n\n## 0.2.0 - 2026-01-31\n\n## 0.1.0\n\n- All.\n"
    );
    assert_eq!(
        released("# Log\n\nWords.", "0.2.0", &[]),
        "# Log\n\nWords.\n\n## 0.2.0 - 2026-01-31\n"
    );
}

#[test]
fn headings_in_code_and_comments_are_none() {
    let old = "# Log\n\n## Unreleased\n\n<!-- ## 0.3.0 -->\n\n```md\n## 0.9.0\n### Added\n```\n\n<!--\n## Unreleased\n-->\n\n## 0.1.0\n";
    let new = released(old, "0.2.0", &[entry(Heading::Added, "One.")]);
    let inner =
        "<!-- ## 0.3.0 -->\n\n```md\n## 0.9.0\n### Added\n```\n\n<!--\n## Unreleased\n-->\n";
    assert_eq!(
        new,
        format!(
            "# Log\n\n## Unreleased\n\n## 0.2.0 - 2026-01-31\n\n{inner}\n### Added\n\n- One.\n\n## 0.1.0\n"
        )
    );
}

#[test]
fn links_are_kept_up_where_somebody_began_them() {
    let old = "\
# Changelog

## [Unreleased]

## [0.1.0] - 2025-01-01

- All. See [other].

[Unreleased]: https://example.com/r/compare/v0.1.0...HEAD
[0.1.0]: https://example.com/r/releases/v0.1.0
[other]: https://example.com
";
    let new = released(old, "0.1.1", &[]);
    let links = |version: &str| {
        format!(
            "\n\n[Unreleased]: https://example.com/r/compare/v{version}...HEAD\n[{version}]: https://example.com/r/compare/v0.1.0...v{version}\n[0.1.0]: https://example.com/r/releases/v0.1.0\n[other]: https://example.com\n"
        )
    };
    assert!(new.contains("\n## [0.1.1] - 2026-01-31\n"), "{new}");
    assert!(new.ends_with(&links("0.1.1")), "{new}");
    assert_eq!(released(&new, "0.1.1", &[]), new, "running it twice");
    let higher = released(&new, "0.2.0", &[]);
    assert!(higher.ends_with(&links("0.2.0")), "{higher}");
    assert!(!higher.contains("0.1.1"), "{higher}");
}

#[test]
fn a_changelog_of_two_minds_is_refused_at_its_line() {
    for (old, complaint) in [
        (
            "# Log\n## Unreleased\n## [unreleased]\n",
            "line 3: there are two sections `unreleased`",
        ),
        (
            "# Log\n## 0.1.0\n## v0.1.0 - 2020-01-01\n",
            "line 3: there are two sections `v0.1.0`",
        ),
        (
            "# 0.1.0\n",
            "line 1: the heading of `0.1.0` is of the first level",
        ),
        (
            "# Unreleased\n",
            "line 1: the heading of `Unreleased` is of the first level",
        ),
        (
            "## 0.1.0\n```\n## 0.2.0\n",
            "line 2: what begins here, code or a comment, does not end",
        ),
        (
            "## 0.1.0\nWords. <!-- more\n",
            "line 2: what begins here, code or a comment, does not end",
        ),
        (
            "## 0.1.0\n## Unreleased\n",
            "line 2: `Unreleased` stands below a release",
        ),
    ] {
        assert_eq!(
            try_released(old, "0.2.0", &[]),
            Err(format!("`CHANGELOG.md` cannot be used: {complaint}")),
            "{old}"
        );
    }
}

/// Lines of changelogs, good and bad.
const LINES: [&str; 23] = [
    "",
    "",
    "# Changelog",
    "Words.",
    "  more of them",
    "    code",
    "## Unreleased",
    "## [Unreleased]",
    "## 0.1.0",
    "## [0.1.0] - 2025-01-01",
    "## 0.2.0",
    "## 0.1.5 (soon)",
    "## 0.0.9",
    "## Notes",
    "### Added",
    "### fixed",
    "#### Deep",
    "- One.",
    "* Two",
    "```",
    "~~~",
    "<!-- hidden",
    "-->",
];

/// How a changelog may end.
const LINK: &str = "[Unreleased]: https://example.com/compare/v0.1.0...HEAD";

proptest! {
    /// Whatever a changelog holds: nothing that people wrote is lost, and a second run is none.
    #[test]
    fn no_changelog_loses_a_line(
        picked in proptest::collection::vec(0..LINES.len(), 0..30),
        linked: bool,
        crlf: bool,
    ) {
        let end = if crlf { "\r\n" } else { "\n" };
        let lines = picked.iter().map(|line| LINES[*line]).chain(linked.then_some(LINK));
        let old: String = lines.map(|line| format!("{line}{end}")).collect();
        let entries = [entry(Heading::Added, "Words `of` mine."), entry(Heading::Breaking, "More.")];
        let Ok(new) = try_released(&old, "0.2.0", &entries) else {
            return Ok(());
        };
        let words = |text: &str| {
            let kept = text.lines().map(str::to_owned).filter(|line| {
                !line.trim().is_empty() && !line.starts_with('#') && !line.starts_with('[')
            });
            let mut kept: Vec<String> = kept.collect();
            kept.sort();
            kept
        };
        let (before, after) = (words(&old), words(&new));
        for line in &before {
            let count = |lines: &[String]| lines.iter().filter(|other| *other == line).count();
            prop_assert!(count(&after) >= count(&before), "{line:?} is lost:\n{old}\n=>\n{new}");
        }
        prop_assert!(new.contains("## 0.2.0") || new.contains("## [0.2.0]"), "{new}");
        prop_assert_eq!(try_released(&new, "0.2.0", &entries), Ok(new.clone()));
    }
}
