//! Forms as `application/x-www-form-urlencoded`: `name=value&name=value`.
//!
//! By default, OpenAPI sends a list as one field for each item, and an object as JSON. The style
//! `deepObject` is what server frameworks read: `a[b][c]=1`, `a[]=1`.

use serde_json::Value;

use crate::rest::encoding::push_encoded;

/// How a field of a form is written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum FormStyle {
    /// One field for each item of a list; an object as JSON.
    Plain,
    /// Members and items by brackets: `a[b][c]=1`, `a[]=1`.
    Deep,
    /// Items of a list, names and values of an object in one field, apart by this character.
    Joined(char),
    /// Members of an object as fields of their own.
    Spread,
    /// As JSON, whatever it is.
    Json,
}

/// Deepest nesting that is written with brackets.
pub(super) const DEEPEST: usize = 32;

/// Adds the fields that a value is; says why it cannot be written.
pub(super) fn push(
    text: &mut String,
    name: &str,
    value: &Value,
    style: FormStyle,
) -> Result<(), &'static str> {
    match (style, value) {
        (_, Value::Null) => {}
        (FormStyle::Json, value) => pair(text, name, &value.to_string()),
        (FormStyle::Deep, value) => {
            return deep(name, value, DEEPEST, &mut |name, value| {
                pair(text, name, &scalar(value));
            });
        }
        (FormStyle::Joined(separator), Value::Array(items)) => {
            joined(text, name, items.iter().map(scalar), separator);
        }
        (FormStyle::Joined(separator), Value::Object(members)) => {
            let parts = members
                .iter()
                .flat_map(|(name, value)| [name.clone(), scalar(value)]);
            joined(text, name, parts, separator);
        }
        (FormStyle::Spread, Value::Object(members)) => {
            for (name, value) in members.iter().filter(|(_, value)| !value.is_null()) {
                pair(text, name, &scalar(value));
            }
        }
        (_, Value::Array(items)) => {
            for item in items {
                pair(text, name, &scalar(item));
            }
        }
        (_, value) => pair(text, name, &scalar(value)),
    }
    Ok(())
}

/// Takes a value apart by brackets, and hands each piece to `each` with its name.
pub(super) fn deep(
    name: &str,
    value: &Value,
    depth: usize,
    each: &mut impl FnMut(&str, &Value),
) -> Result<(), &'static str> {
    let Some(depth) = depth.checked_sub(1) else {
        return Err("is nested too deeply to be written");
    };
    match value {
        Value::Null => {}
        Value::Object(members) => {
            for (key, value) in members {
                deep(&format!("{name}[{key}]"), value, depth, each)?;
            }
        }
        Value::Array(items) => {
            for (index, item) in items.iter().enumerate() {
                // Only a number keeps the members of two objects apart.
                let name = if item.is_object() || item.is_array() {
                    format!("{name}[{index}]")
                } else {
                    format!("{name}[]")
                };
                deep(&name, item, depth, each)?;
            }
        }
        value => each(name, value),
    }
    Ok(())
}

fn joined(text: &mut String, name: &str, parts: impl Iterator<Item = String>, separator: char) {
    begin(text, name);
    for (index, part) in parts.enumerate() {
        if index > 0 {
            match separator {
                ',' => text.push(','),
                ' ' => text.push_str("%20"),
                other => push_encoded(text, other.encode_utf8(&mut [0; 4])),
            }
        }
        push_encoded(text, &part);
    }
}

fn pair(text: &mut String, name: &str, value: &str) {
    begin(text, name);
    push_encoded(text, value);
}

fn begin(text: &mut String, name: &str) {
    if !text.is_empty() {
        text.push('&');
    }
    push_encoded(text, name);
    text.push('=');
}

/// A value in one piece: text without quotes, anything that is not a scalar as JSON.
pub(super) fn scalar(value: &Value) -> String {
    match value {
        Value::Null => String::new(),
        Value::String(text) => text.clone(),
        value => value.to_string(),
    }
}

#[cfg(test)]
mod tests {
    use serde_json::{Value, json};

    use super::{DEEPEST, FormStyle, push};

    #[track_caller]
    fn written(style: FormStyle, value: &Value, expected: &str) {
        let mut text = String::new();
        push(&mut text, "a b", value, style).unwrap();
        let decoded = text
            .replace("%5B", "[")
            .replace("%5D", "]")
            .replace("a%20b", "a");
        assert_eq!(decoded, expected);
    }

    #[test]
    fn each_style_writes_what_it_says() {
        let list = json!(["x", 1, true, "&,"]);
        let object = json!({"b": "c d", "e": {"f": [1, 2], "g": null}, "h": [{"i": 1}, {"i": 2}]});
        written(FormStyle::Plain, &json!("x=y&z"), "a=x%3Dy%26z");
        written(FormStyle::Plain, &list, "a=x&a=1&a=true&a=%26%2C");
        written(FormStyle::Plain, &json!({"b": 1}), "a=%7B%22b%22%3A1%7D");
        written(FormStyle::Joined(','), &list, "a=x,1,true,%26%2C");
        written(FormStyle::Joined('|'), &json!([1, 2]), "a=1%7C2");
        written(FormStyle::Joined(' '), &json!([1, 2]), "a=1%202");
        written(
            FormStyle::Joined(','),
            &json!({"b": 1, "c": "d"}),
            "a=b,1,c,d",
        );
        written(FormStyle::Spread, &json!({"b": 1, "c": "d"}), "b=1&c=d");
        written(
            FormStyle::Json,
            &json!([1]),
            "a=%5B1%5D".replace("%5B", "[").replace("%5D", "]").as_str(),
        );
        written(
            FormStyle::Deep,
            &object,
            "a[b]=c%20d&a[e][f][]=1&a[e][f][]=2&a[h][0][i]=1&a[h][1][i]=2",
        );
        for style in [FormStyle::Plain, FormStyle::Deep, FormStyle::Json] {
            written(style, &Value::Null, "");
        }
    }

    #[test]
    fn depth_is_bounded() {
        let mut value = json!(1);
        for _ in 0..DEEPEST {
            value = json!({ "a": value });
        }
        assert!(push(&mut String::new(), "a", &value, FormStyle::Deep).is_err());
    }
}
