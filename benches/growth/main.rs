//! How long the engine takes for the largest assessment, of our catalog and of ones ten and a hundred times as large.
//! `cargo xtask bench` reads from it how the time grows.

use std::hint::black_box;
use std::time::Duration;

use copies::copies;
use criterion::{Criterion, criterion_group, criterion_main};
use demarc::analysis::{analyze, frameworks};
use demarc::catalog::{Catalog, Texts};
use demarc::edition;
use demarc::exchange::assessment::{read, write};
use largest::{largest, largest_of};

mod copies;
#[path = "../../tests/largest/mod.rs"]
mod largest;

fn growth(bench: &mut Criterion) {
    let catalog = edition::catalog();
    let texts = edition::texts().expect("the host has the words");
    assert_eq!(largest(), largest_of(&copies(catalog, texts, 1).0));
    for times in [1, 10, 100] {
        let (catalog, texts) = copies(catalog, texts, times);
        let it = largest_of(&catalog);
        let analyzed = analyze(&catalog, &it);
        // What is measured is the whole work, at every size.
        assert_eq!(analyzed.practices.len(), catalog.practices.len());
        let text = write(&it);
        assert_eq!(read(&text).as_ref(), Ok(&it));
        let packed = postcard::to_allocvec(&catalog).expect("it can be written");
        let packed_words = postcard::to_allocvec(&texts).expect("they can be written");
        let size = format!("{times}x");
        let mut measure = |name: &str, work: &dyn Fn()| {
            let mut group = bench.benchmark_group(name);
            group.sample_size(20);
            group.warm_up_time(Duration::from_millis(300));
            group.measurement_time(Duration::from_millis(1500));
            group.bench_function(&size, |bencher| bencher.iter(work));
            group.finish();
        };
        measure("analyze", &|| drop(black_box(analyze(&catalog, &it))));
        measure("frameworks", &|| {
            drop(black_box(frameworks(&catalog, &texts, &it, &analyzed)));
        });
        measure("catalog", &|| {
            black_box(postcard::from_bytes::<Catalog>(&packed)).expect("it can be read");
        });
        measure("words", &|| {
            black_box(postcard::from_bytes::<Texts>(&packed_words)).expect("they can be read");
        });
        measure("save", &|| drop(black_box(write(&it))));
        measure("load", &|| drop(black_box(read(&text))));
    }
}

criterion_group!(benches, growth);
criterion_main!(benches);
