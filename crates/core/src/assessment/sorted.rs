//! A set and a map as sorted vectors, with the names and the meaning of what the standard library's have.
//! The collections of an assessment are small, and each type of a `BTreeMap` takes several kilobytes of the first load.

use std::fmt;
use std::marker::PhantomData;
use std::ops::Index;

use serde::de::{Deserialize, Deserializer, Error, MapAccess, Visitor};
use serde::ser::{Serialize, Serializer};

/// A set in ascending order.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct SortedSet<T>(Vec<T>);

impl<T> Default for SortedSet<T> {
    fn default() -> Self {
        Self(Vec::new())
    }
}

impl<T: Ord> SortedSet<T> {
    /// All, in order.
    pub fn iter(&self) -> std::slice::Iter<'_, T> {
        self.0.iter()
    }

    /// How many there are.
    #[must_use]
    pub fn len(&self) -> usize {
        self.0.len()
    }

    /// Whether there is none.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// Whether this one is there.
    #[must_use]
    pub fn contains(&self, one: &T) -> bool {
        self.0.binary_search(one).is_ok()
    }

    /// Adds one; whether it is new.
    pub fn insert(&mut self, one: T) -> bool {
        let index = self.0.binary_search(&one);
        if let Err(index) = index {
            self.0.insert(index, one);
        }
        index.is_err()
    }

    /// Removes one; whether it was there.
    pub fn remove(&mut self, one: &T) -> bool {
        let index = self.0.binary_search(one);
        if let Ok(index) = index {
            self.0.remove(index);
        }
        index.is_ok()
    }

    /// Keeps those that this holds for.
    pub fn retain(&mut self, keep: impl FnMut(&T) -> bool) {
        self.0.retain(keep);
    }

    /// Removes all.
    pub fn clear(&mut self) {
        self.0.clear();
    }

    /// Those that are in one of both only, in order.
    pub fn symmetric_difference<'a>(&'a self, other: &'a Self) -> impl Iterator<Item = &'a T> {
        let of_one = self.iter().filter(|it| !other.contains(it));
        let of_other = other.iter().filter(|it| !self.contains(it));
        let mut all: Vec<&T> = of_one.chain(of_other).collect();
        all.sort_unstable();
        all.into_iter()
    }
}

impl<T: Ord> Extend<T> for SortedSet<T> {
    fn extend<I: IntoIterator<Item = T>>(&mut self, more: I) {
        for one in more {
            self.insert(one);
        }
    }
}

impl<T: Ord> FromIterator<T> for SortedSet<T> {
    fn from_iter<I: IntoIterator<Item = T>>(all: I) -> Self {
        let mut all: Vec<T> = all.into_iter().collect();
        all.sort_unstable();
        all.dedup();
        Self(all)
    }
}

impl<T: Ord, const N: usize> From<[T; N]> for SortedSet<T> {
    fn from(all: [T; N]) -> Self {
        all.into_iter().collect()
    }
}

impl<T> IntoIterator for SortedSet<T> {
    type Item = T;
    type IntoIter = std::vec::IntoIter<T>;
    fn into_iter(self) -> Self::IntoIter {
        self.0.into_iter()
    }
}

impl<'a, T> IntoIterator for &'a SortedSet<T> {
    type Item = &'a T;
    type IntoIter = std::slice::Iter<'a, T>;
    fn into_iter(self) -> Self::IntoIter {
        self.0.iter()
    }
}

impl<T: Serialize> Serialize for SortedSet<T> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        self.0.serialize(serializer)
    }
}

/// One that is there twice counts once.
impl<'de, T: Deserialize<'de> + Ord> Deserialize<'de> for SortedSet<T> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        Ok(Vec::deserialize(deserializer)?.into_iter().collect())
    }
}

/// The number of new keys below which each is inserted at its place.
const FEW: usize = 8;

/// Sorts entries by their keys. What Demarc writes is sorted already.
fn sort<K: Ord, V>(entries: &mut [(K, V)]) {
    if !entries.is_sorted_by(|one, other| one.0 <= other.0) {
        entries.sort_unstable_by(|(one, _), (other, _)| one.cmp(other));
    }
}

/// A map in ascending order of its keys.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct SortedMap<K, V>(Vec<(K, V)>);

impl<K, V> Default for SortedMap<K, V> {
    fn default() -> Self {
        Self(Vec::new())
    }
}

impl<K: Ord, V> SortedMap<K, V> {
    /// All entries, in order.
    pub fn iter(&self) -> impl Iterator<Item = (&K, &V)> {
        self.0.iter().map(|(key, value)| (key, value))
    }

    /// All keys, in order.
    pub fn keys(&self) -> impl Iterator<Item = &K> {
        self.0.iter().map(|(key, _)| key)
    }

    /// All values, in the order of their keys.
    pub fn values(&self) -> impl Iterator<Item = &V> {
        self.0.iter().map(|(_, value)| value)
    }

    /// All values, in the order of their keys.
    pub fn values_mut(&mut self) -> impl Iterator<Item = &mut V> {
        self.0.iter_mut().map(|(_, value)| value)
    }

