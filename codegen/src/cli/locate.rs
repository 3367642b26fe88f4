//! Finds what the current folder belongs to: the description of a project, or a crate that was
//! generated from a document alone.

use std::path::{Path, PathBuf};

use super::named::Refused;

/// What a configuration is called.
pub(crate) const NAME: &str = "bindery.yaml";

/// Where a project keeps it.
pub(crate) const DEFAULT: &str = "spec/bindery.yaml";

/// What a lock file is called.
const LOCK: &str = "bindery.lock";

/// The nearest one, here or in a folder above: a configuration, or the lock file of what was
/// generated without one.
pub(crate) fn upwards() -> Result<Option<PathBuf>, Refused> {
    let Ok(current) = std::env::current_dir() else {
        return Ok(None);
    };
    for folder in current.ancestors() {
        let configuration = folder.join(DEFAULT);
        let found = match configuration.is_file() {
            true => Some(configuration),
            false => generated(folder)?,
        };
        if let Some(found) = found {
            // Shorter in messages, where it is here.
            return Ok(Some(match found.strip_prefix(&current) {
                Ok(relative) => relative.to_path_buf(),
                Err(_) => found,
            }));
        }
    }
    Ok(None)
}

/// The lock file of what was generated in a folder from a document alone: the folder itself, the
/// crate in it, or the one module of that crate.
pub(crate) fn generated(folder: &Path) -> Result<Option<PathBuf>, Refused> {
    let remembers = |folder: &Path| bindery::package::remembers(folder);
    let source = folder.join("src");
    if let Some(folder) = [folder, &source].into_iter().find(|one| remembers(one)) {
        return Ok(Some(folder.join(LOCK)));
    }
    let entries = std::fs::read_dir(&source).into_iter().flatten().flatten();
    let modules = entries.map(|entry| entry.path());
    let mut modules: Vec<_> = modules.filter(|module| remembers(module)).collect();
    modules.sort();
    match &modules[..] {
        [] => Ok(None),
        [module] => Ok(Some(module.join(LOCK))),
        [first, ..] => Err(Refused::new(
            format!(
                "`{}` has {} modules that were generated from documents",
                bindery::on_one_line(&folder.display().to_string()),
                modules.len()
            ),
            format!(
                "name one with `--spec`, such as `--spec {}`",
                bindery::on_one_line(&first.display().to_string())
            ),
        )),
    }
}
