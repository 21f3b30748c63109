//! Single figures as they were measured, each with what it is of.
//! Medians and ratios are made by who reads them.

use serde_json::{Value, json};

use crate::candidate::Kind;
use crate::condition::Condition;

/// All figures so far.
#[derive(Debug, Default)]
pub struct Samples(Vec<Value>);

/// The figures of one candidate, in one run, under one condition.
pub struct Of<'a> {
    samples: &'a mut Samples,
    candidate: &'static str,
    condition: &'static str,
    run: usize,
}

impl Samples {
    /// Where figures of this candidate go.
    pub fn of(&mut self, kind: Kind, condition: Condition, run: usize) -> Of<'_> {
        Of {
            samples: self,
            candidate: kind.name(),
            condition: condition.name(),
            run,
        }
    }

    /// Where figures go that are of Demarc alone, under a condition of their own.
    pub fn ours(&mut self, condition: &'static str, run: usize) -> Of<'_> {
        Of {
            samples: self,
            candidate: Kind::Demarc.name(),
            condition,
            run,
        }
    }

    /// As a list of objects.
    pub fn to_json(&self) -> String {
        Value::from(self.0.clone()).to_string()
    }
}

impl Of<'_> {
    /// Keeps a figure; one that was not seen is not kept.
    pub fn keep(&mut self, figure: &str, value: impl Into<Option<f64>>) {
        let Some(value) = value.into() else { return };
        self.samples.0.push(json!({
            "figure": figure,
            "candidate": self.candidate,
            "condition": self.condition,
            "run": self.run,
            "value": value,
        }));
    }
}
