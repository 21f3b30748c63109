//! The built-in catalog without its names, which the app starts with: nothing but a name may differ from the whole.

use demarc_catalog::Names;
use demarc_core::analysis::analyze;
use demarc_core::assessment::{Assessment, AssessmentId};
use demarc_core::exchange::record;
use demarc_edition::{catalog, outline};

fn today() -> demarc_catalog::Date {
    "2026-11-30".parse().unwrap()
}

#[test]
fn with_its_names_the_outline_is_the_catalog() {
    let mut whole = catalog().clone();
    let names = whole.take_names();
    assert_eq!(whole, *outline());
    whole.put_names(names);
    assert_eq!(whole, *catalog());
    assert_eq!(
        outline().clone().take_names(),
        Names {
            texts: vec![String::new(); catalog().clone().take_names().texts.len()],
            ..Names::default()
        }
    );
}

#[test]
fn what_is_packed_is_what_the_files_say() {
    let folder = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("catalog");
    let written = demarc_catalog::source::read_dir(&folder).unwrap().catalog;
    assert_eq!(written.services, catalog().services);
    assert_eq!(written.practices, catalog().practices);
}

#[test]
fn the_questions_of_the_situation_can_be_asked_without_names() {
    let texts = |catalog: &demarc_catalog::Catalog| {
        let questions = catalog.questions.iter().flat_map(|it| {
            let options = it.options.iter();
            let options = options.map(|it| (it.id.clone(), it.label.clone(), it.hint.clone()));
            std::iter::once((it.id.to_string(), it.label.clone(), None)).chain(options)
        });
        questions.collect::<Vec<_>>()
    };
    assert_eq!(texts(outline()), texts(catalog()));
    assert!(texts(outline()).iter().all(|it| !it.1.is_empty()));
}

#[test]
fn the_analysis_and_what_is_read_need_no_names() {
    let example = record::read(demarc_edition::EXAMPLE).expect("it is built in");
    let mut of_every_service = Assessment::new(AssessmentId::from_bits(1), "All");
    for service in &catalog().services {
        of_every_service.add_service(demarc_catalog::ServiceRef::new(&service.id, None));
    }
    for assessment in [example, of_every_service] {
        let normalized = |catalog| {
            let mut it = assessment.clone();
            it.normalize(catalog);
            it
        };
        let assessment = normalized(catalog());
        assert_eq!(normalized(outline()), assessment);
        assert_eq!(
            analyze(outline(), &assessment, &today()),
            analyze(catalog(), &assessment, &today())
        );
    }
}
