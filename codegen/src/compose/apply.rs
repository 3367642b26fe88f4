//! Writes what was planned into the documents.

use std::collections::{BTreeMap, HashMap};

use super::plan::{Key, Made, Plan, Value};
use crate::documents::Composed;
use crate::documents::{Documents, link};
use crate::source::{FileId, Span};
use crate::syntax::Editor;
use crate::syntax::NodeId;

/// Writes the plans, file by file.
pub(super) fn apply(
    documents: &mut Documents,
    mut plans: BTreeMap<FileId, Vec<(NodeId, Plan)>>,
    made: &[Made],
    mut composed: Composed,
) {
    let mut made_in: BTreeMap<FileId, Vec<usize>> = BTreeMap::new();
    for (number, made) in made.iter().enumerate() {
        plans.entry(made.file).or_default();
        made_in.entry(made.file).or_default().push(number);
    }
    for (file, plans) in plans {
        let made_here = made_in.remove(&file).unwrap_or_default();
        let Some(document) = documents.take(file) else {
            continue;
        };
        let mut writer = Writer {
            documents,
            file,
            editor: Editor::new(document),
            made,
            numbers: HashMap::new(),
        };
        writer.all_made(&made_here);
        for (place, plan) in plans {
            writer.existing(place.1, plan);
        }
        for number in made_here {
            let (made, Some(node)) = (&made[number], writer.numbers.get(&number)) else {
                continue;
            };
            if let Some(label) = &made.label {
                composed.labels.insert((file, *node), label.clone());
            }
            if let Some(schema) = made.stands_for {
                composed.alternatives.insert((file, *node), schema);
            }
            if let Some(home) = &made.home {
                composed.homes.insert((file, *node), home.clone());
            }
        }
        let written = writer.editor.finish();
        documents.put(file, written);
    }
    documents.composed = composed;
}

struct Writer<'m> {
    /// The others.
    documents: &'m Documents,
    file: FileId,
    editor: Editor,
    made: &'m [Made],
    /// The nodes of made schemas.
    numbers: HashMap<usize, u32>,
}

impl Writer<'_> {
    fn existing(&mut self, node: u32, plan: Plan) {
        let mut entries = self.editor.entries_of(node);
        entries.retain(|(key, _)| !plan.dropped.contains(&self.editor.text_of(*key)));
        let held = entries.iter().enumerate();
        let mut places: HashMap<String, usize> = held
            .map(|(at, (key, _))| (self.editor.text_of(*key).to_owned(), at))
            .collect();
        for (key, value) in plan.entries {
            let value = self.value(value, plan.at);
            match places.get(&key.text) {
                Some(at) => entries[*at].1 = value,
                None => {
                    entries.push((self.key(&key), value));
                    places.insert(key.text, entries.len() - 1);
                }
            }
        }
        self.editor.become_mapping(node, &entries);
    }

    fn key(&mut self, key: &Key) -> u32 {
        self.editor.add_text(&key.text, key.span)
    }

    fn value(&mut self, value: Value, at: Span) -> u32 {
        match value {
            Value::Node((file, node)) if file == self.file => node,
            Value::Scalar(place) => match self.documents.node(place) {
                Some(node) => self.editor.graft(node).id,
                None => self.editor.add_text("", at),
            },
            Value::Node(place) => {
                let text = link(place, "");
                self.reference(&text, at)
            }
            Value::Link(place, name) => {
                let text = link(place, &name);
                self.reference(&text, at)
            }
            Value::LinkText(place, name) => self.editor.add_text(&link(place, &name), at),
            Value::Made(number) => match self.numbers.get(&number) {
                Some(node) => *node,
                // What could not be brought together is anything.
                None => self.editor.add_mapping(&[], at),
            },
            Value::Text(text) => self.editor.add_text(&text, at),
            Value::Flag(flag) => self.editor.add_flag(flag, at),
            Value::List(values) => {
                let items: Vec<u32> = values
                    .into_iter()
                    .map(|value| self.value(value, at))
                    .collect();
                self.editor.add_sequence(&items, at)
            }
            Value::Map(entries) => {
                let entries = self.entries(entries, at);
                self.editor.add_mapping(&entries, at)
            }
        }
    }

    fn entries(&mut self, entries: Vec<(Key, Value)>, at: Span) -> Vec<(u32, u32)> {
        entries
            .into_iter()
            .map(|(key, value)| {
                let value = self.value(value, at);
                (self.key(&key), value)
            })
            .collect()
    }

    fn reference(&mut self, text: &str, at: Span) -> u32 {
        let key = self.editor.add_text("$ref", at);
        let value = self.editor.add_text(text, at);
        self.editor.add_mapping(&[(key, value)], at)
    }

    /// Adds the schemas that are made: first each of them, because they may hold each other.
    fn all_made(&mut self, numbers: &[usize]) {
        for number in numbers {
            if let Some(plan) = &self.made[*number].plan {
                let node = self.editor.add_mapping(&[], plan.at);
                self.numbers.insert(*number, node);
            }
        }
        for number in numbers {
            let plan = &self.made[*number].plan;
            if let (Some(node), Some(plan)) = (self.numbers.get(number).copied(), plan) {
                let entries = self.entries(plan.entries.clone(), plan.at);
                self.editor.become_mapping(node, &entries);
            }
        }
    }
}
