//! The name of a package: the requested one, or one from the title of an API.

use super::{Case, Reserved, single};

/// The longest name of a package that registries take.
const LONGEST: usize = 64;

/// The name of a package for an API of this title.
pub(crate) fn package(title: &str) -> String {
    // Case tells no words apart in a brand: GitHub is one.
    let snake = single(
        Case::Snake,
        Reserved::Packages,
        &title.trim().to_lowercase(),
    );
    let stem = snake.trim_end_matches('_');
    let bounded: String = stem.chars().take(LONGEST - 1).collect();
    let yielded = &snake[stem.len()..];
    format!(
        "{}{yielded}",
        bounded.trim_end_matches('_').replace('_', "-")
    )
}

/// The name of a module for an API of this title, or of this name.
pub(crate) fn module(title: &str) -> String {
    single(Case::Snake, Reserved::Modules, &title.trim().to_lowercase())
}

/// Whether Cargo, and the code that imports the crate, take a name for a package.
pub(crate) fn is_package(name: &str) -> bool {
    let is_part = |byte: u8| byte.is_ascii_alphanumeric() || matches!(byte, b'-' | b'_');
    let library = library(name);
    name.len() <= LONGEST
        && name.starts_with(|first: char| first.is_ascii_alphabetic())
        && name.bytes().all(is_part)
        && !super::reserved::is_keyword(&library)
        && !Reserved::Packages.holds(&library.to_ascii_lowercase())
}

/// The name of a package as a `use` line has it.
pub(crate) fn library(package: &str) -> String {
    package.replace('-', "_")
}

#[cfg(test)]
mod tests {
    use super::{is_package, package};

    #[test]
    fn titles_become_names_that_cargo_takes() {
        for (title, name) in [
            ("Swagger Petstore", "swagger-petstore"),
            ("GitHub v3 REST API", "github-v3-rest-api"),
            ("tokio", "tokio_"),
            ("Test", "test_"),
            ("3scale", "value-3scale"),
            ("日本", "ri-ben"),
            ("用户服务", "yong-hu-fu-wu"),
            ("", "empty"),
            ("async", "async_"),
        ] {
            assert_eq!(package(title), name, "{title}");
        }
        for title in [
            "x".repeat(300),
            "é ".repeat(100),
            "\u{0}\n".to_owned(),
            "_".to_owned(),
            "🦀".to_owned(),
        ] {
            assert!(
                is_package(&package(&title)),
                "{title:?}: {}",
                package(&title)
            );
        }
    }

    #[test]
    fn names_that_are_asked_for_are_looked_at() {
        for name in ["petstore", "pet-store2", "Pet_Store"] {
            assert!(is_package(name), "{name}");
        }
        for name in [
            "",
            "2pets",
            "-pets",
            "pet store",
            "größe",
            "self",
            "std",
            "tokio",
            "con",
            "bindery-runtime",
        ] {
            assert!(!is_package(name), "{name}");
        }
    }
}
