//! Whether everything that one type writes can be read as another one: what decides if a type that
//! was replaced by an unrelated one breaks deployed programs.
//!
//! Values are followed in the direction in which they travel. Emitted clients read leniently: they
//! ignore unknown properties and keep unknown enumeration values and alternatives. A server is held
//! to its description. Nothing here knows a rule, and no result depends on what a type is called.

use std::collections::{HashMap, HashSet, VecDeque};

use super::facts::tightened;
use super::log::code;
use crate::model::{
    Access, Api, Constant, EnumValue, Facts, Field, Item, Presence, Record, Scalar, Shape, Type,
    TypeDefinition, TypeId, Union, Values, Variant,
};
use crate::usage::Usage;

/// The most comparisons that one question takes. Beyond it the types are said not to fit.
const MOST_STEPS: usize = 50_000;

/// How deep alternatives are tried inside alternatives: a stack is not endless.
const DEEPEST: usize = 32;

/// Which way values travel, and how they are written.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub(super) enum Route {
    /// A server of the new description writes, and a deployed program reads.
    Response,
    /// A deployed program writes JSON, and a server of the new description reads.
    Request,
    /// The same, where a single value is text whatever its type is: in a path, a query or a header.
    RequestText,
}

/// A description, and who uses its types.
#[derive(Clone, Copy)]
pub(super) struct Party<'a> {
    pub(super) api: &'a Api,
    pub(super) usage: &'a Usage,
}

/// Why values are not read as what they are.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Misfit {
    /// Where inside the value: `items[].price`; empty for the value itself.
    pub(super) path: String,
    /// The predicate of a sentence about it: `is a string instead of a number`.
    pub(super) why: String,
    /// Whether two values are of different kinds and lie in no named type: what the types are
    /// called in Rust says the same.
    pub(super) is_plain: bool,
}

/// Why two values differ where they are compared.
struct Why<'a> {
    /// The property that is the reason, where it is not the value itself.
    property: Option<&'a str>,
    text: String,
    is_kind: bool,
}

/// Both descriptions, and what was found out about their types.
#[derive(Default)]
pub(super) struct Fits {
    /// The pairs, writer first, that fit if all the others here do. What is being looked at is
    /// taken to fit, so that a type that holds itself is asked once.
    fitting: HashSet<Pair>,
    /// The same in the order of their arrival: what came after a failure goes again.
    trail: Vec<Pair>,
    /// The pairs that were tried as alternatives and do not fit.
    unfit: HashMap<Pair, Misfit>,
}

type Pair = (Route, TypeId, TypeId);

/// Two types that are to be compared.
struct Goal<'a> {
    /// The index of the step that leads here.
    step: usize,
    from: &'a Type,
    to: &'a Type,
    /// What is said of the two where they are used.
    facts: Option<(&'a Facts, &'a Facts)>,
}

/// A step down from another one, by its index.
struct Step<'a> {
    above: usize,
    part: Part<'a>,
}

#[derive(Clone, Copy)]
enum Part<'a> {
    /// The same value.
    Same,
    /// One of the types of a union.
    Alternative,
    Property(&'a str),
    /// The properties beside the named ones.
    Rest,
    Items,
    Place(usize),
    Values,
}

/// What a type is behind its aliases.
enum View<'a> {
    Record(TypeId, &'a Record),
    Enumeration(&'a TypeDefinition, &'a [EnumValue]),
    Union(&'a Union),
    Other(&'a Type),
}

/// The comparison of two types and of everything they hold.
struct Search<'a, 'f> {
    route: Route,
    writer: Party<'a>,
    reader: Party<'a>,
    fits: &'f mut Fits,
    /// How many comparisons may follow.
    left: usize,
    depth: usize,
}

/// What is left to compare, the shallowest first, so that the first misfit is the shallowest.
struct Agenda<'a> {
    steps: Vec<Step<'a>>,
    goals: VecDeque<Goal<'a>>,
}

/// The shallowest reason why values of an old type and of a new one are not exchanged on a route;
/// nothing where they are.
pub(super) fn misfit<'a>(
    fits: &mut Fits,
    route: Route,
    (old, old_type): (Party<'a>, &'a Type),
    (new, new_type): (Party<'a>, &'a Type),
) -> Option<Misfit> {
    let ((writer, from), (reader, to)) = match route {
        Route::Response => ((new, new_type), (old, old_type)),
        Route::Request | Route::RequestText => ((old, old_type), (new, new_type)),
    };
    let mut search = Search {
        route,
        writer,
        reader,
        fits,
        left: MOST_STEPS,
        depth: 0,
    };
    search.compare(from, to).err()
}

