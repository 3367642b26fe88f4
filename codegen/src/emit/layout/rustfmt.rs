//! Lines as rustfmt breaks them, where the printer breaks others.
//!
//! The two agree on names of ordinary length. Of longer ones the printer breaks types that would fit
//! a line, and leaves whole what rustfmt breaks. This joins what was broken, and breaks it again by
//! rustfmt's own rules; like the rest of the layout it moves white space and trailing commas, and
//! puts the names of an import in order, nothing else.

use std::cmp::Ordering;

use super::{CHAIN_WIDTH, WIDTH};

/// The longest `use` on one line, and the longest row of one that takes several rows: rustfmt keeps
/// a column for what may follow.
const USE_WIDTH: usize = WIDTH - 2;
const ROW_WIDTH: usize = WIDTH - 1;
/// The longest line that a chain of calls begins on behind `=`, likewise.
const CALL_WIDTH: usize = WIDTH - 1;
/// How far a parameter `impl Into<…>` may stand out.
const IMPL_SLACK: usize = 5;

/// How many columns a text takes.
fn width(text: &str) -> usize {
    text.chars().count()
}

/// An item as rustfmt breaks it.
pub(in crate::emit) fn settle(text: String) -> String {
    let code = text.lines().find(|line| !is_aside(line));
    match code {
        Some(line) if line.starts_with("static ") => constant(&text),
        Some(line) if is_use(line) => in_order(uses(&text)),
        // A table of the runtime's macros is no Rust to rustfmt.
        Some(line) if line.ends_with("! {") => text,
        _ => item(&text),
    }
}

/// Whether a line is documentation or an attribute.
fn is_aside(line: &str) -> bool {
    let body = line.trim_start();
    body.starts_with("//") || body.starts_with('#')
}

fn is_use(line: &str) -> bool {
    line.starts_with("use ") || line.starts_with("pub use ")
}

/// Imports: the lines of each in order, one text each.
fn uses(text: &str) -> Vec<String> {
    let mut found = Vec::new();
    let mut lines = text.lines();
    let mut aside = String::new();
    while let Some(line) = lines.next() {
        if !is_use(line) {
            aside.push_str(line);
            aside.push('\n');
            continue;
        }
        let mut whole = line.to_owned();
        while !whole.ends_with(';') {
            let Some(next) = lines.next() else { break };
            whole.push(' ');
            whole.push_str(next.trim());
        }
        let list = whole
            .strip_suffix("};")
            .and_then(|whole| whole.split_once('{'));
        aside.push_str(&match list {
            Some((head, names)) => use_list(head, names),
            None => format!("{whole}\n"),
        });
        found.push(std::mem::take(&mut aside));
    }
    if !aside.is_empty() {
        found.push(aside);
    }
    found
}

/// An import of several names: on one line where it fits, else filled.
fn use_list(head: &str, names: &str) -> String {
    let mut names: Vec<_> = names
        .split(',')
        .map(str::trim)
        .filter(|name| !name.is_empty())
        .collect();
    names.sort_by(|one, other| by_version(one, other));
    let line = format!("{head}{{{}}};", names.join(", "));
    if width(&line) <= USE_WIDTH {
        return line + "\n";
    }
    let row = format!("    {},", names.join(", "));
    if width(&row) <= WIDTH {
        return format!("{head}{{\n{row}\n}};\n");
    }
    let mut text = format!("{head}{{\n");
    let mut row = String::from("   ");
    for name in names {
        let is_empty = row.trim().is_empty();
        if !is_empty && width(&row) + width(name) + 2 > ROW_WIDTH {
            text.push_str(&row);
            text.push('\n');
            row = String::from("   ");
        }
        row.push_str(&format!(" {name},"));
    }
    text + &row + "\n};\n"
}

/// What modules hand on in rustfmt's order; other imports stay in their own.
fn in_order(mut texts: Vec<String>) -> String {
    let code = |text: &String| {
        let line = text.lines().find(|line| !is_aside(line));
        line.unwrap_or_default().to_owned()
    };
    if texts
        .iter()
        .all(|text| code(text).starts_with("pub use self::"))
    {
        texts.sort_by(|one, other| by_version(&code(one), &code(other)));
    }
    texts.concat()
}

/// The order of names: `self` first, numbers by their value, an underscore before everything else,
/// and what starts in lower case behind the rest.
fn by_version(one: &str, other: &str) -> Ordering {
    let lower = |text: &str| text != "self" && text.starts_with(char::is_lowercase);
    let ends = |text: &str| text.trim_end_matches(';').replace("::", ":");
    let (left, right) = (ends(one), ends(other));
    (one != "self")
        .cmp(&(other != "self"))
        .then_with(|| lower(one).cmp(&lower(other)))
        .then_with(|| chunks(&left).cmp(chunks(&right)))
        .then_with(|| one.cmp(other))
}

