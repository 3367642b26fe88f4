//! The bodies of the runtime's macros: tables of wire names, with one entry per line.
//!
//! A formatter does not change them, so they are written as text. A new line in the description is
//! a new line here.

use proc_macro2::Literal;

use super::calls::{converted, held_as, value};
use super::ty::type_text;
use super::writer::{WIDTH, taken_text, width};
use crate::rust::{
    Argument, CredentialVariant, CredentialsStruct, Given, Made, MarkupLine, OpenEnum, PageMethods,
    Request, ResponseEnum, Root, Setter, Setting, StreamMethod, Target, TypeStruct, UnionType,
    UnionVariant, Writing,
};

/// Whether a text is a table.
pub(super) fn is_table(text: &str) -> bool {
    let first = text.lines().next().unwrap_or_default();
    first.ends_with("! {")
}

/// A table without a line that is too wide: one is broken at its blanks, and goes on below. A comment
/// stays as it is: what would go on below it would be none.
pub(super) fn folded(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for line in text.lines() {
        if line.trim_start().starts_with("//") {
            out.push_str(line);
            out.push('\n');
        } else {
            fold(line, &mut out);
        }
    }
    out
}

fn fold(line: &str, out: &mut String) {
    let body = line.trim_start();
    let indent = line.len() - body.len();
    let mut taken = indent;
    out.push_str(&line[..indent]);
    for (at, word) in words(body).enumerate() {
        let wide = width(word);
        if at > 0 && taken + 1 + wide > WIDTH {
            taken = indent + 4;
            out.push_str(&format!("\n{:taken$}", ""));
        } else if at > 0 {
            taken += 1;
            out.push(' ');
        }
        taken += wide;
        out.push_str(word);
    }
    out.push('\n');
}

/// The parts of a line between its blanks; a literal is part of one.
fn words(line: &str) -> impl Iterator<Item = &str> {
    let (mut literal, mut escaped) = (false, false);
    line.split(move |one: char| {
        match one {
            _ if escaped => escaped = false,
            '\\' if literal => escaped = true,
            '"' => literal = !literal,
            _ => {}
        }
        one == ' ' && !literal
    })
}

/// The table of a record's fields.
pub(super) fn record(record: &TypeStruct) -> String {
    let mut text = format!("record! {{\n    {} {{\n", record.name);
    for field in &record.fields {
        let item = item(field.item.as_deref());
        let secret = secret(field.secret);
        let null = null(field.nullable);
        if field.further {
            text.push_str(&format!("        ..{}{secret}\n", field.name));
            continue;
        }
        let reading = if field.read_only { " for reading" } else { "" };
        let only = only(field.constant.as_deref(), field.absent);
        text.push_str(&format!(
            "        {} = {}{only}{item}{secret}{null}{reading},\n",
            field.name,
            literal(&field.wire)
        ));
    }
    text.push_str("    }\n}\n");
    text
}

/// The table of where a record's fields are in XML.
pub(super) fn markup(record: &str, lines: &[MarkupLine]) -> String {
    let mut text = format!("markup! {{\n    {record} {{\n");
    for line in lines {
        let Some(node) = line.node else {
            text.push_str(&format!("        ..{}\n", line.field));
            continue;
        };
        text.push_str(&format!("        {node} {}", line.field));
        if let Some(name) = &line.name {
            text.push_str(&format!(" = {}", literal(name)));
        }
        text.push_str(&only(line.constant.as_deref(), line.absent));
        text.push_str(&item(line.item.as_deref()));
        text.push_str(null(line.nullable));
        text.push_str(",\n");
    }
    text.push_str("    }\n}\n");
    text
}

/// The table of an enumeration's values.
pub(super) fn open_enum(open: &OpenEnum) -> String {
    let mut text = format!("{}! {{\n    {} {{\n", open.table, open.name);
    for variant in &open.variants {
        let parts = [format!("{} =", variant.name), format!("{},", variant.wire)];
        text.push_str("        ");
        filled(&parts, 8, &mut text);
    }
    text.push_str("    } else Unknown\n}\n");
    text
}

/// The table of a request's setters.
pub(super) fn setters(request: &Request) -> String {
    let mut text = format!("setters! {{\n    {};\n", request.name);
    for one in &request.setters {
        text.push('\n');
        setter(one, &mut text);
    }
    text.push_str("}\n");
    text
}

