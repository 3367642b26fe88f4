//! The Cargo feature of a tag.

/// What the manifest of a whole crate has as features whatever the API, sorted.
pub(crate) const OURS: &[&str] = &[
    "aws-lc",
    "blocking",
    "chrono",
    "default",
    "gzip",
    "http2",
    "jiff",
    "native-tls",
    "rustls",
    "time",
    "tracing",
];

/// The feature of a tag whose module has this name. Equal ones only come from equal names: an
/// underscore at the end of a module yields to a keyword, which is no module itself.
pub(crate) fn feature(module: &str) -> String {
    let stem = module.strip_suffix('_').unwrap_or(module);
    let name = stem.replace('_', "-");
    if OURS.binary_search(&name.as_str()).is_ok() {
        // No other feature has an underscore.
        format!("{name}_")
    } else {
        name
    }
}

#[cfg(test)]
mod tests {
    use super::{OURS, feature};

    #[test]
    fn features_read_as_tags_do() {
        for (module, expected) in [
            ("pets", "pets"),
            ("code_scanning", "code-scanning"),
            ("type_", "type"),
            ("default", "default_"),
            ("time", "time_"),
            ("aws_lc", "aws-lc_"),
            ("default_calls", "default-calls"),
        ] {
            assert_eq!(feature(module), expected, "{module}");
        }
    }

    #[test]
    fn our_features_are_sorted_for_the_search() {
        assert!(OURS.is_sorted());
    }
}
