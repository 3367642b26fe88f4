//! How a comparison is presented: the order, what is said once, what a comment has no room for, the
//! page, the formats of other tools, and what `changes` in `bindery.yaml` does to all of them.

use std::collections::{BTreeMap, BTreeSet};

use crate::support::{codes, config, put, scratch};
use bindery::{Code, Comparison, Generator, Rule, Verdict};
use serde_json::{Value, json};

/// Text that acts where it is not escaped: in HTML, in a script, in a log, in XML, in a terminal.
const HOSTILE: &str = "</script><script>alert(1)</script><img src=x onerror=\"alert(2)\">'\"`&lt;\u{202e}\u{2028}\u{1b}[2J%0A::error::x]]>\u{ffff}";

fn document(paths: &Value, schemas: &Value) -> Value {
    json!({
        "openapi": "3.1.0",
        "info": { "title": "Example", "version": "1" },
        "servers": [{ "url": "https://example.test" }],
        "paths": paths,
        "components": { "schemas": schemas },
    })
}

/// A call that answers a record, and fails with these statuses.
fn call(name: &str, tag: &str, answer: &str, statuses: &[&str]) -> Value {
    let mut responses = json!({ "200": {
        "description": "It.",
        "content": { "application/json": { "schema": { "$ref": format!("#/components/schemas/{answer}") } } },
    } });
    for status in statuses {
        responses[*status] = json!({ "description": "It fails." });
    }
    json!({ "get": { "operationId": name, "tags": [tag], "responses": responses } })
}

fn record(fields: &[&str]) -> Value {
    let fields = fields
        .iter()
        .map(|field| ((*field).to_owned(), json!({ "type": "string" })));
    json!({ "type": "object", "properties": fields.collect::<serde_json::Map<_, _>>() })
}

/// Compares two documents; the configuration of the new one ends with this.
fn compare_with(old: &Value, new: &Value, more: &str) -> Result<Comparison, bindery::Findings> {
    let pretty = |value: &Value| serde_json::to_string_pretty(value).expect("a value is JSON");
    let side = |value: &Value, config: String| {
        scratch(&[("bindery.yaml", config), ("api.json", pretty(value))])
    };
    let before = side(old, config("api.json"));
    let after = side(new, config("api.json") + more);
    let generator =
        |side: &tempfile::TempDir| Generator::from_config(side.path().join("spec/bindery.yaml"));
    generator(&after)?.changes_since(&generator(&before)?)
}

#[track_caller]
fn compare(old: &Value, new: &Value) -> Comparison {
    compare_with(old, new, "").unwrap_or_else(|findings| panic!("{findings}"))
}

/// So many calls with these error statuses, all of which answer the same record.
fn calls(count: usize, statuses: &[&str]) -> Value {
    let paths = (0..count).map(|at| {
        let tag = format!("group{}", at % 7);
        (
            format!("/p{at}"),
            call(&format!("call{at}"), &tag, "Key", statuses),
        )
    });
    document(
        &Value::Object(paths.collect()),
        &json!({ "Key": record(&["id"]) }),
    )
}

#[test]
fn what_many_changes_say_is_said_once() {
    let comparison = compare(&calls(165, &[]), &calls(165, &["429"]));
    assert_eq!(comparison.changes().len(), 165);
    let text = comparison.render(false);
    assert_eq!(text.matches("[error-status-added]").count(), 5, "{text}");
    assert_eq!(text.matches("165 times: ").count(), 1, "{text}");
    assert!(text.ends_with("               and 160 more\n"), "{text}");
    let markdown = comparison.markdown();
    assert_eq!(markdown.matches("165 times: ").count(), 1, "{markdown}");
    assert_eq!(markdown.matches("and 160 more").count(), 1, "{markdown}");
    assert_eq!(comparison.annotations().lines().count(), 2);
    // Programs and the page have each of them.
    assert_eq!(comparison.html().matches("<article ").count(), 165);
    assert_eq!(comparison.junit().matches("<testcase ").count(), 165);
}

/// What was cut is not known to be the same.
#[test]
fn what_differs_where_it_is_cut_is_said_twice() {
    let long = |end: &str| format!("/{}/{end}", "very-long-".repeat(12));
    let schemas = || json!({ "Key": record(&["id"]) });
    let mut paths = json!({ "/keys": call("listKeys", "keys", "Key", &[]) });
    let new = document(&paths, &schemas());
    paths[long("one")] = call("getOne", "keys", "Key", &[]);
    paths[long("two")] = call("getTwo", "keys", "Key", &[]);
    let comparison = compare(&document(&paths, &schemas()), &new);
    let text = comparison.render(false);
    assert!(!text.contains("2 times"), "{text}");
    assert_eq!(text.matches("[operation-removed]").count(), 2, "{text}");
}

