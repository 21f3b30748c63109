//! Typed ids: one type per kind of item, each checked against its grammar when it is made.

use std::fmt;
use std::str::FromStr;
use std::sync::Arc;

use serde::{Deserialize, Serialize};

/// The error for a text that is not an id of the wanted kind. Its message names the expected form.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct InvalidId {
    text: String,
    wanted: &'static str,
}

impl fmt::Display for InvalidId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let shown: String = self.text.chars().take(60).collect();
        write!(f, "{shown:?} is not {}", self.wanted)
    }
}

impl std::error::Error for InvalidId {}

/// Whether a text is a slug: 1 to 64 lower-case ASCII letters, digits and hyphens.
#[must_use]
pub fn is_slug(text: &str) -> bool {
    (1..=64).contains(&text.len())
        && text
            .bytes()
            .all(|byte| byte.is_ascii_lowercase() || byte.is_ascii_digit() || byte == b'-')
}

/// Whether a text is two slugs with a dot between them.
fn is_dotted(text: &str) -> bool {
    text.split_once('.')
        .is_some_and(|(first, second)| is_slug(first) && is_slug(second))
}

/// Whether a text is one slug, or two with a slash between them.
fn is_slashed(text: &str) -> bool {
    match text.split_once('/') {
        Some((service, variant)) => is_slug(service) && is_slug(variant),
        None => is_slug(text),
    }
}