impl<'a> Search<'a, '_> {
    /// Compares two types and everything they hold.
    fn compare(&mut self, from: &'a Type, to: &'a Type) -> Result<(), Misfit> {
        let mark = self.fits.trail.len();
        let mut agenda = Agenda {
            steps: vec![Step {
                above: 0,
                part: Part::Same,
            }],
            goals: VecDeque::new(),
        };
        agenda.add(0, Part::Same, from, to);
        while let Some(goal) = agenda.goals.pop_front() {
            if let Err(why) = self.meet(&mut agenda, &goal) {
                for pair in self.fits.trail.drain(mark..) {
                    self.fits.fitting.remove(&pair);
                }
                let step = match why.property {
                    Some(name) => agenda.step(goal.step, Part::Property(name)),
                    None => goal.step,
                };
                return Err(Misfit {
                    path: agenda.path(step),
                    why: why.text,
                    is_plain: why.is_kind && !agenda.parts(step).any(Part::is_inside),
                });
            }
        }
        Ok(())
    }

    /// Compares two types, and notes what they hold.
    fn meet(&mut self, agenda: &mut Agenda<'a>, goal: &Goal<'a>) -> Result<(), Why<'a>> {
        self.left = self.left.saturating_sub(1);
        if self.left == 0 {
            return Err(Why::of("is too large to be compared"));
        }
        let mut facts: (Vec<_>, Vec<_>) = goal.facts.into_iter().unzip();
        let from = behind(self.writer.api, goal.from, &mut facts.0);
        let to = behind(self.reader.api, goal.to, &mut facts.1);
        if !self.is_response()
            && let Some(words) = tightened(&facts.0, &facts.1)
        {
            return Err(Why::of(format!("must be {words}")));
        }
        if let (Type::Named(one), Type::Named(other)) = (from, to) {
            let pair = (self.route, *one, *other);
            if !self.fits.fitting.insert(pair) {
                return Ok(());
            }
            self.fits.trail.push(pair);
        }
        match (from, to) {
            (_, Type::Json) => return Ok(()),
            (Type::Nothing, Type::Nothing | Type::Optional(_)) => return Ok(()),
            // What nobody reads fits.
            (_, Type::Nothing) if self.is_response() => return Ok(()),
            (Type::Optional(from), Type::Optional(to)) => {
                agenda.add(goal.step, Part::Same, from, to);
                return Ok(());
            }
            (Type::Optional(from), to) => {
                if !self.keeps_anything(to) {
                    return Err(Why::of(self.null()));
                }
                agenda.add(goal.step, Part::Same, from, to);
                return Ok(());
            }
            (from, Type::Optional(to)) => {
                agenda.add(goal.step, Part::Same, from, to);
                return Ok(());
            }
            _ if self.keeps_anything(to) => return Ok(()),
            _ => {}
        }
        match (view(self.writer.api, from), view(self.reader.api, to)) {
            (View::Union(from), View::Union(to)) => self.unions(from, to),
            (View::Union(from), _) => {
                for variant in &from.variants {
                    agenda.add(goal.step, Part::Alternative, &variant.ty, to);
                }
                Ok(())
            }
            (_, View::Union(to)) => self.one_of(from, to.variants.iter()),
            (View::Record(one, from), View::Record(other, to)) => {
                let is_xml =
                    |party: Party<'_>, id| party.usage.over_xml(id) || party.usage.over_soap(id);
                let in_xml = is_xml(self.writer, one) && is_xml(self.reader, other);
                self.records(agenda, goal.step, (from, to), in_xml)
            }
            (View::Record(_, from), View::Other(Type::Map(to))) => {
                for field in self.written(from) {
                    if self.may_be_null(field) && !self.keeps_anything(to) {
                        return Err(Why::at(field, self.null()));
                    }
                    agenda.add(goal.step, Part::Property(&field.wire), &field.ty, to);
                }
                if let Some(from) = rest(from).filter(|_| !from.keeps_undescribed) {
                    agenda.add(goal.step, Part::Rest, from, to);
                }
                Ok(())
            }
            (View::Other(Type::Map(from)), View::Record(_, to)) => {
                for field in to.fields.iter().filter(|field| !is_rest(field)) {
                    if field.presence.is_required() {
                        return Err(self.missing(field));
                    }
                    agenda.add(goal.step, Part::Property(&field.wire), from, &field.ty);
                }
                match rest(to) {
                    Some(to) => agenda.add(goal.step, Part::Rest, from, to),
                    None if self.is_response() => {}
                    None => return Err(Why::of("may no longer have any properties")),
                }
                Ok(())
            }
            (View::Enumeration(_, from), View::Enumeration(definition, to)) => {
                self.enumerations(from, (definition, to))
            }
            (View::Enumeration(_, from), View::Other(to)) => {
                let unfit = from.iter().find(|value| {
                    let constant = Constant {
                        scalar: value.scalar,
                        wire: value.wire.clone(),
                    };
                    !self.holds(to, &constant)
                });
                match unfit {
                    Some(_) => Err(self.instead(enumerated(from), words(to))),
                    None => Ok(()),
                }
            }
            (View::Other(from), View::Enumeration(definition, to)) => {
                self.to_enumeration(from, definition, to)
            }
            (View::Other(Type::List(from, how)), View::Other(Type::List(to, other))) => {
                if let (Item::Element(one), Item::Element(other)) = (how, other)
                    && one != other
                {
                    let (one, other) = (
                        format!("a list of {}", code(one)),
                        format!("a list of {}", code(other)),
                    );
                    return Err(self.instead(one, other));
                }
                agenda.add(goal.step, Part::Items, from, to);
                Ok(())
            }
            (View::Other(Type::Tuple(from)), View::Other(Type::Tuple(to)))
                if from.len() == to.len() =>
            {
                for (at, (from, to)) in from.iter().zip(to).enumerate() {
                    agenda.add(goal.step, Part::Place(at), from, to);
                }
                Ok(())
            }
            (View::Other(Type::Tuple(from)), View::Other(Type::List(to, _))) => {
                for (at, from) in from.iter().enumerate() {
                    agenda.add(goal.step, Part::Place(at), from, to);
                }
                Ok(())
            }
            (View::Other(Type::Map(from)), View::Other(Type::Map(to))) => {
                agenda.add(goal.step, Part::Values, from, to);
                Ok(())
            }
            (View::Other(from), View::Other(to)) if self.single(from, to) => Ok(()),
            (from, to) => Err(self.instead(from.words(), to.words())),
        }
    }

    fn records(
        &self,
        agenda: &mut Agenda<'a>,
        step: usize,
        (from, to): (&'a Record, &'a Record),
        in_xml: bool,
    ) -> Result<(), Why<'a>> {
        let written: HashMap<&str, &'a Field> = self
            .written(from)
            .map(|field| (field.wire.as_str(), field))
            .collect();
        let mut known = HashSet::new();
        for field in to.fields.iter().filter(|field| !is_rest(field)) {
            let Some(other) = written.get(field.wire.as_str()) else {
                if field.presence.is_required() && field.constant().is_none() {
                    return Err(self.missing(field));
                }
                continue;
            };
            known.insert(field.wire.as_str());
            if !self.is_response() && field.access == Access::ReadOnly {
                return Err(Why::at(field, "is read-only"));
            }
            let may_be_absent = matches!(
                other.presence,
                Presence::Optional | Presence::OptionalNullable
            );
            if may_be_absent && field.presence.is_required() {
                return Err(Why::at(
                    field,
                    match self.route {
                        Route::Response => "may be absent",
                        Route::Request | Route::RequestText => "is required",
                    },
                ));
            }
            if self.may_be_null(other) && !self.takes_null(field) {
                return Err(Why::at(field, self.null()));
            }
            if in_xml && field.xml != other.xml {
                return Err(Why::at(field, "has another XML form"));
            }
            agenda.describe(
                step,
                Part::Property(&field.wire),
                (&other.ty, &field.ty),
                Some((&other.facts, &field.facts)),
            );
        }
        let kept = rest(to);
        let mut others: Vec<_> = written
            .values()
            .filter(|field| !known.contains(field.wire.as_str()))
            .collect();
        others.sort_by_key(|field| field.origin.span);
        for field in others {
            match kept.filter(|_| !to.keeps_undescribed || self.is_response()) {
                Some(kept) => {
                    agenda.add(step, Part::Property(&field.wire), &field.ty, kept);
                }
                None if self.is_response() => {}
                None => return Err(Why::at(field, "is no longer described")),
            }
        }
        if let Some(more) = rest(from).filter(|_| !from.keeps_undescribed) {
            match kept {
                Some(kept) => agenda.add(step, Part::Rest, more, kept),
                None if self.is_response() => {}
                None => return Err(Why::of("may no longer have additional properties")),
            }
        }
        Ok(())
    }

    fn enumerations(
        &self,
        from: &[EnumValue],
        (definition, to): (&TypeDefinition, &[EnumValue]),
    ) -> Result<(), Why<'a>> {
        if self.is_response() {
            return if Values::of(from) == Values::of(to) || Values::of(to) == Values::Mixed {
                Ok(())
            } else {
                Err(self.instead(enumerated(from), enumerated(to)))
            };
        }
        let is_open = definition.takes_any_text || definition.facts.open;
        let known: HashSet<_> = to.iter().map(|value| (value.scalar, &value.wire)).collect();
        let unknown = from.iter().find(|value| {
            let is_kept = is_open && value.scalar == Scalar::Text;
            !is_kept && !known.contains(&(value.scalar, &value.wire))
        });
        match unknown {
            Some(value) => Err(Why::of(format!("may no longer be {}", code(&value.wire)))),
            None => Ok(()),
        }
    }

    /// A value of no enumeration where one is read.
    fn to_enumeration(
        &self,
        from: &Type,
        definition: &TypeDefinition,
        to: &[EnumValue],
    ) -> Result<(), Why<'a>> {
        let values = Values::of(to);
        if let Type::Constant(constant) = from {
            let is_known = to
                .iter()
                .any(|value| (value.scalar, &value.wire) == (constant.scalar, &constant.wire));
            let is_kept = self.is_response()
                && match constant.scalar {
                    Scalar::Text => values == Values::Texts,
                    Scalar::Integer => values == Values::Integers,
                    Scalar::Number | Scalar::Boolean => false,
                };
            return if is_known || is_kept {
                Ok(())
            } else {
                Err(self.instead(words(from), enumerated(to)))
            };
        }
        let is_open = self.is_response() || definition.takes_any_text || definition.facts.open;
        let fits = is_open
            && match values {
                Values::Texts => is_text(from),
                Values::Integers => range(from).is_some_and(|(least, most)| {
                    i128::from(i64::MIN) <= least && most <= i64::MAX.into()
                }),
                Values::Mixed => false,
            };
        if fits {
            Ok(())
        } else {
            Err(self.instead(words(from), enumerated(to)))
        }
    }

    /// Alternatives that a server reads: each that was sent is one of them.
    fn unions(&mut self, from: &'a Union, to: &'a Union) -> Result<(), Why<'a>> {
        if let (Some(one), Some(other)) = (&from.tag, &to.tag)
            && one != other
        {
            return Err(Why::of(format!(
                "is distinguished by {} instead of {}",
                code(other),
                code(one)
            )));
        }
        let is_tagged = from.tag.is_some() && to.tag.is_some();
        for variant in &from.variants {
            let same = to.variants.iter().filter(|other| {
                !is_tagged
                    || variant.tags.iter().all(|tag| other.tags.contains(tag))
                        && (other.untagged || !variant.untagged)
            });
            self.one_of(&variant.ty, same)?;
        }
        Ok(())
    }

    /// A value that has to be of one of these alternatives.
    fn one_of(
        &mut self,
        from: &'a Type,
        variants: impl Iterator<Item = &'a Variant>,
    ) -> Result<(), Why<'a>> {
        if self.depth == DEEPEST {
            return Err(Why::of("is nested too deeply to be compared"));
        }
        let mut first = None;
        for variant in variants {
            let pair = match (from, &variant.ty) {
                (Type::Named(one), Type::Named(other)) => Some((self.route, *one, *other)),
                _ => None,
            };
            let known = pair.and_then(|pair| self.fits.unfit.get(&pair)).cloned();
            let misfit = match known {
                Some(misfit) => misfit,
                None => {
                    self.depth += 1;
                    let found = self.compare(from, &variant.ty);
                    self.depth -= 1;
                    let Err(misfit) = found else {
                        return Ok(());
                    };
                    // What is too large for one question may not be for the next.
                    if let Some(pair) = pair.filter(|_| self.left > 0) {
                        self.fits.unfit.insert(pair, misfit.clone());
                    }
                    misfit
                }
            };
            first.get_or_insert(misfit);
        }
        Err(Why::of(match first {
            Some(misfit) if !misfit.path.is_empty() => {
                format!("is none of the alternatives: {misfit}")
            }
            Some(_) | None => "is none of the alternatives".to_owned(),
        }))
    }

    fn is_response(&self) -> bool {
        self.route == Route::Response
    }

    /// Whether a reader takes whatever comes: what fits no alternative is kept as JSON.
    fn keeps_anything(&self, to: &Type) -> bool {
        match view(self.reader.api, self.reader.api.resolved(to)) {
            View::Other(Type::Json) => true,
            View::Union(_) | View::Other(Type::Constant(_)) => self.is_response(),
            View::Enumeration(_, values) => {
                self.is_response() && Values::of(values) == Values::Mixed
            }
            View::Record(..) | View::Other(_) => false,
        }
    }

    /// The named fields that are sent at all.
    fn written(&self, record: &'a Record) -> impl Iterator<Item = &'a Field> + use<'a> {
        let never = match self.route {
            Route::Response => Access::WriteOnly,
            Route::Request | Route::RequestText => Access::ReadOnly,
        };
        let fields = record.fields.iter();
        fields.filter(move |field| !is_rest(field) && field.access != never)
    }

    fn may_be_null(&self, field: &Field) -> bool {
        matches!(
            field.presence,
            Presence::Nullable | Presence::OptionalNullable
        )
    }

    fn takes_null(&self, field: &Field) -> bool {
        match field.presence {
            Presence::Nullable | Presence::OptionalNullable => true,
            // Clients read null as absence.
            Presence::Optional => self.is_response() || self.keeps_anything(&field.ty),
            Presence::Required | Presence::Defaulted | Presence::Further => {
                self.keeps_anything(&field.ty)
            }
        }
    }

    /// Whether a single value is read as one of another type.
    fn single(&self, from: &Type, to: &Type) -> bool {
        if from == to {
            return true;
        }
        if let Type::Constant(constant) = from {
            return self.holds(to, constant);
        }
        if let (Some(from), Some(to)) = (range(from), range(to)) {
            return to.0 <= from.0 && from.1 <= to.1;
        }
        let is_number = |ty: &Type| {
            range(ty).is_some() || matches!(ty, Type::Float32 | Type::Float64 | Type::Decimal)
        };
        match to {
            Type::Text | Type::Secret => {
                is_text(from)
                    || self.route == Route::RequestText
                        && (is_number(from) || *from == Type::Boolean)
            }
            Type::Decimal => is_number(from),
            Type::Float64 => is_number(from) && (self.is_response() || *from != Type::Decimal),
            Type::Float32 => {
                is_number(from)
                    && (self.is_response() || !matches!(from, Type::Decimal | Type::Float64))
            }
            Type::Boolean
            | Type::Int32
            | Type::Int64
            | Type::Integer(_)
            | Type::DateTime
            | Type::Date
            | Type::Base64
            | Type::Json
            | Type::Upload
            | Type::Nothing
            | Type::Constant(_)
            | Type::Named(_)
            | Type::Optional(_)
            | Type::List(..)
            | Type::Tuple(_)
            | Type::Map(_) => false,
        }
    }

    /// Whether a constant is a value of a type that is no enumeration.
    fn holds(&self, to: &Type, constant: &Constant) -> bool {
        match to {
            Type::Text | Type::Secret => {
                constant.scalar == Scalar::Text || self.route == Route::RequestText
            }
            Type::Boolean => constant.scalar == Scalar::Boolean,
            Type::Float32 | Type::Float64 | Type::Decimal => {
                matches!(constant.scalar, Scalar::Integer | Scalar::Number)
            }
            Type::Constant(other) => constant == other,
            Type::Int32 | Type::Int64 | Type::Integer(_) => {
                let number = constant.wire.parse::<i128>();
                constant.scalar == Scalar::Integer
                    && range(to)
                        .zip(number.ok())
                        .is_some_and(|((least, most), number)| (least..=most).contains(&number))
            }
            Type::DateTime
            | Type::Date
            | Type::Base64
            | Type::Json
            | Type::Upload
            | Type::Nothing
            | Type::Named(_)
            | Type::Optional(_)
            | Type::List(..)
            | Type::Tuple(_)
            | Type::Map(_) => false,
        }
    }

    fn null(&self) -> &'static str {
        match self.route {
            Route::Response => "may be null",
            Route::Request | Route::RequestText => "may no longer be null",
        }
    }

    /// A property that the reader requires and the writer does not know.
    fn missing(&self, field: &'a Field) -> Why<'a> {
        Why::at(
            field,
            match self.route {
                Route::Response => "is missing",
                Route::Request | Route::RequestText => "is required",
            },
        )
    }

    /// What the new description says instead of the old one.
    fn instead(&self, from: String, to: String) -> Why<'a> {
        let (new, old) = match self.route {
            Route::Response => (from, to),
            Route::Request | Route::RequestText => (to, from),
        };
        let text = if new == old {
            format!("is {new} of another kind")
        } else {
            format!("is {new} instead of {old}")
        };
        Why {
            property: None,
            text,
            is_kind: true,
        }
    }
}

