//! Suggestions for the service that somebody types: by its names, by what it does, and with letters that are wrong.

use super::search::words;
use super::{Catalog, Service, ServiceRef};

/// From this rank on, letters of the typed text are wrong.
const MISTYPED: usize = 5;

/// A service that a typed text may mean.
#[derive(Debug, Clone, PartialEq)]
pub struct Suggestion<'a> {
    /// The service.
    pub service: &'a Service,
    /// The deployments that the text leaves open: one where it names one or there is only one.
    pub ways: Vec<ServiceRef>,
    rank: usize,
}

impl Suggestion<'_> {
    /// The deployment, where the text leaves one open.
    #[must_use]
    pub fn reference(&self) -> Option<&ServiceRef> {
        match self.ways.as_slice() {
            [only] => Some(only),
            _ => None,
        }
    }
}

impl Catalog {
    /// The services that a typed text may mean, the likeliest first, in catalog order where several are as likely. Only
    /// when no service is called so, those that are called almost so.
    #[must_use]
    pub fn suggest(&self, typed: &str) -> Vec<Suggestion<'_>> {
        let typed = typed.trim().to_lowercase();
        let mut found = self.suggestions(|it| suggestion(it, &typed));
        if found.is_empty() {
            found = self.suggestions(|it| mistyped(it, &typed));
        }
        found.sort_by_key(|it| it.rank);
        found
    }

    /// The service that a typed text names: the likeliest one. `None` when there is none, or several are as likely.
    #[must_use]
    pub fn named(&self, typed: &str) -> Option<Suggestion<'_>> {
        let mut found = self.suggest(typed).into_iter();
        let first = found.next()?;
        let is_alone = found.next().is_none_or(|it| it.rank > first.rank);
        is_alone.then_some(first)
    }

    fn suggestions<'a>(
        &'a self,
        of: impl Fn(&'a Service) -> Option<Suggestion<'a>>,
    ) -> Vec<Suggestion<'a>> {
        self.services.iter().filter_map(of).collect()
    }
}

/// The suggestion of a service for a text in lower case; `None` when it is not called so.
fn suggestion<'a>(service: &'a Service, typed: &str) -> Option<Suggestion<'a>> {
    if !typed.contains(char::is_alphanumeric) || !service.matches(typed) {
        return None;
    }
    let short = service.short_name().to_lowercase();
    let id = service.id.as_str();
    let names = [
        &short,
        &service.name.to_lowercase(),
        id,
        &id.replace('-', " "),
    ];
    let variants = || service.offered().map(|it| it.name.to_lowercase());
    let is_variant = variants().any(|it| it == typed && it.contains(&short));
    let rank = if is_variant || names.contains(&typed) {
        0
    } else if service.keywords.iter().any(|it| it.to_lowercase() == typed) {
        1
    } else if names.iter().any(|it| it.starts_with(typed)) {
        2
    } else {
        let own: Vec<String> = names.iter().flat_map(|it| words(it)).collect();
        let own: Vec<String> = own
            .into_iter()
            .chain(variants().flat_map(|it| words(&it).collect::<Vec<_>>()))
            .collect();
        let begins = |word: String| own.iter().any(|it| it.starts_with(&word));
        if words(typed).all(begins) { 3 } else { 4 }
    };
    Some(Suggestion {
        service,
        ways: service.ways(typed),
        rank,
    })
}

/// The suggestion of a service for a text in which letters are wrong: each word is almost a word of the service. Its name
/// counts before what it does and how it is run.
fn mistyped<'a>(service: &'a Service, typed: &str) -> Option<Suggestion<'a>> {
    let names = [service.name.as_str(), service.id.as_str()].map(|it| (it, 0));
    let keywords = service.keywords.iter();
    let variants = service.offered().map(|it| &it.name);
    let others = keywords.chain(variants).map(|it| (it.as_str(), 1));
    let known = names.into_iter().chain(others);
    let known: Vec<(String, usize)> = known
        .flat_map(|(text, more)| words(text).map(move |it| (it, more)))
        .collect();
    let mut rank = MISTYPED;
    let mut meant: Vec<&str> = Vec::new();
    for word in words(typed).filter(|it| !it.is_empty()) {
        let near = known.iter();
        let near = near.filter_map(|(it, more)| Some((2 * distance(&word, it)? + more, it)));
        let (more, nearest) = near.min_by_key(|(more, _)| *more)?;
        rank += more;
        meant.push(nearest);
    }
    (!meant.is_empty()).then(|| Suggestion {
        service,
        ways: service.ways(&meant.join(" ")),
        rank,
    })
}