fn setter(setter: &Setter, text: &mut String) {
    let name = &setter.value.name;
    for doc in &setter.docs {
        text.push_str(format!("    /// {doc}").trim_end());
        text.push('\n');
    }
    if setter.deprecated {
        text.push_str("    #[deprecated]\n");
    }
    let null = setter.null.as_ref();
    let null = null.map_or_else(String::new, |null| format!(" or {null}"));
    set(&format!("{name}{null}"), setter, &setter.value, text);
    if let Some(former) = &setter.former {
        let value = Given {
            name: former.clone(),
            ..setter.value.clone()
        };
        text.push_str(&format!(
            "\n    /// The former name of [`{name}`](Self::{name}).\n    #[deprecated = \"renamed to `{name}`\"]\n"
        ));
        set(former, setter, &value, text);
    }
}

/// Adds what a setter takes, and what it sets.
fn set(names: &str, setter: &Setter, given: &Given, text: &mut String) {
    let place = match &setter.target {
        Target::Request { field } => field.clone(),
        Target::Body {
            body,
            field,
            optional: false,
        } => format!("{body}.{field}"),
        Target::Body {
            body,
            field,
            optional: true,
        } => format!("[{body}] {field}"),
    };
    let parts = match &setter.only {
        Some(only) => vec![
            format!("{names} =>"),
            format!("{place} = {},", held_as(only, given)),
        ],
        None => vec![
            format!("{names}:"),
            format!("{} =>", taken_text(&given.taken)),
            format!("{place} = {},", value(given, "")),
        ],
    };
    text.push_str("    ");
    filled(&parts, 4, text);
}

/// Adds the parts of an entry, as many on each line as fit; `indent` is that of the first.
fn filled(parts: &[String], indent: usize, text: &mut String) {
    let last = |text: &str| width(text.rsplit('\n').next().unwrap_or_default());
    for (at, part) in parts.iter().enumerate() {
        if at > 0 && last(text) + 1 + width(part) <= WIDTH {
            text.push(' ');
        } else if at > 0 {
            text.push('\n');
            text.push_str(&" ".repeat(indent + 4));
        }
        text.push_str(part);
    }
    text.push('\n');
}

/// The table of how callers make a union.
pub(super) fn alternatives(union: &UnionType) -> String {
    let mut text = format!("alternatives! {{\n    {} {{\n", union.name);
    for alternative in &union.alternatives {
        let arguments = alternative.arguments.iter();
        let parameters: Vec<_> = arguments
            .clone()
            .map(|Argument { name, taken }| format!("{name}: {}", taken_text(taken)))
            .collect();
        let variant = &alternative.variant;
        let made = match &alternative.made {
            Made::Value => {
                let values = arguments.map(|Argument { name, taken }| converted(name, taken));
                format!("{variant}({})", values.collect::<String>())
            }
            Made::Boxed(ty) => format!("{variant}: boxed[{}]", type_text(ty)),
            Made::Default(ty) => format!("{variant}: default[{}]", type_text(ty)),
            Made::New(ty) => format!("{variant}: new[{}]", type_text(ty)),
        };
        let from = alternative.from.iter().map(|(word, ty)| match ty {
            Some(ty) => format!(" {word}[{}]", type_text(ty)),
            None => format!(" {word}"),
        });
        let from = from.collect::<String>();
        let name = &alternative.name;
        let mut head = format!("        {name}({}) =>", parameters.join(", "));
        if width(&head) > WIDTH {
            let lines = parameters.iter().map(|one| format!("            {one},\n"));
            head = format!("        {name}(\n{}        ) =>", lines.collect::<String>());
        }
        let mut parts = vec![head, made];
        if !from.is_empty() {
            parts.push(format!("from{from}"));
        }
        if let Some(last) = parts.last_mut() {
            last.push(',');
        }
        filled(&parts, 8, &mut text);
    }
    text.push_str("    }\n}\n");
    text
}

