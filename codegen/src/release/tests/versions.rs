//! What a change demands of a version.

use super::super::{Verdict, next};
use super::version;

#[test]
fn the_next_version_follows_cargos_rules() {
    for (released, patch, minor, major) in [
        ("1.2.3", "1.2.4", "1.3.0", "2.0.0"),
        ("1.0.0", "1.0.1", "1.1.0", "2.0.0"),
        ("0.4.2", "0.4.3", "0.4.3", "0.5.0"),
        ("0.0.7", "0.0.8", "0.0.8", "0.0.8"),
        ("0.0.0", "0.0.1", "0.0.1", "0.0.1"),
        ("1.2.3+build.5", "1.2.4", "1.3.0", "2.0.0"),
        (
            "1.0.0-alpha.1",
            "1.0.0-alpha.2",
            "1.0.0-alpha.2",
            "1.0.0-alpha.2",
        ),
        ("1.0.0-rc9", "1.0.0-rc9.1", "1.0.0-rc9.1", "1.0.0-rc9.1"),
        ("1.0.0-9", "1.0.0-10", "1.0.0-10", "1.0.0-10"),
        ("1.0.0-rc", "1.0.0-rc.1", "1.0.0-rc.1", "1.0.0-rc.1"),
    ] {
        for (verdict, expected) in [
            (Verdict::Patch, patch),
            (Verdict::Minor, minor),
            (Verdict::Major, major),
        ] {
            let next = next(&version(released), verdict);
            assert_eq!(next, version(expected), "{released} {verdict:?}");
            assert!(next > version(released), "{released} {verdict:?}");
        }
    }
}

#[test]
fn the_highest_numbers_do_not_wrap() {
    let highest = u64::MAX;
    let released = version(&format!("{highest}.{highest}.{highest}"));
    assert_eq!(next(&released, Verdict::Major).major, highest);
    let series = version(&format!("1.0.0-rc.{highest}"));
    assert!(next(&series, Verdict::Patch) > series);
}