impl<'a> Agenda<'a> {
    fn add(&mut self, above: usize, part: Part<'a>, from: &'a Type, to: &'a Type) {
        self.describe(above, part, (from, to), None);
    }

    fn describe(
        &mut self,
        above: usize,
        part: Part<'a>,
        (from, to): (&'a Type, &'a Type),
        facts: Option<(&'a Facts, &'a Facts)>,
    ) {
        let step = self.step(above, part);
        self.goals.push_back(Goal {
            step,
            from,
            to,
            facts,
        });
    }

    fn step(&mut self, above: usize, part: Part<'a>) -> usize {
        self.steps.push(Step { above, part });
        self.steps.len() - 1
    }

    /// The parts that lead to a step, the last one first.
    fn parts(&self, mut step: usize) -> impl Iterator<Item = Part<'a>> {
        std::iter::from_fn(move || {
            let at = self.steps.get(step).filter(|_| step != 0)?;
            step = at.above;
            Some(at.part)
        })
    }

    /// The path that leads to a step.
    fn path(&self, step: usize) -> String {
        let mut path = String::new();
        let parts: Vec<_> = self.parts(step).collect();
        for part in parts.into_iter().rev() {
            match part {
                Part::Same | Part::Alternative => {}
                Part::Property(name) if path.is_empty() => path.push_str(name),
                Part::Property(name) => {
                    path.push('.');
                    path.push_str(name);
                }
                Part::Items => path.push_str("[]"),
                Part::Place(at) => path.push_str(&format!("[{at}]")),
                Part::Values | Part::Rest => path.push_str("{}"),
            }
        }
        path
    }
}

