//! HTML in Markdown: its tags, and the equivalent Markdown.

use std::borrow::Cow;

use pulldown_cmark::{Event, Parser};

/// What an element is in Markdown.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Element {
    /// Text before, in and after it stands in paragraphs of their own.
    Block,
    Heading(u8),
    Quote,
    List,
    Numbers,
    Item,
    /// Text whose lines and blanks are kept.
    Lines,
    Table,
    Row,
    Cell,
    Emphasis,
    Strong,
    Strike,
    Code,
    Link,
    Image,
    Break,
    Rule,
    /// Its text stands lower or higher, which plain text writes with a sign.
    Sign(&'static str),
    /// It changes only how its text looks.
    Plain,
    /// Neither it nor its text is for readers.
    Unseen,
}

/// The elements that Markdown has something for. Any other is text: people write `<id>` for a
/// placeholder and `<T>` for a type.
fn element(name: &str) -> Option<Element> {
    Some(match name {
        "address" | "article" | "aside" | "caption" | "center" | "dd" | "details" | "div"
        | "dl" | "dt" | "fieldset" | "figcaption" | "figure" | "footer" | "header" | "hgroup"
        | "main" | "nav" | "p" | "section" | "summary" => Element::Block,
        "h1" => Element::Heading(1),
        "h2" => Element::Heading(2),
        "h3" => Element::Heading(3),
        "h4" => Element::Heading(4),
        "h5" => Element::Heading(5),
        "h6" => Element::Heading(6),
        "blockquote" => Element::Quote,
        "ul" | "menu" => Element::List,
        "ol" => Element::Numbers,
        "li" => Element::Item,
        "pre" | "listing" | "xmp" => Element::Lines,
        "table" => Element::Table,
        "tr" => Element::Row,
        "td" | "th" => Element::Cell,
        "cite" | "dfn" | "em" | "i" | "var" => Element::Emphasis,
        "b" | "strong" => Element::Strong,
        "del" | "s" | "strike" => Element::Strike,
        "code" | "kbd" | "samp" | "tt" => Element::Code,
        "a" => Element::Link,
        "img" => Element::Image,
        "br" => Element::Break,
        "hr" => Element::Rule,
        "sup" => Element::Sign("^"),
        "sub" => Element::Sign("_"),
        "abbr" | "acronym" | "bdi" | "bdo" | "big" | "col" | "colgroup" | "font" | "ins"
        | "mark" | "nobr" | "q" | "small" | "span" | "tbody" | "tfoot" | "thead" | "u" | "wbr" => {
            Element::Plain
        }
        "script" | "style" => Element::Unseen,
        _ => return None,
    })
}

/// A part of a text that is HTML.
#[derive(Debug, PartialEq, Eq)]
pub(super) enum Token<'a> {
    /// Text, its entities as they are written.
    Text(&'a str),
    Open(Element, &'a str),
    Close(Element),
    Comment,
}

/// The tokens of a text, each as long as the HTML standard reads it: an unclosed tag or comment is
/// text, and so is all that follows it.
pub(super) fn tokens(text: &str) -> impl Iterator<Item = Token<'_>> {
    let mut rest = text;
    std::iter::from_fn(move || {
        if rest.is_empty() {
            return None;
        }
        let (token, length) = token(rest);
        rest = &rest[length..];
        Some(token)
    })
}

fn token(text: &str) -> (Token<'_>, usize) {
    let plain = |length: usize| (Token::Text(&text[..length]), length);
    let Some(tag) = text.strip_prefix('<') else {
        return plain(text.find('<').unwrap_or(text.len()));
    };
    if let Some(comment) = tag.strip_prefix("!--") {
        return match comment.find("-->") {
            Some(end) => (Token::Comment, "<!--".len() + end + "-->".len()),
            None => plain(text.len()),
        };
    }
    let (closes, named) = match tag.strip_prefix('/') {
        Some(named) => (true, named),
        None => (false, tag),
    };
    let end = named
        .find(|one: char| !one.is_ascii_alphanumeric())
        .unwrap_or(named.len());
    let name = named[..end].to_ascii_lowercase();
    if !name.starts_with(|first: char| first.is_ascii_alphabetic()) {
        return plain(1);
    }
    let Some(length) = tag_end(named).map(|end| text.len() - named.len() + end) else {
        return plain(text.len());
    };
    let ends_name = named[end..]
        .starts_with(|next: char| matches!(next, '>' | '/') || next.is_ascii_whitespace());
    match element(&name).filter(|_| ends_name) {
        None => plain(length),
        Some(element) if closes => (Token::Close(element), length),
        Some(element) => (Token::Open(element, &text[..length]), length),
    }
}

