//! `docs/verdicts.md`: what we say of every kind of change, and what others say.
//!
//! Our part is made from the rules and their cases in every run; what `cargo-semver-checks` said
//! is read back from the page, unless it is being asked.

use std::collections::BTreeSet;
use std::fmt::Write as _;
use std::fs;
use std::path::PathBuf;

use bindery::{Rule, Verdict};

use crate::Answers;
use crate::caller::Promise;
use crate::cases::Case;
use crate::disagreements::{DISAGREEMENTS, agree};
use crate::executed::{self, DIFFERENCES, Executions, difference, outcome as outcome_of};
use crate::semver::Answer;
use crate::support::{self, repository};

const TOOLS: &str = "Tools: ";

const HEAD: &str = "# Verdicts

The verdict of `bindery diff` for each kind of change, compared with those of other tools for the
crates that are generated before and after it. `scripts/verdicts` makes this page from the cases in
`codegen/tests/changes`; `cargo test -p bindery` compares it with the rules, and compiles the callers
again.

- *source*, *wire*: the effects of the change by its rule, in the words of [Changes](changes.md).
- *executed*: whether an old program works with the new service, and a new program with the old
  service; one word if both do the same. `scripts/wire-verdicts` runs every call against a double that
  refuses what its description does not allow and gives each response that it describes. The first is compared with the wire effect
  of the whole case; [Differences on the wire](#differences-on-the-wire) gives the reasons where it is
  another one.
- *bindery*: the part of the version that the whole case raises, and the rule that raises it if it is
  another one.
- *cargo-semver-checks*: the part that it requires, with its lints; with the default features, and
  with those that the caller uses if these are others. It does not report `patch`, and does not
  consider the wire.
- *caller*: the result of compiling code that was written against the old crate and uses what
  changes. *refused*: it no longer compiles, for the reason of the rule and no other. *warned*: it
  compiles, with a deprecation warning. *silent*: it compiles and means something else.
- *agreed*: whether both require the same part, where `patch` and none are the same; or the section
  below with the reason of the disagreement.
";

/// What the page holds beyond what is known without it.
#[derive(Debug)]
pub(crate) struct Page {
    /// Which tools were asked.
    pub(crate) tools: String,
    pub(crate) answers: Answers,
}

impl Page {
    /// Reads what is committed.
    pub(crate) fn committed() -> Self {
        let mut page = Self {
            tools: String::new(),
            answers: Answers::new(),
        };
        for line in read().lines() {
            if let Some(tools) = line.strip_prefix(TOOLS) {
                page.tools = tools.trim_end_matches('.').to_owned();
            } else if let Some((rule, answer)) = read_row(line) {
                page.answers.insert(rule, answer);
            }
        }
        page
    }

    /// The page, of today's rules.
    pub(crate) fn render(&self, cases: &[Case]) -> String {
        let mut out = format!("{HEAD}\n{TOOLS}{}.\n\n", self.tools);
        out.push_str(&self.sums(cases));
        out.push_str(
            "\n## Kinds of changes\n\n\
             | change | source | wire | executed | bindery | cargo-semver-checks | caller | agreed |\n\
             |---|---|---|---|---|---|---|---|\n",
        );
        let executions = executed::read_all();
        for case in cases {
            out.push_str(&self.row(case, &executions));
        }
        out.push_str(&differences(&executions));
        out.push_str("\n## Disagreements\n");
        for one in DISAGREEMENTS {
            let rules: Vec<String> = one.rules.iter().map(|rule| format!("`{rule}`")).collect();
            let _ = write!(
                out,
                "\n### {}\n\nbindery: {}; cargo-semver-checks: {}. {}\n\n{}.\n",
                one.title,
                one.ours,
                one.theirs,
                one.why,
                rules.join(", ")
            );
        }
        out
    }

    fn sums(&self, cases: &[Case]) -> String {
        let agreed = |case: &&Case| {
            let answer = self.answers.get(&case.rule);
            answer.is_some_and(|answer| agree(case.comparison.verdict(), answer.verdict))
        };
        let agreements = cases.iter().filter(agreed).count();
        let callers = |wanted: &str| {
            let found = cases.iter().filter(|case| outcome(case) == wanted);
            found.count()
        };
        format!(
            "{} kinds: {agreements} agreements, {} disagreements. Of the callers {} compile, {} are refused, {} mean something else.\n",
            cases.len(),
            cases.len() - agreements,
            callers("compiles") + callers("warned"),
            callers("refused"),
            callers("silent"),
        )
    }

    fn row(&self, case: &Case, executions: &Executions) -> String {
        let rule = case.rule;
        let change = case.change();
        let verdict = case.comparison.verdict();
        let raised = case
            .comparison
            .changes()
            .iter()
            .find(|one| one.verdict() == verdict)
            .filter(|_| change.verdict() < verdict);
        let mut ours = verdict.as_str().to_owned();
        if let Some(other) = raised {
            let _ = write!(ours, ", for `{}`", other.rule());
        }
        let (theirs, agreed) = match self.answers.get(&rule) {
            None => ("not asked".to_owned(), "?".to_owned()),
            Some(answer) => {
                let lints: String = answer
                    .lints
                    .iter()
                    .map(|lint| format!(" `{lint}`"))
                    .collect();
                let agreed = if agree(verdict, answer.verdict) {
                    "yes".to_owned()
                } else {
                    let explained = DISAGREEMENTS.iter().find(|one| one.rules.contains(&rule));
                    explained.map_or("unexplained".to_owned(), |one| {
                        format!("[{}](#{})", one.title, anchor(one.title))
                    })
                };
                (format!("{}{lints}", answer.verdict), agreed)
            }
        };
        format!(
            "| `{rule}` | {} | {} | {} | {ours} | {theirs} | {} | {agreed} |\n",
            change.source().as_str(),
            change.wire().as_str(),
            seen(rule, executions),
            match &case.caller.promise {
                Promise::Silent(why) => format!("silent: {}", why.trim_end_matches('.')),
                _ => outcome(case).to_owned(),
            }
        )
    }
}

/// What the compiler says of the caller with the new crate, which another test makes sure of.
fn outcome(case: &Case) -> &'static str {
    match &case.caller.promise {
        Promise::Compiles(warnings) if warnings.is_empty() => "compiles",
        Promise::Compiles(_) => "warned",
        Promise::Silent(_) => "silent",
        Promise::Breaks(_) => "refused",
    }
}