impl<'a> Why<'a> {
    /// A reason in the value itself.
    fn of(text: impl Into<String>) -> Self {
        Self {
            property: None,
            text: text.into(),
            is_kind: false,
        }
    }

    /// A reason in a property of it.
    fn at(field: &'a Field, text: impl Into<String>) -> Self {
        Self {
            property: Some(&field.wire),
            text: text.into(),
            is_kind: false,
        }
    }
}

impl Part<'_> {
    /// Whether the value above is of a named type.
    fn is_inside(self) -> bool {
        match self {
            Self::Alternative | Self::Property(_) | Self::Rest => true,
            Self::Same | Self::Items | Self::Place(_) | Self::Values => false,
        }
    }
}

impl View<'_> {
    /// What its values are, in words of JSON.
    fn words(&self) -> String {
        match self {
            View::Record(..) => "an object".to_owned(),
            View::Enumeration(_, values) => enumerated(values),
            View::Union(_) => "one of several types".to_owned(),
            View::Other(ty) => words(ty),
        }
    }
}

impl std::fmt::Display for Misfit {
    fn fmt(&self, formatter: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        let Self {
            path,
            why,
            is_plain: _,
        } = self;
        if path.is_empty() {
            write!(formatter, "it {why}")
        } else {
            write!(formatter, "{} {why}", code(path))
        }
    }
}

