//! Draws a comparison as one page that needs nothing else: no network, no framework, no other file.
//!
//! Descriptions are written by others. All of their text goes through [`escaped`] and is text of the
//! page; none of it is part of a script, a style or an address. The policy of the page lets the
//! browser run the one script below and nothing else.

use std::collections::{BTreeMap, HashMap};
use std::fmt::Write;

use super::excerpt::Excerpt;
use super::log::{calls, without_markup};
use super::outline::{Cause, Section, Standing, outline};
use super::sarif::uri;
use super::terminal::summary;
use super::{Change, Comparison, Location, Source, Verdict, Wire};

const STYLE: &str = include_str!("page/style.css");
const SCRIPT: &str = include_str!("page/script.js");

/// The hashes of the two, by which the policy knows them; a test computes them.
const STYLE_HASH: &str = "sha256-kx9uy5x1YXDqGQQiMUjH+cVhvMaaXLsjAcB8MicGyMs=";
const SCRIPT_HASH: &str = "sha256-KYT9pl1fILqLUKCH+mQn92y/TOY4EW+fSU1W4a5rjfk=";

/// Draws the page.
pub(super) fn render(comparison: &Comparison) -> String {
    let sections = outline(comparison);
    let groups = Groups::of(comparison);
    let verdict = comparison.verdict();
    let mut page = format!(
        "<!DOCTYPE html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\">\n\
         <meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; style-src '{STYLE_HASH}'; \
         script-src '{SCRIPT_HASH}'; base-uri 'none'; form-action 'none'\">\n\
         <meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n\
         <meta name=\"referrer\" content=\"no-referrer\">\n\
         <title>API changes: {verdict}</title>\n<style>{STYLE}</style>\n</head>\n<body>\n\
         <a class=\"skip\" href=\"#changes\">Skip to the changes</a>\n"
    );
    header(comparison, &mut page);
    if !comparison.is_empty() {
        groups.map(&mut page);
        groups.form(comparison.changes.len(), &mut page);
    }
    page.push_str("<main id=\"changes\" tabindex=\"-1\">\n");
    if comparison.is_empty() {
        page.push_str("<p>Nothing changed for callers.</p>\n");
    } else {
        page.push_str("<p id=\"none\" hidden>No change is like that.</p>\n");
    }
    let mut ids = Ids::default();
    for section in &sections {
        groups.section(section, &mut ids, &mut page);
    }
    page.push_str("</main>\n");
    if !comparison.is_empty() {
        let _ = writeln!(page, "<script>{SCRIPT}</script>");
    }
    page.push_str("</body>\n</html>\n");
    page
}

fn header(comparison: &Comparison, page: &mut String) {
    let verdict = comparison.verdict();
    let class = match verdict {
        Verdict::Major => "break",
        Verdict::Minor => "ok",
        Verdict::Patch | Verdict::None => "added",
    };
    let _ = write!(
        page,
        "<header>\n<h1>API changes: <span class=\"{class}\">{verdict}</span><span class=\"quiet\">{}</span></h1>\n",
        escaped(comparison.meaning())
    );
    if let Some((old, new)) = &comparison.sides {
        let _ = writeln!(
            page,
            "<p>From <code>{}</code> to <code>{}</code>: {}.</p>",
            escaped(old),
            escaped(new),
            summary(comparison.counts())
        );
    } else {
        let _ = writeln!(page, "<p>{}.</p>", summary(comparison.counts()));
    }
    for unmatched in &comparison.unmatched {
        let _ = writeln!(
            page,
            "<p class=\"ok\">{}</p>",
            prose(&unmatched.to_string())
        );
    }
    if let Some((sentence, lines)) = comparison.regenerated() {
        let lines = lines.join("\n");
        let _ = writeln!(
            page,
            "<details><summary>{}</summary><pre>{}</pre></details>",
            prose(&sentence),
            escaped(&lines)
        );
    }
    page.push_str("</header>\n");
}