/// A part of a name, in the order of such parts.
#[derive(Debug, PartialEq, Eq, PartialOrd, Ord)]
enum Chunk<'t> {
    /// The end of a segment of a path comes before whatever makes it longer.
    Step,
    Underscore,
    Number(u128, &'t str),
    Text(&'t str),
}

fn chunks(text: &str) -> impl Iterator<Item = Chunk<'_>> {
    let mut rest = text;
    std::iter::from_fn(move || {
        let first = rest.chars().next()?;
        let is_digit = |one: char| one.is_ascii_digit();
        let (chunk, length) = match first {
            ':' => (Chunk::Step, 1),
            '_' => (Chunk::Underscore, 1),
            first if is_digit(first) => {
                let length = rest.find(|one| !is_digit(one)).unwrap_or(rest.len());
                let number = rest[..length].parse().unwrap_or(u128::MAX);
                (Chunk::Number(number, &rest[..length]), length)
            }
            _ => {
                let end = |one: char| is_digit(one) || matches!(one, '_' | ':');
                let length = rest.find(end).unwrap_or(rest.len());
                (Chunk::Text(&rest[..length]), length)
            }
        };
        rest = &rest[length..];
        Some(chunk)
    })
}

/// A constant whose first call does not fit behind its name: on the line below, where its arguments
/// stand on a line of their own when they have to.
fn constant(text: &str) -> String {
    let (first, rest) = text.split_once('\n').unwrap_or((text, ""));
    let Some((head, call)) = first.split_once(" = ") else {
        return text.to_owned();
    };
    let (call, arguments) = match call.strip_suffix('(') {
        // Its arguments are broken already.
        Some(call) => {
            let inside = rest.lines().map_while(|line| line.strip_prefix("    "));
            let arguments = inside.map(|line| line.trim_end_matches(',')).collect();
            (call, arguments)
        }
        None if width(first) > CALL_WIDTH && !rest.is_empty() => (call, Vec::new()),
        None => return text.to_owned(),
    };
    let closed = if arguments.is_empty() {
        0
    } else {
        arguments.len() + 1
    };
    let links: Vec<_> = rest.lines().skip(closed).map(str::trim_start).collect();
    let whole = match &arguments[..] {
        [] => call.to_owned(),
        arguments => format!("{call}({})", arguments.join(", ")),
    };
    let narrow = width(&arguments.join(", ")) <= CHAIN_WIDTH && width(&whole) + 4 <= WIDTH;
    let ended = |text: String| {
        if links.is_empty() {
            text + ";\n"
        } else {
            text + "\n"
        }
    };
    let linked = |indent: &str| -> String {
        links
            .iter()
            .map(|link| format!("{indent}{link}\n"))
            .collect()
    };
    if !links.is_empty() && narrow {
        return format!("{head} =\n    {whole}\n{}", linked("        "));
    }
    let widest = if links.is_empty() { WIDTH } else { CALL_WIDTH };
    if width(first) <= widest || arguments.is_empty() {
        return text.to_owned();
    }
    if width(head) + 2 > WIDTH {
        return match head.split_once(": ") {
            Some((name, ty)) => format!("{name}:\n    {ty}{}", &text[head.len()..]),
            None => text.to_owned(),
        };
    }
    let arguments: String = arguments
        .iter()
        .map(|argument| format!("        {argument},\n"))
        .collect();
    let call = format!("{head} =\n    {call}(\n{arguments}    )");
    ended(call) + &linked("    ")
}

/// Structs, enumerations, aliases, and what is implemented for them.
fn item(text: &str) -> String {
    let lines: Vec<_> = text.lines().collect();
    let mut out = String::with_capacity(text.len());
    let mut at = 0;
    let mut in_signature = false;
    while let Some(line) = lines.get(at) {
        let body = line.trim_start();
        let indent = width(line) - width(body);
        if is_aside(line) {
            // An attribute may go on.
            let goes_on = body.starts_with("#[") && !body.ends_with(']');
            let end = if goes_on {
                lines[at..].iter().position(|line| line.ends_with(")]"))
            } else {
                None
            };
            for line in &lines[at..=at + end.unwrap_or(0)] {
                out.push_str(line);
                out.push('\n');
            }
            at += 1 + end.unwrap_or(0);
            continue;
        }
        if body.contains("fn ") || body.starts_with(')') || body.ends_with('{') {
            in_signature = body.contains("fn ") && body.ends_with('(');
            head(&mut out, line);
            at += 1;
            continue;
        }
        let (statement, next) = joined(&lines, at);
        at = next;
        broken(&mut out, &statement, indent, in_signature);
    }
    out
}

/// The line on which an item begins, or a function of one.
fn head(out: &mut String, line: &str) {
    if width(line) > WIDTH
        && let Some(start) = line.strip_suffix(" {")
    {
        if let Some(name) = start.strip_prefix("impl ") {
            out.push_str(&format!("impl\n    {name}\n{{\n"));
            return;
        }
        if start.starts_with("pub enum ") || start.starts_with("pub struct ") {
            out.push_str(&format!("{start}\n{{\n"));
            return;
        }
    }
    out.push_str(line);
    out.push('\n');
}

