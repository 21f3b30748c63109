//! The reason for the owner of a layer: a sentence of a service or a rule, or the halves of a shared layer.

use serde::{Deserialize, Serialize};

use super::{Date, Deployment, LayerId, Owner, RuleId, ServiceRef, ServiceText, Texts};

crate::keyed! {
    /// Who holds a part of a shared layer.
    pub enum Party {
        /// AWS.
        Aws = "aws",
        /// A third party, whom [`Deployment::operator`] names.
        Operator = "operator",
        /// The customer.
        Customer = "customer",
    }
}

crate::keyed! {
    /// How a patch comes about where AWS and the customer share the patching.
    pub enum Patching {
        /// The customer picks the hour, and AWS applies it.
        Hour = "hour",
        /// AWS offers it, and the customer applies it.
        Apply = "apply",
        /// The customer moves to the next version.
        Version = "version",
    }
}

/// The reason for the owner of a layer.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Reason {
    /// The layer.
    pub layer: LayerId,
    /// What the owner or the owners do.
    pub duty: Duty,
    /// How a shared patch comes about; only at layers that are patched.
    pub patching: Option<Patching>,
    /// The AWS page that says so.
    pub source: String,
}

/// What the owner of a layer does, or what each of its owners does.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub enum Duty {
    /// Of a layer with one owner, in a sentence or two.
    Whole(String),
    /// Of a shared layer: a sentence for each party, in the order of [`Party`].
    Halves(Vec<(Party, String)>),
}

/// A rule that gives a layer its owner at every service that it holds for.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Rule {
    /// The id.
    pub id: RuleId,
    /// The name.
    pub name: String,
    /// The owner of the layer.
    pub owner: Owner,
    /// When the rule holds, in a sentence.
    pub when: String,
    /// The layer, with the reason where the service gives none of its own.
    pub reason: Reason,
    /// The list of AWS's from which it follows where the rule holds.
    pub listed: Option<Listed>,
    /// Whether a service that the rule holds for has to be in scope of an assurance program, or of none; `None` for most
    /// rules, which say nothing on it.
    pub assured: Option<bool>,
}

/// A list of AWS's that states a fact about services.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Listed {
    /// The services and variants that the list names.
    pub services: Vec<ServiceRef>,
    /// The address of the list.
    pub source: String,
    /// The day on which somebody last read it.
    pub read: Date,
    /// The owners of the layer that contradict the fact.
    pub refuses: Vec<Owner>,
}

impl Reason {
    /// The whole reason: of a shared layer, the sentences of all parties.
    #[must_use]
    pub fn text(&self) -> String {
        match &self.duty {
            Duty::Whole(text) => text.clone(),
            Duty::Halves(halves) => {
                let sentences: Vec<&str> = halves.iter().map(|(_, text)| text.as_str()).collect();
                sentences.join(" ")
            }
        }
    }

    /// The sentences of a shared layer by party; empty for a layer with one owner.
    #[must_use]
    pub fn halves(&self) -> &[(Party, String)] {
        match &self.duty {
            Duty::Whole(_) => &[],
            Duty::Halves(halves) => halves,
        }
    }
}

impl Texts {
    /// The name of the third party that holds a layer in AWS's place: alone, or together with the customer.
    #[must_use]
    pub fn in_place_of_aws<'a>(
        &self,
        deployment: &Deployment<'a>,
        layer: &LayerId,
    ) -> Option<&'a str> {
        let reason = self.reason(deployment, layer);
        let holds = |party: Party| {
            let halves = reason.map_or(&[][..], Reason::halves);
            halves.iter().any(|(of, _)| *of == party)
        };
        let is_held = match deployment.owner(layer) {
            Owner::Operator => true,
            Owner::Shared => holds(Party::Operator) && !holds(Party::Aws),
            Owner::Aws | Owner::Customer | Owner::Absent => false,
        };
        deployment.operator().filter(|_| is_held)
    }

    /// The rule with this id.
    #[must_use]
    pub fn rule(&self, id: &RuleId) -> Option<&Rule> {
        self.rules.iter().find(|rule| rule.id == *id)
    }

    /// The reason for the owner of a layer of a deployment, if the catalog gives one.
    #[must_use]
    pub fn reason(&self, deployment: &Deployment<'_>, layer: &LayerId) -> Option<&Reason> {
        let text = self.service(&deployment.service.id)?;
        self.reason_in(text, deployment.index(), layer)
    }

    /// The reason for the owner of a layer: of the variant, of a rule of the variant, of the service, of a rule of the
    /// service. `variant` is the index of the variant in [`ServiceText::variants`].
    #[must_use]
    pub fn reason_in<'a>(
        &'a self,
        text: &'a ServiceText,
        variant: Option<usize>,
        layer: &LayerId,
    ) -> Option<&'a Reason> {
        let of = |reasons: &'a [Reason], rules: &'a [RuleId]| {
            let by_rule = || {
                let mut rules = rules.iter().filter_map(|id| self.rule(id));
                let rule = rules.find(|rule| rule.reason.layer == *layer)?;
                Some(&rule.reason)
            };
            let own = reasons.iter().find(|it| it.layer == *layer);
            own.or_else(by_rule)
        };
        let own = variant.and_then(|index| text.variants.get(index));
        own.and_then(|variant| of(&variant.reasons, &variant.rules))
            .or_else(|| of(&text.reasons, &text.rules))
    }
}
