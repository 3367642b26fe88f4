//! `$self`: the name of a document, by which other documents and the document itself may refer to
//! it, and against which its references are resolved.

use super::{Documents, decoded};
use crate::source::{self, FileId, Sources};
use crate::syntax::Node;

impl Documents {
    /// Remembers what a document calls itself.
    pub(super) fn add_own_name(&mut self, sources: &Sources, file: FileId) {
        if let Some(name) = self.own_name(sources, file) {
            self.own_names.entry(name).or_insert(file);
        }
    }

    /// The document that a reference in a file names by what that calls itself.
    pub(super) fn named_by_itself(
        &self,
        sources: &Sources,
        file: FileId,
        path: &str,
    ) -> Option<FileId> {
        if self.own_names.is_empty() {
            return None;
        }
        let own = self.own_name(sources, file);
        let base = own.as_deref().unwrap_or(sources.path(file));
        self.own_names.get(&joined(base, &decoded(path))).copied()
    }

    fn own_name(&self, sources: &Sources, file: FileId) -> Option<String> {
        let root = self.by_file.get(&file)?.root();
        let name = root.get("$self").filter(|_| root.get("openapi").is_some());
        let name = name.and_then(Node::text)?.split('#').next()?.trim();
        (!name.is_empty()).then(|| joined(sources.path(file), &decoded(name)))
    }
}

/// What a reference names: an address, or a path, as the base is one.
fn joined(base: &str, reference: &str) -> String {
    if source::is_address(reference) && !reference.starts_with("//") {
        return reference.to_owned();
    }
    let (origin, path) = match base.split_once("://") {
        Some((scheme, rest)) => {
            if reference.starts_with("//") {
                return format!("{scheme}:{reference}");
            }
            let (host, path) = rest.split_once('/').unwrap_or((rest, ""));
            (format!("{scheme}://{host}/"), path)
        }
        None => (String::new(), base),
    };
    let folder = match path.rsplit_once('/') {
        Some((folder, _)) if !reference.starts_with('/') => folder,
        _ => "",
    };
    let mut steps: Vec<&str> = Vec::new();
    for step in folder.split('/').chain(reference.split('/')) {
        match step {
            "" | "." => {}
            ".." => {
                steps.pop();
            }
            step => steps.push(step),
        }
    }
    format!("{origin}{}", steps.join("/"))
}

#[cfg(test)]
mod tests {
    use super::joined;

    #[test]
    fn references_are_resolved_against_their_base() {
        for (base, reference, expected) in [
            ("api.yaml", "other.yaml", "other.yaml"),
            ("spec/api.yaml", "../other.yaml", "other.yaml"),
            ("api.yaml", "https://e.com/a", "https://e.com/a"),
            ("https://e.com/v1/api", "types", "https://e.com/v1/types"),
            ("https://e.com/v1/api", "./../types", "https://e.com/types"),
            ("https://e.com/v1/api", "/types/a", "https://e.com/types/a"),
            ("https://e.com", "types", "https://e.com/types"),
            ("https://e.com/v1/api", "//f.com/a", "https://f.com/a"),
            ("https://e.com/v1/api", "urn:a:b", "urn:a:b"),
        ] {
            assert_eq!(joined(base, reference), expected, "{reference} in {base}");
        }
    }
}