/// What a type is behind its aliases; what is said of them is added to `facts`.
fn behind<'a>(api: &'a Api, mut ty: &'a Type, facts: &mut Vec<&'a Facts>) -> &'a Type {
    for _ in 0..=api.types.len() {
        let Type::Named(id) = ty else { break };
        let definition = api.definition(*id);
        facts.push(&definition.facts);
        match &definition.shape {
            Shape::Alias(next) => ty = next,
            Shape::Record(_) | Shape::Enumeration(_) | Shape::Union(_) => break,
        }
    }
    ty
}

/// What a type that is no alias is.
fn view<'a>(api: &'a Api, ty: &'a Type) -> View<'a> {
    let Type::Named(id) = ty else {
        return View::Other(ty);
    };
    let definition = api.definition(*id);
    match &definition.shape {
        Shape::Record(record) => View::Record(*id, record),
        Shape::Enumeration(values) => View::Enumeration(definition, values),
        Shape::Union(union) => View::Union(union),
        // Only an alias of itself is left.
        Shape::Alias(_) => View::Other(ty),
    }
}

/// What the properties are that a record has beside its named ones.
fn rest(record: &Record) -> Option<&Type> {
    let mut fields = record.fields.iter();
    // The field is a map.
    fields.find(|field| is_rest(field))?.ty.parts().first()
}

