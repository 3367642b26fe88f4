//! Masking what a server says: a message may echo the credential that it refuses.
//!
//! Every secret of a call is looked for as it is and as JSON, XML and URLs write it, without regard
//! to ASCII case. What this cannot find: a secret that the server invented, cut or encoded in some
//! other way.

mod spelling;

use std::sync::Arc;

use crate::{SecretString, hidden};

/// Stands where a secret stood.
const MASK: &str = "[redacted]";

/// Longest text of a server that is kept, in characters.
const LONGEST: usize = 500;

/// Longest raw detail of a fault that is kept, in characters.
const LONGEST_DETAIL: usize = 8_000;

/// How much of a text is looked at, in bytes: far more than is kept.
const LONGEST_READ: usize = 1024 * 1024;

/// The secrets of one call: those of the client, shared, and those among its values.
#[derive(Clone, Default)]
pub(crate) struct Secrets {
    shared: Option<Arc<[SecretString]>>,
    own: Vec<SecretString>,
}

impl Secrets {
    /// Starts from the secrets that every call of a client holds.
    pub(crate) fn shared(shared: Arc<[SecretString]>) -> Self {
        Self {
            shared: Some(shared),
            own: Vec::new(),
        }
    }

    /// Adds a secret of this call.
    pub(crate) fn push(&mut self, secret: SecretString) {
        self.own.push(secret);
    }

    /// Adds secrets of this call.
    pub(crate) fn extend(&mut self, secrets: Vec<SecretString>) {
        self.own.extend(secrets);
    }

    /// Masks every secret, makes one line of the text and cuts it to a bounded length.
    pub(crate) fn mask(&self, text: &str) -> String {
        self.mask_up_to(LONGEST, text)
    }

    /// Does the same for a text that may be longer, as the raw detail of a fault is.
    pub(crate) fn mask_detail(&self, text: &str) -> String {
        self.mask_up_to(LONGEST_DETAIL, text)
    }

    fn mask_up_to(&self, longest: usize, text: &str) -> String {
        let mut masked = first_bytes(text, LONGEST_READ).to_owned();
        for secret in self
            .shared
            .iter()
            .flat_map(|shared| shared.iter())
            .chain(&self.own)
        {
            masked = replaced(&masked, secret.expose_secret().trim());
        }
        one_line(&masked, longest)
    }
}

impl From<Vec<SecretString>> for Secrets {
    fn from(own: Vec<SecretString>) -> Self {
        Self { shared: None, own }
    }
}

fn replaced(text: &str, secret: &str) -> String {
    let mut masked = String::with_capacity(text.len());
    let mut kept = 0;
    while let Some((start, end)) = spelling::find(text, kept, secret) {
        masked.push_str(&text[kept..start]);
        masked.push_str(MASK);
        kept = end;
    }
    masked.push_str(&text[kept..]);
    masked
}

/// The text up to so many bytes, without breaking a character.
fn first_bytes(text: &str, most: usize) -> &str {
    let mut end = most.min(text.len());
    while !text.is_char_boundary(end) {
        end -= 1;
    }
    &text[..end]
}

fn one_line(text: &str, longest: usize) -> String {
    let text = text.trim_matches(|edge: char| edge.is_whitespace() || edge.is_control());
    let mut characters = text.chars();
    let line: String = characters
        .by_ref()
        .take(longest)
        .map(|one| if one.is_control() { ' ' } else { one })
        .collect();
    let mut line = hidden::escaped(&line, |_| false).into_owned();
    if characters.next().is_some() {
        line.push('…');
    }
    line
}

#[cfg(test)]
mod tests {
    use super::Secrets;
    use crate::SecretString;

    fn masked(secret: &str, text: &str) -> String {
        Secrets::from(vec![SecretString::from(secret)]).mask(text)
    }

    #[test]
    fn finds_a_secret_however_it_is_written() {
        assert_eq!(
            masked("AbC-1", "key AbC-1 and abc-1."),
            "key [redacted] and [redacted]."
        );
        assert_eq!(
            masked("a<b&\"c", "x a&lt;b&amp;&quot;c y"),
            "x [redacted] y"
        );
        assert_eq!(masked("a b/c", "?k=a%20b%2Fc"), "?k=[redacted]");
        assert_eq!(masked("é!", "né!é"), "n[redacted]é");
        assert_eq!(masked("", "unchanged"), "unchanged");
    }

    #[test]
    fn keeps_one_bounded_line() {
        assert_eq!(masked("x", " a\r\nb\u{0}\n"), "a  b");
        assert_eq!(masked("x", &"é".repeat(2_000_000)).chars().count(), 501);
    }

    #[test]
    fn shows_what_hides() {
        assert_eq!(
            masked("x", "a\u{202e}b\u{2028}c\u{200b}d\u{e0041}\u{feff}"),
            "a\\u{202e}b\\u{2028}c\\u{200b}d\\u{e0041}\\u{feff}"
        );
        assert_eq!(
            masked("x", "❤\u{fe0f}\u{200d}🔥 1\u{fe0f}"),
            "❤\u{fe0f}\u{200d}🔥 1\u{fe0f}"
        );
    }

    #[test]
    fn masks_before_it_cuts() {
        let text = format!("{}topsecret", "é".repeat(495));
        assert!(!masked("topsecret", &text).contains("tops"));
    }
}