/// A removed call, a type that became another one, an addition and documentation, in this order of
/// the file.
fn sorted() -> (Value, Value) {
    let many: Vec<String> = (0..1_500).map(|at| format!("/d{at}")).collect();
    let side = |is_new: bool| {
        let mut paths = json!({});
        for (at, path) in many.iter().enumerate() {
            paths[path] = call(&format!("doc{at}"), "docs", "Doc", &[]);
            let summary = if is_new { "Says" } else { "Tells" };
            paths[path]["get"]["summary"] = json!(format!("{summary} {at}."));
        }
        let mut schemas = json!({ "Doc": record(&["text"]), "Key": record(&["id"]) });
        paths["/keys"] = call("listKeys", "keys", "Key", &[]);
        if is_new {
            schemas["Key"]["properties"]["id"]["type"] = json!("integer");
            for (at, path) in many.iter().enumerate() {
                paths[path]["get"]["parameters"] = json!([{
                    "name": format!("p{at}"), "in": "query", "schema": { "type": "string" },
                }]);
            }
        } else {
            paths["/users"] = call("listUsers", "users", "Key", &[]);
        }
        document(&paths, &schemas)
    };
    (side(false), side(true))
}

#[test]
fn the_worst_comes_first_and_a_comment_is_cut_at_its_harmless_end() {
    let (old, new) = sorted();
    let comparison = compare(&old, &new);
    let text = comparison.render(false);
    assert!(text.starts_with("verdict: major (code of callers breaks)\n"));
    let at = |text: &str, what: &str| text.find(what).unwrap_or_else(|| panic!("{what}: {text}"));
    for text in [
        &text,
        &comparison.annotations(),
        &comparison.junit(),
        &comparison.html(),
    ] {
        assert!(
            at(text, "operation-removed") < at(text, "type-changed"),
            "{text}"
        );
        assert!(at(text, "type-changed") < at(text, "parameter-added-optional"));
        assert!(at(text, "parameter-added-optional") < at(text, "docs-changed"));
    }
    let markdown = comparison.markdown();
    assert!(markdown.chars().count() <= 65_536);
    assert!(at(&markdown, "operation-removed") < at(&markdown, "type-changed"));
    let shown = markdown.matches("`parameter-added-optional`").count();
    let rest = comparison.counts();
    let cut = format!(
        "does not fit into a comment: {} additions, {} other changes.",
        rest.added - shown,
        rest.other
    );
    assert!(shown > 100 && markdown.contains(&cut), "{cut}: {markdown}");
}

#[test]
fn the_changes_of_a_call_are_together() {
    let side = |fields: &[&str], limit: &str| {
        let mut keys = call("listKeys", "keys", "Key", &[]);
        keys["get"]["parameters"] =
            json!([{ "name": limit, "in": "query", "schema": { "type": "string" } }]);
        let paths = json!({ "/keys": keys, "/users": call("listUsers", "users", "User", &[]) });
        document(
            &paths,
            &json!({ "Key": record(fields), "User": record(&[fields[0], "name"]) }),
        )
    };
    let comparison = compare(&side(&["a", "b"], "limit"), &side(&["c", "d"], "most"));
    let text = comparison.render(false);
    let lines: Vec<&str> = text.lines().collect();
    let heading = |name: &str| {
        let heading = format!("               {name}");
        lines.iter().filter(|line| **line == heading).count()
    };
    assert_eq!(
        heading("Keys::list"),
        2,
        "once for breaks and once for additions: {text}"
    );
    assert_eq!(heading("Users::list"), 0, "{text}");
    assert!(!text.contains("(in `Keys::list`)\n"), "{text}");
}

/// The types that come with a call are said with it.
#[test]
fn types_come_and_go_with_their_call() {
    let schemas = json!({ "Key": record(&["id"]), "User": record(&["id"]) });
    let one = json!({ "/keys": call("listKeys", "keys", "Key", &[]) });
    let mut both = one.clone();
    both["/users"] = call("listUsers", "keys", "User", &[]);
    let few = document(&one, &schemas);
    let many = document(&both, &schemas);
    let text = compare(&many, &few).render(false);
    assert!(text.contains("was removed, and with it 1 type\n"), "{text}");
    assert!(!text.contains("[type-removed]"), "{text}");
    let added = compare(&few, &many);
    let text = added.render(false);
    assert!(text.contains("was added, and with it 1 type\n"), "{text}");
    assert!(added.html().contains("data-rule=\"type-added\""));
}