/// A statement, a field or a parameter on one line, and where the next one starts.
fn joined(lines: &[&str], mut at: usize) -> (String, usize) {
    let mut text = lines[at].trim_start().to_owned();
    at += 1;
    while let Some(next) = lines.get(at).map(|line| line.trim_start()) {
        let is_link = next.starts_with('.');
        if depth(&text) == 0 && !is_link {
            break;
        }
        let closes = next.starts_with(['>', ')']);
        if closes && text.ends_with(',') {
            text.pop();
        }
        if !(closes || is_link || text.ends_with(['<', '('])) {
            text.push(' ');
        }
        text.push_str(next);
        at += 1;
    }
    (text, at)
}

/// How many brackets are open.
fn depth(text: &str) -> usize {
    text.chars().fold(0_usize, |depth, one| match one {
        '<' | '(' => depth + 1,
        '>' | ')' => depth.saturating_sub(1),
        _ => depth,
    })
}

/// Writes a statement, a field or a parameter, broken where it is too long.
fn broken(out: &mut String, statement: &str, indent: usize, in_signature: bool) {
    let margin = " ".repeat(indent);
    if let Some(call) = statement.strip_prefix("call: self.client.core.call(") {
        let chain = width(statement) - "call: ".len() - 1;
        if indent + 4 + ".call(".len() + width(call) > WIDTH {
            let argument = call.trim_end_matches("),");
            out.push_str(&format!(
                "{margin}call: self.client.core.call(\n{margin}    {argument},\n{margin}),\n"
            ));
            return;
        }
        if chain > CHAIN_WIDTH || indent + width(statement) > WIDTH {
            out.push_str(&format!(
                "{margin}call: self\n{margin}    .client\n{margin}    .core\n{margin}    .call({call}\n"
            ));
            return;
        }
    }
    // What closes such a parameter does not count, as rustfmt sees it.
    let uncounted = IMPL_SLACK * usize::from(in_signature && statement.contains(": impl "));
    if indent + width(statement) - uncounted <= WIDTH {
        out.push_str(&format!("{margin}{statement}\n"));
        return;
    }
    let below = |text: &str| indent + 4 + width(text) <= WIDTH;
    let assigned = statement
        .starts_with("self.")
        .then(|| statement.split_once(" = "))
        .flatten();
    if let Some((place, value)) = assigned {
        if below(value) {
            out.push_str(&format!("{margin}{place} =\n{margin}    {value}\n"));
            return;
        }
        if let Some(given) = value.strip_suffix(".into();")
            && !given.contains('(')
        {
            out.push_str(&format!(
                "{margin}{place} =\n{margin}    {given}\n{margin}        .into();\n"
            ));
            return;
        }
        if let Some(inner) = value
            .strip_prefix("Some(")
            .and_then(|rest| rest.strip_suffix(");"))
        {
            out.push_str(&format!(
                "{margin}{place} = Some(\n{margin}    {inner},\n{margin});\n"
            ));
            return;
        }
    }
    let named = statement
        .split_once(": ")
        .map(|(name, ty)| (format!("{name}:"), ty))
        .or_else(|| {
            let (name, ty) = statement.split_once(" = ")?;
            Some((format!("{name} ="), ty))
        });
    if let Some((name, ty)) = named {
        if below(ty) && !in_signature {
            out.push_str(&format!("{margin}{name}\n{margin}    {ty}\n"));
            return;
        }
        let end = ty
            .chars()
            .next_back()
            .filter(|one| matches!(one, ',' | ';'));
        let bare = ty.trim_end_matches([',', ';']);
        out.push_str(&format!("{margin}{name} "));
        generic(out, bare, indent);
        out.extend(end);
        out.push('\n');
        return;
    }
    if let Some((name, held)) = statement
        .strip_suffix("),")
        .and_then(|variant| variant.split_once('('))
    {
        out.push_str(&format!("{margin}{name}(\n{margin}    "));
        if below(&format!("{held},")) {
            out.push_str(held);
        } else {
            generic(out, held, indent + 4);
        }
        out.push_str(&format!(",\n{margin}),\n"));
        return;
    }
    out.push_str(&format!("{margin}{statement}\n"));
}

/// Writes a type that is too long for its line: each of its arguments on a line, where it has some.
fn generic(out: &mut String, ty: &str, indent: usize) {
    let Some((outer, inside)) = ty
        .strip_suffix('>')
        .and_then(|generic| generic.split_once('<'))
    else {
        out.push_str(ty);
        return;
    };
    let margin = " ".repeat(indent);
    out.push_str(&format!("{outer}<\n"));
    for argument in arguments(inside) {
        out.push_str(&format!("{margin}    "));
        if indent + 4 + width(argument) < WIDTH {
            out.push_str(argument);
        } else {
            generic(out, argument, indent + 4);
        }
        out.push_str(",\n");
    }
    out.push_str(&format!("{margin}>"));
}

/// The arguments of a type: split at the commas outside of brackets.
fn arguments(inside: &str) -> Vec<&str> {
    let mut found = Vec::new();
    let mut start = 0;
    for (at, _) in inside.match_indices(", ") {
        if depth(&inside[start..at]) == 0 {
            found.push(&inside[start..at]);
            start = at + 2;
        }
    }
    found.push(&inside[start..]);
    found
}
