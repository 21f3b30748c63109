//! How long the analysis of the largest possible assessment takes, beside a small one.

use criterion::{Criterion, criterion_group, criterion_main};
use demarc::analysis::{analyze, frameworks};
use demarc::assessment::{Assessment, AssessmentId};
use demarc::edition;
use largest::largest;

#[path = "../tests/largest/mod.rs"]
mod largest;

fn analysis(bench: &mut Criterion) {
    let catalog = edition::catalog();
    let largest = largest();
    let empty = Assessment::new(AssessmentId::from_bits(2), "Empty");
    let mut group = bench.benchmark_group("analyze");
    group.bench_function("largest", |bencher| {
        bencher.iter(|| analyze(catalog, &largest))
    });
    group.bench_function("empty", |bencher| bencher.iter(|| analyze(catalog, &empty)));
    let (texts, analyzed) = (edition::texts(), analyze(catalog, &largest));
    if let Some(texts) = texts {
        group.bench_function("frameworks", |bencher| {
            bencher.iter(|| frameworks(catalog, texts, &largest, &analyzed))
        });
    }
    group.finish();
}

criterion_group!(benches, analysis);
criterion_main!(benches);
