//! Invites: what they carry, how long they are, and what is told of those that can't be read.

use super::common::{catalog, example, invite};
use crate::assessment::AssessmentId;
use crate::workshop::{Invite, InviteError, QuestionSet};
use demarc_catalog::Depth;

#[test]
fn an_invite_comes_back_as_it_was() {
    let it = example();
    let gaps = catalog().practices.iter().step_by(7);
    let sets = [
        QuestionSet::Quick,
        QuestionSet::Domains(Depth::Full, Vec::new()),
        QuestionSet::Domains(Depth::Standard, vec![catalog().domains[1].id.clone()]),
        QuestionSet::Practices(gaps.map(|it| it.id.clone()).collect()),
    ];
    for set in sets {
        let mut invite = invite(&it, set);
        invite.expected = 12;
        let link = format!(
            "https://example.org/demarc/#/join/{}?x",
            invite.write(catalog())
        );
        assert_eq!(Invite::read(&link, catalog()), Ok(invite.clone()));
        let lower = link.to_lowercase();
        assert_eq!(Invite::read(&lower, catalog()), Ok(invite.clone()));
        invite.roles = vec!["Küche".into(), "Saal".into()];
        assert_eq!(
            Invite::read(&invite.write(catalog()), catalog()),
            Ok(invite.clone())
        );
        let questions = invite.questionnaire(catalog());
        assert!(!questions.practices.is_empty());
    }
}

#[test]
fn an_invite_has_no_name_and_at_most_200_bytes() {
    let mut it = example();
    for deployment in catalog().deployments() {
        it.add_service(deployment.reference());
    }
    let all = QuestionSet::Practices(catalog().practices.iter().map(|it| it.id.clone()).collect());
    let full = QuestionSet::Domains(Depth::Full, Vec::new());
    for set in [all, full] {
        let invite = invite(&it, set);
        let text = invite.write(catalog());
        println!("{}", text.len() * 5 / 8);
        assert!((text.len() - 6) * 5 / 8 <= 200, "{}", text.len());
        let opened = invite.assessment(AssessmentId::from_bits(1));
        assert_eq!(
            (opened.name.as_str(), opened.profile.workload.as_str()),
            ("", "")
        );
        assert_eq!(opened.services, it.services);
    }
}

#[test]
fn what_can_t_be_read_is_told_apart() {
    let text = invite(&example(), QuestionSet::Quick).write(catalog());
    let read = |text: &str| Invite::read(text, catalog()).unwrap_err();
    assert_eq!(read("https://example.org"), InviteError::Foreign);
    assert_eq!(read("join us at 10"), InviteError::Foreign);
    assert_eq!(read("DEMARC1-ABCDEFG"), InviteError::Reply);
    assert_eq!(read(&text[..60]), InviteError::CutOff);
    assert_eq!(read(&text.replace("JOIN1", "JOIN2")), InviteError::Later(2));
    for at in 12..text.len() {
        let mut flipped = text.clone();
        let other = if text.as_bytes()[at] == b'7' {
            "8"
        } else {
            "7"
        };
        flipped.replace_range(at..=at, other);
        assert_eq!(read(&flipped), InviteError::Damaged, "{at}");
    }
    // Another order of the catalog means other services.
    let mut other = catalog().clone();
    other.version = "00000001".into();
    assert!(Invite::read(&text, &other).is_ok());
    other.services.reverse();
    let error = Invite::read(&text, &other).unwrap_err();
    assert!(
        matches!(&error, InviteError::OtherEdition { ours, .. } if ours == "00000001"),
        "{error}"
    );
    other.practices.truncate(9);
    assert!(matches!(
        Invite::read(&text, &other),
        Err(InviteError::OtherEdition { .. })
    ));
}

#[test]
fn what_the_catalog_does_not_have_is_left_out_and_told() {
    let mut it = example();
    it.add_service("gone-service".parse().unwrap());
    it.profile.facts.insert("data.gone".parse().unwrap());
    assert_eq!(
        Invite::unknown_of(catalog(), &it),
        ["gone-service", "data.gone"]
    );
    assert_eq!(
        invite(&it, QuestionSet::Quick),
        invite(&example(), QuestionSet::Quick)
    );
}