    /// How many entries there are.
    #[must_use]
    pub fn len(&self) -> usize {
        self.0.len()
    }

    /// Whether there is none.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// Whether there is a value under this key.
    #[must_use]
    pub fn contains_key(&self, key: &K) -> bool {
        self.index(key).is_ok()
    }

    /// The value under a key.
    #[must_use]
    pub fn get(&self, key: &K) -> Option<&V> {
        Some(&self.0[self.index(key).ok()?].1)
    }

    /// The value under a key; a default one, if there is none before.
    pub fn or_default(&mut self, key: &K) -> &mut V
    where
        K: Clone,
        V: Default,
    {
        let index = self.index(key).unwrap_or_else(|index| {
            self.0.insert(index, (key.clone(), V::default()));
            index
        });
        &mut self.0[index].1
    }

    /// Puts a value under a key, in place of another if there is one.
    pub fn insert(&mut self, key: K, value: V) {
        match self.index(&key) {
            Ok(index) => self.0[index].1 = value,
            Err(index) => self.0.insert(index, (key, value)),
        }
    }

    /// Puts values under keys, each at most once. Many new keys are sorted in together: to insert each at its place takes
    /// a time that is quadratic in their number.
    pub fn extend(&mut self, entries: Vec<(K, V)>) {
        let mut new = Vec::new();
        for (key, value) in entries {
            match self.index(&key) {
                Ok(index) => self.0[index].1 = value,
                Err(_) => new.push((key, value)),
            }
        }
        if new.len() < FEW {
            for (key, value) in new {
                self.insert(key, value);
            }
        } else {
            self.0.append(&mut new);
            sort(&mut self.0);
        }
    }

    /// Removes the value under a key.
    pub fn remove(&mut self, key: &K) {
        if let Ok(index) = self.index(key) {
            self.0.remove(index);
        }
    }

    /// Keeps the entries that this holds for.
    pub fn retain(&mut self, mut keep: impl FnMut(&K, &V) -> bool) {
        self.0.retain(|(key, value)| keep(key, value));
    }

    /// Removes all.
    pub fn clear(&mut self) {
        self.0.clear();
    }

    fn index(&self, key: &K) -> Result<usize, usize> {
        self.0.binary_search_by(|(it, _)| it.cmp(key))
    }
}

impl<K: Ord, V> Index<&K> for SortedMap<K, V> {
    type Output = V;
    fn index(&self, key: &K) -> &V {
        #[expect(clippy::expect_used, reason = "an index is for keys that are there")]
        self.get(key).expect("there is a value under this key")
    }
}

/// Of several entries with one key, the last counts.
impl<K: Ord, V> FromIterator<(K, V)> for SortedMap<K, V> {
    fn from_iter<I: IntoIterator<Item = (K, V)>>(all: I) -> Self {
        let mut map = Self::default();
        for (key, value) in all {
            map.insert(key, value);
        }
        map
    }
}

impl<K: Ord, V, const N: usize> From<[(K, V); N]> for SortedMap<K, V> {
    fn from(all: [(K, V); N]) -> Self {
        all.into_iter().collect()
    }
}

impl<K, V> IntoIterator for SortedMap<K, V> {
    type Item = (K, V);
    type IntoIter = std::vec::IntoIter<(K, V)>;
    fn into_iter(self) -> Self::IntoIter {
        self.0.into_iter()
    }
}

impl<'a, K, V> IntoIterator for &'a SortedMap<K, V> {
    type Item = (&'a K, &'a V);
    type IntoIter = std::iter::Map<std::slice::Iter<'a, (K, V)>, fn(&'a (K, V)) -> (&'a K, &'a V)>;
    fn into_iter(self) -> Self::IntoIter {
        self.0.iter().map(|(key, value)| (key, value))
    }
}

impl<K: Serialize, V: Serialize> Serialize for SortedMap<K, V> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_map(self)
    }
}

/// A key that is there twice is an error: otherwise the second value would silently replace the first.
impl<'de, K, V> Deserialize<'de> for SortedMap<K, V>
where
    K: Deserialize<'de> + Ord + fmt::Display,
    V: Deserialize<'de>,
{
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        struct Reader<K, V>(PhantomData<(K, V)>);

        impl<'de, K, V> Visitor<'de> for Reader<K, V>
        where
            K: Deserialize<'de> + Ord + fmt::Display,
            V: Deserialize<'de>,
        {
            type Value = SortedMap<K, V>;

            fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str("an object")
            }

            fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<Self::Value, A::Error> {
                let mut entries = Vec::new();
                while let Some(entry) = map.next_entry::<K, V>()? {
                    entries.push(entry);
                }
                sort(&mut entries);
                let is_double = |it: &&[(K, V)]| it[0].0 == it[1].0;
                if let Some(double) = entries.windows(2).find(is_double) {
                    let key = &double[0].0;
                    return Err(A::Error::custom(format_args!("{key} stands there twice")));
                }
                Ok(SortedMap(entries))
            }
        }

        deserializer.deserialize_map(Reader(PhantomData))
    }
}