/// How many changes of a group there are of each sort.
#[derive(Clone, Copy, Debug, Default)]
struct Tally {
    broken: usize,
    added: usize,
    all: usize,
}

/// The groups of calls, in the order of their names, each with its number on the page.
struct Groups<'c> {
    numbers: HashMap<&'c str, usize>,
    tallies: Vec<(&'c str, Tally)>,
}

impl<'c> Groups<'c> {
    fn of(comparison: &'c Comparison) -> Self {
        let mut tallies: BTreeMap<&str, Tally> = BTreeMap::new();
        for change in &comparison.changes {
            let standing = Standing::of(change);
            for group in &change.about.groups {
                let tally = tallies.entry(group).or_default();
                tally.all += 1;
                tally.broken += usize::from(standing == Standing::Breaking);
                tally.added += usize::from(standing == Standing::Added);
            }
        }
        let tallies: Vec<_> = tallies.into_iter().collect();
        let names = tallies.iter().map(|(name, _)| *name);
        Self {
            numbers: names.zip(0..).collect(),
            tallies,
        }
    }

    /// The table of the groups, each a link that filters by it.
    fn map(&self, page: &mut String) {
        page.push_str(
            "<nav aria-labelledby=\"map\">\n<h2 id=\"map\">Map of the API</h2>\n<div class=\"map\" tabindex=\"0\" \
             role=\"region\" aria-labelledby=\"map\">\n<table>\n<thead><tr><th scope=\"col\">group</th>\
             <th scope=\"col\">broken</th><th scope=\"col\">added</th><th scope=\"col\">all changes</th></tr></thead>\n<tbody>\n",
        );
        let mut rows = self.tallies.clone();
        rows.sort_by_key(|(name, tally)| (std::cmp::Reverse((tally.broken, tally.all)), *name));
        for (name, tally) in rows {
            let class = |count: usize, class: &'static str| if count > 0 { class } else { "quiet" };
            let _ = writeln!(
                page,
                "<tr><th scope=\"row\"><a href=\"#group={}\">{}</a></th><td class=\"{}\">{}</td>\
                 <td class=\"{}\">{}</td><td>{}</td></tr>",
                uri(name),
                escaped(name),
                class(tally.broken, "break"),
                tally.broken,
                class(tally.added, "added"),
                tally.added,
                tally.all
            );
        }
        page.push_str("</tbody>\n</table>\n</div>\n</nav>\n");
    }

    /// The filters; without the script there is nothing to filter with.
    fn form(&self, count: usize, page: &mut String) {
        page.push_str(
            "<form id=\"filter\" role=\"search\" aria-label=\"Filter the changes\" hidden>\n\
             <label>Text <input type=\"search\" name=\"text\" autocomplete=\"off\"></label>\n\
             <label>Column <select name=\"column\"><option value=\"\">any</option>\
             <option value=\"source-break\">source: BREAK</option><option value=\"source-added\">source: added</option>\
             <option value=\"wire-break\">wire: BREAK</option><option value=\"wire-compatible\">wire: ok</option>\
             </select></label>\n<label>Group <select name=\"group\"><option value=\"\">any</option>",
        );
        for (at, (name, tally)) in self.tallies.iter().enumerate() {
            let _ = write!(
                page,
                "<option value=\"{0}\" data-at=\"{at}\">{0} ({1})</option>",
                escaped(name),
                tally.all
            );
        }
        let _ = write!(
            page,
            "</select></label>\n<label>Severity <select name=\"severity\"><option value=\"\">any</option>\
             <option>major</option><option>minor</option><option>patch</option><option>none</option>\
             <option>accepted</option></select></label>\n<button type=\"reset\">Show all</button>\n\
             <output id=\"count\" role=\"status\" aria-live=\"polite\">{count} of {count} changes</output>\n</form>\n"
        );
    }

