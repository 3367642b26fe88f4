//! Finds a member of JSON that the client wrote itself, without parsing the rest.

use std::ops::Range;

/// Sets the member that these keys lead to to true, and makes it, and the objects above it, where
/// they are not there; whether all of them are objects.
pub(super) fn set_true(json: &mut Vec<u8>, keys: &[&str]) -> bool {
    let mut at = 0..json.len();
    for (depth, key) in keys.iter().enumerate() {
        if json.get(at.start) != Some(&b'{') {
            return false;
        }
        match member(json, at.start, key) {
            Some(value) => at = value,
            None => {
                let is_empty = json.get(at.start + 1) == Some(&b'}');
                let mut missing = String::from(if is_empty { "" } else { "," });
                for key in &keys[depth..] {
                    missing.push_str(&quoted(key));
                    missing.push(':');
                    missing.push('{');
                }
                missing.pop();
                missing.push_str("true");
                missing.extend(std::iter::repeat_n('}', keys.len() - depth - 1));
                let end = at.end - 1;
                json.splice(end..end, missing.into_bytes());
                return true;
            }
        }
        // What is null may be an object.
        if depth + 1 < keys.len() && json.get(at.clone()) == Some(b"null".as_slice()) {
            json.splice(at.clone(), *b"{}");
            at = at.start..at.start + 2;
        }
    }
    json.splice(at, *b"true");
    true
}

fn quoted(key: &str) -> String {
    serde_json::Value::from(key).to_string()
}

/// The place of the value of a key, in an object without white space that starts at a place.
fn member(json: &[u8], start: usize, key: &str) -> Option<Range<usize>> {
    let key = quoted(key).into_bytes();
    let mut at = start + 1;
    while json.get(at) == Some(&b'"') {
        let name = at..end(json, at);
        let value = name.end + 1..end(json, name.end + 1);
        if json.get(name) == Some(&key) {
            return Some(value);
        }
        at = value.end + 1;
    }
    None
}

/// The end of a value that starts at a place.
fn end(json: &[u8], start: usize) -> usize {
    let (mut depth, mut in_text, mut is_escaped) = (0_usize, false, false);
    for (at, byte) in json.iter().enumerate().skip(start) {
        match byte {
            _ if is_escaped => is_escaped = false,
            b'\\' if in_text => is_escaped = true,
            b'"' => {
                in_text = !in_text;
                if !in_text && depth == 0 {
                    return at + 1;
                }
            }
            _ if in_text => {}
            b'{' | b'[' => depth += 1,
            b'}' | b']' if depth == 0 => return at,
            b'}' | b']' => {
                depth -= 1;
                if depth == 0 {
                    return at + 1;
                }
            }
            b',' if depth == 0 => return at,
            _ => {}
        }
    }
    json.len()
}

#[cfg(test)]
mod tests {
    use super::set_true;

    #[test]
    fn a_member_is_set_wherever_it_stands() {
        for (keys, before, after) in [
            (&["stream"][..], "{}", r#"{"stream":true}"#),
            (&["stream"], r#"{"a":1}"#, r#"{"a":1,"stream":true}"#),
            (
                &["stream"],
                r#"{"stream":false,"a":[1,{"stream":2}]}"#,
                r#"{"stream":true,"a":[1,{"stream":2}]}"#,
            ),
            (
                &["stream"],
                r#"{"a":"}\",\"stream\":1","stream":null}"#,
                r#"{"a":"}\",\"stream\":1","stream":true}"#,
            ),
            (
                &["stream"],
                r#"{"a":{"stream":[]},"stream":{"b":"c"}}"#,
                r#"{"a":{"stream":[]},"stream":true}"#,
            ),
            (&["o", "stream"], "{}", r#"{"o":{"stream":true}}"#),
            (
                &["o", "stream"],
                r#"{"o":{"a":1},"b":2}"#,
                r#"{"o":{"a":1,"stream":true},"b":2}"#,
            ),
            (
                &["o", "stream"],
                r#"{"o":null}"#,
                r#"{"o":{"stream":true}}"#,
            ),
            (
                &["o", "p", "st\"r"],
                r#"{"o":{}}"#,
                r#"{"o":{"p":{"st\"r":true}}}"#,
            ),
        ] {
            let mut json = before.as_bytes().to_vec();
            assert!(set_true(&mut json, keys), "{before}");
            assert_eq!(String::from_utf8_lossy(&json), after);
        }
        for (keys, before) in [
            (&["stream"][..], "[]"),
            (&["stream"], "1"),
            (&["o", "stream"], r#"{"o":[]}"#),
        ] {
            assert!(!set_true(&mut before.as_bytes().to_vec(), keys), "{before}");
        }
    }
}
