//! The value of a field, for comparing, merging and showing. It borrows from its assessment.

use super::{Acceptance, Belief, Capacity, NotApplicableDraft, Phase, Response};
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
    /// A draft of “not applicable”.
    Draft(Option<&'a NotApplicableDraft>),
}

/// Pauses within typing in a text field, in milliseconds: a longer one ends a step of undo.
const TYPING_PAUSE: u64 = 2000;
/// Pauses within typing a number or a date, in milliseconds: its digits belong together, even if they come slowly.
const DIGITS_PAUSE: u64 = 60_000;

impl Value<'_> {
    /// How long after the last change the change from a value to this one is still the same typing, in milliseconds;
    /// 0 if it is no typing.
    pub(super) fn typing_pause(&self, before: &Self) -> u64 {
        let is_reason = |it: &Option<&Response>| it.is_none_or(Response::is_not_applicable);
        match (before, self) {
            (Value::Text(_), Value::Text(_))
            | (Value::Acceptance(Some(_)), Value::Acceptance(Some(_))) => TYPING_PAUSE,
            (Value::Response(before), Value::Response(now))
                if is_reason(before) && is_reason(now) =>
            {
                TYPING_PAUSE
            }
            (Value::Draft(Some(before)), Value::Draft(Some(now)))
                if before.reason == now.reason =>
            {
                TYPING_PAUSE
            }
            (Value::Day(_), Value::Day(_)) | (Value::Capacity(_), Value::Capacity(_)) => {
                DIGITS_PAUSE
            }
            _ => 0,
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

impl AsValue for Option<NotApplicableDraft> {
    fn as_value(&self) -> Value<'_> {
        Value::Draft(self.as_ref())
    }
}