/// What was seen of a case.
fn seen(rule: Rule, executions: &Executions) -> String {
    let Some(one) = executions.get(&(rule, String::new())) else {
        return "not executed".to_owned();
    };
    let (forward, backward) = (outcome_of(&one.forward), outcome_of(&one.backward));
    let seen = if forward == backward {
        forward.to_owned()
    } else {
        format!("{forward}; {backward}")
    };
    match difference(rule) {
        Some(one) => format!("[{seen}](#{})", anchor(one.title)),
        None => seen,
    }
}

/// The reasons of the differences, and how many cases were executed.
fn differences(executions: &Executions) -> String {
    let mut out = "\n## Differences on the wire\n".to_owned();
    for one in DIFFERENCES {
        let rules: Vec<String> = one.rules.iter().map(|rule| format!("`{rule}`")).collect();
        let _ = write!(
            out,
            "\n### {}\n\n{}\n\n{}.\n",
            one.title,
            one.why,
            rules.join(", ")
        );
    }
    let count = |wanted: &str| {
        let seen = executions
            .values()
            .filter(|one| outcome_of(&one.forward) == wanted);
        seen.count()
    };
    let _ = write!(
        out,
        "\nOf {} cases of the kinds above, the old program breaks in {}, works in {}, and is not executed in {}.\n",
        executions.len(),
        count("breaks"),
        count("works"),
        count("not executed"),
    );
    out
}

/// Reads what `cargo-semver-checks` said from a row of the table.
fn read_row(line: &str) -> Option<(Rule, Answer)> {
    let cells: Vec<&str> = line.split('|').map(str::trim).collect();
    let rule = cells.get(1)?.trim_matches('`').parse().ok()?;
    let mut words = cells.get(6)?.split_whitespace();
    let verdict = match words.next()? {
        "major" => Verdict::Major,
        "minor" => Verdict::Minor,
        "none" => Verdict::None,
        _ => return None,
    };
    let lints: BTreeSet<String> = words
        .map(|word| word.trim_matches('`').to_owned())
        .collect();
    Some((rule, Answer { verdict, lints }))
}

/// The anchor that a heading of these words has.
fn anchor(title: &str) -> String {
    title
        .to_lowercase()
        .chars()
        .filter(|letter| letter.is_alphanumeric() || matches!(letter, ' ' | '-'))
        .map(|letter| if letter == ' ' { '-' } else { letter })
        .collect()
}

fn path() -> PathBuf {
    repository().join("docs/verdicts.md")
}

/// The page as it is committed.
pub(crate) fn read() -> String {
    support::read(&path())
}

/// Writes the page.
pub(crate) fn write(text: &str) {
    fs::write(path(), text).expect("the page can be written");
}
