//! Lays out items: documentation, attributes, braces, fields, signatures, within 100 columns.
//!
//! What is written breaks its lines where rustfmt breaks them, however long the names are, so that
//! formatting a crate changes nothing: the numbers below are rustfmt's. An item that is laid out
//! here is laid out nowhere else.

use super::ty::{broken, indented, type_text};
use crate::rust::{Taken, Ty};

/// The longest line.
pub(super) const WIDTH: usize = 100;
/// The longest list of arguments of a call, and the longest chain of calls, on one line.
pub(super) const CALL_WIDTH: usize = 60;
/// The longest struct literal on one line.
pub(super) const LITERAL_WIDTH: usize = 18;
/// How far a parameter `impl Into<…>` may stand out: rustfmt does not count what closes it.
const IMPL_SLACK: usize = 5;

/// How many columns a text takes.
pub(super) fn width(text: &str) -> usize {
    text.chars().count()
}

/// A parameter of a function.
pub(super) enum Parameter<'a> {
    /// `&self` and the like.
    Itself(&'static str),
    /// A value, or what it is made of.
    Value { name: &'a str, taken: &'a Taken },
    /// The struct of the required values.
    Required(&'a str),
}

impl Parameter<'_> {
    fn text(&self) -> String {
        match self {
            Self::Itself(text) => (*text).to_owned(),
            Self::Required(ty) => format!("required: {ty}"),
            Self::Value { name, taken } => format!("{name}: {}", taken_text(taken)),
        }
    }
}

/// What callers give, as the type of a parameter.
pub(crate) fn taken_text(taken: &Taken) -> String {
    match bound(taken) {
        Some((open, inner, close)) => format!("{open}{inner}{close}"),
        None => type_text(taken.ty()),
    }
}

/// What callers give where that is no type of its own: the trait, what is in its brackets, and
/// their end.
fn bound(taken: &Taken) -> Option<(&'static str, String, &'static str)> {
    let ty = type_text(taken.ty());
    match taken {
        Taken::Value(_) => None,
        Taken::Into(_) => Some(("impl Into<", ty, ">")),
        Taken::Each(_) => Some(("impl IntoIterator<", format!("Item: Into<{ty}>"), ">")),
        Taken::Entries { .. } => {
            let inner = format!("Item = ({KEY}, {})", entry_value(taken));
            Some(("impl IntoIterator<", inner, ">"))
        }
    }
}

/// What callers give for the key of a map.
const KEY: &str = "impl Into<String>";

/// What callers give for a value of a map.
fn entry_value(taken: &Taken) -> String {
    let ty = type_text(taken.ty());
    match taken {
        Taken::Entries { converts: true, .. } => format!("impl Into<{ty}>"),
        Taken::Entries { .. } | Taken::Value(_) | Taken::Into(_) | Taken::Each(_) => ty,
    }
}

/// Whether a parameter takes pairs that are too wide for a line.
fn takes_wide_pairs(taken: &Taken) -> bool {
    match taken {
        Taken::Entries { .. } => width(KEY) + 2 + width(&entry_value(taken)) > CALL_WIDTH,
        Taken::Value(_) | Taken::Into(_) | Taken::Each(_) => false,
    }
}

/// The text of an item, line by line.
#[derive(Debug, Default)]
pub(super) struct Writer {
    text: String,
    indent: usize,
}

impl Writer {
    /// Goes on behind a text, inside of the block that it opens.
    pub(super) fn inside(text: &str) -> Self {
        Self {
            text: text.to_owned(),
            indent: 4,
        }
    }

    pub(super) fn finish(self) -> String {
        self.text
    }

    /// A line as it is.
    pub(super) fn line(&mut self, text: &str) {
        self.margin(self.indent);
        self.text.push_str(text);
        self.text.push('\n');
    }

