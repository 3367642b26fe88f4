"""A program that reads values into the types of a generated crate and makes its calls, written from the crate's
inventory. It reads cases from standard input, one JSON a line, and answers each with a line."""

import re

MAIN = r'''//! Reads values into types and writes them again, and makes calls; written by scripts/corpus.
#![allow(warnings)]

use std::future::Future;
use std::io::{BufRead as _, Write as _};
use std::pin::Pin;

use serde::Serialize;
use serde::de::DeserializeOwned;
use serde_json::{Value, json};

mod calls;
mod types;

/// The inputs of a call.
pub struct Inputs(pub Value);

pub type Problem = Box<dyn std::error::Error + Send + Sync>;
pub type Called = Pin<Box<dyn Future<Output = Result<(), (bool, Option<u16>, String)>>>>;

impl Inputs {
    pub fn need<T: DeserializeOwned>(&self, name: &str) -> Result<T, (bool, Option<u16>, String)> {
        serde_json::from_value(self.0[name].clone())
            .map_err(|error| (false, None, format!("input {name}: {error}")))
    }

    /// Bytes are described as text.
    pub fn need_upload(&self, name: &str) -> Result<bindery_runtime::Upload, (bool, Option<u16>, String)> {
        self.need::<Value>(name).map(|value| match value {
            Value::String(text) => text.into(),
            other => other.to_string().into(),
        })
    }

    pub fn find_upload(&self, name: &str) -> Result<Option<bindery_runtime::Upload>, (bool, Option<u16>, String)> {
        self.0.get(name).map(|_| self.need_upload(name)).transpose()
    }

    pub fn need_uploads(&self, name: &str) -> Result<Vec<bindery_runtime::Upload>, (bool, Option<u16>, String)> {
        let texts: Vec<String> = self.need(name)?;
        Ok(texts.into_iter().map(Into::into).collect())
    }

    pub fn find_uploads(&self, name: &str) -> Result<Option<Vec<bindery_runtime::Upload>>, (bool, Option<u16>, String)> {
        self.0.get(name).map(|_| self.need_uploads(name)).transpose()
    }

    pub fn find<T: DeserializeOwned>(&self, name: &str) -> Result<Option<T>, (bool, Option<u16>, String)> {
        match self.0.get(name) {
            None => Ok(None),
            Some(_) => self.need(name).map(Some),
        }
    }
}

pub fn keep<T: Serialize + DeserializeOwned>(text: &str) -> Result<String, String> {
    let typed: T = serde_json::from_str(text).map_err(|error| format!("decode: {error}"))?;
    // Secrets are written as they are, as in a request.
    bindery_runtime::v1::expose_secrets(|| serde_json::to_string(&typed)).map_err(|error| format!("encode: {error}"))
}

#[tokio::main(flavor = "current_thread")]
async fn main() {
    let base = std::env::args().nth(1);
    let stdin = std::io::stdin();
    let mut out = std::io::stdout();
    for line in stdin.lock().lines() {
        let line = line.expect("cases are UTF-8");
        let case: Value = serde_json::from_str(&line).expect("a case is JSON");
        let answer = if let Some(name) = case["type"].as_str() {
            match types::keep_as(name, case["text"].as_str().unwrap_or_default()) {
                None => json!({ "case": case["case"], "unknown": true }),
                Some(Ok(text)) => json!({ "case": case["case"], "text": text }),
                Some(Err(problem)) => json!({ "case": case["case"], "problem": problem }),
            }
        } else {
            let id = case["call"].as_str().unwrap_or_default();
            let marked = case["case"].to_string();
            match calls::call(id, base.as_deref().unwrap_or_default(), &marked, Inputs(case["inputs"].clone())).await {
                Ok(()) => json!({ "case": case["case"], "done": true }),
                Err((sent, status, problem)) => json!({ "case": case["case"], "sent": sent, "status": status, "problem": problem }),
            }
        };
        writeln!(out, "{answer}").expect("answers can be written");
    }
}
'''


def rust_text(text):
    return '"' + text.replace("\\", "\\\\").replace('"', '\\"') + '"'


def manifest(crate, path, runtime, name):
    return f'''[package]
name = "probe-{name}"
version = "0.0.0"
edition = "2024"
publish = false

[dependencies]
{crate} = {{ path = "{path}" }}
bindery-runtime = {{ path = "{runtime}" }}
serde = "1"
serde_json = "1"
tokio = {{ version = "1", features = ["macros", "rt"] }}

[workspace]
'''


def imported(crate, inventory):
    own = {one["name"].split("::")[-1] for one in inventory["types"]}
    theirs = [name for name in ("Base64", "Date", "DateTime", "Decimal", "Maybe", "SecretString", "UnixTime") if name not in own]
    modules = sorted({one["name"].split("::")[0] for one in inventory["types"]})
    types = f"use {crate}::{{{', '.join(modules)}}}; " if modules else ""
    json = "" if "JsonValue" in own else " use serde_json::Value as JsonValue;"
    return types + f"use bindery_runtime::{{{', '.join(theirs)}}};" + json