#[cfg(test)]
mod tests {
    use std::cell::Cell;
    use std::cmp::Ordering;
    use std::collections::{BTreeMap, BTreeSet};

    use super::*;

    #[test]
    fn a_set_is_what_that_of_std_is() {
        let (mut set, mut model) = (SortedSet::default(), BTreeSet::new());
        for one in [5, 1, 4, 1, 3, 5, 9] {
            assert_eq!(set.insert(one), model.insert(one));
        }
        assert_eq!(set.remove(&4), model.remove(&4));
        assert_eq!(set.remove(&4), model.remove(&4));
        assert!(set.iter().eq(&model) && set.len() == model.len());
        assert!((0..10).all(|it| set.contains(&it) == model.contains(&it)));
        assert_eq!(SortedSet::from([9, 3, 1, 5, 3]), set);
        let other = BTreeSet::from([0, 1, 5, 7]);
        let of_both = SortedSet::from_iter(other.clone());
        let differs = set.symmetric_difference(&of_both);
        assert!(differs.eq(model.symmetric_difference(&other)));
        set.extend([2, 3]);
        set.retain(|it| it % 2 == 1);
        assert_eq!(set.into_iter().collect::<Vec<_>>(), [1, 3, 5, 9]);
    }

    #[test]
    fn a_map_is_what_that_of_std_is() {
        let (mut map, mut model) = (SortedMap::default(), BTreeMap::new());
        for (value, key) in [5, 1, 4, 1, 3, 5, 9].into_iter().enumerate() {
            map.insert(key, value);
            model.insert(key, value);
        }
        *map.or_default(&2) += 7;
        *model.entry(2).or_default() += 7;
        *map.or_default(&1) += 7;
        *model.entry(1).or_default() += 7;
        map.remove(&4);
        model.remove(&4);
        assert!(map.iter().eq(&model) && map.into_iter().eq(model));
    }

    #[test]
    fn json_is_that_of_std() {
        let text = r#"{"a":1,"b":{"c":2}}"#;
        let map: SortedMap<String, serde_json::Value> =
            serde_json::from_str(r#"{"b":{"c":2},"a":1}"#).unwrap();
        assert_eq!(serde_json::to_string(&map).unwrap(), text);
        let set: SortedSet<u8> = serde_json::from_str("[3,1,3,2]").unwrap();
        assert_eq!(serde_json::to_string(&set).unwrap(), "[1,2,3]");
    }

    #[test]
    fn a_key_that_is_there_twice_is_refused_with_its_place() {
        let read = serde_json::from_str::<SortedMap<String, SortedMap<String, u8>>>;
        let error = |text| read(text).unwrap_err().to_string();
        let first = error(r#"{"b":{},"a":{},"b":{}}"#);
        assert!(
            first.starts_with("b stands there twice at line 1"),
            "{first}"
        );
        let inner = error(r#"{"b":{"c":1,"c":1}}"#);
        assert!(
            inner.starts_with("c stands there twice at line 1"),
            "{inner}"
        );
    }

    #[test]
    fn many_new_entries_are_taken_in_at_their_places_and_known_ones_replaced() {
        for count in [0, 1, FEW - 1, FEW, 100] {
            let mut map: SortedMap<usize, &str> = (0..10).map(|key| (key * 3, "old")).collect();
            let mut model: BTreeMap<usize, &str> =
                map.iter().map(|(key, it)| (*key, *it)).collect();
            let new: Vec<(usize, &str)> = (0..count).rev().map(|key| (key, "new")).collect();
            model.extend(new.clone());
            map.extend(new);
            assert!(map.iter().eq(&model), "{count}");
        }
    }

    thread_local! {
        static COMPARISONS: Cell<u64> = const { Cell::new(0) };
    }

    /// A key that counts how often keys are compared.
    #[derive(Debug, Clone, PartialEq, Eq, serde::Deserialize)]
    struct Counted(String);

    impl PartialOrd for Counted {
        fn partial_cmp(&self, other: &Self) -> Option<Ordering> {
            Some(self.cmp(other))
        }
    }

    impl Ord for Counted {
        fn cmp(&self, other: &Self) -> Ordering {
            COMPARISONS.set(COMPARISONS.get() + 1);
            self.0.cmp(&other.0)
        }
    }

    impl fmt::Display for Counted {
        fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
            f.write_str(&self.0)
        }
    }

    #[test]
    fn twice_as_many_entries_take_little_more_than_twice_the_comparisons() {
        let comparisons = |count: u64| {
            let keys = (0..count).rev();
            let entries: Vec<String> = keys.map(|key| format!("\"{key:06}\":{key}")).collect();
            let text = format!("{{{}}}", entries.join(","));
            COMPARISONS.set(0);
            let map: SortedMap<Counted, u64> = serde_json::from_str(&text).unwrap();
            assert_eq!(map.len() as u64, count);
            COMPARISONS.get()
        };
        let (one, two) = (comparisons(4000), comparisons(8000));
        assert!(one > 0 && two < one * 5 / 2, "{one} and {two}");
    }
}
