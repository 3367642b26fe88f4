//! Unions and open enumerations: a body of each kind, and the types that somebody would write by hand to read it.
//!
//! The emitted types are those of `spec/events/events.yaml`. Those by hand have fields of the same types; serde reads
//! the tag of one union, tries the variants of the other, and drops values that an enumeration does not list.

use serde::Deserialize;

/// What happened to an order: a union with a tag.
#[derive(Clone, Debug, Deserialize, PartialEq)]
#[serde(tag = "kind", rename_all = "lowercase")]
pub enum Event {
    /// It was placed.
    Placed(Box<Placed>),
    /// It was paid.
    Paid(Box<Paid>),
    /// It was shipped.
    Shipped(Box<Shipped>),
    /// Something was noted.
    Noted(Box<Noted>),
}

/// An order was placed.
#[derive(Clone, Debug, Deserialize, PartialEq)]
pub struct Placed {
    /// Identifies the event.
    pub id: i64,
    /// Who placed it.
    pub customer: String,
    /// The ordered items.
    pub items: Vec<String>,
}

/// An order was paid.
#[derive(Clone, Debug, Deserialize, PartialEq)]
pub struct Paid {
    /// Identifies the event.
    pub id: i64,
    /// How much was paid.
    pub amount: f64,
    /// The state of the payment.
    pub state: State,
}

/// An order was shipped.
#[derive(Clone, Debug, Deserialize, PartialEq)]
pub struct Shipped {
    /// Identifies the event.
    pub id: i64,
    /// Who carries it.
    pub carrier: String,
    /// Where to.
    pub address: Address,
}

/// Something was noted.
#[derive(Clone, Debug, Deserialize, PartialEq)]
pub struct Noted {
    /// Identifies the event.
    pub id: i64,
    /// A note.
    pub text: String,
    /// Who noted it.
    pub author: Option<String>,
}

/// The state of a payment.
#[derive(Clone, Copy, Debug, Deserialize, PartialEq, Eq)]
#[serde(rename_all = "lowercase")]
pub enum State {
    /// It is not there yet.
    Pending,
    /// It arrived.
    Succeeded,
    /// It was refused.
    Failed,
    /// It was given back.
    Refunded,
    /// Anything else.
    #[serde(other)]
    Unknown,
}

/// A place.
#[derive(Clone, Debug, Deserialize, PartialEq)]
pub struct Address {
    /// The street.
    pub street: String,
    /// The city.
    pub city: String,
    /// The country.
    pub country: String,
    /// The postal code.
    pub zip: Option<String>,
}

/// A person.
#[derive(Clone, Debug, Deserialize, PartialEq)]
pub struct Person {
    /// The name.
    pub name: String,
    /// Where to write to.
    pub email: String,
    /// How old the person is.
    pub age: Option<i32>,
}

/// What somebody entered: a union without a tag.
#[derive(Clone, Debug, Deserialize, PartialEq)]
#[serde(untagged)]
pub enum Value {
    /// True or false.
    Boolean(bool),
    /// A number.
    Integer(i64),
    /// A text.
    Text(String),
    /// A place.
    Address(Box<Address>),
    /// A person.
    Person(Box<Person>),
    /// Some texts.
    TextList(Vec<String>),
}

fn list(count: usize, item: impl Fn(usize) -> String) -> String {
    let items: Vec<String> = (0..count).map(item).collect();
    format!("[{}]", items.join(","))
}

fn state(number: usize) -> &'static str {
    // One in ten is not listed by the description.
    match number % 10 {
        0..4 => "succeeded",
        4..6 => "pending",
        6..8 => "failed",
        8 => "refunded",
        _ => "disputed",
    }
}

fn address(number: usize) -> String {
    format!(
        r#"{{"street":"{number} Main Street","city":"Springfield","country":"US","zip":"{:05}"}}"#,
        number % 100_000
    )
}

/// Events: four variants, of which one has its tag behind everything else.
#[must_use]
pub fn events(count: usize) -> String {
    list(count, |number| match number % 4 {
        0 => format!(
            r#"{{"kind":"placed","id":{number},"customer":"customer {number}","items":["pen","paper","ink"]}}"#
        ),
        1 => format!(
            r#"{{"kind":"paid","id":{number},"amount":{number}.25,"state":"{}"}}"#,
            state(number / 4)
        ),
        2 => format!(
            r#"{{"kind":"shipped","id":{number},"carrier":"by sea","address":{}}}"#,
            address(number)
        ),
        _ => format!(
            r#"{{"id":{number},"text":"left with the neighbours","author":"driver {number}","kind":"noted"}}"#
        ),
    })
}

/// Values: what each variant of the union without a tag is written as.
#[must_use]
pub fn values(count: usize) -> String {
    list(count, |number| match number % 6 {
        0 => (number % 12 == 0).to_string(),
        1 => number.to_string(),
        2 => format!(r#""text {number}""#),
        3 => address(number),
        4 => format!(
            r#"{{"name":"Person {number}","email":"person{number}@example.org","age":{}}}"#,
            number % 90
        ),
        _ => r#"["one","two","three"]"#.to_owned(),
    })
}

/// States: values of an open enumeration.
#[must_use]
pub fn states(count: usize) -> String {
    list(count, |number| format!(r#""{}""#, state(number)))
}