/// How many letters of a typed word are wrong, if it is a word or its beginning; `None` when too many are. Of a beginning,
/// one more counts.
fn distance(typed: &str, word: &str) -> Option<usize> {
    let length = typed.chars().count();
    let most = match length {
        0..4 => 0,
        4..8 => 1,
        _ => 2,
    };
    let beginning: String = word.chars().take(length).collect();
    let whole = strsim::osa_distance(typed, word);
    let partly = strsim::osa_distance(typed, &beginning);
    if whole <= most {
        Some(whole)
    } else if partly <= most {
        Some(partly + 1)
    } else {
        None
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    fn catalog() -> Catalog {
        let service = |id: &str, name: &str, keywords: &[&str], variants: &[&str]| {
            let variants: Vec<_> = variants
                .iter()
                .map(|it| json!({ "id": it.to_lowercase().replace(' ', "-"), "name": it, "owners": [] }))
                .collect();
            json!({
                "id": id, "name": name, "keywords": keywords, "model": "paas", "class": "abstracted",
                "owners": [], "variants": variants,
            })
        };
        let catalog = json!({
            "layers": [], "domains": [], "questions": [], "categories": [], "presets": [], "practices": [],
            "services": [
                service("eks", "Amazon EKS", &["kubernetes", "containers"], &["Managed nodes", "EKS on Fargate"]),
                service("ecs", "Amazon ECS", &["containers"], &["ECS on EC2", "ECS on Fargate"]),
                service("ec2", "Amazon EC2", &["virtual machine"], &[]),
                service("rds", "Amazon RDS", &["postgres", "database"], &["Standard", "RDS Custom"]),
                service("aurora", "Amazon Aurora", &["postgres", "database"], &[]),
                service("lambda", "AWS Lambda", &["function"], &["Zip package", "Container image"]),
                service("cloudfront", "Amazon CloudFront", &["cdn", "Lambda@Edge"], &[]),
                service("elasticache", "Amazon ElastiCache", &["redis"], &[]),
                service("elastic-beanstalk", "AWS Elastic Beanstalk", &[], &[]),
            ],
        });
        serde_json::from_value(catalog).unwrap()
    }

    fn suggested(typed: &str) -> Vec<String> {
        let catalog = catalog();
        let found = catalog.suggest(typed).into_iter();
        found
            .map(|it| {
                it.reference()
                    .map_or_else(|| format!("{}?", it.service.id), |it| it.to_string())
            })
            .collect()
    }

    fn named(typed: &str) -> Option<String> {
        let catalog = catalog();
        let found = catalog.named(typed)?;
        let reference = found.reference().map(ToString::to_string);
        Some(reference.unwrap_or_else(|| format!("{}?", found.service.id)))
    }

    #[test]
    fn a_name_goes_before_what_only_contains_it() {
        assert_eq!(suggested("ec2"), ["ec2", "ecs/ecs-on-ec2"]);
        assert_eq!(suggested("Elastic"), ["elasticache", "elastic-beanstalk"]);
        assert_eq!(suggested("postgres"), ["rds?", "aurora"]);
        assert_eq!(suggested("  "), [""; 0]);
    }

    #[test]
    fn a_text_names_a_service_when_no_other_is_as_likely() {
        for (typed, expected) in [
            ("EC2", "ec2"),
            (" ECS on Fargate ", "ecs/ecs-on-fargate"),
            ("fargate ecs", "ecs/ecs-on-fargate"),
            ("RDS Custom", "rds/rds-custom"),
            ("standard", "rds/standard"),
            ("ecs", "ecs?"),
            ("redis", "elasticache"),
            ("aur", "aurora"),
            ("beanstalk", "elastic-beanstalk"),
        ] {
            assert_eq!(named(typed).as_deref(), Some(expected), "{typed}");
        }
        for typed in ["", "postgres", "elastic", "containers", "xyz", "fargate"] {
            assert_eq!(named(typed), None, "{typed}");
        }
    }

    #[test]
    fn wrong_letters_find_what_is_called_almost_so() {
        for (typed, expected) in [
            ("lamda", "lambda?"),
            ("Lmabda", "lambda?"),
            ("kubernetse", "eks?"),
            ("elasticahce", "elasticache"),
            ("ECS on Fargte", "ecs/ecs-on-fargate"),
            ("beanstlak", "elastic-beanstalk"),
            ("auror", "aurora"),
        ] {
            assert_eq!(named(typed).as_deref(), Some(expected), "{typed}");
        }
        for typed in ["zzzz", "lxmxa", "rsd", "-", "ec2 zzzz"] {
            assert_eq!(named(typed), None, "{typed}");
        }
    }
}
