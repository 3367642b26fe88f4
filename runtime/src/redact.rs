//! Masks secrets in text from the server: a message may repeat the credential that it rejects.
//!
//! Every secret of a call is searched in plain text and as JSON, XML and URLs encode it, ignoring
//! ASCII case. Code that sends a secret in another form, such as base64, adds that form to the
//! secrets. A secret that the server created, cut or encoded in another way is not found.
//!
//! The server decides how long a text is and what it resembles, so the search is bounded: it ends
//! where the text is cut, and each secret has a maximum number of steps. A text that uses up these
//! steps is masked from there on.

mod spelling;

use std::sync::Arc;

use crate::{SecretString, hidden};

/// Stands where a secret stood.
const MASK: &str = "[redacted]";

/// Longest text of a server that is kept, in characters.
const LONGEST: usize = 500;

/// Longest raw detail of a fault that is kept, in characters.
const LONGEST_DETAIL: usize = 8_000;

/// The shortest value of a caller's header that is masked whatever it is.
const SHORTEST_VALUE: usize = 8;

/// The shortest one that is masked where it is not letters alone.
const SHORTEST_TOKEN: usize = 4;

/// How many steps each secret may take for each character that is kept.
const STEPS_OF_A_CHARACTER: usize = 64;

/// How many steps each secret may take for each of its own bytes, and once more after each time
/// that it was found.
const STEPS_OF_A_BYTE: usize = 16;

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

    /// Adds the value of a header of the caller's, and what follows the name of a scheme in it.
    ///
    /// Nobody says whether it is a secret: it is one if it [may be](may_be_secret) one.
    pub(crate) fn push_header(&mut self, value: &str) {
        let credentials = value.split_once(' ').map(|(_scheme, rest)| rest.trim());
        let secrets = [Some(value), credentials].into_iter().flatten();
        self.own.extend(
            secrets
                .filter(|value| may_be_secret(value))
                .map(SecretString::from),
        );
    }

    fn mask_up_to(&self, longest: usize, text: &str) -> String {
        self.search(longest, text).0
    }

    /// The masked line, and how many steps finding the secrets took.
    fn search(&self, longest: usize, text: &str) -> (String, usize) {
        let shared = self.shared.iter().flat_map(|shared| shared.iter());
        let mut secrets: Vec<Wanted<'_>> = shared
            .chain(&self.own)
            .map(|secret| trimmed(secret.expose_secret()))
            .filter(|secret| !secret.is_empty())
            .map(|secret| Wanted::new(secret, longest))
            .collect();
        let text = trimmed(text);
        let mut line = Line::new(longest, text.len());
        let mut at = 0;
        while let Some(character) = text[at..].chars().next() {
            if line.is_full() {
                line.cut = true;
                break;
            }
            let mut ends = secrets.iter_mut().map(|secret| secret.matched(text, at));
            let longest = ends.try_fold(None, |longest, end| Ok(longest.max(end?)));
            match longest {
                Ok(None) => {
                    line.push(character);
                    at += character.len_utf8();
                }
                Ok(Some(end)) => {
                    line.mask();
                    at = end;
                }
                Err(Exhausted) => {
                    line.mask();
                    line.cut = true;
                    break;
                }
            }
        }
        let taken = secrets.iter().map(|secret| secret.granted - secret.steps);
        (line.finish(), taken.sum())
    }
}

/// Whether a value that a caller sends may be a secret: it has at least eight characters, or at
/// least four that are not letters alone. A shorter one, such as `1`, `true` or `json`, stands in
/// many a message by chance.
pub(crate) fn may_be_secret(value: &str) -> bool {
    let length = value.chars().count();
    length >= SHORTEST_VALUE
        || (length >= SHORTEST_TOKEN && !value.chars().all(char::is_alphabetic))
}

/// A secret that is looked for in one text.
struct Wanted<'s> {
    secret: &'s str,
    /// How many steps it may still take.
    steps: usize,
    /// How many it was granted so far.
    granted: usize,
}

/// The steps of a secret ran out.
struct Exhausted;

impl<'s> Wanted<'s> {
    fn new(secret: &'s str, longest: usize) -> Self {
        let steps = longest.saturating_mul(STEPS_OF_A_CHARACTER);
        let granted = steps;
        let mut wanted = Self {
            secret,
            steps,
            granted,
        };
        wanted.refill();
        wanted
    }

    fn refill(&mut self) {
        let own = self.secret.len().saturating_mul(STEPS_OF_A_BYTE);
        self.steps = self.steps.saturating_add(own);
        self.granted = self.granted.saturating_add(own);
    }

    /// Where the longest spelling ends that begins at `at`.
    fn matched(&mut self, text: &str, at: usize) -> Result<Option<usize>, Exhausted> {
        let found = spelling::matched(text, at, self.secret, &mut self.steps).ok_or(Exhausted)?;
        if found.is_some() {
            self.refill();
        }
        Ok(found)
    }
}

/// One line of bounded length.
struct Line {
    text: String,
    /// How many characters it may still take.
    left: usize,
    /// Whether something did not fit.
    cut: bool,
}