def types_file(crate, inventory):
    lines = ["use super::keep;", imported(crate, inventory), "",
             "pub fn keep_as(name: &str, text: &str) -> Option<Result<String, String>> {", "    Some(match name {"]
    for one in inventory["types"]:
        name = one["name"]
        lines.append(f"        {rust_text(name)} => keep::<{crate}::{name}>(text),")
    lines += ["        _ => return None,", "    })", "}", ""]
    return "\n".join(lines)


def argument(one, found):
    """An expression for an input."""
    key = rust_text(one["name"])
    kind = one["type"]
    if kind.split("::")[-1].rstrip(">") == "Upload":
        uploads = "uploads" if kind.startswith("Vec<") else "upload"
        return f"inputs.{'find' if found else 'need'}_{uploads}({key})?"
    if one["nullable"] or one.get("null"):
        return f"inputs.find::<Option<{kind}>>({key})?.flatten()"
    return f"inputs.need::<{kind}>({key})?" if not found else f"inputs.find::<{kind}>({key})?"


def calls_file(crate, inventory):
    lines = ["use super::{Called, Inputs};", imported(crate, inventory), f"use {crate}::*;", "use std::collections::BTreeMap;", "",
             "fn client(base: &str) -> Result<Client, Box<dyn std::error::Error>> {",
             f"    Ok({inventory['client']}.base_url(base).build()?)", "}", ""]
    arms = []
    for at, one in enumerate(inventory["operations"]):
        if one["service"] != "rest":
            continue
        required = [item for item in one["inputs"] if item["required"]]
        optional = [item for item in one["inputs"] if not item["required"]]
        if one["holder"]:
            path = f"{crate}::rest::{one['module']}::{one['holder']}"
            fields = ", ".join(f"{item['name']}: {argument(item, False)}" for item in required)
            arguments = f"{path} {{ {fields} }}"
        else:
            arguments = ", ".join(argument(item, False) for item in required)
        lines.append(f"fn call_{at}(base: String, case: String, inputs: Inputs) -> Called {{")
        lines.append("    Box::pin(async move {")
        lines.append("        let client = client(&base).map_err(|error| (false, None, error.to_string()))?;")
        lines.append(f"        let mut request = client.{one['handle']}().{one['method']}({arguments});")
        for item in optional:
            if item.get("null"):
                found = f"inputs.find::<Option<{item['type']}>>({rust_text(item['name'])})?"
                lines.append(f"        if let Some(value) = {found} {{")
                lines.append("            request = match value {")
                lines.append(f"                Some(value) => request.{item['name']}(value),")
                lines.append(f"                None => request.{item['null']}(),")
                lines.append("            };")
                lines.append("        }")
                continue
            # What has one value is set without it.
            value, passed = ("_", "") if item.get("only") else ("value", "value")
            lines.append(f"        if let Some({value}) = {argument(item, True)} {{")
            lines.append(f"            request = request.{item['name']}({passed});")
            lines.append("        }")
        lines.append("        match request.header(\"x-case\", &case).with_response().await {")
        lines.append("            Ok(_) => Ok(()),")
        lines.append("            Err(error) => Err((error.status().is_some(), error.status().map(|status| status.as_u16()), format!(\"{:?}: {error}\", error.kind()))),")
        lines.append("        }")
        lines.append("    })")
        lines.append("}")
        arms.append(f"        {rust_text(one['id'])} => call_{at}(base, case, inputs).await,")
    lines.append("pub async fn call(id: &str, base: &str, case: &str, inputs: Inputs) -> Result<(), (bool, Option<u16>, String)> {")
    lines.append("    let (base, case) = (base.to_owned(), case.to_owned());")
    lines.append("    match id {")
    lines += arms
    lines.append("        _ => Err((false, None, \"no such call\".to_owned())),")
    lines.append("    }")
    lines.append("}")
    return "\n".join(lines) + "\n"


def write(folder, crate_folder, runtime, inventory):
    """Writes the program; what is right already is not touched."""
    name = folder.parent.name.replace(".", "-")
    crate = inventory["module"].split("::")[0]
    package = re.search(r'(?m)^name = "([^"]+)"', (crate_folder / "Cargo.toml").read_text()).group(1)
    files = {
        "Cargo.toml": manifest(package, crate_folder.resolve(), runtime.resolve(), name),
        "src/main.rs": MAIN,
        "src/types.rs": types_file(crate, inventory),
        "src/calls.rs": calls_file(crate, inventory),
    }
    for path, text in files.items():
        path = folder / path
        path.parent.mkdir(parents=True, exist_ok=True)
        if not path.exists() or path.read_text() != text:
            path.write_text(text)