/// A call that can no longer be read page by page is there still: it takes no type along, and calls
/// that are gone come before it.
#[test]
fn a_way_to_read_a_call_is_no_call() {
    let side = |is_old: bool| {
        let mut keys = call("listKeys", "keys", "Key", &[]);
        let list = json!({ "type": "array", "items": { "$ref": "#/components/schemas/Key" } });
        keys["get"]["responses"]["200"]["content"]["application/json"]["schema"] = list;
        let mut paths = json!({ "/keys": keys });
        let mut schemas = json!({ "Key": record(&["id"]), "Part": record(&["id"]) });
        if is_old {
            paths["/keys"]["get"]["x-bindery-pagination"] = json!({ "next": "link-header" });
            schemas["Key"]["properties"]["part"] = json!({ "$ref": "#/components/schemas/Part" });
            paths["/users"] = call("listUsers", "keys", "Key", &[]);
        }
        document(&paths, &schemas)
    };
    let text = compare(&side(true), &side(false)).render(false);
    let at = |what: &str| text.find(what).unwrap_or_else(|| panic!("{what}: {text}"));
    assert!(
        at("`GET /users` was removed") < at("can no longer be read page by page\n"),
        "{text}"
    );
    assert!(text.contains("[type-removed]"), "{text}");
}

/// Everything that a description can say, said by somebody who means harm.
fn hostile(is_new: bool) -> Value {
    let more = if is_new { "2" } else { "" };
    let name = format!("{HOSTILE}{more}");
    let mut keys = call("listKeys", HOSTILE, "Key", &["429"]);
    keys["get"]["operationId"] = json!(format!("list {HOSTILE}"));
    keys["get"]["summary"] = json!(name);
    keys["get"]["responses"]["429"]["description"] = json!(name);
    keys["get"]["parameters"] = json!([{ "name": name, "in": "query", "description": name, "schema": {
        "type": "string", "default": name,
    } }]);
    let mut key = record(&["id", &name]);
    key["description"] = json!(name);
    key["properties"]["kind"] = json!({ "type": "string", "enum": [HOSTILE, name, "a"] });
    key["properties"]["id"]["description"] = json!(name);
    if is_new {
        key["properties"]["kind"]["enum"] = json!([name, "a"]);
    }
    let mut users = call("listUsers", "users", "Key", &[]);
    users["get"]["operationId"] = json!(format!("users {name}"));
    document(
        &json!({ "/keys": keys, format!("/u{more}"): users }),
        &json!({ "Key": key }),
    )
}

/// The tags of a page or of a report: the name, and the attributes with their values. What is not as
/// we write it is told.
fn tags(text: &str, raw: &[&str]) -> Vec<(String, BTreeMap<String, String>)> {
    let mut found = Vec::new();
    let mut rest = text;
    while let Some((_, after)) = rest.split_once('<') {
        let (tag, behind) = after.split_once('>').expect("a tag ends");
        rest = behind;
        if tag.starts_with('?') || tag.starts_with('!') {
            continue;
        }
        let tag = tag.trim_end_matches('/');
        let (name, mut attributes) = tag.split_once(' ').unwrap_or((tag, ""));
        let mut read = BTreeMap::new();
        while !attributes.is_empty() {
            let is_bare = attributes == "hidden";
            let (key, after) = match is_bare {
                true => (attributes, "\"\""),
                false => attributes
                    .split_once('=')
                    .expect("an attribute has a value"),
            };
            let after = after.strip_prefix('"').expect("a value is quoted");
            let (value, after) = after.split_once('"').expect("a value ends");
            assert!(!value.contains('<'), "{value}");
            read.insert(key.to_owned(), value.to_owned());
            attributes = after.trim_start();
        }
        if raw.contains(&name) {
            let end = format!("</{name}>");
            let (_, behind) = rest.split_once(&end).expect("it ends");
            rest = behind;
        }
        found.push((name.to_owned(), read));
    }
    found
}

