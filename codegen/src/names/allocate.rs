//! The names of one scope, from the texts of the description and the names that were given before.
//!
//! All names of a scope are chosen at the same time and each from its own text: neither the order
//! of the description nor a counter has an effect, so that moving a sibling renames nothing. A name
//! that was given before stays. Among the others, if the text alone is ambiguous (`id`, `_id`,
//! `ID`), the one that is spelled like the identifier keeps it, and the rest add a word for the
//! difference: `underscore_id`, `id_upper`. A digest of the text is the last resort.

use std::borrow::Cow;
use std::collections::{BTreeMap, BTreeSet, HashMap, HashSet};

use super::digest::digest;
use super::identifier::{Case, identifier, suffixed};
use super::reserved::{Reserved, is_keyword};
use super::twins::{Yielding, distinguished, keeper};
use super::words;

/// A name to be given: the text of the description, and what tells it from an equal text.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Wanted<'a> {
    /// The text that the name is made from.
    pub(crate) text: &'a str,
    /// The same without words that repeat each other, which is enough where nothing else is called
    /// so; empty where no word does.
    pub(crate) short: &'a str,
    /// A word to put in front where two texts are equal; empty for the one that keeps its plain
    /// name.
    pub(crate) qualifier: &'a str,
    /// What the description says in other words, where the text is none or somebody else's; empty
    /// where it says nothing.
    pub(crate) title: &'a str,
    /// The steps to where it stands, where others of its text may stand elsewhere; empty for
    /// components.
    pub(crate) place: &'a str,
    /// The name that the same place was given before, whatever its text is today.
    pub(crate) given: Option<&'a str>,
}

impl<'a> Wanted<'a> {
    /// A name that nothing but its text decides.
    pub(crate) fn of(text: &'a str) -> Self {
        Self {
            text,
            short: "",
            qualifier: "",
            title: "",
            place: "",
            given: None,
        }
    }

    /// Whether others of its text may stand elsewhere.
    pub(super) fn has_place(&self) -> bool {
        !self.place.is_empty()
    }

    /// The text that the plain name is made of.
    fn called(&self) -> &'a str {
        if !self.title.is_empty() && words::has_signs(self.text) {
            self.title
        } else if self.short.is_empty() {
            self.text
        } else {
            self.short
        }
    }
}

/// The Rust names for these texts, in their order; no two are equal, not even but for case.
pub(crate) fn assign(case: Case, reserved: Reserved, wanted: &[Wanted<'_>]) -> Vec<String> {
    // What a ledger says that no run can have given would not compile.
    let given = |name: &Wanted<'_>| {
        name.given
            .is_some_and(|given| is_keyword(given) || reserved.holds(given))
    };
    if wanted.iter().any(given) {
        let sound: Vec<_> = wanted
            .iter()
            .map(|name| Wanted {
                given: name.given.filter(|_| !given(name)),
                ..*name
            })
            .collect();
        return assign(case, reserved, &sound);
    }
    let repeated = repeated(wanted);
    let resolved: Vec<Cow<'_, str>> = wanted
        .iter()
        .map(|name| match name.given {
            Some(given) => Cow::Borrowed(given),
            None => Cow::Owned(plain_name(case, reserved, &repeated, name)),
        })
        .collect();
    if are_apart(&resolved) {
        return resolved.into_iter().map(Cow::into_owned).collect();
    }
    told_apart(case, reserved, wanted)
}

