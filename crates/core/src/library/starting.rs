//! The services that somebody names to start an assessment with, before there is one.

use crate::assessment::{Assessment, AssessmentId, Moment};
use demarc_catalog::{Catalog, Deployment, Depth, ServiceId, ServiceRef};

/// What separates the services in a typed text.
const BETWEEN: [char; 3] = [',', ';', '\n'];

/// A named service.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NamedService {
    /// The service.
    pub service: ServiceId,
    /// How it is run; `None` until that is chosen.
    pub reference: Option<ServiceRef>,
}

/// The services named so far, in the order in which they were named.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Starting {
    /// The services.
    pub services: Vec<NamedService>,
}

impl Starting {
    /// Takes the services that a text names, separated by commas, semicolons or lines; returns the text that names none or
    /// several. What follows the last separator may be unfinished: it is taken only with `is_finished`.
    pub fn take(&mut self, catalog: &Catalog, typed: &str, is_finished: bool) -> String {
        let (whole, last) = if is_finished {
            (typed, "")
        } else {
            typed.rsplit_once(BETWEEN).unwrap_or(("", typed))
        };
        let mut left: Vec<&str> = Vec::new();
        for name in whole.split(BETWEEN).map(str::trim) {
            if let Some(found) = catalog.named(name) {
                self.add(&found.service.id, found.reference().cloned());
            } else if !name.is_empty() {
                left.push(name);
            }
        }
        match left.is_empty() {
            true => last.trim_start().to_owned(),
            false if is_finished => left.join(", "),
            false => format!("{}, {}", left.join(", "), last.trim_start()),
        }
    }

    /// Adds a service. One that is there in this way, or undecided, is not there twice.
    pub fn add(&mut self, service: &ServiceId, reference: Option<ServiceRef>) {
        let mut same = self.services.iter_mut().filter(|it| it.service == *service);
        if let Some(undecided) = same.find(|it| it.reference.is_none()) {
            undecided.reference = reference;
            return;
        }
        let is_there = |it: &NamedService| {
            it.service == *service && (reference.is_none() || it.reference == reference)
        };
        if !self.services.iter().any(is_there) {
            self.services.push(NamedService {
                service: service.clone(),
                reference,
            });
        }
    }

    /// Chooses how a service is run, by its index.
    pub fn decide(&mut self, index: usize, reference: ServiceRef) {
        let is_there = self.references().any(|it| *it == reference);
        if is_there {
            self.remove(index);
        } else if let Some(service) = self.services.get_mut(index) {
            service.reference = Some(reference);
        }
    }

    /// Removes a service by its index.
    pub fn remove(&mut self, index: usize) {
        if index < self.services.len() {
            self.services.remove(index);
        }
    }

    /// The index of the first service of which it is not chosen how it is run.
    #[must_use]
    pub fn undecided(&self) -> Option<usize> {
        self.services.iter().position(|it| it.reference.is_none())
    }

    /// The services of which it is chosen how they are run.
    pub fn references(&self) -> impl Iterator<Item = &ServiceRef> {
        self.services.iter().filter_map(|it| it.reference.as_ref())
    }

    /// Their deployments.
    #[must_use]
    pub fn deployments<'a>(&self, catalog: &'a Catalog) -> Vec<Deployment<'a>> {
        let references = self.references();
        references.filter_map(|it| catalog.deployment(it)).collect()
    }

    /// With the service that an unfinished text names already, for what is shown while somebody types.
    #[must_use]
    pub fn with_typed(&self, catalog: &Catalog, typed: &str) -> Self {
        let mut all = self.clone();
        if let Some(found) = catalog.named(typed)
            && let Some(reference) = found.reference()
        {
            all.add(&found.service.id, Some(reference.clone()));
        }
        all
    }

    /// A new assessment of these services, which asks the quick set of questions.
    #[must_use]
    pub fn assessment(&self, id: AssessmentId, name: String, at: Moment) -> Assessment {
        let mut assessment = Assessment::new(id, name);
        assessment.edit(at, |it| {
            it.profile.depth = Depth::Quick;
            for service in self.references() {
                it.add_service(service.clone());
            }
        });
        assessment
    }
}

/// The part of a typed text that is being typed: what follows the last separator.
#[must_use]
pub fn being_typed(typed: &str) -> &str {
    typed.rsplit(BETWEEN).next().unwrap_or(typed).trim()
}

