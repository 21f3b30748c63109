//! Values that are read whatever their type is: a field of another type than expected counts as missing, so that one odd
//! field costs no finding.

use std::borrow::Cow;
use std::fmt;
use std::marker::PhantomData;
use std::ops::Deref;

use serde::de::value::MapAccessDeserializer;
use serde::de::{Deserialize, Deserializer, IgnoredAny, MapAccess, SeqAccess, Visitor};

use crate::day::{self, Moment};

/// A text, a number or a truth value as a text; the empty text for anything else.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(crate) struct Text<'a>(Cow<'a, str>);

impl Deref for Text<'_> {
    type Target = str;
    fn deref(&self) -> &str {
        &self.0
    }
}

/// A [`Text`] of a source that is not in memory.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(crate) struct Word(Box<str>);

impl Deref for Word {
    type Target = str;
    fn deref(&self) -> &str {
        &self.0
    }
}

/// A moment in any of the forms of [`day::moment`]; `None` for anything else.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(crate) struct When(pub Option<Moment>);

/// A whole number, or a text of one; `None` for anything else.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(crate) struct Count(pub Option<u64>);

/// An object; the default of its type for anything else.
#[derive(Debug, Clone, Default)]
pub(crate) struct Part<T>(pub T);

impl<T> Deref for Part<T> {
    type Target = T;
    fn deref(&self) -> &T {
        &self.0
    }
}

/// The first object of a list, or the only one that is there without a list.
#[derive(Debug, Clone, Default)]
pub(crate) struct First<T>(pub T);

impl<T> Deref for First<T> {
    type Target = T;
    fn deref(&self) -> &T {
        &self.0
    }
}

/// The objects of a list, or the only one that is there without a list.
#[derive(Debug, Clone)]
pub(crate) struct All<T>(pub Vec<T>);

impl<T> Default for All<T> {
    fn default() -> Self {
        Self(Vec::new())
    }
}

/// What a type makes of each type of JSON; the default of what it does not say.
trait Lenient<'de>: Sized + Default {
    /// A text that the input has as it is.
    fn borrowed(text: &'de str) -> Self {
        Self::text(text)
    }
    /// A text that had escapes.
    fn text(_: &str) -> Self {
        Self::default()
    }
    fn whole(_: u64) -> Self {
        Self::default()
    }
    fn number(_: f64) -> Self {
        Self::default()
    }
    fn truth(_: bool) -> Self {
        Self::default()
    }
    fn object<A: MapAccess<'de>>(mut map: A) -> Result<Self, A::Error> {
        while map.next_entry::<IgnoredAny, IgnoredAny>()?.is_some() {}
        Ok(Self::default())
    }
    fn list<A: SeqAccess<'de>>(mut list: A) -> Result<Self, A::Error> {
        while list.next_element::<IgnoredAny>()?.is_some() {}
        Ok(Self::default())
    }
}

struct Reader<T>(PhantomData<T>);

impl<'de, T: Lenient<'de>> Visitor<'de> for Reader<T> {
    type Value = T;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("anything")
    }
    fn visit_borrowed_str<E>(self, text: &'de str) -> Result<T, E> {
        Ok(T::borrowed(text))
    }
    fn visit_str<E>(self, text: &str) -> Result<T, E> {
        Ok(T::text(text))
    }
    fn visit_u64<E>(self, number: u64) -> Result<T, E> {
        Ok(T::whole(number))
    }
    fn visit_i64<E>(self, number: i64) -> Result<T, E> {
        Ok(T::number(number as f64))
    }
    fn visit_f64<E>(self, number: f64) -> Result<T, E> {
        Ok(T::number(number))
    }
    fn visit_bool<E>(self, truth: bool) -> Result<T, E> {
        Ok(T::truth(truth))
    }
    fn visit_unit<E>(self) -> Result<T, E> {
        Ok(T::default())
    }
    fn visit_map<A: MapAccess<'de>>(self, map: A) -> Result<T, A::Error> {
        T::object(map)
    }
    fn visit_seq<A: SeqAccess<'de>>(self, list: A) -> Result<T, A::Error> {
        T::list(list)
    }
}

fn read<'de, T: Lenient<'de>, D: Deserializer<'de>>(deserializer: D) -> Result<T, D::Error> {
    deserializer.deserialize_any(Reader(PhantomData))
}

impl<'de: 'a, 'a> Lenient<'de> for Text<'a> {
    fn borrowed(text: &'de str) -> Self {
        Self(text.into())
    }
    fn text(text: &str) -> Self {
        Self(text.to_owned().into())
    }
    fn whole(number: u64) -> Self {
        Self(number.to_string().into())
    }
    fn number(number: f64) -> Self {
        Self(number.to_string().into())
    }
    fn truth(truth: bool) -> Self {
        Self(if truth { "true" } else { "false" }.into())
    }
}

impl Lenient<'_> for Word {
    fn text(text: &str) -> Self {
        Self(text.into())
    }
    fn whole(number: u64) -> Self {
        Self(number.to_string().into())
    }
    fn number(number: f64) -> Self {
        Self(number.to_string().into())
    }
    fn truth(truth: bool) -> Self {
        Self(if truth { "true" } else { "false" }.into())
    }
}