macro_rules! id {
    ($(#[$doc:meta])* $name:ident, $grammar:ident, $wanted:literal) => {
        $(#[$doc])*
        #[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
        #[serde(try_from = "String", into = "String")]
        pub struct $name(Arc<str>);

        impl $name {
            /// The id as text.
            #[must_use]
            pub fn as_str(&self) -> &str {
                &self.0
            }
        }

        impl TryFrom<String> for $name {
            type Error = InvalidId;
            fn try_from(text: String) -> Result<Self, InvalidId> {
                if $grammar(&text) {
                    Ok(Self(text.into()))
                } else {
                    Err(InvalidId { text, wanted: $wanted })
                }
            }
        }

        impl FromStr for $name {
            type Err = InvalidId;
            fn from_str(text: &str) -> Result<Self, InvalidId> {
                text.to_owned().try_into()
            }
        }

        impl From<$name> for String {
            fn from(id: $name) -> Self {
                id.0.as_ref().to_owned()
            }
        }

        impl fmt::Display for $name {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str(&self.0)
            }
        }
    };
    (slugs: $($(#[$doc:meta])* $name:ident),* $(,)?) => {
        $(id!($(#[$doc])* $name, is_slug, "an id (lower-case letters, digits and hyphens)");)*
    };
}

id! { slugs:
    /// Names a layer of the stack, such as `guest-os`.
    LayerId,
    /// Names a domain, such as `iam`.
    DomainId,
    /// Names a category of services.
    CategoryId,
    /// Names a service, such as `rds`.
    ServiceId,
    /// Names a variant of a service, such as `custom`. Unique within its service.
    VariantId,
    /// Names a question of the profile.
    QuestionId,
    /// Names a ready-made service mix.
    PresetId,
    /// Names an assurance program of AWS's.
    ProgramId,
    /// Names a rule that gives a layer its owner.
    RuleId,
    /// Names a framework, such as `pci-dss`.
    FrameworkId,
    /// Names a list of automated checks, such as `prowler`.
    CheckListId,
    /// Names an area of AWS's responsibility.
    AreaId,
    /// Names a service model (IaaS, PaaS, SaaS).
    ModelId,
    /// Names one of AWS's own service classes.
    ClassId,
    /// Names an example pair.
    PairId,
    /// Names a best practice of the model's text.
    BestPracticeId,
}

id!(
    /// Names a practice: a domain, a dot and a slug, such as `iam.root`.
    PracticeId,
    is_dotted,
    "a practice's id (its domain, a dot, and a word)"
);
id!(
    /// Names a fact of the profile: a question, a dot and one of its options, such as `exposure.internet`.
    FactId,
    is_dotted,
    "a fact's id (a question, a dot, and an option)"
);
id!(
    /// Names a service, or one variant of it: `ec2`, `rds/custom`.
    ServiceRef,
    is_slashed,
    "a service's id (a word, or a service and a variant with a slash between)"
);

/// Whether `text` is `first`, then `separator`, then something. The analysis asks this thousands of times, so it splits
/// nothing.
fn begins_with(text: &str, first: &str, separator: char) -> bool {
    text.strip_prefix(first)
        .is_some_and(|rest| rest.starts_with(separator))
}

/// The parts of a checked id before and after its separator.
fn halves(text: &str, separator: char) -> (&str, Option<&str>) {
    match text.split_once(separator) {
        Some((first, second)) => (first, Some(second)),
        None => (text, None),
    }
}

impl PracticeId {
    /// The domain of the practice.
    #[must_use]
    pub fn domain(&self) -> DomainId {
        DomainId(halves(&self.0, '.').0.into())
    }

    /// Whether the practice belongs to this domain.
    #[must_use]
    pub fn is_in(&self, domain: &DomainId) -> bool {
        begins_with(&self.0, &domain.0, '.')
    }
}

impl FactId {
    /// The fact that an option of a question stands for; `None` when the option is not a slug.
    #[must_use]
    pub fn new(question: &QuestionId, option: &str) -> Option<Self> {
        Self::try_from(format!("{question}.{option}")).ok()
    }

    /// Whether the fact is an option of this question.
    #[must_use]
    pub fn answers(&self, question: &QuestionId) -> bool {
        begins_with(&self.0, &question.0, '.')
    }

    /// The id of the option.
    #[must_use]
    pub fn option(&self) -> &str {
        halves(&self.0, '.').1.unwrap_or_default()
    }
}

impl ServiceRef {
    /// The reference to a variant, or to the service as a whole when there is no variant.
    #[must_use]
    pub fn new(service: &ServiceId, variant: Option<&VariantId>) -> Self {
        Self(match variant {
            Some(variant) => format!("{service}/{variant}").into(),
            None => service.0.clone(),
        })
    }

    /// Whether it refers to this service, with or without a variant.
    #[must_use]
    pub fn is_of(&self, service: &ServiceId) -> bool {
        *self.0 == *service.0 || begins_with(&self.0, &service.0, '/')
    }

    /// Whether it refers to this variant of this service: it names the variant, or names the service alone.
    #[must_use]
    pub fn covers(&self, service: &ServiceId, variant: Option<&VariantId>) -> bool {
        match self.0.strip_prefix(&*service.0) {
            Some("") => true,
            Some(rest) => variant.is_some_and(|it| rest.strip_prefix('/') == Some(it.as_str())),
            None => false,
        }
    }

    /// The id of the service, as text.
    #[must_use]
    pub fn service(&self) -> &str {
        halves(&self.0, '/').0
    }

    /// Whether it names a variant.
    #[must_use]
    pub fn names_variant(&self) -> bool {
        halves(&self.0, '/').1.is_some()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ids_accept_their_grammar_only() {
        assert!("guest-os".parse::<LayerId>().is_ok());
        for text in ["", "Guest", "guest os", "a.b", "<script>", &"x".repeat(65)] {
            assert!(text.parse::<LayerId>().is_err(), "{text}");
        }
        assert!("iam.root".parse::<PracticeId>().is_ok());
        for text in ["iam", "iam.", ".root", "iam.root.mfa", "iam/root"] {
            assert!(text.parse::<PracticeId>().is_err(), "{text}");
        }
        assert!("rds".parse::<ServiceRef>().is_ok());
        assert!("rds/custom".parse::<ServiceRef>().is_ok());
        assert!("rds/custom/x".parse::<ServiceRef>().is_err());
    }

    #[test]
    fn compound_ids_give_their_parts() {
        let practice: PracticeId = "iam.root".parse().unwrap();
        assert_eq!(practice.domain().as_str(), "iam");
        assert!(practice.is_in(&practice.domain()));
        let fact: FactId = "data.personal".parse().unwrap();
        assert!(fact.answers(&"data".parse().unwrap()) && !fact.answers(&"dat".parse().unwrap()));
        assert_eq!(fact.option(), "personal");
        let custom: ServiceRef = "rds/custom".parse().unwrap();
        let (rds, aurora) = ("rds".parse().unwrap(), "aurora".parse().unwrap());
        assert!(custom.is_of(&rds) && !custom.is_of(&aurora));
        let variant = "custom".parse().unwrap();
        assert!(custom.covers(&rds, Some(&variant)) && !custom.covers(&rds, None));
        assert!(!custom.covers(&aurora, Some(&variant)));
        assert!(ServiceRef::new(&rds, None).covers(&rds, Some(&variant)));
        assert_eq!(ServiceRef::new(&rds, Some(&variant)), custom);
    }
}