/// The names of a scope in which some are equal.
fn told_apart(case: Case, reserved: Reserved, wanted: &[Wanted<'_>]) -> Vec<String> {
    let mut names = plain(case, reserved, wanted);
    let mut taken = BTreeSet::new();
    // Of two places that were given one name, as a merge may have it, the one of the shortest text
    // keeps it: a longer one has more words to be called by.
    let mut before: Vec<usize> = (0..wanted.len())
        .filter(|&index| wanted[index].given.is_some())
        .collect();
    before.sort_by_key(|&index| {
        let Wanted {
            text, qualifier, ..
        } = wanted[index];
        (text.len(), text, qualifier)
    });
    let mut kept = vec![false; wanted.len()];
    let mut placed = BTreeSet::new();
    for index in before {
        let Some(given) = wanted[index].given else {
            continue;
        };
        if taken.insert(given.to_lowercase()) {
            given.clone_into(&mut names[index]);
            kept[index] = true;
            if wanted[index].has_place() {
                placed.insert(given.to_lowercase());
            }
        }
    }

    let mut groups = BTreeMap::<String, Vec<usize>>::new();
    for index in (0..names.len()).filter(|&index| !kept[index]) {
        groups
            .entry(names[index].to_lowercase())
            .or_default()
            .push(index);
    }
    let mut yields = Vec::new();
    for (name, members) in &groups {
        let is_held = taken.contains(name);
        let keeper = keeper(case, reserved, members, &names, wanted).filter(|_| !is_held);
        if is_held || members.len() > 1 {
            let yielding = members.iter().filter(|index| Some(**index) != keeper);
            yields.extend(yielding.map(|&index| Yielding {
                index,
                to_placed: placed.contains(name) && !wanted[index].has_place(),
            }));
        }
    }
    taken.extend(groups.into_keys());
    for (index, name) in distinguished(case, reserved, yields, &names, wanted, &taken) {
        names[index] = name;
    }
    // What nothing at all tells apart is counted: any other name would stand twice.
    let mut seen = BTreeSet::new();
    for name in &mut names {
        let mut number = 1;
        let text = name.clone();
        while !seen.insert(name.to_lowercase()) {
            number += 1;
            *name = match case {
                Case::Snake => format!("{text}_n{number}"),
                Case::Pascal => format!("{text}N{number}"),
            };
        }
    }
    names
}

/// Whether no two names are equal, not even but for case: then there is nothing to resolve.
fn are_apart(names: &[Cow<'_, str>]) -> bool {
    let mut seen = HashSet::with_capacity(names.len());
    names.iter().all(|name| {
        let is_lower = |byte: u8| byte.is_ascii() && !byte.is_ascii_uppercase();
        seen.insert(if name.bytes().all(is_lower) {
            Cow::Borrowed(name.as_ref())
        } else {
            Cow::Owned(name.to_lowercase())
        })
    })
}

/// The names that the texts give on their own: with a qualifier where two texts are equal.
pub(crate) fn plain(case: Case, reserved: Reserved, wanted: &[Wanted<'_>]) -> Vec<String> {
    let repeated = repeated(wanted);
    wanted
        .iter()
        .map(|name| plain_name(case, reserved, &repeated, name))
        .collect()
}

/// The texts that stand in a scope with several qualifiers.
pub(super) fn repeated<'a>(wanted: &[Wanted<'a>]) -> HashSet<&'a str> {
    let mut seen = HashMap::new();
    let mut repeated = HashSet::new();
    if wanted.iter().any(|name| !name.qualifier.is_empty()) {
        repeated.extend(wanted.iter().filter_map(|name| {
            let known = *seen.entry(name.text).or_insert(name.qualifier);
            (known != name.qualifier).then_some(name.text)
        }));
    }
    repeated
}

/// The name that a text gives on its own.
fn plain_name(
    case: Case,
    reserved: Reserved,
    repeated: &HashSet<&str>,
    name: &Wanted<'_>,
) -> String {
    identifier(case, reserved, qualifier(repeated, name), name.called())
}

/// The word in front of a name: where its text stands in the scope more than once.
pub(super) fn qualifier<'a>(repeated: &HashSet<&str>, name: &Wanted<'a>) -> &'a str {
    if repeated.contains(name.text) {
        name.qualifier
    } else {
        ""
    }
}