/// The table of a request's fields.
pub(super) fn request(request: &Request) -> String {
    let output = type_text(&request.wire.output);
    let form = xml(request.wire.root.as_ref());
    let mut head = format!("    {} -> {output}{form}, Error;", request.name);
    if head.len() > WIDTH && !form.is_empty() {
        head = format!(
            "    {} -> {output}\n       {form},\n        Error;",
            request.name
        );
    }
    let mut text = format!("request! {{\n{head}\n");
    if let Some(item) = &request.wire.item {
        text.push_str(&format!("    result of {};\n", literal(item)));
    }
    if !request.wire.constants.is_empty() {
        text.push_str("    always {\n");
        for constant in &request.wire.constants {
            let media = (constant.media_type.as_deref())
                .map_or_else(String::new, |media| format!(" as {}", literal(media)));
            let style = (constant.style.as_ref())
                .map_or_else(String::new, |style| format!(" style {style}"));
            text.push_str(&format!(
                "        {} {} = {}{media}{style},\n",
                constant.place,
                literal(&constant.wire),
                constant.value
            ));
        }
        text.push_str("    }\n");
    }
    for line in &request.wire.lines {
        let place = line
            .place
            .map_or_else(String::new, |place| format!("{place} "));
        let item = item(line.item.as_deref());
        let media = (line.media_type.as_deref())
            .map_or_else(String::new, |media| format!(" as {}", literal(media)));
        let secret = secret(line.secret);
        let null = null(line.nullable && line.style.is_none());
        let style = line
            .style
            .as_ref()
            .map_or_else(String::new, |style| format!(" style {style}"));
        text.push_str(&format!(
            "    {place}{} = {}{item}{media}{secret}{null}{style}{},\n",
            line.name,
            literal(&line.wire),
            members(&line.members)
        ));
    }
    text.push_str("}\n");
    text
}

/// How the members of a body are written as fields of a form, one a line.
fn members(members: &[(String, Writing)]) -> String {
    if members.is_empty() {
        return String::new();
    }
    let lines: String = members
        .iter()
        .map(|(wire, writing)| {
            let how = match writing {
                Writing::Style(word) => (*word).to_owned(),
                Writing::MediaType(media_type) => literal(media_type),
            };
            format!("        {} = {how},\n", literal(wire))
        })
        .collect();
    format!(" {{\n{lines}    }}")
}

/// The table of credentials.
pub(super) fn credential(variants: &[CredentialVariant]) -> String {
    let mut text = "credential! {\n    Credential {\n".to_owned();
    for variant in variants {
        let place = match &variant.header {
            Some(header) => format!("header {}", literal(header)),
            None => "bearer".to_owned(),
        };
        text.push_str(&format!(
            "        {}({}) = {place},\n",
            variant.name, variant.ty
        ));
    }
    text.push_str("    }\n}\n");
    text
}

/// The table of credentials of which a client may hold several.
pub(super) fn credentials(credentials: &CredentialsStruct) -> String {
    let mut text = "credentials! {\n    Credentials {\n".to_owned();
    for field in &credentials.fields {
        let wire = field
            .wire
            .as_ref()
            .map_or_else(String::new, |wire| format!(" {}", literal(wire)));
        text.push_str(&format!(
            "        {} {} = {}{wire},\n",
            field.name,
            literal(&field.scheme),
            field.place
        ));
    }
    text.push_str("    }\n");
    if !credentials.from.is_empty() {
        text.push_str("    from {\n");
        for (ty, field) in &credentials.from {
            text.push_str(&format!("        {ty} => {field},\n"));
        }
        text.push_str("    }\n");
    }
    text.push_str("}\n");
    text
}

/// Alternatives of schemes.
pub(super) fn needs(alternatives: &[Vec<String>]) -> String {
    let lists: Vec<_> = alternatives
        .iter()
        .map(|schemes| {
            let names: Vec<_> = schemes.iter().map(|name| literal(name)).collect();
            format!("&[{}]", names.join(", "))
        })
        .collect();
    format!("&[{}]", lists.join(", "))
}

/// A string as a literal.
pub(super) fn literal(text: &str) -> String {
    Literal::string(text).to_string()
}

/// What a response in XML is.
fn xml(root: Option<&Root>) -> String {
    root.map_or_else(String::new, |root| {
        format!(
            " as xml {}{}",
            literal(&root.name),
            item(root.item.as_deref())
        )
    })
}

fn item(name: Option<&str>) -> String {
    name.map_or_else(String::new, |name| format!(" of {}", literal(name)))
}

/// The only value of something, and whether it may be absent all the same.
fn only(constant: Option<&str>, absent: bool) -> String {
    let or_absent = if absent { " or absent" } else { "" };
    constant.map_or_else(String::new, |constant| format!(" is {constant}{or_absent}"))
}

fn secret(secret: bool) -> &'static str {
    if secret { " as secret" } else { "" }
}

fn null(nullable: bool) -> &'static str {
    if nullable { " or null" } else { "" }
}

/// The table of a union's variants.
pub(super) fn union(union: &UnionType) -> String {
    let tag = match &union.tag {
        Some(tag) => format!(" by {}", literal(tag)),
        None => String::new(),
    };
    let mut text = format!("union! {{\n    {}{tag} {{\n", union.name);
    for variant in &union.variants {
        union_variant(variant, &mut text);
    }
    text.push_str("    } else Unknown\n}\n");
    text
}

