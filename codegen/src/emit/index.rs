//! The modules of types, and their re-exports.

use super::WIDEST_ATTRIBUTE;
use super::imports;
use crate::rust::{Gate, Listed, ListedFile, Module, Use};

/// The parts of a list, so many spaces from the left.
pub(super) fn index(listed: &[Listed], indent: usize) -> Vec<String> {
    listed
        .iter()
        .flat_map(|one| match one {
            Listed::Files { gate, files } if gate.names().is_empty() => parts(files)
                .into_iter()
                .map(|text| indented(&text, indent))
                .collect(),
            Listed::Files { gate, files } => vec![gated(gate, files, indent)],
            Listed::Inside { name, listed } => {
                let inside = index(listed, indent + 4).join("\n");
                vec![
                    indented(&format!("pub mod {name} {{\n"), indent)
                        + &inside
                        + &indented("}\n", indent),
                ]
            }
        })
        .collect()
}

/// The modules of files, and what is handed on of them.
fn parts(files: &[ListedFile]) -> Vec<String> {
    let modules = files.iter().map(|file| {
        super::module(&Module {
            name: file.module.clone(),
            public: file.public,
            gate: Gate::default(),
        })
    });
    let uses: Vec<_> = files
        .iter()
        .filter(|file| !file.names.is_empty())
        .map(|file| {
            // `self`, because a crate may be called like a type.
            let path = format!("self::{}", file.module);
            let import = Use {
                public: true,
                path,
                names: file.names.clone(),
                gate: Gate::default(),
                inline: false,
            };
            // Otherwise the page of the module alone would document it.
            let attribute = if file.public { "#[doc(inline)]\n" } else { "" };
            (attribute, import)
        })
        .collect();
    let mut parts = vec![modules.collect()];
    if !uses.is_empty() {
        parts.push(imports::handed_on(&uses));
    }
    parts
}

/// Files that depend on features, which are named once.
fn gated(gate: &Gate, files: &[ListedFile], indent: usize) -> String {
    let named = |name: &String| format!("feature = \"{name}\"");
    let names: Vec<_> = gate.names().iter().map(named).collect();
    let condition = match &names[..] {
        [name] => format!("    {name};\n"),
        names => {
            let line = names.join(", ");
            if line.len() <= WIDEST_ATTRIBUTE {
                format!("    any({line});\n")
            } else {
                format!("    any(\n        {}\n    );\n", names.join(",\n        "))
            }
        }
    };
    let parts = parts(files);
    let parts: Vec<_> = parts.iter().map(|text| indented(text, 4)).collect();
    let text = format!(
        "bindery_runtime::v1::gated! {{\n{condition}\n{}}}\n",
        parts.join("\n")
    );
    indented(&text, indent)
}

/// The lines of a text, so many spaces from the left.
fn indented(text: &str, indent: usize) -> String {
    let margin = " ".repeat(indent);
    text.lines()
        .map(|line| match line {
            "" => "\n".to_owned(),
            line => format!("{margin}{line}\n"),
        })
        .collect()
}
