//! Every enum that is written anywhere: its keys are read back, are its names in JSON, and are no labels.

use std::collections::BTreeSet;

use demarc_catalog::{
    Choose, Conformance, Control, Cost, Depth, Effort, FrameworkKind, Level, Owner, Reach,
};
use demarc_core::analysis::{
    AnswerKind, Applies, ChangeKind, GapGrouping, GapKind, GapSort, Grade, Support, Verdict,
};
use demarc_core::assessment::{AnswerField, Belief, Chapter, CoverPart, NotApplicable, Phase};
use demarc_core::exchange::Format;

macro_rules! round_trips {
    ($($name:ident),+ $(,)?) => {
        $({
            let keys: BTreeSet<&str> = $name::ALL.iter().map(|it| it.key()).collect();
            assert_eq!(keys.len(), $name::ALL.len(), stringify!($name));
            for it in $name::ALL {
                assert_eq!($name::from_key(it.key()), Some(it));
                assert_eq!(serde_json::to_value(it).unwrap(), it.key());
                let is_key = |it: char| it.is_ascii_lowercase() || it.is_ascii_digit() || it == '-';
                assert!(it.key().chars().all(is_key), "{}", it.key());
            }
            assert_eq!($name::from_key(""), None);
        })+
    };
}

#[test]
fn keys_are_read_back_and_none_stands_twice() {
    round_trips!(
        AnswerField,
        AnswerKind,
        Applies,
        Belief,
        ChangeKind,
        Chapter,
        Choose,
        Conformance,
        Control,
        Cost,
        CoverPart,
        Depth,
        Effort,
        Format,
        FrameworkKind,
        GapGrouping,
        GapKind,
        GapSort,
        Grade,
        Level,
        NotApplicable,
        Owner,
        Phase,
        Reach,
        Support,
        Verdict,
    );
}
