//! The part of the catalog that only people read, taken out of it and put back.

use serde::{Deserialize, Serialize};

use super::{Catalog, Category, Preset};

/// What [`Catalog::take_names`] takes out: what lists and labels show, and the analysis does not read.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
pub struct Names {
    /// The categories of services.
    pub categories: Vec<Category>,
    /// The ready-made selections of services.
    pub presets: Vec<Preset>,
    /// The names and summaries of everything else, in the order of the catalog.
    pub texts: Vec<String>,
}

impl Catalog {
    /// Takes out the names. The questions of the profile keep their labels: they are asked first.
    pub fn take_names(&mut self) -> Names {
        let mut texts = Vec::new();
        self.each_name(&mut |text| texts.push(std::mem::take(text)));
        Names {
            categories: std::mem::take(&mut self.categories),
            presets: std::mem::take(&mut self.presets),
            texts,
        }
    }

    /// Puts names back where [`Catalog::take_names`] took them out of an equal catalog.
    pub fn put_names(&mut self, names: Names) {
        let mut texts = names.texts.into_iter();
        self.each_name(&mut |text| *text = texts.next().unwrap_or_default());
        self.categories = names.categories;
        self.presets = names.presets;
    }

    /// Visits each name that is taken out, always in the same order.
    fn each_name(&mut self, visit: &mut dyn FnMut(&mut String)) {
        for layer in &mut self.layers {
            visit(&mut layer.name);
            visit(&mut layer.short);
            visit(&mut layer.summary);
            visit(&mut layer.group);
        }
        for domain in &mut self.domains {
            visit(&mut domain.name);
            visit(&mut domain.summary);
        }
        for question in &mut self.questions {
            visit(&mut question.says);
            for option in &mut question.options {
                visit(&mut option.says);
            }
        }
        for service in &mut self.services {
            visit(&mut service.name);
            visit(&mut service.operator);
            service.keywords.iter_mut().for_each(&mut *visit);
            for variant in &mut service.variants {
                visit(&mut variant.name);
                visit(&mut variant.operator);
            }
        }
        for practice in &mut self.practices {
            visit(&mut practice.title);
        }
    }
}
