//! A catalog many times as large: copies of the built-in one side by side, each under ids of its own.
//! The layers stay: they are the height of the stack, which no amount of content changes.

use demarc_catalog::{Catalog, FactId, ServiceRef, Texts};

/// A catalog of so many copies, and its words; the first copy has the ids of the original.
pub fn copies(catalog: &Catalog, texts: &Texts, times: usize) -> (Catalog, Texts) {
    let (mut grown, mut words) = (catalog.clone(), texts.clone());
    for copy in 1..times {
        let (catalog, texts) = renamed(catalog.clone(), texts.clone(), copy);
        grown.domains.extend(catalog.domains);
        grown.questions.extend(catalog.questions);
        grown.categories.extend(catalog.categories);
        grown.services.extend(catalog.services);
        grown.practices.extend(catalog.practices);
        grown.presets.extend(catalog.presets);
        words.practices.extend(texts.practices);
        words.services.extend(texts.services);
    }
    (grown, words)
}

/// The same under other ids: the first word of each has the number of the copy behind it.
fn renamed(mut catalog: Catalog, mut texts: Texts, copy: usize) -> (Catalog, Texts) {
    for domain in &mut catalog.domains {
        rename(&mut domain.id, copy);
    }
    for question in &mut catalog.questions {
        rename(&mut question.id, copy);
    }
    for category in &mut catalog.categories {
        rename(&mut category.id, copy);
        category.services.iter_mut().for_each(|it| rename(it, copy));
    }
    for service in &mut catalog.services {
        rename(&mut service.id, copy);
    }
    for practice in &mut catalog.practices {
        rename(&mut practice.id, copy);
        let about: &mut Vec<ServiceRef> = &mut practice.services;
        about.iter_mut().for_each(|it| rename(it, copy));
        let facts: [&mut Vec<FactId>; 2] = [&mut practice.when, &mut practice.raised_by];
        facts.into_iter().flatten().for_each(|it| rename(it, copy));
    }
    for preset in &mut catalog.presets {
        rename(&mut preset.id, copy);
        preset.services.iter_mut().for_each(|it| rename(it, copy));
    }
    for text in &mut texts.practices {
        rename(&mut text.id, copy);
    }
    for text in &mut texts.services {
        rename(&mut text.id, copy);
    }
    (catalog, texts)
}

/// Puts the number of the copy behind the first word of an id.
fn rename<Id>(id: &mut Id, copy: usize)
where
    Id: ToString + TryFrom<String>,
{
    let text = id.to_string();
    let end = text.find(['.', '/']).unwrap_or(text.len());
    let (first, rest) = text.split_at(end);
    let Ok(new) = Id::try_from(format!("{first}-{copy}{rest}")) else {
        unreachable!("{text} has room for a number")
    };
    *id = new;
}
