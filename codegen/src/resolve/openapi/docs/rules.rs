//! Rules of a schema that no type says: told to callers where a sentence can tell them.
//!
//! A rule that takes more than a sentence is a finding, and nothing of it is told.

use crate::keywords::Keyword;
use crate::report::Report;
use crate::schemas::{Said, SchemaRef, Value};
use crate::syntax::object::{self, listed, text};
use crate::syntax::{Entry, canonical};

/// The most names or values that a sentence lists.
const MOST_LISTED: usize = 20;

/// The sentences of a schema.
pub(super) fn sentences(schema: SchemaRef<'_>, report: &mut Report) -> Vec<String> {
    let mut found = Vec::new();
    match (schema.is(Keyword::ReadOnly), schema.is(Keyword::WriteOnly)) {
        (true, false) => found.push("Read-only: only responses contain it.".to_owned()),
        (false, true) => found.push("Write-only: responses never contain it.".to_owned()),
        _ => {}
    }
    // Where properties are described, their fields say so.
    let required = schema.list(Keyword::Required);
    if let Some(required) = required.filter(|_| !schema.has(Keyword::Properties)) {
        let names: Vec<_> = required
            .iter()
            .filter_map(|name| name.as_str())
            .take(MOST_LISTED + 1)
            .collect();
        if !names.is_empty() && names.len() <= MOST_LISTED {
            found.push(format!("Required: {}.", listed(&names)));
        }
    }
    let rules: [(Keyword, Sentence); 3] = [
        (Keyword::PropertyNames, |_, names| self::names(names)),
        (Keyword::Contains, contained),
        (Keyword::Not, |_, not| excluded(not)),
    ];
    for (keyword, sentence) in rules {
        let Some(said) = schema.said(keyword) else {
            continue;
        };
        let rule = schema.under(keyword).map(|under| sentence(schema, under));
        match rule {
            Some(Rule::Said(sentence)) => found.push(sentence),
            Some(Rule::NothingNew) => {}
            Some(Rule::Untold) | None => untold(said, report),
        }
    }
    let patterns = schema.schema().named(Keyword::PatternProperties).iter();
    let patterns: Vec<_> = patterns
        .take(MOST_LISTED)
        .map(|pattern| code(pattern.name))
        .collect();
    let others = schema.under(Keyword::AdditionalProperties);
    let is_closed = others.is_some_and(|others| others.as_bool() == Some(false));
    match patterns.join(" or ") {
        patterns if !patterns.is_empty() => {
            let others = if is_closed {
                ", and there are no others"
            } else {
                ""
            };
            found.push(format!(
                "Names of additional properties match {patterns}{others}."
            ));
        }
        _ if is_closed && !schema.has(Keyword::Properties) => {
            found.push("Without properties.".to_owned());
        }
        _ => {}
    }
    found.extend(most_items(schema));
    // Older drafts have names and schemas under one keyword.
    for keyword in [Keyword::DependentRequired, Keyword::Dependencies] {
        let Some(said) = schema.said(keyword) else {
            continue;
        };
        let entries = || said.node.entries().take(MOST_LISTED);
        let are_names = entries().all(|entry| entry.value.as_sequence().is_some());
        if keyword == Keyword::Dependencies && !are_names {
            untold(said, report);
        }
        for entry in entries() {
            found.extend(dependent(&entry, report));
        }
    }
    found
}

/// How many items a list has at most whose items beyond the described places are not allowed.
fn most_items(schema: SchemaRef<'_>) -> Option<String> {
    let places = [Keyword::PrefixItems, Keyword::Items];
    let places = places
        .into_iter()
        .map(|keyword| schema.schemas(keyword).len())
        .find(|places| *places > 0)?;
    let others = [
        Keyword::Items,
        Keyword::AdditionalItems,
        Keyword::UnevaluatedItems,
    ];
    let mut others = others
        .into_iter()
        .filter_map(|keyword| schema.under(keyword)?.as_bool());
    // A limit says it, and so does a tuple.
    let is_full = (schema.float(Keyword::MinItems)).is_some_and(|least| least >= places as f64);
    let is_said = is_full || schema.has(Keyword::MaxItems);
    (!is_said && others.any(|allowed| !allowed)).then(|| match places {
        1 => "At most 1 item.".to_owned(),
        several => format!("At most {several} items."),
    })
}

/// What goes with a property.
fn dependent(entry: &Entry<'_>, report: &mut Report) -> Option<String> {
    let names = entry.value.items().take(MOST_LISTED);
    let names = names.filter_map(|name| text(name, "dependentRequired", report));
    let names: Vec<_> = names.map(|name| name.replace('`', "'")).collect();
    let names: Vec<_> = names.iter().map(String::as_str).collect();
    (!names.is_empty()).then(|| format!("{} requires {}.", code(entry.key), listed(&names)))
}

/// Makes a sentence of a schema and of what stands under one of its keywords.
type Sentence = fn(SchemaRef<'_>, SchemaRef<'_>) -> Rule;

