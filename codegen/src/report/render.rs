//! Renders findings as text.
//!
//! The rendering is that of annotate-snippets; this module passes it the excerpts and adapts the
//! style. No other module uses that crate.

use std::fmt::Write;

use annotate_snippets::{AnnotationKind, Element, Level, Renderer, Snippet};

use super::excerpt::Excerpt;
use super::findings::{Finding, visible};

/// The most findings that are drawn.
const MAXIMUM_SHOWN: usize = 50;

/// Draws the findings; `total` counts those as well that were not kept.
pub(super) fn render(findings: &[Finding], total: usize, color: bool) -> String {
    let renderer = if color {
        Renderer::styled()
    } else {
        Renderer::plain()
    };
    let mut text = String::new();
    for finding in findings.iter().take(MAXIMUM_SHOWN) {
        if !text.is_empty() {
            text.push('\n');
        }
        text.push_str(&draw(finding, &renderer));
    }
    let more = total - findings.len().min(MAXIMUM_SHOWN);
    if more > 0 {
        let _ = writeln!(text, "\nand {more} more");
    }
    text
}

fn draw(finding: &Finding, renderer: &Renderer) -> String {
    let mut group = Level::ERROR
        .primary_title(finding.message.as_str())
        .id(finding.code.as_str())
        .elements(
            finding
                .excerpts
                .iter()
                .map(|excerpt| Element::from(snippet(excerpt))),
        );
    for help in &finding.help {
        group = group.element(Level::HELP.message(help.as_str()));
    }
    let repair = finding.repair.as_deref().map(|action| {
        let or = if finding.help.is_empty() { "" } else { "or " };
        let lines = action
            .lines()
            .map(|line| format!("\n    {}", visible(line)));
        format!(
            "{or}repair it with an overlay:{}",
            lines.collect::<String>()
        )
    });
    if let Some(repair) = &repair {
        group = group.element(Level::HELP.message(repair.as_str()));
    }
    let mut drawn = renderer.render(&[group]);
    for excerpt in &finding.excerpts {
        if let Some(moved) = &excerpt.moved {
            let place = |column: u32| format!("{}:{}:{column}\n", excerpt.file, moved.line);
            drawn = drawn.replacen(&place(moved.drawn), &place(moved.real), 1);
        }
    }
    tighten(&drawn)
}

fn snippet(excerpt: &Excerpt) -> Snippet<'_, annotate_snippets::Annotation<'_>> {
    let annotations = excerpt.marks.iter().map(|mark| {
        let kind = if mark.primary {
            AnnotationKind::Primary
        } else {
            AnnotationKind::Context
        };
        kind.span(mark.range.clone()).label(mark.label.as_deref())
    });
    Snippet::source(excerpt.text.as_str())
        .line_start(excerpt.first_line as usize)
        .path(excerpt.file.as_str())
        .annotations(annotations)
}

/// Takes out the empty gutter line before the help, and the spaces at line ends.
fn tighten(drawn: &str) -> String {
    let lines: Vec<&str> = drawn.lines().collect();
    let mut text = String::with_capacity(drawn.len() + 1);
    for (index, line) in lines.iter().enumerate() {
        let before_help = lines
            .get(index + 1)
            .is_some_and(|next| plain(next).trim_start().starts_with("= "));
        if before_help && plain(line).trim() == "|" {
            continue;
        }
        text.push_str(line.trim_end());
        text.push('\n');
    }
    text
}

/// The line without its ANSI escapes.
fn plain(line: &str) -> String {
    let mut text = String::with_capacity(line.len());
    let mut rest = line;
    while let Some((before, escape)) = rest.split_once("\u{1b}[") {
        text.push_str(before);
        rest = escape.split_once('m').map_or("", |(_, after)| after);
    }
    text.push_str(rest);
    text
}
