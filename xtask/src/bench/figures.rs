//! Measured figures by name, their medians, and ratios within a run.

use std::collections::BTreeMap;

use serde_json::Value;

use crate::failure::Failure;

/// Who a figure is of when it is ours.
pub const OURS: &str = "demarc";

/// What names a figure: its name, whose it is, and under which condition.
type Of = (String, String, String);

/// Every figure of one run of the command, by what it is of and by round.
#[derive(Debug, Default)]
pub struct Figures(BTreeMap<Of, BTreeMap<u64, f64>>);

impl Figures {
    /// Adds those of a list of objects, as measuring programs write it.
    ///
    /// # Errors
    /// When the text is no such list.
    pub fn read(&mut self, text: &str) -> Result<(), Failure> {
        let damaged =
            |why: &str| Failure::new(format!("the measured figures can't be read: {why}"));
        let list: Vec<Value> =
            serde_json::from_str(text).map_err(|error| damaged(&error.to_string()))?;
        for it in &list {
            let text = |key: &str| it[key].as_str().ok_or_else(|| damaged(key));
            let run = it["run"].as_u64().ok_or_else(|| damaged("run"))?;
            let value = it["value"].as_f64().ok_or_else(|| damaged("value"))?;
            self.add(
                text("figure")?,
                text("candidate")?,
                text("condition")?,
                run,
                value,
            );
        }
        Ok(())
    }

    /// Adds one.
    pub fn add(&mut self, figure: &str, candidate: &str, condition: &str, run: u64, value: f64) {
        let of = (
            figure.to_owned(),
            candidate.to_owned(),
            condition.to_owned(),
        );
        self.0.entry(of).or_default().insert(run, value);
    }

    /// The median over all rounds.
    pub fn median(&self, figure: &str, candidate: &str, condition: &str) -> Option<f64> {
        middle(self.rounds(figure, candidate, condition)?.values().copied())
    }

    /// The median of what ours is of another's, round by round: what slows a round down slows both.
    pub fn ratio(&self, figure: &str, other: &str, condition: &str) -> Option<f64> {
        let ours = self.rounds(figure, OURS, condition)?;
        let others = self.rounds(figure, other, condition)?;
        let both = ours.iter().filter_map(|(run, ours)| {
            let other = others.get(run).filter(|other| **other > 0.0)?;
            Some(ours / other)
        });
        middle(both)
    }

    /// How often something was measured, at least.
    pub fn fewest_rounds(&self, prefix: &str) -> Option<usize> {
        let of = self
            .0
            .iter()
            .filter(|((figure, ..), _)| figure.starts_with(prefix));
        of.map(|(_, rounds)| rounds.len()).min()
    }

    /// The names of figures, or of what they are of, that begin like this, in alphabetical order.
    pub fn names(&self, prefix: &str) -> Vec<String> {
        let mut names: Vec<_> = self.0.keys().map(|(figure, ..)| figure.clone()).collect();
        names.retain(|name| name.starts_with(prefix));
        names.dedup();
        names
    }

    fn rounds(
        &self,
        figure: &str,
        candidate: &str,
        condition: &str,
    ) -> Option<&BTreeMap<u64, f64>> {
        let of = (
            figure.to_owned(),
            candidate.to_owned(),
            condition.to_owned(),
        );
        self.0.get(&of)
    }
}

/// The median; of an even number, the mean of the two in the middle.
fn middle(values: impl Iterator<Item = f64>) -> Option<f64> {
    let mut sorted: Vec<f64> = values.collect();
    sorted.sort_by(f64::total_cmp);
    let half = sorted.len() / 2;
    let upper = *sorted.get(half)?;
    if sorted.len() % 2 == 1 {
        return Some(upper);
    }
    sorted
        .get(half.wrapping_sub(1))
        .map(|lower| f64::midpoint(*lower, upper))
}

/// How fast something grows with its size: 1 is linear, 2 quadratic. The slope of a line through the points, both axes
/// logarithmic.
pub fn growth(points: &[(f64, f64)]) -> Option<f64> {
    let logs: Vec<_> = points
        .iter()
        .map(|(size, value)| (size.ln(), value.ln()))
        .collect();
    let count = logs.len() as f64;
    let mean = |of: fn(&(f64, f64)) -> f64| logs.iter().map(of).sum::<f64>() / count;
    let (across, up) = (mean(|it| it.0), mean(|it| it.1));
    let together: f64 = logs.iter().map(|(x, y)| (x - across) * (y - up)).sum();
    let spread: f64 = logs.iter().map(|(x, _)| (x - across).powi(2)).sum();
    let slope = together / spread;
    slope.is_finite().then_some(slope)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_ratio_is_made_within_each_round() {
        let mut figures = Figures::default();
        // The second round ran on a busy machine: it says of both what the others say.
        for (run, ours, theirs) in [(0, 10.0, 20.0), (1, 100.0, 200.0), (2, 12.0, 20.0)] {
            figures.add("load", OURS, "plain", run, ours);
            figures.add("load", "react", "plain", run, theirs);
        }
        assert_eq!(figures.median("load", OURS, "plain"), Some(12.0));
        assert_eq!(figures.ratio("load", "react", "plain"), Some(0.5));
        assert_eq!(figures.ratio("load", "surveyjs", "plain"), None);
        assert_eq!(figures.fewest_rounds("lo"), Some(3));
    }

    #[test]
    fn an_even_number_has_its_median_between_two() {
        assert_eq!(middle([4.0, 1.0, 2.0, 3.0].into_iter()), Some(2.5));
        assert_eq!(middle([].into_iter()), None);
    }

    #[test]
    fn growth_is_the_power_of_the_size() {
        let grown = |power: i32| [1.0, 10.0, 100.0].map(|size: f64| (size, 3.0 * size.powi(power)));
        for power in [0, 1, 2] {
            let found = growth(&grown(power)).expect("three points make a line");
            assert!((found - f64::from(power)).abs() < 1e-9, "{found}");
        }
        assert_eq!(growth(&[(1.0, 1.0)]), None);
    }

    #[test]
    fn what_is_no_list_of_figures_is_refused() {
        let mut figures = Figures::default();
        let good = r#"[{"figure":"a","candidate":"demarc","condition":"plain","run":0,"value":1}]"#;
        assert_eq!(figures.read(good), Ok(()));
        assert_eq!(figures.median("a", OURS, "plain"), Some(1.0));
        for bad in ["", "{}", r#"[{"figure":"a"}]"#] {
            assert!(figures.read(bad).is_err(), "{bad}");
        }
    }
}
