//! How long the analysis of the largest possible assessment takes, beside a small one.

use criterion::{Criterion, criterion_group, criterion_main};
use demarc::analysis::analyze;
use demarc::assessment::{Assessment, AssessmentId, Response};
use demarc::catalog::{Depth, FactId, Owner};
use demarc::edition;

/// Every service in every way, every fact, a belief on every cell, an answer to every practice.
fn largest() -> Assessment {
    let catalog = edition::catalog();
    let mut it = Assessment::new(AssessmentId::from_bits(1), "Largest");
    it.profile.depth = Depth::Full;
    for question in &catalog.questions {
        let facts = question
            .options
            .iter()
            .filter_map(|option| FactId::new(&question.id, &option.id));
        it.profile.facts.extend(facts);
    }
    for deployment in catalog.deployments() {
        let reference = deployment.reference();
        let beliefs = catalog
            .layers
            .iter()
            .map(|layer| (layer.id.clone(), Owner::Aws))
            .collect();
        it.beliefs.insert(reference.clone(), beliefs);
        it.add_service(reference);
    }
    for practice in &catalog.practices {
        it.respond(&practice.id, Some(Response::Started));
    }
    it
}

fn analysis(bench: &mut Criterion) {
    let catalog = edition::catalog();
    let largest = largest();
    let empty = Assessment::new(AssessmentId::from_bits(2), "Empty");
    let mut group = bench.benchmark_group("analyze");
    group.bench_function("largest", |bencher| {
        bencher.iter(|| analyze(catalog, &largest))
    });
    group.bench_function("empty", |bencher| bencher.iter(|| analyze(catalog, &empty)));
    group.finish();
}

criterion_group!(benches, analysis);
criterion_main!(benches);