/// SHA-256, which is how a page knows its script.
fn sha256(text: &[u8]) -> Vec<u8> {
    // The fractional parts of the roots of the first primes.
    let primes: Vec<u32> = (2..312).filter(|n| (2..*n).all(|by| n % by != 0)).collect();
    #[expect(
        clippy::cast_possible_truncation,
        clippy::cast_sign_loss,
        reason = "the first 32 bits of a fraction"
    )]
    let fraction = |root: f64| (root.fract() * 4_294_967_296.0) as u32;
    let constants: Vec<u32> = primes
        .iter()
        .map(|n| fraction(f64::from(*n).cbrt()))
        .collect();
    let mut state: Vec<u32> = primes
        .iter()
        .take(8)
        .map(|n| fraction(f64::from(*n).sqrt()))
        .collect();
    let mut padded = text.to_vec();
    padded.push(0x80);
    while padded.len() % 64 != 56 {
        padded.push(0);
    }
    padded.extend((text.len() as u64 * 8).to_be_bytes());
    for block in padded.chunks(64) {
        let mut words: Vec<u32> = block
            .chunks(4)
            .map(|four| u32::from_be_bytes([four[0], four[1], four[2], four[3]]))
            .collect();
        for at in 16..64 {
            let (early, late) = (words[at - 15], words[at - 2]);
            let one = early.rotate_right(7) ^ early.rotate_right(18) ^ (early >> 3);
            let two = late.rotate_right(17) ^ late.rotate_right(19) ^ (late >> 10);
            words.push(
                words[at - 16]
                    .wrapping_add(one)
                    .wrapping_add(words[at - 7])
                    .wrapping_add(two),
            );
        }
        let mut round = state.clone();
        for at in 0..64 {
            let (a, e) = (round[0], round[4]);
            let one = e.rotate_right(6) ^ e.rotate_right(11) ^ e.rotate_right(25);
            let choice = (e & round[5]) ^ (!e & round[6]);
            let first = round[7]
                .wrapping_add(one)
                .wrapping_add(choice)
                .wrapping_add(constants[at])
                .wrapping_add(words[at]);
            let two = a.rotate_right(2) ^ a.rotate_right(13) ^ a.rotate_right(22);
            let majority = (a & round[1]) ^ (a & round[2]) ^ (round[1] & round[2]);
            round.rotate_right(1);
            round[4] = round[4].wrapping_add(first);
            round[0] = first.wrapping_add(two).wrapping_add(majority);
        }
        for (word, of) in state.iter_mut().zip(round) {
            *word = word.wrapping_add(of);
        }
    }
    state.iter().flat_map(|word| word.to_be_bytes()).collect()
}

fn base64(bytes: &[u8]) -> String {
    const LETTERS: &[u8] = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
    let mut text = String::new();
    for three in bytes.chunks(3) {
        let bits = (0..3).fold(0_u32, |bits, at| {
            bits << 8 | u32::from(three.get(at).copied().unwrap_or(0))
        });
        for at in 0..4_usize {
            match at <= three.len() {
                true => text.push(char::from(LETTERS[(bits >> (18 - 6 * at) & 63) as usize])),
                false => text.push('='),
            }
        }
    }
    text
}

#[test]
fn a_page_needs_nothing_else_and_runs_its_own_script_alone() {
    assert_eq!(
        base64(&sha256(b"abc")),
        "ungWv48Bz+pBQUDeXa4iI7ADYaOWF3qctBD/YfIAFa0="
    );
    let html = compare(&hostile(false), &hostile(true)).html();
    let inside = |name: &str| {
        let (_, rest) = html.split_once(&format!("<{name}>")).expect("it is there");
        let (text, rest) = rest.split_once(&format!("</{name}>")).expect("it ends");
        assert!(!rest.contains(&format!("<{name}")), "one {name}");
        format!("'sha256-{}'", base64(&sha256(text.as_bytes())))
    };
    let policy = format!(
        "default-src 'none'; style-src {}; script-src {}; base-uri 'none'; form-action 'none'",
        inside("style"),
        inside("script")
    );
    assert!(
        html.contains(&format!("content=\"{policy}\"")),
        "the hashes are stale: {policy}"
    );
    // The policy comes before whatever it is about.
    assert!(html.find("Content-Security-Policy") < html.find("<style>"));
    for (name, attributes) in tags(&html, &["script", "style"]) {
        for (key, value) in &attributes {
            assert!(
                !key.starts_with("on") && key != "src" && key != "style",
                "{name} {key}"
            );
            if key == "href" {
                assert!(value.starts_with('#') || value.starts_with("./"), "{value}");
            }
        }
    }
    for address in [
        "http://",
        "https://",
        "@import",
        "url(",
        "fetch(",
        "XMLHttpRequest",
    ] {
        let own = html.replace("https://example.test", "");
        assert!(!own.contains(address), "{address}");
    }
}