impl Line {
    fn new(longest: usize, likely: usize) -> Self {
        Self {
            text: String::with_capacity(likely.min(longest)),
            left: longest,
            cut: false,
        }
    }

    fn is_full(&self) -> bool {
        self.left == 0
    }

    fn push(&mut self, character: char) {
        match self.left.checked_sub(1) {
            Some(left) => {
                self.left = left;
                let control = character.is_control();
                self.text.push(if control { ' ' } else { character });
            }
            None => self.cut = true,
        }
    }

    fn mask(&mut self) {
        MASK.chars().for_each(|character| self.push(character));
    }

    /// The line, with what hides or reorders text escaped: only now, because a secret that is broken
    /// up by such characters has to stay so.
    fn finish(self) -> String {
        let mut text = hidden::escaped(&self.text, |_| false).into_owned();
        if self.cut {
            text.push('…');
        }
        text
    }
}

/// A text without what a line does not begin or end with.
fn trimmed(text: &str) -> &str {
    text.trim_matches(|edge: char| edge.is_whitespace() || edge.is_control())
}

impl From<Vec<SecretString>> for Secrets {
    fn from(own: Vec<SecretString>) -> Self {
        Self { shared: None, own }
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::{LONGEST, LONGEST_DETAIL, MASK, Secrets, spelling, trimmed};
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

    #[test]
    fn a_secret_that_is_cut_leaves_nothing() {
        // It begins with the last character that is kept, and is written in the longest way.
        let secret = "s3cret".repeat(400);
        let spelled: String = secret
            .chars()
            .map(|one| format!("&#x{:06x};", u32::from(one)))
            .collect();
        for kept in 0..LONGEST + 2 {
            let text = format!("{}{spelled}{}", "-".repeat(kept), "-".repeat(9));
            let shown = masked(&secret, &text);
            assert!(!shown.contains("s3c") && !shown.contains("&#x"), "{shown}");
            assert!(shown.chars().count() <= LONGEST + 1);
        }
    }

    #[test]
    fn every_secret_is_found_as_a_whole_whatever_begins_like_it() {
        let secrets = ["abc", "abcdef", "cdefgh"].map(SecretString::from);
        let secrets = Secrets::from(Vec::from(secrets));
        assert_eq!(secrets.mask("abcdef abc"), "[redacted] [redacted]");
    }

    #[test]
    fn what_resembles_a_secret_takes_few_steps() {
        let long = 2_000;
        let almost = |last: &str| format!("{}{last}", "x".repeat(long - 1));
        let backslashes = |last: &str| format!("{}{last}", "\\".repeat(long - 1));
        let cases = [
            (almost("y"), almost("z")),
            (almost("y"), "x".into()),
            (backslashes("y"), backslashes("z")),
            (backslashes("y"), "\\".into()),
            ("%25".repeat(long), "%25".repeat(long - 1) + "z"),
            ("a+b/".repeat(long / 4), r"a\u002bb&#47;".into()),
        ];
        for (secret, repeated) in cases {
            let text = repeated.repeat(1024 * 1024 / repeated.len());
            let secrets = Secrets::from(vec![SecretString::from(secret.as_str())]);
            for longest in [LONGEST, LONGEST_DETAIL] {
                let (shown, taken) = secrets.search(longest, &text);
                let masks = shown.matches(MASK).count() + 2;
                let bound = 64 * longest + 16 * secret.len() * masks;
                assert!(taken <= bound, "{taken} of {bound}");
                assert!(shown.chars().count() <= longest + 1);
            }
        }
    }

    /// The mask of a text that is searched to its end, whatever that takes.
    fn unbounded(secrets: &[String], longest: usize, text: &str) -> String {
        let text = trimmed(text);
        let (mut line, mut at) = (String::new(), 0);
        while let Some(character) = text[at..].chars().next() {
            let ends = secrets.iter().filter(|secret| !secret.is_empty());
            let ends =
                ends.map(|secret| spelling::matched(text, at, secret, &mut usize::MAX.clone()));
            match ends.flatten().flatten().max() {
                Some(end) => {
                    line.push_str(MASK);
                    at = end;
                }
                None => {
                    line.push(if character.is_control() {
                        ' '
                    } else {
                        character
                    });
                    at += character.len_utf8();
                }
            }
        }
        let mut shown: String = line.chars().take(longest).collect();
        if line.chars().count() > longest {
            shown.push('…');
        }
        shown
    }

    proptest! {
        #[test]
        fn the_bound_changes_nothing_that_is_shown(
            secrets in prop::collection::vec("[ab%é]{0,4}", 0..4),
            pieces in prop::collection::vec(
                prop::sample::select(vec!["a", "b", "%", "é", "%61", "&#98;", r"\u0061", "\\", "+", "\n", "%25"]),
                0..60,
            ),
            longest in 1_usize..40,
        ) {
            let text = pieces.concat();
            let own: Vec<_> = secrets.iter().map(|secret| SecretString::from(secret.as_str())).collect();
            let shown = Secrets::from(own).mask_up_to(longest, &text);
            prop_assert_eq!(shown, unbounded(&secrets, longest, &text));
        }
    }
}
