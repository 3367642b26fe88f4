//! Folders of files, compared and copied.

use std::collections::BTreeMap;
use std::fs;
use std::path::Path;
use std::time::SystemTime;

/// Never copied: what is built, and what git keeps.
const LEFT_OUT: [&str; 3] = ["target", ".git", "mutants.out"];

/// Every file of a folder: its text, and when it was written.
pub(crate) type Snapshot = BTreeMap<String, (Vec<u8>, SystemTime)>;

/// Every file below a folder.
pub(crate) fn snapshot(folder: &Path) -> Snapshot {
    files(folder)
        .into_iter()
        .map(|path| {
            let place = folder.join(&path);
            let written = fs::metadata(&place)
                .and_then(|about| about.modified())
                .expect("the file is there");
            (
                path,
                (fs::read(&place).expect("the file can be read"), written),
            )
        })
        .collect()
}

/// Makes a folder the same as another, and touches no file that is.
pub(crate) fn copy(from: &Path, to: &Path) {
    let wanted = files(from);
    for path in files(to)
        .into_iter()
        .filter(|path| wanted.binary_search(path).is_err())
    {
        fs::remove_file(to.join(path)).expect("the file can be removed");
    }
    for path in wanted {
        let Ok(text) = fs::read(from.join(&path)) else {
            // Somebody works in the checkout: it was there a moment ago.
            continue;
        };
        let place = to.join(&path);
        if fs::read(&place).is_ok_and(|found| found == text) {
            continue;
        }
        fs::create_dir_all(place.parent().expect("a file lies in a folder"))
            .expect("the folder can be made");
        fs::write(&place, text).expect("the file can be written");
    }
}

/// The files below a folder, sorted, each with `/` between its steps; a link is what it leads to.
fn files(folder: &Path) -> Vec<String> {
    let mut found = Vec::new();
    let mut waiting = vec![String::new()];
    while let Some(prefix) = waiting.pop() {
        for entry in fs::read_dir(folder.join(&prefix))
            .into_iter()
            .flatten()
            .flatten()
        {
            let name = entry.file_name().to_string_lossy().into_owned();
            if LEFT_OUT.contains(&name.as_str()) {
                continue;
            }
            let path = if prefix.is_empty() {
                name
            } else {
                format!("{prefix}/{name}")
            };
            match fs::metadata(folder.join(&path)) {
                Ok(about) if about.is_dir() => waiting.push(path),
                Ok(about) if about.is_file() => found.push(path),
                _ => {}
            }
        }
    }
    found.sort();
    found
}