/// The tags of a page are ours, whatever a description says.
#[test]
fn nothing_of_a_description_acts_on_a_page() {
    const OURS: &str = "!doctype a article body button code details div form h1 h2 h3 h4 h5 head header html input label main mark meta nav \
        option output p pre script section select span strong style summary table tbody td th thead title tr";
    let accepted = format!(
        "changes:\n  accepted:\n    - rule: docs-changed\n      at: types::Key\n      why: {}\n    - rule: type-removed\n      at: {}\n      why: gone\n",
        json!(HOSTILE.replace('\u{ffff}', "")),
        json!(HOSTILE.replace('\u{ffff}', ""))
    );
    let comparison = compare_with(&hostile(false), &hostile(true), &accepted)
        .unwrap_or_else(|findings| panic!("{findings}"));
    assert!(
        comparison
            .changes()
            .iter()
            .any(|change| change.accepted().is_some())
    );
    let html = comparison.html();
    let ours: BTreeSet<&str> = OURS.split_whitespace().collect();
    for (name, _) in tags(&html, &["script", "style"]) {
        assert!(ours.contains(name.trim_start_matches('/')), "{name}");
    }
    let (body, _) = html.split_once("<script>").expect("it has a script");
    assert!(body.contains("&lt;script&gt;alert(1)"), "its text is there");
    for acts in ["<img", "\u{202e}", "\u{2028}", "\u{1b}"] {
        assert!(!html.contains(acts), "{acts:?}");
    }
    for text in [
        comparison.annotations(),
        comparison.junit(),
        comparison.sarif(),
    ] {
        for acts in ["\u{202e}", "\u{1b}", "\u{0}"] {
            assert!(!text.contains(acts), "{acts:?}");
        }
    }
    // A log acts on lines alone.
    for line in comparison.annotations().lines() {
        let levels = ["::error ", "::warning ", "::notice "];
        assert!(levels.iter().any(|level| line.starts_with(level)), "{line}");
        assert!(!line.contains("%0A::error::x"), "{line}");
        let (head, _) = line[2..].split_once("::").expect("a line has a message");
        for property in head
            .split_once(' ')
            .expect("it has properties")
            .1
            .split(',')
        {
            let (key, value) = property.split_once('=').expect("a property has a value");
            assert!(["file", "line", "col", "title"].contains(&key) && !value.contains(':'));
        }
    }
    let junit = comparison.junit();
    assert!(!junit.contains('\u{ffff}'));
    let names: BTreeSet<String> = tags(&junit, &[])
        .into_iter()
        .map(|(name, _)| name.trim_start_matches('/').to_owned())
        .collect();
    let allowed = [
        "testsuites",
        "testsuite",
        "testcase",
        "failure",
        "skipped",
        "system-err",
    ];
    assert!(
        names.iter().all(|name| allowed.contains(&name.as_str())),
        "{names:?}"
    );
}

/// A file can be called anything that is no path.
#[test]
fn the_name_of_a_file_is_no_address() {
    let folder = tempfile::tempdir().expect("a temporary folder can be made");
    let names = [
        "javascript:alert(1)//.json",
        "a\"onclick=\"b'<i>,x.json",
        "%2e%2e:c?d#e.json",
    ];
    for name in names.iter().filter(|name| !name.contains('/')) {
        let side = |is_new: bool| {
            let side = if is_new { "new" } else { "old" };
            let below = format!("{side}/spec");
            put(
                folder.path(),
                &format!("{below}/bindery.yaml"),
                config(&json!(name).to_string()),
            );
            let text = serde_json::to_string(&hostile(is_new)).expect("a value is JSON");
            put(folder.path(), &format!("{below}/{name}"), text);
            Generator::from_config(folder.path().join(below).join("bindery.yaml"))
                .unwrap_or_else(|findings| panic!("{name}: {findings}"))
        };
        let comparison = side(true)
            .changes_since(&side(false))
            .expect("both are described");
        for (_, attributes) in tags(&comparison.html(), &["script", "style"]) {
            if let Some(link) = attributes.get("href").filter(|link| link.starts_with("./")) {
                let (path, line) = link[2..].split_once("#L").expect("a link has a line");
                assert!(line.parse::<u32>().is_ok(), "{link}");
                assert!(
                    !path.contains([':', '"', '\'', '?', '#', '&', '<']),
                    "{link}"
                );
            }
        }
        let sarif: Value = serde_json::from_str(&comparison.sarif()).expect("it is JSON");
        let uri = &sarif["runs"][0]["results"][0]["locations"][0]["physicalLocation"];
        let uri = uri["artifactLocation"]["uri"]
            .as_str()
            .expect("it has an address");
        assert!(!uri.contains([':', '"', '?', '#']), "{uri}");
    }
}