/// The names, each with the suffix as often as it takes not to be taken; two that become equal are
/// told apart by their texts. A name that was given before yields to nothing.
pub(crate) fn yielding(
    names: Vec<String>,
    wanted: &[Wanted<'_>],
    suffix: &str,
    taken: impl Fn(&str) -> bool,
) -> Vec<String> {
    let yields = |index: usize, name: &str| {
        let kept = wanted[index].given.is_some_and(|given| given == name);
        !kept && taken(name)
    };
    let yielded: Vec<usize> = (0..names.len())
        .filter(|&index| yields(index, &names[index]))
        .collect();
    if yielded.is_empty() {
        return names;
    }
    let mut given = names;
    let others: BTreeSet<String> = (0..given.len())
        .filter(|index| yielded.binary_search(index).is_err())
        .map(|index| given[index].to_lowercase())
        .collect();
    let mut times = BTreeMap::<String, usize>::new();
    for &index in &yielded {
        let name = &mut given[index];
        while taken(name) || others.contains(&name.to_lowercase()) {
            let longer = suffixed(name, suffix);
            if longer == *name {
                break;
            }
            *name = longer;
        }
        *times.entry(name.to_lowercase()).or_default() += 1;
    }
    for index in yielded {
        let name = &mut given[index];
        let lower = name.to_lowercase();
        if times[&lower] > 1 || others.contains(&lower) || taken(name) {
            let digest = format!("{:016x}", digest("", wanted[index].text));
            *name = suffixed(name, &format!("X{digest}"));
        }
    }
    given
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::{Case, Reserved, Wanted, assign, told_apart};
    use crate::names::digest::has_digest;

    fn fields(texts: &[&str]) -> Vec<String> {
        let wanted: Vec<_> = texts.iter().map(|text| Wanted::of(text)).collect();
        assign(Case::Snake, Reserved::Fields, &wanted)
    }

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(2_000))]

        #[test]
        fn names_that_are_apart_are_allocated_as_any(
            texts in prop::collection::vec(("[a-bA-B_]{0,3}", "[ab]?", prop::option::of("[a-c]{1,2}")), 0..6),
        ) {
            let wanted: Vec<_> = texts.iter().map(|(text, qualifier, given)| Wanted {
                qualifier,
                given: given.as_deref(),
                ..Wanted::of(text)
            }).collect();
            let names = assign(Case::Snake, Reserved::Fields, &wanted);
            prop_assert_eq!(names, told_apart(Case::Snake, Reserved::Fields, &wanted));
        }
    }

    #[test]
    fn a_sibling_never_changes_who_is_who() {
        let two = fields(&["id", "_id"]);
        assert_eq!(two[0], "id");
        let three = fields(&["ID", "_id", "id"]);
        assert_eq!(three[2], "id");
        assert_eq!(three[1], two[1]);
        assert_eq!(three[1], "underscore_id");
        assert_eq!(three[0], "id_upper");
    }

    #[test]
    fn a_name_once_given_stays_whatever_siblings_come() {
        let given = |text, given| Wanted {
            given,
            ..Wanted::of(text)
        };
        let names = assign(
            Case::Snake,
            Reserved::Fields,
            &[given("id", None), given("ID", Some("id"))],
        );
        assert_eq!(names[1], "id");
        assert_eq!(names[0], "id_lower");
        // The sibling keeps what it was given in turn, when the first one is gone.
        let alone = assign(
            Case::Snake,
            Reserved::Fields,
            &[given("id", Some(&names[0]))],
        );
        assert_eq!(alone, names[..1]);
    }

    #[test]
    fn of_two_that_were_given_one_name_one_keeps_it() {
        let given = |text| Wanted {
            given: Some("id"),
            ..Wanted::of(text)
        };
        let forwards = assign(Case::Snake, Reserved::Fields, &[given("ID"), given("Id")]);
        let backwards = assign(Case::Snake, Reserved::Fields, &[given("Id"), given("ID")]);
        assert_eq!(forwards[0], "id");
        assert_eq!(forwards[1], "id_title");
        assert_eq!(forwards[0], backwards[1]);
        assert_eq!(forwards[1], backwards[0]);
    }

    #[test]
    fn equal_texts_are_told_apart_by_where_they_stand() {
        let wanted = [
            Wanted::of("id"),
            Wanted {
                qualifier: "body",
                ..Wanted::of("id")
            },
        ];
        assert_eq!(
            assign(Case::Snake, Reserved::Inputs, &wanted),
            ["id", "body_id"]
        );
    }

    /// The names of texts in a scope, in their order.
    fn names(case: Case, reserved: Reserved, texts: &[&str]) -> Vec<String> {
        let wanted: Vec<_> = texts.iter().map(|text| Wanted::of(text)).collect();
        assign(case, reserved, &wanted)
    }

    #[test]
    fn names_that_texts_alone_do_not_tell_apart_say_what_they_differ_by() {
        use Reserved::{Fields, Inputs, Types, Variants};

        let (snake, pascal) = (Case::Snake, Case::Pascal);
        for (case, reserved, texts, expected) in [
            (
                pascal,
                Variants,
                "name -name +name",
                "Name MinusName PlusName",
            ),
            (snake, Fields, "+1 -1 1", "plus_1 minus_1 value_1"),
            (pascal, Variants, "1.0 1.5 10", "V1_0 V1_5 Value10"),
            (
                pascal,
                Variants,
                "o3-2025-04-16 gpt-4-0613 bits1_5 2024-06-20",
                "O3_2025_04_16 Gpt4_0613 Bits1_5 Value2024_06_20",
            ),
            (pascal, Variants, "< <= = != >= >", "Lt Le Eq Ne Ge Gt"),
            (snake, Fields, "links _links", "links underscore_links"),
            (
                snake,
                Inputs,
                "filter[name] filter_name",
                "filter_bracket_name filter_name",
            ),
            (snake, Inputs, "ids ids[]", "ids ids_brackets"),
            (
                snake,
                Inputs,
                "$top $filter filter",
                "top dollar_filter filter",
            ),
            (pascal, Types, "Users users", "Users UsersLower"),
            (snake, Reserved::Tags, "Users users", "users_title users"),
            (
                pascal,
                Variants,
                "unknown Unknown UNKNOWN",
                "UnknownLower UnknownTitle UnknownUpper",
            ),
            (pascal, Variants, "asc ASC", "AscLower AscUpper"),
            (
                snake,
                Fields,
                "user_id userId UserId USER_ID user-id",
                "user_id user_id_camel user_id_pascal user_id_upper user_dash_id",
            ),
            (pascal, Variants, "GMT0 GMT-0", "Gmt0 GmtMinus0"),
            (pascal, Variants, "* star", "StarSign Star"),
            (pascal, Types, "Error ApiError", "ErrorSchema ApiError"),
            (pascal, Variants, "Вход ВХОД", "Вход ВходUpper"),
            (pascal, Types, "Page«User» Page", "PageUser Page"),
        ] {
            let texts: Vec<_> = texts.split(' ').collect();
            let forwards = names(case, reserved, &texts);
            assert_eq!(forwards.join(" "), expected, "{texts:?}");
            let mut backwards = names(
                case,
                reserved,
                &texts.iter().rev().copied().collect::<Vec<_>>(),
            );
            backwards.reverse();
            assert_eq!(forwards, backwards, "{texts:?}");
        }
    }

    #[test]
    fn titles_name_signs_and_twins() {
        let titled = |text, title| Wanted {
            title,
            ..Wanted::of(text)
        };
        let wanted = [
            titled("user", "USER"),
            titled("-user", "NO_USER"),
            titled("all", "Everything"),
            titled("ALL", "Each of them"),
        ];
        assert_eq!(
            assign(Case::Pascal, Reserved::Variants, &wanted),
            ["User", "NoUser", "Everything", "EachOfThem"]
        );
    }

    #[test]
    fn a_digest_is_the_last_resort() {
        let wanted = [Wanted::of("x\u{200d}"), Wanted::of("x\u{1}\u{200d}")];
        for name in assign(Case::Snake, Reserved::Fields, &wanted) {
            assert!(!has_digest("", "x", &name), "{name}");
        }
        let [one, other] = ["２", "²"].map(Wanted::of);
        let names = assign(Case::Snake, Reserved::Fields, &[one, other]);
        assert!(has_digest("", "²", &names[1]), "{}", names[1]);
        assert!(!has_digest("", "3", &names[1]));
        assert!(!has_digest("", "²", "value_2"));
    }
}
