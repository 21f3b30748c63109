//! The rules for lists of automated checks.

use std::collections::BTreeSet;

use super::{Checker, Item, host_of};
use crate::CheckList;

impl Checker<'_> {
    pub(super) fn check_list(&mut self, list: &CheckList) {
        let item = &Item::new("check-list", &list.id);
        self.sources(item, &list.sources);
        if host_of(&list.url).is_none() {
            let message = format!("{:?} is not an address", list.url);
            self.fault(item, "url", message);
        }
        let mut known = BTreeSet::new();
        for id in list.ids() {
            if !known.insert(id) {
                let message = format!("the check {id} is there twice");
                self.fault(item, format!("\"{id}\""), message);
            }
        }
        let excepted = list.exceptions.iter().flat_map(|it| &it.ids);
        let standards = list.standards.iter().flat_map(|it| &it.checks);
        let meant = list.aliases.iter().map(|(_, now)| now);
        for id in excepted.chain(standards).chain(meant) {
            if !known.contains(id) {
                let message = format!("{id} is not among the checks");
                self.fault(item, format!("\"{id}\""), message);
            }
        }
        for (former, _) in &list.aliases {
            if known.contains(former) {
                let message = format!("{former} is a check, and can't mean another one");
                self.fault(item, format!("\"{former}\""), message);
            }
        }
        self.direct_once(list, item);
    }

    /// The failure of a check contradicts one practice at most, because one weakness counts once, and a check that
    /// says nothing about practices is mapped to none.
    fn direct_once(&mut self, list: &CheckList, item: &Item) {
        let texts = self.texts;
        let mut owners: Vec<(&str, &str)> = Vec::new();
        for text in &texts.practices {
            for (_, mapping) in text.checks.iter().filter(|(id, _)| *id == list.id) {
                owners.extend(mapping.direct().map(|(_, check)| (check, text.id.as_str())));
                for check in mapping.all().filter(|it| list.exception(it).is_some()) {
                    let message =
                        format!("{check} has an exception, and {} is mapped to it", text.id);
                    self.fault(item, format!("\"{check}\""), message);
                }
            }
        }
        owners.sort_unstable();
        for pair in owners.windows(2) {
            if let [(check, one), (next, other)] = pair
                && check == next
            {
                let message = format!("a failure of {check} contradicts {one} and {other}");
                self.fault(item, format!("\"{check}\""), message);
            }
        }
    }
}