#[test]
fn every_change_is_on_the_page_with_both_sides() {
    let (old, new) = sorted();
    let comparison = compare(&old, &new);
    let html = comparison.html();
    let tags = tags(&html, &["script", "style"]);
    let articles: Vec<_> = tags.iter().filter(|(name, _)| name == "article").collect();
    assert_eq!(articles.len(), comparison.changes().len());
    let ids: Vec<&String> = tags
        .iter()
        .filter_map(|(_, given)| given.get("id"))
        .collect();
    assert_eq!(
        ids.iter().collect::<BTreeSet<_>>().len(),
        ids.len(),
        "an id is there once"
    );
    let links: BTreeSet<&str> = tags
        .iter()
        .filter_map(|(_, given)| given.get("href")?.strip_prefix('#'))
        .collect();
    for (_, article) in &articles {
        let id = article["id"].as_str();
        assert!(links.contains(id), "{id} can be linked to");
        assert!(
            id.chars()
                .all(|one| one.is_ascii_alphanumeric() || "-_.".contains(one)),
            "{id}"
        );
    }
    // A type before and after, with the lines of both descriptions.
    let (_, change) = html
        .split_once("data-rule=\"type-changed\"")
        .expect("it is there");
    let (change, _) = change.split_once("</article>").expect("it ends");
    for shown in [
        "<pre><code>pub id: Option&lt;String&gt;</code></pre>",
        "<pre><code>pub id: Option&lt;i64&gt;</code></pre>",
        "&quot;id&quot;: {\n</mark>",
        "&quot;type&quot;: &quot;integer&quot;",
        "&quot;type&quot;: &quot;string&quot;",
    ] {
        assert!(change.contains(shown), "{shown}: {change}");
    }
    // A call that is gone has a signature before and none after.
    let (_, change) = html
        .split_once("data-rule=\"operation-removed\"")
        .expect("it is there");
    let (change, _) = change.split_once("</article>").expect("it ends");
    assert!(
        change.contains("pub fn list(&amp;self) -&gt; ListCall\n"),
        "{change}"
    );
    assert!(change.contains("not in this description"), "{change}");
    // The map has every group, with what is broken there.
    let map = html.split_once("</nav>").expect("it has a map").0;
    for group in ["Docs", "Keys", "Users"] {
        assert!(
            map.contains(&format!("<a href=\"#group={group}\">{group}</a>")),
            "{map}"
        );
    }
    let nothing = Comparison::default().html();
    assert!(nothing.contains("Nothing changed for callers.") && !nothing.contains("<script>"));
}

/// The fields that the schema of SARIF 2.1.0 requires, and what code scanning needs beside them.
#[test]
fn sarif_has_what_its_schema_requires() {
    let (old, new) = sorted();
    let comparison = compare(&old, &new);
    let sarif: Value = serde_json::from_str(&comparison.sarif()).expect("it is JSON");
    assert_eq!(sarif["version"], "2.1.0");
    assert_eq!(
        sarif["$schema"],
        "https://json.schemastore.org/sarif-2.1.0.json"
    );
    let run = &sarif["runs"][0];
    let driver = &run["tool"]["driver"];
    assert_eq!(driver["name"], "bindery");
    assert_eq!(run["columnKind"], "unicodeCodePoints");
    let rules = driver["rules"].as_array().expect("rules are a list");
    for rule in rules {
        let id = rule["id"].as_str().expect("a rule has an id");
        let known: Rule = id.parse().expect("the rule is known");
        assert_eq!(rule["shortDescription"]["text"], known.summary());
        assert_eq!(rule["help"]["text"], known.explanation().trim_end());
    }
    let results = run["results"].as_array().expect("results are a list");
    assert_eq!(results.len(), comparison.changes().len());
    assert_eq!(results[0]["ruleId"], "operation-removed");
    assert_eq!(results[0]["level"], "error");
    for result in results {
        let index = result["ruleIndex"].as_u64().expect("it has a rule");
        let rule = &rules[usize::try_from(index).expect("it is small")];
        assert_eq!(rule["id"], result["ruleId"]);
        assert!(
            result["message"]["text"]
                .as_str()
                .is_some_and(|text| !text.is_empty())
        );
        let levels = ["error", "warning", "note"];
        assert!(levels.contains(&result["level"].as_str().unwrap_or_default()));
        let place = &result["locations"][0]["physicalLocation"];
        assert!(
            place["artifactLocation"]["uri"]
                .as_str()
                .is_some_and(|uri| uri.ends_with("api.json"))
        );
        assert!(
            place["region"]["startLine"]
                .as_u64()
                .is_some_and(|line| line > 0)
        );
        assert!(
            place["region"]["startColumn"]
                .as_u64()
                .is_some_and(|column| column > 0)
        );
    }
    let change = comparison
        .changes()
        .iter()
        .find(|one| one.rule() == Rule::TypeChanged);
    let place = change
        .and_then(|change| change.new_place())
        .expect("it has a place");
    let result = results
        .iter()
        .find(|result| result["ruleId"] == "type-changed");
    let region = &result.expect("it is a result")["locations"][0]["physicalLocation"]["region"];
    assert_eq!(region["startLine"], place.line());
    assert_eq!(region["startColumn"], place.column());
}

