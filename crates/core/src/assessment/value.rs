//! The value of a field, whatever kind it is: what is compared, merged and shown.
//! It borrows from its assessment.

use super::{Belief, Capacity, Phase, Response};
use demarc_catalog::{Date, Depth, FactId, Level};

/// The value that a field has in an assessment. Two values of one field have an order: something comes after nothing.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub enum Value<'a> {
    /// A text that somebody types.
    Text(&'a str),
    /// Whether something holds.
    Holds(bool),
    /// How deep the questions go.
    Depth(Depth),
    /// What is chosen of a question.
    Chosen(Vec<&'a FactId>),
    /// Who was thought to own a layer.
    Belief(Option<Belief>),
    /// A response.
    Response(Option<&'a Response>),
    /// A day.
    Day(Option<&'a Date>),
    /// A phase.
    Phase(Option<Phase>),
    /// A capacity.
    Capacity(Option<Capacity>),
    /// A level.
    Level(Option<Level>),
}

impl Value<'_> {
    /// Whether the change from one value to another is one of typing: letter by letter.
    pub(super) fn is_typed(&self, before: &Self) -> bool {
        let is_reason =
            |it: &Option<&Response>| matches!(it, None | Some(Response::NotApplicable { .. }));
        match (before, self) {
            (Value::Text(_), Value::Text(_)) => true,
            (Value::Response(before), Value::Response(now)) => is_reason(before) && is_reason(now),
            _ => false,
        }
    }
}

/// What can be the value of a field as it is.
pub(super) trait AsValue {
    fn as_value(&self) -> Value<'_>;
}

impl AsValue for String {
    fn as_value(&self) -> Value<'_> {
        Value::Text(self)
    }
}

impl AsValue for Depth {
    fn as_value(&self) -> Value<'_> {
        Value::Depth(*self)
    }
}

impl AsValue for Option<Response> {
    fn as_value(&self) -> Value<'_> {
        Value::Response(self.as_ref())
    }
}

impl AsValue for Option<Date> {
    fn as_value(&self) -> Value<'_> {
        Value::Day(self.as_ref())
    }
}

impl AsValue for Option<Phase> {
    fn as_value(&self) -> Value<'_> {
        Value::Phase(*self)
    }
}

impl AsValue for Option<Capacity> {
    fn as_value(&self) -> Value<'_> {
        Value::Capacity(*self)
    }
}
