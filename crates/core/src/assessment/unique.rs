//! Deserializes maps and rejects duplicate keys: otherwise the second value would silently replace the first.

use std::collections::BTreeMap;
use std::fmt;
use std::marker::PhantomData;

use serde::de::{Deserialize, Deserializer, Error, MapAccess, Visitor};

/// A collection that reports duplicate keys.
pub(super) trait Entries<K, V>: Default {
    /// Adds an entry; false when the key is known to exist already.
    fn take(&mut self, key: K, value: V) -> bool;

    /// Ends the reading. Returns a key that was added twice, if [`Self::take`] did not report it.
    fn close(&mut self) -> Option<&K> {
        None
    }
}

impl<K: Ord, V> Entries<K, V> for BTreeMap<K, V> {
    fn take(&mut self, key: K, value: V) -> bool {
        self.insert(key, value).is_none()
    }
}

/// A list that is sorted by its keys once, when all entries are read: to insert each at its place takes a time that is
/// quadratic in their number.
impl<K: Ord, V> Entries<K, V> for Vec<(K, V)> {
    fn take(&mut self, key: K, value: V) -> bool {
        self.push((key, value));
        true
    }

    fn close(&mut self) -> Option<&K> {
        // What Demarc writes is sorted.
        if self.is_sorted_by(|one, other| one.0 < other.0) {
            return None;
        }
        self.sort_unstable_by(|one, other| one.0.cmp(&other.0));
        let mut neighbors = self.iter().zip(self.iter().skip(1));
        neighbors.find_map(|(one, other)| (one.0 == other.0).then_some(&one.0))
    }
}

/// A map that is checked for duplicate keys while it is read.
pub(super) struct Unique<K, V, T>(pub(super) T, PhantomData<(K, V)>);

impl<'de, K, V, T> Deserialize<'de> for Unique<K, V, T>
where
    K: Deserialize<'de> + Clone + fmt::Display,
    V: Deserialize<'de>,
    T: Entries<K, V>,
{
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        struct Reader<K, V, T>(PhantomData<(K, V, T)>);

        impl<'de, K, V, T> Visitor<'de> for Reader<K, V, T>
        where
            K: Deserialize<'de> + Clone + fmt::Display,
            V: Deserialize<'de>,
            T: Entries<K, V>,
        {
            type Value = T;

            fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str("an object")
            }

            fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<T, A::Error> {
                let mut entries = T::default();
                while let Some((key, value)) = map.next_entry::<K, V>()? {
                    if !entries.take(key.clone(), value) {
                        return Err(twice(&key));
                    }
                }
                match entries.close() {
                    Some(key) => Err(twice(key)),
                    None => Ok(entries),
                }
            }
        }

        let entries = deserializer.deserialize_map(Reader(PhantomData))?;
        Ok(Self(entries, PhantomData))
    }
}

fn twice<E: Error>(key: &impl fmt::Display) -> E {
    E::custom(format_args!("{key} stands there twice"))
}

/// Deserializes a map without duplicate keys, for `deserialize_with`.
pub(super) fn map<'de, D, K, V>(deserializer: D) -> Result<BTreeMap<K, V>, D::Error>
where
    D: Deserializer<'de>,
    K: Deserialize<'de> + Ord + Clone + fmt::Display,
    V: Deserialize<'de>,
{
    Ok(Unique::deserialize(deserializer)?.0)
}

/// Deserializes a map of maps without duplicate keys.
pub(super) fn maps<'de, D, K, L, V>(
    deserializer: D,
) -> Result<BTreeMap<K, BTreeMap<L, V>>, D::Error>
where
    D: Deserializer<'de>,
    K: Deserialize<'de> + Ord + Clone + fmt::Display,
    L: Deserialize<'de> + Ord + Clone + fmt::Display,
    V: Deserialize<'de>,
{
    Ok(
        Unique::<K, Unique<L, V, BTreeMap<L, V>>, Outer<K, L, V>>::deserialize(deserializer)?
            .0
            .0,
    )
}

/// A map of maps that is filled while the inner maps are read. Reading into a temporary map would add another map type
/// to what a browser loads first.
struct Outer<K, L, V>(BTreeMap<K, BTreeMap<L, V>>);

impl<K, L, V> Default for Outer<K, L, V> {
    fn default() -> Self {
        Self(BTreeMap::new())
    }
}

impl<K: Ord, L, V> Entries<K, Unique<L, V, BTreeMap<L, V>>> for Outer<K, L, V> {
    fn take(&mut self, key: K, inner: Unique<L, V, BTreeMap<L, V>>) -> bool {
        self.0.insert(key, inner.0).is_none()
    }
}

#[cfg(test)]
mod tests {
    use std::cell::Cell;
    use std::cmp::Ordering;

    use super::*;

    thread_local! {
        static COMPARISONS: Cell<u64> = const { Cell::new(0) };
    }

    /// A key that counts how often keys are compared.
    #[derive(Debug, Clone, PartialEq, Eq)]
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

    impl<'de> Deserialize<'de> for Counted {
        fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
            Ok(Self(String::deserialize(deserializer)?))
        }
    }

    type List = Vec<(Counted, u64)>;

    fn read(text: &str) -> Result<List, String> {
        let read = serde_json::from_str::<Unique<Counted, u64, List>>(text);
        read.map(|it| it.0).map_err(|error| error.to_string())
    }

    /// An object with so many keys in falling order.
    fn falling(count: u64) -> String {
        let entries: Vec<String> = (0..count)
            .rev()
            .map(|key| format!("\"{key:06}\":{key}"))
            .collect();
        format!("{{{}}}", entries.join(","))
    }

    #[test]
    fn a_list_is_sorted_whatever_the_order_and_names_a_key_that_stands_there_twice() {
        let list = read("{\"b\":2,\"c\":3,\"a\":1}").unwrap();
        let keys: Vec<&str> = list.iter().map(|(key, _)| key.0.as_str()).collect();
        assert_eq!(keys, ["a", "b", "c"]);
        for text in ["{\"b\":1,\"a\":2,\"b\":3}", "{\"a\":0,\"b\":1,\"b\":1}"] {
            let error = read(text).unwrap_err();
            assert!(error.starts_with("b stands there twice"), "{error}");
        }
    }

    #[test]
    fn twice_as_many_entries_take_little_more_than_twice_the_comparisons() {
        let comparisons = |count| {
            let text = falling(count);
            COMPARISONS.set(0);
            assert_eq!(read(&text).map(|it| it.len() as u64), Ok(count));
            COMPARISONS.get()
        };
        let (one, two) = (comparisons(4000), comparisons(8000));
        assert!(one > 0 && two < one * 5 / 2, "{one} and {two}");
    }
}
