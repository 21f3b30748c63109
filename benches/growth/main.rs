//! How long the engine takes with our catalog and with ones ten and a hundred times as large, every question answered:
//! for the services there are today, and for all there would be. `cargo xtask bench` reads from it how the time grows.

use std::hint::black_box;
use std::time::Duration;

use copies::copies;
use criterion::{Criterion, Throughput, criterion_group, criterion_main};
use demarc_catalog::{Catalog, Texts};
use demarc_core::analysis::{Analysis, FrameworkStanding, analyze, frameworks};
use demarc_core::exchange::record::{read, write};
use largest::{largest, largest_of};

mod copies;
#[path = "../../tests/largest/mod.rs"]
mod largest;

/// What is measured: a name, how much comes out of it, and the work.
type Measured<'a> = (&'a str, usize, &'a dyn Fn());

fn growth(bench: &mut Criterion) {
    let catalog = demarc_edition::catalog();
    let texts = demarc_edition::texts().expect("the host has the words");
    let today = "2026-11-24".parse().expect("a day");
    let ours = largest();
    assert_eq!(ours, largest_of(&copies(catalog, texts, 1).0));
    for times in [1, 10, 100] {
        let (catalog, texts) = copies(catalog, texts, times);
        let everything = largest_of(&catalog);
        let mut it = everything.clone();
        it.services.clone_from(&ours.services);
        it.beliefs.clone_from(&ours.beliefs);
        let analyzed = analyze(&catalog, &it, &today);
        let entries = catalog.practices.len() + catalog.services.len();
        let text = write(&everything);
        assert_eq!(read(&text).as_ref(), Ok(&everything));
        let packed = postcard::to_allocvec(&catalog).expect("it can be written");
        let packed_words = postcard::to_allocvec(&texts).expect("they can be written");
        let all: [Measured<'_>; 7] = [
            ("analyze", length(&analyzed), &|| {
                drop(black_box(analyze(&catalog, &it, &today)));
            }),
            (
                "analyze-everything",
                length(&analyze(&catalog, &everything, &today)),
                &|| {
                    drop(black_box(analyze(&catalog, &everything, &today)));
                },
            ),
            (
                "frameworks",
                carriers(&frameworks(&catalog, &texts, &it, &analyzed)),
                &|| {
                    drop(black_box(frameworks(&catalog, &texts, &it, &analyzed)));
                },
            ),
            ("catalog", entries, &|| {
                black_box(postcard::from_bytes::<Catalog>(&packed)).expect("it can be read");
            }),
            ("words", entries, &|| {
                black_box(postcard::from_bytes::<Texts>(&packed_words)).expect("they can be read");
            }),
            ("save", text.len(), &|| drop(black_box(write(&everything)))),
            ("load", text.len(), &|| drop(black_box(read(&text)))),
        ];
        for (name, length, work) in all {
            let mut group = bench.benchmark_group(name);
            // Seconds each at the largest size: few of them are enough.
            group.sample_size(10);
            group.warm_up_time(Duration::from_millis(300));
            group.measurement_time(Duration::from_millis(1500));
            group.throughput(Throughput::Elements(length as u64));
            group.bench_function(format!("{times}x"), |bencher| bencher.iter(work));
            group.finish();
        }
    }
}

/// How many places an analysis names: what is written down, however fast.
fn length(analysis: &Analysis) -> usize {
    let findings = analysis.practices.iter().map(|it| it.cells.len() + 1);
    let cells = analysis.services.iter().flat_map(|row| &row.cells);
    findings.sum::<usize>() + cells.map(|cell| cell.practices.len() + 1).sum::<usize>()
}

/// How many practices carry requirements, each counted as often as it does.
fn carriers(standings: &[FrameworkStanding<'_>]) -> usize {
    let requirements = standings.iter().flat_map(|it| &it.requirements);
    requirements.map(|it| it.carriers.len() + 1).sum()
}

criterion_group!(benches, growth);
criterion_main!(benches);
