//! The version of a package, whatever the description calls its own.

use semver::{BuildMetadata, Prerelease, Version};

/// What a description without a version that can be read gives.
const FIRST: Version = Version::new(0, 1, 0);

/// The version of a package for an API of this version: `v2` is 2.0.0, `2022-11-15` is 2022.11.15,
/// `1.0-beta` is 1.0.0-beta.
pub(super) fn version(text: &str) -> Version {
    let text = text.trim();
    let text = text.strip_prefix(['v', 'V']).unwrap_or(text);
    if let Ok(version) = Version::parse(text) {
        return version;
    }
    let mut numbers = Vec::new();
    let mut rest = text;
    while numbers.len() < 3 {
        let digits = rest.len()
            - rest
                .trim_start_matches(|one: char| one.is_ascii_digit())
                .len();
        let Ok(number) = rest[..digits].parse::<u64>() else {
            break;
        };
        numbers.push(number);
        rest = &rest[digits..];
        let Some(behind) = rest.strip_prefix(['.', '-', '_', '/']) else {
            break;
        };
        if !behind.starts_with(|one: char| one.is_ascii_digit()) {
            break;
        }
        rest = behind;
    }
    let Some(&major) = numbers.first() else {
        return FIRST;
    };
    Version {
        major,
        minor: numbers.get(1).copied().unwrap_or_default(),
        patch: numbers.get(2).copied().unwrap_or_default(),
        pre: prerelease(rest),
        build: BuildMetadata::EMPTY,
    }
}

/// What is behind the numbers, where it starts with a letter as `beta.1` does.
fn prerelease(rest: &str) -> Prerelease {
    let rest = rest.trim_start_matches(|one: char| !one.is_ascii_alphanumeric());
    if !rest.starts_with(|one: char| one.is_ascii_alphabetic()) {
        return Prerelease::EMPTY;
    }
    let parts: Vec<_> = rest
        .split(|one: char| !one.is_ascii_alphanumeric())
        .filter(|part| !part.is_empty())
        .map(|part| match part.trim_start_matches('0') {
            // Semver takes no number that starts with zero.
            "" => "0",
            number if number.bytes().all(|byte| byte.is_ascii_digit()) => number,
            _ => part,
        })
        .take(5)
        .collect();
    Prerelease::new(&parts.join(".")).unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::version;

    #[test]
    fn whatever_a_description_says_a_package_can_have_it() {
        for (text, expected) in [
            ("1.2.3", "1.2.3"),
            ("1.2.3-rc.1+build", "1.2.3-rc.1+build"),
            ("v2", "2.0.0"),
            ("V2.1", "2.1.0"),
            ("1.0", "1.0.0"),
            ("2022-11-15", "2022.11.15"),
            ("2020-09-14_1.345.0", "2020.9.14"),
            ("1.0.0.7", "1.0.0"),
            ("v1beta1", "1.0.0-beta1"),
            ("1.0-beta", "1.0.0-beta"),
            ("1.2.3-01", "1.2.3"),
            ("1.2.3-rc.01", "1.2.3-rc.1"),
            ("2.0 (draft)", "2.0.0-draft"),
            ("", "0.1.0"),
            ("latest", "0.1.0"),
            ("unversioned", "0.1.0"),
            ("99999999999999999999.1", "0.1.0"),
            ("١.٢", "0.1.0"),
            ("3.é", "3.0.0"),
        ] {
            assert_eq!(version(text).to_string(), expected, "{text}");
        }
    }
}