    /// The lines of a text as they are.
    pub(super) fn lines<'t>(&mut self, lines: impl IntoIterator<Item = &'t str>) {
        for line in lines {
            self.line(line);
        }
    }

    pub(super) fn blank(&mut self) {
        self.text.push('\n');
    }

    fn margin(&mut self, indent: usize) {
        for _ in 0..indent {
            self.text.push(' ');
        }
    }

    pub(super) fn docs<T: AsRef<str>>(&mut self, lines: &[T]) {
        for doc in lines {
            self.margin(self.indent);
            self.text.push_str("///");
            let doc = doc.as_ref().trim_end_matches(' ');
            if !doc.is_empty() {
                self.text.push(' ');
                self.text.push_str(doc);
            }
            self.text.push('\n');
        }
    }

    /// The attribute of what is compiled with features only, broken where it is too wide.
    pub(super) fn gate(&mut self, attribute: &str) {
        let condition = attribute
            .strip_prefix("#[cfg(")
            .and_then(|rest| rest.strip_suffix(")]\n"));
        match condition {
            Some(condition) if !condition.contains('\n') && !self.fits(attribute.trim_end()) => {
                self.lines(["#[cfg(", &format!("    {condition}"), ")]"]);
            }
            _ => self.lines(attribute.lines()),
        }
    }

    pub(super) fn deprecated(&mut self, deprecated: bool) {
        if deprecated {
            self.line("#[deprecated]");
        }
    }

    /// The documentation and the attribute of a name that something had before.
    pub(super) fn former(&mut self, path: &str, now: &str) {
        self.docs(&[if path == now {
            format!("The former name of [`{now}`].")
        } else {
            format!("The former name of [`{now}`]({path}).")
        }]);
        self.line(&format!("#[deprecated = \"renamed to `{now}`\"]"));
    }

    /// Opens a block whose head is `keyword name`.
    pub(super) fn open(&mut self, keyword: &str, name: &str) {
        if self.indent + width(keyword) + width(name) + " {".len() < WIDTH {
            self.line(&format!("{keyword} {name} {{"));
        } else if keyword == "impl" {
            self.lines([keyword, &format!("    {name}"), "{"]);
        } else {
            self.lines([&*format!("{keyword} {name}"), "{"]);
        }
        self.indent += 4;
    }

    pub(super) fn close(&mut self) {
        self.indent -= 4;
        self.line("}");
    }

    /// A struct of nothing but fields, each with its documentation.
    pub(super) fn fields<'f>(
        &mut self,
        public: &str,
        fields: impl IntoIterator<Item = (&'f [String], bool, &'f str, &'f Ty)>,
    ) {
        for (at, (docs, deprecated, name, ty)) in fields.into_iter().enumerate() {
            if at > 0 && (deprecated || !docs.is_empty()) {
                self.blank();
            }
            self.docs(docs);
            self.deprecated(deprecated);
            self.typed(&format!("{public}{name}:"), ty, ',');
        }
    }

    /// `head Type` with an end, such as `name: Type,` or `pub type Name = Type;`.
    pub(super) fn typed(&mut self, head: &str, ty: &Ty, end: char) {
        let text = format!("{}{end}", type_text(ty));
        if self.fits(&format!("{head} {text}")) {
            self.line(&format!("{head} {text}"));
        } else if self.indent + 4 + width(&text) <= WIDTH {
            self.lines([head, &format!("    {text}")]);
        } else {
            self.margin(self.indent);
            self.text.push_str(head);
            self.text.push(' ');
            broken(&mut self.text, ty, self.indent);
            self.text.push(end);
            self.text.push('\n');
        }
    }

    /// A variant of an enumeration, and what it holds.
    pub(super) fn variant(&mut self, name: &str, held: Option<&Ty>) {
        let Some(held) = held else {
            return self.line(&format!("{name},"));
        };
        let line = format!("{name}({}),", type_text(held));
        if self.fits(&line) {
            return self.line(&line);
        }
        self.line(&format!("{name}("));
        indented(&mut self.text, held, self.indent + 4);
        self.text.push_str(",\n");
        self.line("),");
    }

    /// Opens a public function: its parameters on one line where they fit.
    pub(super) fn function(&mut self, name: &str, parameters: &[Parameter<'_>], output: &str) {
        let texts: Vec<_> = parameters.iter().map(Parameter::text).collect();
        let line = format!("pub fn {name}({}) -> {output} {{", texts.join(", "));
        let is_broken = parameters.iter().any(|parameter| match parameter {
            Parameter::Value { taken, .. } => takes_wide_pairs(taken),
            Parameter::Itself(_) | Parameter::Required(_) => false,
        });
        if self.fits(&line) && !is_broken {
            self.line(&line);
        } else {
            self.line(&format!("pub fn {name}("));
            for (parameter, text) in parameters.iter().zip(&texts) {
                self.parameter(parameter, text);
            }
            let end = format!(") -> {output}");
            // The formatter counts the indent of what is inside.
            if self.fits(&format!("    {end} {{")) {
                self.line(&format!("{end} {{"));
            } else {
                self.lines([&*end, "{"]);
            }
        }
        self.indent += 4;
    }

    fn parameter(&mut self, parameter: &Parameter<'_>, text: &str) {
        let indent = self.indent + 4;
        self.margin(indent);
        match parameter {
            Parameter::Value { name, taken } => match bound(taken) {
                Some((open, _, close)) if takes_wide_pairs(taken) => {
                    self.text.push_str(&format!("{name}: {open}\n"));
                    for (indent, line) in [
                        (4, "Item = ("),
                        (8, &*format!("{KEY},")),
                        (8, &*format!("{},", entry_value(taken))),
                        (4, "),"),
                    ] {
                        self.margin(self.indent + 4 + indent);
                        self.text.push_str(line);
                        self.text.push('\n');
                    }
                    self.margin(indent);
                    self.text.push_str(close);
                }
                Some(_) if indent + width(text) + 1 - IMPL_SLACK <= WIDTH => {
                    self.text.push_str(text);
                }
                Some((open, inner, close)) => {
                    self.text.push_str(&format!("{name}: {open}\n"));
                    if let Taken::Into(ty) = taken {
                        indented(&mut self.text, ty, indent + 4);
                    } else {
                        self.margin(indent + 4);
                        self.text.push_str(&inner);
                    }
                    self.text.push_str(",\n");
                    self.margin(indent);
                    self.text.push_str(close);
                }
                None if indent + width(text) + 1 > WIDTH => {
                    self.text.push_str(&format!("{name}: "));
                    broken(&mut self.text, taken.ty(), indent);
                }
                None => self.text.push_str(text),
            },
            Parameter::Itself(_) | Parameter::Required(_) => {
                self.text.push_str(text);
            }
        }
        self.text.push_str(",\n");
    }

    /// A struct literal of fields that are written `name` or `name: value`, as the value of a
    /// function.
    pub(super) fn literal(&mut self, name: &str, fields: &[String]) {
        let joined = fields.join(", ");
        let line = format!("{name} {{ {joined} }}");
        if width(&joined) <= LITERAL_WIDTH && self.fits(&line) {
            return self.line(&line);
        }
        self.open_literal(name);
        for field in fields {
            self.member(field);
        }
        self.close();
    }

    /// `let variable = function(name { … });` of fields that are written in this way, one a line.
    pub(super) fn let_call_of_literal(
        &mut self,
        variable: &str,
        function: &str,
        name: &str,
        fields: &[String],
    ) {
        let head = format!("let {variable} =");
        let call = format!("{function}({name} {{");
        let line = format!("{head} {call}");
        // The formatter leaves room for what closes the two.
        let fits = |line: &str| self.fits(&format!("{line}  "));
        let (on_one_line, below) = (fits(&line), fits(&format!("    {call}")));
        if on_one_line {
            self.line(&line);
            self.members(fields);
            self.line("});");
        } else if below {
            self.line(&head);
            self.indent += 4;
            self.line(&call);
            self.members(fields);
            self.line("});");
            self.indent -= 4;
        } else {
            self.line(&format!("{head} {function}("));
            self.indent += 4;
            self.open_literal(name);
            self.indent -= 4;
            self.members(fields);
            self.line("},");
            self.indent -= 4;
            self.line(");");
        }
    }

    fn members(&mut self, fields: &[String]) {
        self.indent += 4;
        for field in fields {
            self.member(field);
        }
        self.indent -= 4;
    }

    /// Opens a struct literal that takes several lines.
    pub(super) fn open_literal(&mut self, name: &str) {
        self.line(&format!("{name} {{"));
        self.indent += 4;
    }

    /// A field of a struct literal.
    pub(super) fn member(&mut self, field: &str) {
        // A call is broken at its argument.
        let call = field.strip_suffix(')').and_then(|field| {
            let (head, argument) = field.split_once('(')?;
            (!self.fits(&format!("{field}),")) && head.contains("v1::")).then_some((head, argument))
        });
        if let Some((head, argument)) = call {
            let (head, indent) = match head.split_once(": ") {
                Some((name, function)) if !self.fits(&format!("{head}(")) => {
                    self.line(&format!("{name}:"));
                    (function, "    ")
                }
                _ => (head, ""),
            };
            return self.lines([
                &*format!("{indent}{head}("),
                &*format!("{indent}    {argument},"),
                &*format!("{indent}),"),
            ]);
        }
        match field.split_once(": ") {
            Some((name, value))
                if !self.fits(&format!("{field},")) && self.fits(&format!("    {value},")) =>
            {
                self.lines([&*format!("{name}:"), &*format!("    {value},")]);
            }
            _ => self.line(&format!("{field},")),
        }
    }

    /// The field of a request that makes its call, one step a line where it is too wide.
    pub(super) fn core_call(&mut self, operation: &str) {
        let chain = format!("self.client.core.call(&{operation})");
        let last = format!("    .call(&{operation}),");
        if !self.fits(&last) {
            self.lines([
                "call: self.client.core.call(",
                &*format!("    &{operation},"),
                "),",
            ]);
        } else if width(&chain) > CALL_WIDTH || !self.fits(&format!("call: {chain},")) {
            self.lines(["call: self", "    .client", "    .core", &*last]);
        } else {
            self.line(&format!("call: {chain},"));
        }
    }

    /// A call of a method of `self`: its arguments on a line each where they are many.
    pub(super) fn call_of_self(&mut self, name: &str, arguments: &[&str]) {
        let joined = arguments.join(", ");
        let line = format!("self.{name}({joined})");
        if width(&joined) <= CALL_WIDTH && self.fits(&line) {
            return self.line(&line);
        }
        self.line(&format!("self.{name}("));
        for argument in arguments {
            self.line(&format!("    {argument},"));
        }
        self.line(")");
    }

    /// Assigns a value to a place.
    pub(super) fn assign(&mut self, place: &str, value: &str) {
        let line = format!("{place} = {value};");
        if self.fits(&line) {
            self.line(&line);
        } else if self.indent + 4 + width(value) < WIDTH {
            self.lines([&*format!("{place} ="), &*format!("    {value};")]);
        } else if let Some(inner) = value.strip_prefix("Some(") {
            let inner = inner.strip_suffix(')').unwrap_or(inner);
            self.lines([
                &*format!("{place} = Some("),
                &*format!("    {inner},"),
                ");",
            ]);
        } else {
            let name = value.trim_end_matches(".into()");
            self.lines([
                &*format!("{place} ="),
                &*format!("    {name}"),
                "        .into();",
            ]);
        }
    }

    /// `let variable = function(arguments);`, broken where it is too wide.
    pub(super) fn let_call(&mut self, variable: &str, function: &str, arguments: &[String]) {
        let joined = arguments.join(", ");
        let head = format!("let {variable} =");
        let call = format!("{function}({joined});");
        let is_narrow = width(&joined) <= CALL_WIDTH;
        if is_narrow && self.fits(&format!("{head} {call}")) {
            self.line(&format!("{head} {call}"));
        } else if is_narrow && self.fits(&format!("    {call}")) {
            self.lines([&*head, &*format!("    {call}")]);
        } else if self.fits(&format!("{head} {function}(")) {
            self.line(&format!("{head} {function}("));
            for argument in arguments {
                self.line(&format!("    {argument},"));
            }
            self.line(");");
        } else {
            self.lines([&*head, &*format!("    {function}(")]);
            for argument in arguments {
                self.line(&format!("        {argument},"));
            }
            self.line("    );");
        }
    }

    fn fits(&self, line: &str) -> bool {
        self.indent + width(line) <= WIDTH
    }
}