#[test]
fn annotations_and_reports_of_tests_say_what_breaks() {
    let (old, new) = sorted();
    let comparison = compare(&old, &new);
    let text = comparison.annotations();
    let mut lines = text.lines();
    assert!(
        lines
            .next()
            .is_some_and(|line| line.starts_with("::notice title=verdict%3A major::"))
    );
    let removed = lines.next().unwrap_or_default();
    assert!(removed.starts_with("::error file="), "{removed}");
    // What is gone is shown in the file that it was in.
    assert!(
        removed.contains("api.json,line=1,col=1,title=operation-removed::"),
        "{removed}"
    );
    let breaks = text.matches("::error ").count();
    let broken = comparison
        .changes()
        .iter()
        .filter(|change| change.is_break())
        .count();
    assert_eq!(breaks, broken);
    let junit = comparison.junit();
    let cases = tags(&junit, &[]);
    let suite = cases
        .iter()
        .find(|(name, _)| name == "testsuite")
        .expect("a suite is there");
    assert_eq!(suite.1["failures"], broken.to_string());
    assert_eq!(suite.1["tests"], comparison.changes().len().to_string());
    assert_eq!(junit.matches("<failure ").count(), broken);
    // A report without a test is taken for one that was not written.
    assert!(Comparison::default().junit().contains("<testcase "));
}

/// A call that is removed, a type that changed and a status that was added.
fn policy_sides() -> (Value, Value) {
    let schemas = |ty: &str| {
        let mut schemas = json!({ "Key": record(&["id"]) });
        schemas["Key"]["properties"]["id"]["type"] = json!(ty);
        schemas
    };
    let keys = |statuses: &[&str]| json!({ "/keys": call("listKeys", "keys", "Key", statuses) });
    let mut paths = keys(&[]);
    paths["/users"] = call("listUsers", "keys", "Key", &[]);
    (
        document(&paths, &schemas("string")),
        document(&keys(&["429"]), &schemas("integer")),
    )
}

const BOTH_ACCEPTED: &str = "\
changes:
  accepted:
    - rule: operation-removed
      at: Keys::list_users
      why: Nobody called it.
    - rule: type-changed
      at: types::Key
      why: It always was a number.
";

#[test]
fn what_is_accepted_is_shown_and_decides_nothing() {
    let (old, new) = policy_sides();
    let all = compare(&old, &new);
    assert_eq!(all.verdict(), Verdict::Major);
    let one = compare_with(
        &old,
        &new,
        &BOTH_ACCEPTED[..BOTH_ACCEPTED.find("    - rule: type").unwrap_or(0)],
    );
    let one = one.unwrap_or_else(|findings| panic!("{findings}"));
    assert_eq!(one.verdict(), Verdict::Major, "the other one still breaks");
    let both =
        compare_with(&old, &new, BOTH_ACCEPTED).unwrap_or_else(|findings| panic!("{findings}"));
    assert_eq!(both.verdict(), Verdict::Minor, "a status was added");
    assert_eq!(both.changes().len(), all.changes().len());
    let counts = both.counts();
    assert_eq!(
        (counts.accepted, counts.source_breaks, counts.wire_breaks),
        (2, 0, 0)
    );
    let text = both.render(false);
    assert!(
        text.contains("               accepted: Nobody called it.\n"),
        "{text}"
    );
    assert!(text.contains(", 2 accepted\n"), "{text}");
    let markdown = both.markdown();
    assert!(
        markdown.contains("### Accepted") && !markdown.contains("### Breaking"),
        "{markdown}"
    );
    assert!(
        markdown.contains("; accepted: Nobody called it."),
        "{markdown}"
    );
    assert!(both.html().contains("data-severity=\"accepted\""));
    assert!(!both.annotations().contains("::error "));
    assert_eq!(both.junit().matches("<skipped ").count(), 2);
    let sarif: Value = serde_json::from_str(&both.sarif()).expect("it is JSON");
    let suppressed = &sarif["runs"][0]["results"][0]["suppressions"][0];
    assert_eq!(suppressed["kind"], "external");
    assert_eq!(suppressed["justification"], "Nobody called it.");
    let json: Value = serde_json::from_str(&both.json()).expect("it is JSON");
    let changes = json["changes"].as_array().expect("changes are a list");
    let removed = changes
        .iter()
        .find(|one| one["rule"] == "operation-removed");
    let removed = removed.expect("it is there");
    assert_eq!(removed["accepted"], "Nobody called it.");
    assert_eq!(json["unmatched"], json!([]));
}

