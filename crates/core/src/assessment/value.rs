//! The value of a field, for comparing, merging and showing. It borrows from its assessment.

use super::{Acceptance, Belief, Capacity, Phase, Response};
use demarc_catalog::{Date, Depth, FactId, Level, ServiceRef};

/// The value of a field in an assessment. Values of one field are ordered; an empty value comes first.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub enum Value<'a> {
    /// A text.
    Text(&'a str),
    /// Whether a fact or a chapter is set.
    Holds(bool),
    /// A depth.
    Depth(Depth),
    /// The chosen options of a question.
    Chosen(Vec<&'a FactId>),
    /// The chosen variants of a service.
    Variants(Vec<&'a ServiceRef>),
    /// A belief.
    Belief(Option<Belief>),
    /// A response.
    Response(Option<&'a Response>),
    /// The acceptance of a risk.
    Acceptance(Option<&'a Acceptance>),
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
    /// Whether the change from one value to another is typing in a text field.
    pub(super) fn is_typed(&self, before: &Self) -> bool {
        let is_reason =
            |it: &Option<&Response>| matches!(it, None | Some(Response::NotApplicable { .. }));
        match (before, self) {
            (Value::Text(_), Value::Text(_)) => true,
            (Value::Acceptance(Some(_)), Value::Acceptance(Some(_))) => true,
            (Value::Response(before), Value::Response(now)) => is_reason(before) && is_reason(now),
            _ => false,
        }
    }
}

/// A type that can be the value of a field.
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

impl AsValue for Option<Acceptance> {
    fn as_value(&self) -> Value<'_> {
        Value::Acceptance(self.as_ref())
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