impl<'de> Lenient<'de> for When {
    fn text(text: &str) -> Self {
        Self(day::moment(text))
    }
    fn whole(number: u64) -> Self {
        Self(day::since_1970(number as f64))
    }
    fn number(number: f64) -> Self {
        Self(day::since_1970(number))
    }
    /// A recorder of answers writes moments as `{"__class__": "datetime", "year": 2026, "month": 2, "day": 11}`.
    fn object<A: MapAccess<'de>>(map: A) -> Result<Self, A::Error> {
        let parts = Parts::deserialize(MapAccessDeserializer::new(map))?;
        let [year, month, day] =
            [&parts.year, &parts.month, &parts.day].map(|it| it.0.unwrap_or(0));
        Ok(Self(day::moment(&format!("{year:04}-{month:02}-{day:02}"))))
    }
}

#[derive(Default, serde::Deserialize)]
#[serde(default)]
struct Parts {
    year: Count,
    month: Count,
    day: Count,
}

impl Lenient<'_> for Count {
    fn text(text: &str) -> Self {
        Self(text.parse().ok())
    }
    fn whole(number: u64) -> Self {
        Self(Some(number))
    }
}

impl<'de, T: Deserialize<'de> + Default> Lenient<'de> for Part<T> {
    fn object<A: MapAccess<'de>>(map: A) -> Result<Self, A::Error> {
        T::deserialize(MapAccessDeserializer::new(map)).map(Self)
    }
}

impl<'de, T: Deserialize<'de> + Default> Lenient<'de> for First<T> {
    fn object<A: MapAccess<'de>>(map: A) -> Result<Self, A::Error> {
        T::deserialize(MapAccessDeserializer::new(map)).map(Self)
    }
    fn list<A: SeqAccess<'de>>(mut list: A) -> Result<Self, A::Error> {
        let first = list.next_element::<Part<T>>()?;
        while list.next_element::<IgnoredAny>()?.is_some() {}
        Ok(Self(first.unwrap_or_default().0))
    }
}

impl<'de, T: Deserialize<'de> + Default> Lenient<'de> for All<T> {
    fn object<A: MapAccess<'de>>(map: A) -> Result<Self, A::Error> {
        let only = T::deserialize(MapAccessDeserializer::new(map))?;
        Ok(Self(vec![only]))
    }
    fn list<A: SeqAccess<'de>>(mut list: A) -> Result<Self, A::Error> {
        let mut all = Vec::new();
        while let Some(Part(one)) = list.next_element()? {
            all.push(one);
        }
        Ok(Self(all))
    }
}

impl<'de: 'a, 'a> Deserialize<'de> for Text<'a> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        read(deserializer)
    }
}

impl<'de> Deserialize<'de> for Word {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        read(deserializer)
    }
}

impl<'de> Deserialize<'de> for When {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        read(deserializer)
    }
}

impl<'de> Deserialize<'de> for Count {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        read(deserializer)
    }
}

impl<'de, T: Deserialize<'de> + Default> Deserialize<'de> for Part<T> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        read(deserializer)
    }
}

impl<'de, T: Deserialize<'de> + Default> Deserialize<'de> for First<T> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        read(deserializer)
    }
}

impl<'de, T: Deserialize<'de> + Default> Deserialize<'de> for All<T> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        read(deserializer)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[derive(Default, serde::Deserialize)]
    #[serde(default)]
    struct Every<'a> {
        #[serde(borrow)]
        text: Text<'a>,
        when: When,
        count: Count,
        #[serde(borrow)]
        part: Part<Inner<'a>>,
        #[serde(borrow)]
        first: First<Inner<'a>>,
        #[serde(borrow)]
        all: All<Inner<'a>>,
    }

    #[derive(Default, Clone, serde::Deserialize)]
    #[serde(default)]
    struct Inner<'a> {
        #[serde(borrow)]
        a: Text<'a>,
    }

    #[test]
    fn a_field_of_any_type_is_read_or_missing() {
        for value in [
            "null",
            "1",
            "-1",
            "1.5",
            "true",
            "\"x\"",
            "\"\\n\"",
            "[]",
            "[1,[2]]",
            "{}",
            "{\"b\":{}}",
        ] {
            let text = format!(
                "{{\"text\":{value},\"when\":{value},\"count\":{value},\"part\":{value},\"first\":{value},\"all\":{value}}}"
            );
            let read: Every = serde_json::from_str(&text).expect(value);
            assert_eq!(&*read.part.a, "", "{value}");
            assert_eq!(&*read.first.a, "", "{value}");
            assert!(read.when.0.is_none(), "{value}");
        }
        let text = r#"{"text": 12, "when": "2026-02-11", "count": "3", "part": {"a": true}, "first": [{"a": "b"}, 7], "all": [1, {"a": "c"}]}"#;
        let read: Every = serde_json::from_str(text).expect("JSON");
        assert_eq!(
            [&*read.text, &*read.part.a, &*read.first.a],
            ["12", "true", "b"]
        );
        assert_eq!(read.count.0, Some(3));
        assert_eq!(read.all.0.len(), 2);
        let recorded = r#"{"when": {"hour": 8, "__class__": "datetime", "month": 7, "year": 2018, "day": 11}}"#;
        let read: Every = serde_json::from_str(recorded).expect("JSON");
        assert_eq!(read.when.0, day::moment("2018-07-11"));
    }
}