/// A call in a chain: what it is called, and its arguments.
pub(super) type Link = (String, Vec<String>);

/// A constant whose value is a chain of calls: `static NAME: Type = a::b(c).d();`.
pub(super) fn constant(name: &str, ty: &str, links: &[Link]) -> String {
    let call = |(name, arguments): &Link| format!("{name}({})", arguments.join(", "));
    let head = format!("static {name}: {ty} =");
    let line = links.iter().map(call).collect::<Vec<_>>().join(".");
    // A chain of one call behind its start may fill the line; a longer one may not.
    let longest = if links.len() > 2 { CALL_WIDTH } else { WIDTH };
    let is_narrow = |(_, arguments): &Link| width(&arguments.join(", ")) <= CALL_WIDTH;
    if links.iter().all(is_narrow) && width(&line) <= longest {
        if width(&head) + 2 + width(&line) <= WIDTH {
            return format!("{head} {line};\n");
        }
        if width(&line) + 5 <= WIDTH {
            return format!("{head}\n    {line};\n");
        }
    }
    let Some((first, rest)) = links.split_first() else {
        unreachable!("a constant is made by a call");
    };
    // What begins on the line of the name keeps a column for what may follow.
    let widest = WIDTH - usize::from(!rest.is_empty());
    let whole = call(first);
    let (start, indent) = if is_narrow(first) && width(&head) + 1 + width(&whole) <= widest {
        (format!("{head} {whole}"), "    ")
    } else if is_narrow(first) && !rest.is_empty() && width(&whole) + 4 <= WIDTH {
        (format!("{head}\n    {whole}"), "        ")
    } else {
        let (called, arguments) = first;
        let arguments = |margin: &str| -> String {
            let lines = arguments.iter();
            lines.map(|one| format!("{margin}{one},\n")).collect()
        };
        if width(&head) + 1 + width(called) < widest {
            (format!("{head} {called}(\n{})", arguments("    ")), "")
        } else if width(&head) > WIDTH {
            let head = format!("static {name}:\n    {ty} =");
            (format!("{head} {called}(\n{})", arguments("    ")), "")
        } else {
            let arguments = arguments("        ");
            (format!("{head}\n    {called}(\n{arguments}    )"), "    ")
        }
    };
    let rest: String = rest
        .iter()
        .map(|link| format!("\n{indent}.{}", call(link)))
        .collect();
    format!("{start}{rest};\n")
}