    fn section(&self, section: &Section<'_>, ids: &mut Ids, page: &mut String) {
        let title = section.standing.title();
        let id = ids.fresh(title);
        let _ = write!(
            page,
            "<section class=\"standing\" aria-labelledby=\"{id}\">\n<h2 id=\"{id}\">{title} \
             <span class=\"quiet tally\">({})</span></h2>\n",
            section.count()
        );
        for group in &section.groups {
            page.push_str("<section class=\"group\">\n");
            let _ = match (
                group.owner,
                group.heading().and_then(|heading| heading.used),
            ) {
                (None, _) => writeln!(page, "<h3>In several places</h3>"),
                (Some(owner), None) => {
                    writeln!(page, "<h3><code>{}</code></h3>", escaped(owner))
                }
                (Some(owner), Some(used)) => writeln!(
                    page,
                    "<h3><code>{}</code> <span class=\"quiet\">{}</span></h3>",
                    escaped(owner),
                    prose(&used)
                ),
            };
            for cause in &group.causes {
                self.cause(section.standing, cause, ids, page);
            }
            page.push_str("</section>\n");
        }
        page.push_str("</section>\n");
    }

    fn cause(&self, standing: Standing, cause: &Cause<'_>, ids: &mut Ids, page: &mut String) {
        let (first, several) = (cause.first(), cause.changes.len() > 1);
        if several {
            let _ = writeln!(
                page,
                "<details class=\"cause\"><summary>{} {} <span class=\"quiet tally\"></span></summary>",
                levels(first),
                prose(&cause.message(false))
            );
        }
        for change in &cause.changes {
            self.change(standing, change, ids, page);
        }
        if !cause.types.is_empty() {
            let _ = writeln!(
                page,
                "<details class=\"cause\"><summary>With it: {}</summary>",
                match cause.types.len() {
                    1 => "1 type".to_owned(),
                    count => format!("{count} types"),
                }
            );
        }
        for change in &cause.types {
            self.change(standing, change, ids, page);
        }
        if several || !cause.types.is_empty() {
            page.push_str("</details>\n");
        }
    }

    fn change(&self, standing: Standing, change: &Change, ids: &mut Ids, page: &mut String) {
        let id = ids.fresh(&format!("{}-{}", change.rule, change.subject));
        let numbers: Vec<String> = change
            .about
            .groups
            .iter()
            .filter_map(|group| self.numbers.get(group.as_str()))
            .map(usize::to_string)
            .collect();
        let severity = match &change.accepted {
            Some(_) => "accepted",
            None => change.verdict.as_str(),
        };
        let _ = write!(
            page,
            "<article id=\"{id}\" tabindex=\"-1\" data-standing=\"{}\" data-source=\"{}\" data-wire=\"{}\" \
             data-severity=\"{severity}\" data-groups=\"{}\" data-rule=\"{}\">\n<h4><code>{}</code>: {}</h4>\n\
             <p class=\"meta\">{} <span>{severity}</span> <span title=\"{}\"><code>{}</code></span> {} \
             <a href=\"#{id}\">link<span class=\"aside\"> to this change</span></a></p>\n",
            standing.title(),
            source(change.source),
            wire(change.wire),
            numbers.join(" "),
            change.rule,
            escaped(&change.subject),
            prose(&change.message),
            levels(change),
            escaped(change.rule.summary()),
            change.rule,
            change.place().map_or_else(String::new, link),
        );
        if let Some(calls) = calls(&change.calls) {
            let _ = writeln!(page, "<p class=\"quiet\">{}</p>", prose(&calls));
        }
        if let Some(why) = &change.accepted {
            let _ = writeln!(page, "<p><strong>accepted</strong>: {}</p>", escaped(why));
        }
        let about = &change.about;
        page.push_str("<details><summary>Before and after</summary>\n<div class=\"sides\">\n");
        let old = (&change.old, &about.old_signature, &change.excerpts.old);
        let new = (&change.new, &about.new_signature, &change.excerpts.new);
        for (title, (place, signature, excerpt)) in [("Before", old), ("After", new)] {
            let place = place.as_ref().map_or_else(String::new, link);
            let _ = write!(page, "<div>\n<h5>{title} {place}</h5>\n");
            if let Some(signature) = signature {
                let _ = writeln!(page, "<pre><code>{}</code></pre>", block(signature));
            }
            match excerpt {
                Some(excerpt) => lines(title, excerpt, page),
                None => page.push_str("<p class=\"quiet\">not in this description</p>\n"),
            }
            page.push_str("</div>\n");
        }
        page.push_str("</div>\n</details>\n</article>\n");
    }
}