fn union_variant(variant: &UnionVariant, text: &mut String) {
    let boxed = if variant.boxed { "; boxed" } else { "" };
    let held = match &variant.constant {
        Some(constant) => format!("{} is {constant}", variant.name),
        None => format!("{}({}{boxed})", variant.name, type_text(&variant.ty)),
    };
    let mut parts = match variant.kind {
        Some(kind) => vec![format!("{held}: {kind}")],
        None => vec![held],
    };
    let keys = variant.required.iter().filter(|_| variant.kind.is_some());
    parts.extend(listed("[", keys.map(|key| literal(key)), ",", "]"));
    parts.extend(listed(
        "= ",
        variant.tags.iter().map(|tag| literal(tag)),
        " |",
        "",
    ));
    if variant.untagged {
        parts.push("or none".to_owned());
    }
    if let Some(last) = parts.last_mut() {
        last.push(',');
    }
    text.push_str("        ");
    filled(&parts, 8, text);
}

/// The parts of a list, between which a line may end; none where nothing is listed.
fn listed(
    open: &str,
    items: impl Iterator<Item = String>,
    separator: &str,
    close: &str,
) -> Vec<String> {
    let mut parts: Vec<_> = items.map(|item| format!("{item}{separator}")).collect();
    if let Some(first) = parts.first_mut() {
        first.insert_str(0, open);
    }
    if let Some(last) = parts.last_mut() {
        last.truncate(last.len() - separator.len());
        last.push_str(close);
    }
    parts
}

/// The table of a union whose variants all have a text form.
pub(super) fn union_text(name: &str, variants: &[(String, Option<String>)]) -> String {
    let mut text = format!("union_text! {{\n    {name} {{\n");
    for (variant, constant) in variants {
        let only = only(constant.as_deref(), false);
        text.push_str(&format!("        {variant}{only},\n"));
    }
    text.push_str("    } else Unknown\n}\n");
    text
}

/// The table of a result's statuses.
pub(super) fn responses(response: &ResponseEnum) -> String {
    let mut text = format!("responses! {{\n    {} {{\n", response.name);
    for variant in &response.variants {
        text.push_str(&format!(
            "        {} = {}",
            literal(&variant.status),
            variant.name
        ));
        if let Some(rust) = &variant.ty {
            text.push('(');
            text.push_str(&type_text(rust));
            text.push(')');
        }
        if let Some(form) = variant.form {
            text.push_str(&format!(" as {form}"));
        }
        text.push_str(&xml(variant.root.as_ref()));
        text.push_str(",\n");
    }
    text.push_str("    }\n}\n");
    text
}

/// The method that returns a stream.
pub(super) fn streams(method: &StreamMethod) -> String {
    let mut text = format!("streams! {{\n    {}.{} -> ", method.request, method.name);
    text.push_str(&type_text(&method.ty));
    text.push_str(&format!(",\n    accepts {}", literal(&method.accept)));
    match &method.sets {
        Some(Setting::Field(field)) => text.push_str(&format!(",\n    sets {field}")),
        Some(Setting::Member(keys)) => {
            let keys: Vec<_> = keys.iter().map(|key| literal(key)).collect();
            text.push_str(&format!(",\n    sets [{}]", keys.join(", ")));
        }
        None => {}
    }
    text.push_str("\n}\n");
    text
}

/// The table of a call whose results are pages: where a page says what.
pub(super) fn pages(methods: &PageMethods) -> String {
    let mut text = format!("pages! {{\n    {}.{}", methods.request, methods.pages);
    if let Some(items) = &methods.items {
        text.push_str(&format!(", {} -> ", items.name));
        text.push_str(&type_text(&items.ty));
        if !items.place.is_empty() {
            text.push_str(&format!(" = {}", items.place.join(".")));
        }
    }
    text.push_str(&format!(",\n    {}", methods.style));
    if let Some(input) = &methods.input {
        text.push_str(&format!(" {input}"));
    }
    if let Some(first) = methods.first {
        text.push_str(&format!(" from {first}"));
    }
    if !methods.place.is_empty() {
        text.push_str(&format!(" = {}", methods.place.join(".")));
    }
    if let Some(more) = &methods.more {
        text.push_str(&format!(",\n    while {}", more.join(".")));
    }
    text.push_str(",\n}\n");
    text
}