/// Where a tag ends, behind its `>`: a value between quotes may hold one.
fn tag_end(text: &str) -> Option<usize> {
    let mut quote = None;
    let mut after_equals = false;
    for (at, one) in text.bytes().enumerate() {
        match quote {
            Some(open) if one == open => quote = None,
            Some(_) => {}
            None if one == b'>' => return Some(at + 1),
            None if after_equals && matches!(one, b'"' | b'\'') => quote = Some(one),
            None => {}
        }
        after_equals = one == b'=' || (after_equals && one.is_ascii_whitespace());
    }
    None
}

/// The value of an attribute of a tag.
pub(super) fn attribute(tag: &str, name: &str) -> Option<String> {
    let mut rest = tag.trim_start_matches(|one: char| !one.is_ascii_whitespace());
    loop {
        rest = rest.trim_start_matches(|one: char| one.is_ascii_whitespace() || one == '/');
        let end = rest.find(|one: char| one.is_ascii_whitespace() || matches!(one, '=' | '>'))?;
        let found = &rest[..end];
        rest = rest[end..].trim_start();
        if let Some(value) = rest.strip_prefix('=') {
            let value = value.trim_start();
            let quote = value.chars().next().filter(|one| matches!(one, '"' | '\''));
            let (value, after) = match quote {
                Some(quote) => value[1..].split_once(quote)?,
                None => {
                    let stops = |one: char| one.is_ascii_whitespace() || one == '>';
                    value.split_at(value.find(stops)?)
                }
            };
            if found.eq_ignore_ascii_case(name) {
                return Some(decoded(value).into_owned());
            }
            rest = after;
        } else if rest.starts_with('>') {
            return None;
        }
    }
}

/// A text with its entities as the characters that they stand for.
pub(super) fn decoded(text: &str) -> Cow<'_, str> {
    /// The longest name of an entity.
    const LONGEST: usize = 33;

    if !text.contains('&') {
        return Cow::Borrowed(text);
    }
    let mut out = String::with_capacity(text.len());
    let mut rest = text;
    while let Some(at) = rest.find('&') {
        out.push_str(&rest[..at]);
        rest = &rest[at..];
        let is_name = |one: u8| one.is_ascii_alphanumeric() || one == b'#';
        let name = rest.bytes().skip(1).take(LONGEST);
        let length = 1 + name.take_while(|one| is_name(*one)).count();
        if length > 1 && rest[length..].starts_with(';') {
            // The parser has the table.
            for event in Parser::new(&rest[..=length]) {
                if let Event::Text(text) = event {
                    out.push_str(&text);
                }
            }
            rest = &rest[length + 1..];
        } else {
            out.push('&');
            rest = &rest[1..];
        }
    }
    out.push_str(rest);
    Cow::Owned(out)
}

#[cfg(test)]
mod tests {
    use super::{Element, Token, attribute, decoded, tokens};

    #[test]
    fn tags_are_read_as_browsers_do() {
        let found: Vec<_> = tokens("a<b title='x>y'>c</B><T><!-- > --><br/> < 3 <p").collect();
        assert_eq!(
            found,
            [
                Token::Text("a"),
                Token::Open(Element::Strong, "<b title='x>y'>"),
                Token::Text("c"),
                Token::Close(Element::Strong),
                Token::Text("<T>"),
                Token::Comment,
                Token::Open(Element::Break, "<br/>"),
                Token::Text(" "),
                Token::Text("<"),
                Token::Text(" 3 "),
                Token::Text("<p"),
            ]
        );
    }

    #[test]
    fn attributes_are_found_by_name() {
        for (tag, expected) in [
            ("<a href=\"/x?a=1&amp;b\">", Some("/x?a=1&b")),
            ("<a class='b' HREF = 'c d'>", Some("c d")),
            ("<a disabled href=e>", Some("e")),
            ("<a title='href=\"x\"'>", None),
            ("<a>", None),
            ("<a href>", None),
            ("<a href=>", Some("")),
        ] {
            assert_eq!(attribute(tag, "href").as_deref(), expected, "{tag}");
        }
    }

    #[test]
    fn entities_are_decoded() {
        for (text, expected) in [
            ("a &amp; b", "a & b"),
            ("&eacute;&#233;&#xE9;", "ééé"),
            ("&nosuch; &; & &amp", "&nosuch; &; & &amp"),
            ("&&lt;b&gt;", "&<b>"),
            ("&é;", "&é;"),
        ] {
            assert_eq!(decoded(text), expected, "{text}");
        }
    }
}