/// Whether a field keeps what the others are not for.
fn is_rest(field: &Field) -> bool {
    field.presence == Presence::Further
}

/// Whether the values of a type are strings in JSON.
fn is_text(ty: &Type) -> bool {
    matches!(
        ty,
        Type::Text | Type::Secret | Type::DateTime | Type::Date | Type::Base64
    )
}

/// The least and the greatest value of a type of integers.
pub(super) fn range(ty: &Type) -> Option<(i128, i128)> {
    match ty {
        Type::Int32 => Some((i32::MIN.into(), i32::MAX.into())),
        Type::Int64 => Some((i64::MIN.into(), i64::MAX.into())),
        Type::Integer(width) => Some(width.range()),
        Type::Boolean
        | Type::Float32
        | Type::Float64
        | Type::Decimal
        | Type::Text
        | Type::Secret
        | Type::DateTime
        | Type::Date
        | Type::Base64
        | Type::Json
        | Type::Upload
        | Type::Nothing
        | Type::Constant(_)
        | Type::Named(_)
        | Type::Optional(_)
        | Type::List(..)
        | Type::Tuple(_)
        | Type::Map(_) => None,
    }
}

/// What the values of an enumeration are, in words of JSON.
fn enumerated(values: &[EnumValue]) -> String {
    match Values::of(values) {
        Values::Texts => "one of several strings",
        Values::Integers => "one of several integers",
        Values::Mixed => "one of several values",
    }
    .to_owned()
}

/// What the values of a type are, in words of JSON.
fn words(ty: &Type) -> String {
    match ty {
        Type::Boolean => "a boolean",
        Type::Int32 => "a 32-bit integer",
        Type::Int64 => "an integer",
        Type::Integer(width) => {
            return format!("an integer of the format {}", code(width.format()));
        }
        Type::Float32 | Type::Float64 | Type::Decimal => "a number",
        Type::Text | Type::Secret => "a string",
        Type::DateTime => "a date-time",
        Type::Date => "a date",
        Type::Base64 => "a Base64 string",
        Type::Json => "any JSON",
        Type::Upload => "content",
        Type::Nothing => "nothing",
        Type::Constant(constant) => return code(&constant.json()),
        Type::Named(_) => "an alias of itself",
        Type::Optional(_) => "a value that may be null",
        Type::List(..) => "a list",
        Type::Tuple(_) => "a list of fixed length",
        Type::Map(_) => "an object",
    }
    .to_owned()
}