/// The deployments that a text may mean and that are not named yet, the likeliest first, at most so many.
#[must_use]
pub fn suggested<'a>(
    catalog: &'a Catalog,
    typed: &str,
    named: &Starting,
    most: usize,
) -> Vec<Deployment<'a>> {
    let found = catalog.suggest(typed).into_iter();
    found
        .flat_map(|it| it.ways)
        .filter(|it| !named.references().any(|there| there == it))
        .filter_map(|it| catalog.deployment(&it))
        .take(most)
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn catalog() -> &'static Catalog {
        demarc_edition::catalog()
    }

    fn named(starting: &Starting) -> Vec<String> {
        let services = starting.services.iter();
        services
            .map(|it| match &it.reference {
                Some(reference) => reference.to_string(),
                None => format!("{}?", it.service),
            })
            .collect()
    }

    fn take(typed: &str, is_finished: bool) -> (Vec<String>, String) {
        let mut starting = Starting::default();
        let left = starting.take(catalog(), typed, is_finished);
        (named(&starting), left)
    }

    #[test]
    fn what_is_before_a_comma_is_taken_and_what_follows_may_go_on() {
        let (services, left) = take("ECS on Fargate, RDS; Aurora serv", false);
        assert_eq!(services, ["ecs/fargate", "rds?"]);
        assert_eq!(left, "Aurora serv");
        assert_eq!(
            take("ECS on Fargate", false),
            (vec![], "ECS on Fargate".into())
        );
        let (services, left) = take("ECS on Fargate", true);
        assert_eq!(
            (services, left.as_str()),
            (vec!["ecs/fargate".to_owned()], "")
        );
    }

    #[test]
    fn what_names_none_or_several_stays_in_the_text() {
        let (services, left) = take("frobnicator, ECS on Fargate, postgres,", false);
        assert_eq!(services, ["ecs/fargate"]);
        assert_eq!(left, "frobnicator, postgres, ");
        assert_eq!(
            take("frobnicator, lamda", true),
            (vec!["lambda?".into()], "frobnicator".into())
        );
        assert_eq!(take(" , ;", true), (vec![], String::new()));
    }

    #[test]
    fn nothing_is_named_twice_and_a_way_settles_what_was_undecided() {
        let mut it = Starting::default();
        it.take(catalog(), "ECS, ecs", true);
        assert_eq!(named(&it), ["ecs?"]);
        assert_eq!(it.undecided(), Some(0));
        it.take(catalog(), "ECS on Fargate", true);
        assert_eq!(named(&it), ["ecs/fargate"]);
        it.take(catalog(), "ECS on EC2, ECS, ECS on Fargate", true);
        assert_eq!(named(&it), ["ecs/fargate", "ecs/ec2"]);
        it.decide(1, "ecs/fargate".parse().unwrap());
        assert_eq!(named(&it), ["ecs/fargate"]);
        it.decide(0, "ecs/ec2".parse().unwrap());
        assert_eq!((named(&it), it.undecided()), (vec!["ecs/ec2".into()], None));
        it.remove(9);
        it.remove(0);
        assert_eq!(it, Starting::default());
    }

    #[test]
    fn what_is_being_typed_shows_before_its_comma() {
        let mut it = Starting::default();
        it.take(catalog(), "ECS on Fargate", true);
        let shown = it.with_typed(catalog(), being_typed("x, ECS on EC2"));
        assert_eq!(named(&shown), ["ecs/fargate", "ecs/ec2"]);
        // A way that is not chosen is not assumed.
        assert_eq!(it.with_typed(catalog(), "RDS"), it);
        assert_eq!(it.with_typed(catalog(), ""), it);
    }

    #[test]
    fn each_way_of_a_service_is_suggested_until_it_is_named() {
        let suggested = |typed: &str, it: &Starting| -> Vec<String> {
            let found = suggested(catalog(), typed, it, 8).into_iter();
            found.map(|it| it.reference().to_string()).collect()
        };
        let mut it = Starting::default();
        assert_eq!(suggested("ECS on Fargate", &it), ["ecs/fargate"]);
        assert!(suggested("ecs", &it).contains(&"ecs/ec2".to_owned()));
        let custom = suggested("rds custom", &it);
        assert!(custom.len() > 1, "{custom:?}");
        assert!(
            custom[..2].iter().all(|it| it.starts_with("rds/custom")),
            "{custom:?}"
        );
        it.take(catalog(), "ECS on EC2", true);
        assert!(!suggested("ecs", &it).contains(&"ecs/ec2".to_owned()));
        assert_eq!(suggested("amazon", &it).len(), 8);
        assert_eq!(suggested("", &it), [""; 0]);
    }

    #[test]
    fn an_assessment_of_them_asks_the_quick_set() {
        let mut it = Starting::default();
        it.take(catalog(), "ECS on Fargate, RDS", true);
        let at = Moment::after(Moment::default(), 1_000, 0);
        let made = it.assessment(AssessmentId::from_bits(1), "Shop".into(), at);
        assert_eq!(made.profile.depth, Depth::Quick);
        assert_eq!(made.services.len(), 1);
        assert_eq!(made.edits.latest(), at);
        assert_eq!(it.deployments(catalog()).len(), 1);
    }
}
