//! Ids as types: a practice's id can't stand where a service's is meant.
//! They know their own grammar and nothing of what they name.

use std::fmt;
use std::str::FromStr;
use std::sync::Arc;

use serde::{Deserialize, Serialize};

/// Why a text is not an id.
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

/// Whether a text is a word as ids have them: lower-case letters, digits and hyphens, 1 to 64 of them.
#[must_use]
pub fn is_slug(text: &str) -> bool {
    (1..=64).contains(&text.len())
        && text
            .bytes()
            .all(|byte| byte.is_ascii_lowercase() || byte.is_ascii_digit() || byte == b'-')
}

/// Two words with a dot between them.
fn is_dotted(text: &str) -> bool {
    text.split_once('.')
        .is_some_and(|(first, second)| is_slug(first) && is_slug(second))
}

/// A word, or two with a slash between them.
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
    (word: $($(#[$doc:meta])* $name:ident),* $(,)?) => {
        $(id!($(#[$doc])* $name, is_slug, "an id (lower-case letters, digits and hyphens)");)*
    };
}

id! { word:
    /// Names a layer of the stack, such as `guest-os`.
    LayerId,
    /// Names a domain, such as `iam`.
    DomainId,
    /// Names a category of services.
    CategoryId,
    /// Names a service, such as `rds`.
    ServiceId,
    /// Names a way of running a service, such as `custom`; unique within its service.
    VariantId,
    /// Names a question about the situation.
    QuestionId,
    /// Names a ready-made service mix.
    PresetId,
    /// Names a framework, such as `pci-dss`.
    FrameworkId,
    /// Names an area of AWS's side.
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
    /// Names a practice: its domain, a dot, and a word, such as `iam.root`.
    PracticeId,
    is_dotted,
    "a practice's id (its domain, a dot, and a word)"
);
id!(
    /// Names a fact of a situation: a question, a dot, and one of its options, such as `exposure.internet`.
    FactId,
    is_dotted,
    "a fact's id (a question, a dot, and an option)"
);
id!(
    /// Names a service as it is run: `ec2`, or `rds/custom` where the service has variants.
    ServiceRef,
    is_slashed,
    "a service's id (a word, or a service and a variant with a slash between)"
);

/// Whether the first word of an id is this one. Asked by the thousand, so it looks no further than it has to.
fn begins_with(text: &str, word: &str, separator: char) -> bool {
    text.strip_prefix(word)
        .is_some_and(|rest| rest.starts_with(separator))
}

/// The two words of an id that has passed its grammar.
fn halves(text: &str, separator: char) -> (&str, Option<&str>) {
    match text.split_once(separator) {
        Some((first, second)) => (first, Some(second)),
        None => (text, None),
    }
}

impl PracticeId {
    /// The domain the practice belongs to.
    #[must_use]
    pub fn domain(&self) -> DomainId {
        DomainId(halves(&self.0, '.').0.into())
    }

    /// Whether it belongs to this domain.
    #[must_use]
    pub fn is_in(&self, domain: &DomainId) -> bool {
        begins_with(&self.0, &domain.0, '.')
    }
}

impl FactId {
    /// The fact that choosing `option` under `question` makes true.
    #[must_use]
    pub fn new(question: &QuestionId, option: &str) -> Option<Self> {
        Self::try_from(format!("{question}.{option}")).ok()
    }

    /// Whether it answers this question.
    #[must_use]
    pub fn answers(&self, question: &QuestionId) -> bool {
        begins_with(&self.0, &question.0, '.')
    }

    /// The option of its question.
    #[must_use]
    pub fn option(&self) -> &str {
        halves(&self.0, '.').1.unwrap_or_default()
    }
}

impl ServiceRef {
    /// The service run in the named way, or in its only way.
    #[must_use]
    pub fn new(service: &ServiceId, variant: Option<&VariantId>) -> Self {
        Self(match variant {
            Some(variant) => format!("{service}/{variant}").into(),
            None => service.0.clone(),
        })
    }

    /// Whether it means this service, however it is run.
    #[must_use]
    pub fn is_of(&self, service: &ServiceId) -> bool {
        *self.0 == *service.0 || begins_with(&self.0, &service.0, '/')
    }

    /// Whether it means this service run in this way: it names the way, or none.
    #[must_use]
    pub fn covers(&self, service: &ServiceId, variant: Option<&VariantId>) -> bool {
        match self.0.strip_prefix(&*service.0) {
            Some("") => true,
            Some(rest) => variant.is_some_and(|it| rest.strip_prefix('/') == Some(it.as_str())),
            None => false,
        }
    }

    /// The service it means, as text.
    #[must_use]
    pub fn service(&self) -> &str {
        halves(&self.0, '/').0
    }

    /// Whether it names a way of running its service.
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
