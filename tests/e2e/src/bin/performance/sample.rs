//! Single measured figures with their site, run and condition. The reader computes medians and ratios.

use serde_json::{Value, json};

use crate::candidate::Kind;
use crate::condition::Condition;

/// All figures so far.
#[derive(Debug, Default)]
pub struct Samples(Vec<Value>);

/// The figures of one site, in one run, under one condition.
pub struct Of<'a> {
    samples: &'a mut Samples,
    candidate: &'static str,
    condition: &'static str,
    run: usize,
}

impl Samples {
    /// A collector for the figures of a site.
    pub fn of(&mut self, kind: Kind, condition: Condition, run: usize) -> Of<'_> {
        Of {
            samples: self,
            candidate: kind.name(),
            condition: condition.name(),
            run,
        }
    }

    /// A collector for the figures of something else that does the same.
    pub fn peer(&mut self, name: &'static str, condition: Condition, run: usize) -> Of<'_> {
        Of {
            samples: self,
            candidate: name,
            condition: condition.name(),
            run,
        }
    }

    /// A collector for figures of Demarc alone, under a condition of their own.
    pub fn ours(&mut self, condition: &'static str, run: usize) -> Of<'_> {
        Of {
            samples: self,
            candidate: Kind::Demarc.name(),
            condition,
            run,
        }
    }

    /// The figures as a JSON list of objects.
    pub fn to_json(&self) -> String {
        Value::from(self.0.clone()).to_string()
    }
}

impl Of<'_> {
    /// Adds a figure, unless it is `None`.
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
