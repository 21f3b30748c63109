//! The weights of practices in six standard situations: what facts raise tells practices apart.

use std::collections::BTreeSet;

use demarc_catalog::FactId;

/// Situations with their facts: an option of each question that takes one, any of those that take many. Which facts are
/// typical is a judgment, not a survey.
const SITUATIONS: [(&str, &str); 6] = [
    (
        "sandbox",
        "environment.sandbox data.public exposure.internal accounts.single operator.own regions.standard ai.models \
         outage.days",
    ),
    (
        "typical SaaS",
        "environment.production data.internal data.personal exposure.internet accounts.organization operator.own \
         regions.standard ai.models outage.hours framework.soc-2 framework.gdpr",
    ),
    (
        "card shop",
        "environment.production data.personal data.payment exposure.internet accounts.several operator.provider \
         regions.standard ai.none outage.hours framework.pci-dss framework.gdpr",
    ),
    (
        "hospital",
        "environment.production data.internal data.personal data.health exposure.partners accounts.organization \
         operator.provider regions.standard regions.several ai.none outage.minutes framework.hipaa framework.iso-27001",
    ),
    (
        "public sector",
        "environment.production data.public data.internal data.personal exposure.internet accounts.organization \
         operator.own regions.govcloud ai.none outage.hours framework.fedramp",
    ),
    (
        "data platform",
        "environment.production data.internal data.personal data.secrets exposure.internal accounts.organization \
         operator.own regions.standard regions.several ai.agents outage.days framework.iso-27001 framework.gdpr",
    ),
];

#[test]
fn no_value_of_the_exposure_holds_more_than_half_of_the_practices() {
    let catalog = demarc_edition::catalog();
    for (name, facts) in SITUATIONS {
        let facts = facts.split_whitespace().map(|it| it.parse().unwrap());
        let facts: BTreeSet<FactId> = facts.collect();
        for fact in &facts {
            assert!(catalog.fact(fact).is_some(), "{name}: {fact}");
        }
        let asked = catalog.practices.iter();
        let asked: Vec<_> = asked
            .filter(|it| it.is_called_for(|fact| facts.contains(fact)))
            .collect();
        let mut counts = [0; 3];
        for practice in &asked {
            let raising = practice.raised_by.iter().filter(|it| facts.contains(*it));
            counts[raising.count().min(2)] += 1;
        }
        assert!(
            counts.iter().all(|count| count * 2 <= asked.len()),
            "{name}: of {} practices {counts:?} have no, one, more raising facts",
            asked.len()
        );
    }
}
