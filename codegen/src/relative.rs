//! The way from one folder to another, as lock files, manifests and people write it.

use std::path::{Component, Path, PathBuf};

/// A path with `/` between its steps.
pub(crate) fn slashed(path: &Path) -> String {
    let steps: Vec<_> = path
        .components()
        .map(|step| step.as_os_str().to_string_lossy().into_owned())
        .collect();
    steps.join("/")
}

/// A folder as another one reaches it; both are relative to the current folder.
pub(crate) fn relative(from: &Path, to: &Path) -> String {
    let plain = |path: &Path| -> PathBuf {
        let absolute = std::path::absolute(path).unwrap_or_else(|_| path.to_path_buf());
        // The part of it that is there may lead through links.
        let there = absolute
            .ancestors()
            .find_map(|there| Some((there.canonicalize().ok()?, there)));
        let absolute = match there {
            Some((real, there)) => real.join(absolute.strip_prefix(there).unwrap_or(Path::new(""))),
            None => absolute,
        };
        let mut steps = PathBuf::new();
        for step in absolute.components() {
            match step {
                Component::ParentDir => {
                    steps.pop();
                }
                Component::CurDir => {}
                step @ (Component::Prefix(_) | Component::RootDir | Component::Normal(_)) => {
                    steps.push(step);
                }
            }
        }
        steps
    };
    let (from, to) = (plain(from), plain(to));
    let shared = from
        .components()
        .zip(to.components())
        .take_while(|(one, other)| one == other)
        .count();
    if shared == 0 {
        return slashed(&to);
    }
    let up = from.components().skip(shared).map(|_| "..".to_owned());
    let down = to
        .components()
        .skip(shared)
        .map(|step| step.as_os_str().to_string_lossy().into_owned());
    let steps: Vec<_> = up.chain(down).collect();
    if steps.is_empty() {
        ".".to_owned()
    } else {
        steps.join("/")
    }
}