#[test]
fn a_severity_decides_instead_of_the_columns() {
    let (old, new) = policy_sides();
    let with = |severities: &str| {
        let more = format!("changes:\n  severities:\n{severities}");
        compare_with(&old, &new, &more).unwrap_or_else(|findings| panic!("{findings}"))
    };
    let lower = with(
        "    operation-removed: minor\n    type-changed: patch\n    error-status-added: none\n",
    );
    assert_eq!(lower.verdict(), Verdict::Minor);
    let text = lower.render(false);
    assert!(
        text.contains("BREAK   BREAK  "),
        "the columns stay as they are: {text}"
    );
    assert!(!lower.markdown().contains("### Breaking"));
    let higher = with(
        "    operation-removed: none\n    type-changed: none\n    error-status-added: major\n",
    );
    assert_eq!(higher.verdict(), Verdict::Major);
    let text = higher.markdown();
    let (breaking, _) = text.split_once("### Other").expect("the others are there");
    assert!(breaking.contains("error-status-added"), "{text}");
}

#[test]
fn an_acceptance_of_nothing_is_reported() {
    let (old, new) = policy_sides();
    let stale = BOTH_ACCEPTED.replace("Keys::list_users", "Keys::list_user");
    let comparison =
        compare_with(&old, &new, &stale).unwrap_or_else(|findings| panic!("{findings}"));
    assert_eq!(
        comparison.verdict(),
        Verdict::Major,
        "half a name accepts nothing"
    );
    let json: Value = serde_json::from_str(&comparison.json()).expect("it is JSON");
    assert_eq!(json["unmatched"][0]["rule"], "operation-removed");
    assert_eq!(json["unmatched"][0]["place"]["line"], 8);
    for text in [
        comparison.render(false).replace('\n', " "),
        comparison.markdown(),
        comparison.annotations(),
        comparison.sarif(),
        comparison.junit(),
    ] {
        assert!(
            text.contains("accepts `operation-removed` at `Keys::list_user`"),
            "{text}"
        );
    }
    assert!(
        comparison
            .html()
            .contains("accepts <code>operation-removed</code> at")
    );
    // It is reported where nothing changed, too.
    let same =
        compare_with(&new, &new, BOTH_ACCEPTED).unwrap_or_else(|findings| panic!("{findings}"));
    assert_eq!(same.verdict(), Verdict::None);
    assert!(same.render(false).contains("accepts `operation-removed`"));
}

#[test]
fn a_policy_with_a_mistake_is_refused() {
    let (old, new) = policy_sides();
    for (more, code, said) in [
        (
            "changes:\n  severities:\n    operation-remove: minor\n",
            Code::InvalidValue,
            "did you mean `operation-removed`?",
        ),
        (
            "changes:\n  accepted:\n    - rule: operation-remove\n      at: Keys::list\n      why: So.\n",
            Code::InvalidValue,
            "did you mean `operation-removed`?",
        ),
        (
            "changes:\n  severities:\n    operation-removed: mayor\n",
            Code::InvalidValue,
            "did you mean `major`?",
        ),
        (
            "changes:\n  severity:\n    operation-removed: major\n",
            Code::UnknownKey,
            "did you mean `severities`?",
        ),
        (
            "changes:\n  accepted:\n    - rule: operation-removed\n      at: Keys::list\n",
            Code::MissingKey,
            "`why`",
        ),
        (
            "changes:\n  accepted:\n    - rule: operation-removed\n      at: Keys::list\n      why: ' '\n",
            Code::InvalidValue,
            "`why` of an accepted change is empty",
        ),
        ("changes: []\n", Code::WrongType, "`changes`"),
    ] {
        let findings = compare_with(&old, &new, more).expect_err(more);
        assert_eq!(codes(&findings), [code], "{more}: {findings}");
        assert!(findings.to_string().contains(said), "{more}: {findings}");
    }
}