/// The two columns of a change.
fn levels(change: &Change) -> String {
    let source = match change.source {
        Source::Break => "break",
        Source::Added => "added",
        Source::None => "quiet",
    };
    let wire = match change.wire {
        Wire::Break => "break",
        Wire::Compatible => "ok",
        Wire::None => "quiet",
    };
    format!(
        "<span class=\"{source}\">source {}</span> <span class=\"{wire}\">wire {}</span>",
        change.source.as_str(),
        change.wire.as_str()
    )
}

/// As the filter knows it.
fn source(source: Source) -> &'static str {
    match source {
        Source::None => "none",
        Source::Added => "added",
        Source::Break => "break",
    }
}

/// As the filter knows it.
fn wire(wire: Wire) -> &'static str {
    match wire {
        Wire::None => "none",
        Wire::Compatible => "compatible",
        Wire::Break => "break",
    }
}

/// A place, as a link to its line.
fn link(place: &Location) -> String {
    format!(
        "<a href=\"./{}#L{}\">{}</a>",
        uri(&place.path),
        place.line,
        escaped(&place.to_string())
    )
}

/// The lines of a description, with their numbers.
fn lines(title: &str, excerpt: &Excerpt, page: &mut String) {
    let _ = write!(
        page,
        "<pre tabindex=\"0\" role=\"region\" aria-label=\"{title}: description\"><code>"
    );
    for (at, line) in (excerpt.first..).zip(&excerpt.lines) {
        let text = format!("{at:>6}  {}\n", escaped(&line.replace('\t', "    ")));
        match at == excerpt.first + excerpt.marked {
            true => {
                let _ = write!(page, "<mark>{text}</mark>");
            }
            false => page.push_str(&text),
        }
    }
    page.push_str("</code></pre>\n");
}

/// Ids of a page, none of which is there twice.
#[derive(Debug, Default)]
struct Ids {
    given: HashMap<String, usize>,
}

impl Ids {
    /// An id that says what it is of: letters and digits of ASCII, so that it is itself in an address.
    fn fresh(&mut self, text: &str) -> String {
        let mut id = String::new();
        for one in text.chars() {
            if one.is_ascii_alphanumeric() || one == '_' {
                id.push(one);
            } else if !id.ends_with('-') {
                id.push('-');
            }
        }
        let id = id.trim_end_matches('-').to_owned();
        let count = self.given.entry(id.clone()).or_insert(0);
        *count += 1;
        match *count {
            1 => id,
            // No id of a text ends with a point.
            count => format!("{id}.{count}"),
        }
    }
}

/// A sentence whose backticks pair up: what is between them is code.
fn prose(text: &str) -> String {
    let mut out = String::new();
    for (at, part) in text.split('`').enumerate() {
        match at % 2 == 1 {
            true => {
                let _ = write!(out, "<code>{}</code>", escaped(part));
            }
            false => out.push_str(&escaped(part)),
        }
    }
    out
}

/// Several lines of text.
fn block(text: &str) -> String {
    let lines: Vec<String> = text.lines().map(escaped).collect();
    lines.join("\n")
}

/// Text of the page, or of an attribute: nothing in it is a mark, and what is hidden is written out.
fn escaped(text: &str) -> String {
    without_markup(text, |character| (character == '`').then_some("&#96;"))
}
