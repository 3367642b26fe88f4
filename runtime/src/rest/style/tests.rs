//! Every style, exploded or not, for each kind of value: the table of the specification (OpenAPI
//! 3.1.1, "Style Examples"), whose path and form rows are those of RFC 6570, section 3.2.

use serde_json::{Value, json};

use super::{RESERVED_IN_COOKIE, RESERVED_IN_QUERY, Style, Tree};

const EMPTY: &str = "";

fn string() -> Value {
    json!("blue")
}

fn array() -> Value {
    json!(["blue", "black", "brown"])
}

/// In an order that no alphabet has.
struct Color;

impl serde::Serialize for Color {
    fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        use serde::ser::SerializeMap;
        let mut map = serializer.serialize_map(None)?;
        for (key, value) in [("R", 100), ("G", 200), ("B", 150)] {
            map.serialize_entry(key, &value)?;
        }
        map.end()
    }
}

fn path(style: Style, value: &impl serde::Serialize) -> String {
    style.in_path("color", &Tree::of(value).expect("a tree"))
}

fn query(style: Style, value: &impl serde::Serialize) -> String {
    pairs(style, RESERVED_IN_QUERY, value, "&")
}

fn cookie(style: Style, value: &impl serde::Serialize) -> String {
    pairs(style, RESERVED_IN_COOKIE, value, "; ")
}

fn pairs(style: Style, kept: &[u8], value: &impl serde::Serialize, between: &str) -> String {
    let pairs = style.pairs(kept, "color", &Tree::of(value).expect("a tree"));
    let pairs: Vec<_> = pairs
        .into_iter()
        .map(|(name, value)| format!("{name}={value}"))
        .collect();
    pairs.join(between)
}

#[test]
fn paths_are_the_table_of_the_specification() {
    for (style, expected) in [
        (
            Style::matrix(),
            [
                ";color",
                ";color=blue",
                ";color=blue,black,brown",
                ";color=R,100,G,200,B,150",
            ],
        ),
        (
            Style::matrix().exploded(),
            [
                ";color",
                ";color=blue",
                ";color=blue;color=black;color=brown",
                ";R=100;G=200;B=150",
            ],
        ),
        (
            Style::label(),
            [".", ".blue", ".blue,black,brown", ".R,100,G,200,B,150"],
        ),
        (
            Style::label().exploded(),
            [".", ".blue", ".blue.black.brown", ".R=100.G=200.B=150"],
        ),
        (
            Style::simple(),
            ["", "blue", "blue,black,brown", "R,100,G,200,B,150"],
        ),
        (
            Style::simple().exploded(),
            ["", "blue", "blue,black,brown", "R=100,G=200,B=150"],
        ),
    ] {
        let written = [
            path(style, &EMPTY),
            path(style, &string()),
            path(style, &array()),
            path(style, &Color),
        ];
        assert_eq!(written, expected, "{style:?}");
    }
}

#[test]
fn queries_are_the_table_of_the_specification() {
    for (style, expected) in [
        (
            Style::form(),
            [
                "color=",
                "color=blue",
                "color=blue,black,brown",
                "color=R,100,G,200,B,150",
            ],
        ),
        (
            Style::form().exploded(),
            [
                "color=",
                "color=blue",
                "color=blue&color=black&color=brown",
                "R=100&G=200&B=150",
            ],
        ),
        (
            Style::space_delimited(),
            [
                "color=",
                "color=blue",
                "color=blue%20black%20brown",
                "color=R%20100%20G%20200%20B%20150",
            ],
        ),
        (
            Style::pipe_delimited(),
            [
                "color=",
                "color=blue",
                "color=blue%7Cblack%7Cbrown",
                "color=R%7C100%7CG%7C200%7CB%7C150",
            ],
        ),
        (
            Style::space_delimited().exploded(),
            [
                "color=",
                "color=blue",
                "color=blue&color=black&color=brown",
                "R=100&G=200&B=150",
            ],
        ),
        (
            Style::deep_object().exploded(),
            [
                "color=",
                "color=blue",
                "color%5B%5D=blue&color%5B%5D=black&color%5B%5D=brown",
                "color%5BR%5D=100&color%5BG%5D=200&color%5BB%5D=150",
            ],
        ),
        (
            Style::json(),
            [
                "color=%22%22",
                "color=%22blue%22",
                "color=%5B%22blue%22%2C%22black%22%2C%22brown%22%5D",
                "color=%7B%22R%22%3A100%2C%22G%22%3A200%2C%22B%22%3A150%7D",
            ],
        ),
    ] {
        let written = [
            query(style, &EMPTY),
            query(style, &string()),
            query(style, &array()),
            query(style, &Color),
        ];
        assert_eq!(written, expected, "{style:?}");
    }
}