/// What a sentence makes of a rule.
enum Rule {
    Said(String),
    NothingNew,
    /// It takes more than a sentence.
    Untold,
}

impl Rule {
    fn of(sentence: Option<String>) -> Self {
        sentence.map_or(Self::Untold, Self::Said)
    }
}

/// Reports a rule that no sentence tells.
fn untold(said: &Said<'_>, report: &mut Report) {
    object::ignored(said.key, said.span, "a schema", report);
}

/// What a schema says in addition to what tells people of it.
fn beside_prose<'s>(schema: &'s SchemaRef<'_>) -> impl Iterator<Item = &'s Said<'s>> {
    let prose = [Keyword::Comment, Keyword::Description, Keyword::Title];
    let says = schema.schema().says.iter();
    says.filter(move |said| said.keyword.is_none_or(|keyword| !prose.contains(&keyword)))
}

/// What the names of properties are.
fn names(schema: SchemaRef<'_>) -> Rule {
    if schema.as_bool() == Some(true) {
        return Rule::NothingNew;
    }
    if let Some(reference) = schema.reference() {
        let name = reference.name.as_deref();
        return Rule::of(name.map(|name| format!("Names are of the type {}.", code(name))));
    }
    let mut said = beside_prose(&schema).filter(|said| said.keyword != Some(Keyword::Type));
    let (Some(first), None) = (said.next(), said.next()) else {
        let says_nothing = beside_prose(&schema).all(|it| it.keyword == Some(Keyword::Type));
        return if says_nothing {
            Rule::NothingNew
        } else {
            Rule::Untold
        };
    };
    Rule::of(match (first.keyword, &first.value) {
        (Some(Keyword::Pattern), Value::Text(text)) => Some(format!("Names match {}.", code(text))),
        (Some(Keyword::Format), Value::Text(text)) => {
            Some(format!("Names have the format {}.", code(text)))
        }
        (Some(Keyword::MinLength), Value::Number(least)) => {
            Some(format!("Names have at least {least} characters."))
        }
        (Some(Keyword::MaxLength), Value::Number(most)) => {
            Some(format!("Names have at most {most} characters."))
        }
        (Some(Keyword::Enum | Keyword::Const), _) => {
            values(first).map(|values| format!("Names: {values}."))
        }
        _ => None,
    })
}

/// What some of the items are.
fn contained(schema: SchemaRef<'_>, item: SchemaRef<'_>) -> Rule {
    let Some(what) = described(item) else {
        return Rule::Untold;
    };
    let least = schema.number(Keyword::MinContains).unwrap_or("1");
    Rule::Said(match schema.number(Keyword::MaxContains) {
        Some(most) => format!("At least {least} and at most {most} of the items: {what}."),
        None => format!("At least {least} of the items: {what}."),
    })
}

/// What values are not.
fn excluded(schema: SchemaRef<'_>) -> Rule {
    let names = schema.list(Keyword::Required);
    let names = names.filter(|names| schema.says.len() == 1 && names.len() <= MOST_LISTED);
    if let Some(names) = names {
        let names: Option<Vec<_>> = names.iter().map(|name| name.as_str()).collect();
        return match names.as_deref() {
            None | Some([]) => Rule::Untold,
            Some([only]) => Rule::Said(format!("Never has {}.", code(only))),
            Some(several) => Rule::Said(format!("Never has all of {}.", listed(several))),
        };
    }
    Rule::of(described(schema).map(|what| format!("Never: {what}.")))
}

/// A schema in a few words: a type, a reference, or values.
fn described(schema: SchemaRef<'_>) -> Option<String> {
    let said: Vec<_> = beside_prose(&schema).collect();
    match (said.as_slice(), said.first()?.keyword?) {
        ([only], Keyword::Type) => Some(code(only.node.as_str()?)),
        ([_], Keyword::Reference) => Some(code(schema.reference()?.name.as_deref()?)),
        ([only], Keyword::Enum | Keyword::Const) => values(only),
        // A type beside values says nothing more.
        ([_, second], Keyword::Type) => values(second),
        _ => None,
    }
}

/// Listed values.
fn values(said: &Said<'_>) -> Option<String> {
    let values: Vec<_> = match (said.keyword?, &said.value) {
        (Keyword::Const, _) => vec![canonical(said.node)],
        (Keyword::Enum, Value::List(values)) => {
            let values = values.iter().take(MOST_LISTED + 1);
            values.map(|value| canonical(*value)).collect()
        }
        _ => return None,
    };
    if values.is_empty() || values.len() > MOST_LISTED {
        return None;
    }
    let values: Vec<_> = values.iter().map(|value| code(value)).collect();
    Some(values.join(", "))
}

/// A text of the description between back quotes.
fn code(text: &str) -> String {
    format!("`{}`", text.replace('`', "'").replace(['\n', '\r'], " "))
}