#[test]
fn what_is_not_there_is_not_written() {
    for nothing in [
        json!(null),
        json!([]),
        json!({}),
        json!([null]),
        json!({"a": null}),
    ] {
        for style in [
            Style::form(),
            Style::form().exploded(),
            Style::deep_object(),
            Style::json(),
        ] {
            assert_eq!(query(style, &nothing), "", "{nothing} {style:?}");
        }
        assert_eq!(path(Style::label(), &nothing), "", "{nothing}");
    }
}

#[test]
fn verbatim_cookies_are_the_table_of_the_specification() {
    for (style, expected) in [
        (
            Style::verbatim(),
            [
                "color=bl=/e%20",
                "color=blue,black,brown",
                "color=R,100,G,200,B,150",
            ],
        ),
        (
            Style::verbatim().exploded(),
            [
                "color=bl=/e%20",
                "color=blue; color=black; color=brown",
                "R=100; G=200; B=150",
            ],
        ),
    ] {
        let written = [
            cookie(style, &json!("bl=/e%20")),
            cookie(style, &array()),
            cookie(style, &Color),
        ];
        assert_eq!(written, expected);
    }
}

#[test]
fn no_value_can_end_what_holds_it() {
    let value = json!(["a,b", "c&d=e", "f/g?h#i", "%2F é"]);
    assert_eq!(
        query(Style::form(), &value),
        "color=a%2Cb,c%26d%3De,f%2Fg%3Fh%23i,%252F%20%C3%A9"
    );
    assert_eq!(
        path(Style::matrix().exploded(), &value),
        ";color=a%2Cb;color=c%26d%3De;color=f%2Fg%3Fh%23i;color=%252F%20%C3%A9"
    );
    assert_eq!(
        query(Style::form().exploded(), &json!({"a&b": "c"})),
        "a%26b=c"
    );
    // Reserved characters stay, triplets too, but for what would be another parameter.
    assert_eq!(
        query(Style::form().reserved(), &json!("a/b:c?d,e&f#g+h%2Fi%j")),
        "color=a/b:c?d,e%26f%23g%2Bh%2Fi%25j"
    );
    // In a path a slash and a question mark would change it, in a cookie a semicolon would end it.
    assert_eq!(
        path(Style::simple().reserved(), &json!("a/b:c?d;e,f#g@h%2Fi")),
        "a%2Fb:c%3Fd;e,f%23g@h%2Fi"
    );
    assert_eq!(
        cookie(Style::form().reserved(), &json!("a/b?c;d,e f%2Fi")),
        "color=a/b?c%3Bd%2Ce%20f%2Fi"
    );
}

#[test]
fn what_lies_deeper_is_read_by_common_servers() {
    let value = json!({"a": {"b": {"c": 1}}, "d": ["x", "y"], "e": [{"f": true}, {"f": false}]});
    let written = query(Style::deep_object(), &value)
        .replace("%5B", "[")
        .replace("%5D", "]");
    assert_eq!(
        written,
        "color[a][b][c]=1&color[d][]=x&color[d][]=y&color[e][0][f]=true&color[e][1][f]=false"
    );
    // No other style has a form for it.
    assert_eq!(
        query(Style::form().exploded(), &json!({"a": [1, 2]})),
        "a=%5B1%2C2%5D"
    );
}

#[test]
fn numbers_are_written_as_they_are() {
    assert_eq!(
        query(Style::form(), &json!([1, -2, 1.5, u64::MAX, i64::MIN])),
        "color=1,-2,1.5,18446744073709551615,-9223372036854775808"
    );
}
