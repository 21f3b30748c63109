//! The versions of an assessment that can be compared: as it is now, and its snapshots.

use crate::assessment::{Assessment, AssessmentId, Field};
use crate::store::Inventory;

/// The versions that can be compared with the open assessment or snapshot: the snapshots of the same assessment, oldest
/// first, then the current assessment, if it is stored.
#[must_use]
pub fn versions(open: &Assessment, inventory: &Inventory) -> Vec<Assessment> {
    let of = open.snapshot.as_ref().map(|it| &it.of);
    let now = match of {
        None => Some(open),
        Some(of) => inventory.find(of),
    };
    let taken_of = of.unwrap_or(&open.id);
    let mut snapshots: Vec<&Assessment> = inventory.snapshots_of(taken_of).collect();
    // The open snapshot may have been deleted in another tab.
    if of.is_some() && !snapshots.iter().any(|it| it.id == open.id) {
        snapshots.insert(0, open);
    }
    let all = snapshots.into_iter().rev().chain(now);
    all.cloned().collect()
}

/// The index of the version that the last one is compared with by default: the open snapshot, or else the version before
/// the last. `None` for fewer than two versions.
#[must_use]
pub fn usual_base(versions: &[AssessmentId], open: &AssessmentId) -> Option<usize> {
    let last = versions.len().checked_sub(1)?;
    let open = versions.iter().position(|it| it == open);
    open.filter(|index| *index < last)
        .or_else(|| last.checked_sub(1))
}

/// The position of each moment on a line of this length. Positions never decrease, and the first is 0. When all moments
/// are the same, the distances are equal.
#[must_use]
pub fn along(moments: &[u64], length: u64) -> Vec<u64> {
    let first = moments.first().copied().unwrap_or_default();
    let span = moments.last().map_or(0, |it| it.saturating_sub(first));
    let steps = u64::try_from(moments.len().saturating_sub(1)).unwrap_or_default();
    let at = |(index, moment): (u64, &u64)| {
        let (part, whole) = if span == 0 {
            (index, steps)
        } else {
            (moment.saturating_sub(first).min(span), span)
        };
        let along = u128::from(length) * u128::from(part);
        let along = along.checked_div(u128::from(whole)).unwrap_or_default();
        u64::try_from(along).unwrap_or(length)
    };
    (0..).zip(moments).map(at).collect()
}

/// The fields of the situation and the service mix that differ between two versions: they change which practices are
/// asked.
#[must_use]
pub fn situation_changes(from: &Assessment, to: &Assessment) -> Vec<Field> {
    let mut differences = from.differences(to);
    differences.retain(|field| {
        matches!(
            field,
            Field::Depth | Field::Fact(_) | Field::Choice(_) | Field::Service(_)
        )
    });
    differences
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::assessment::{Moment, Response};
    use demarc_catalog::Depth;

    fn id(bits: u64) -> AssessmentId {
        AssessmentId::from_bits(bits)
    }

    fn shop() -> Assessment {
        Assessment::new(id(1), "Shop")
    }

    fn snapshot(bits: u64) -> Assessment {
        let at = Moment::after(Moment::default(), bits, 0);
        shop().take_snapshot(id(bits), "Q", at)
    }

    /// An inventory; its snapshots are sorted newest first.
    fn kept(assessments: Vec<Assessment>) -> Inventory {
        let other = Assessment::new(id(9), "Other").take_snapshot(id(10), "Q", Moment::default());
        Inventory {
            assessments,
            snapshots: vec![snapshot(3), snapshot(2), other],
            ..Inventory::default()
        }
    }

    fn ids(open: &Assessment, inventory: &Inventory) -> Vec<AssessmentId> {
        let versions = versions(open, inventory).into_iter();
        versions.map(|it| it.id).collect()
    }

    #[test]
    fn the_versions_are_the_snapshots_and_what_is_now() {
        let inventory = kept(vec![shop()]);
        let all = [id(2), id(3), id(1)];
        assert_eq!(ids(&shop(), &inventory), all);
        assert_eq!(ids(&snapshot(3), &inventory), all);
        // The assessment of the snapshots was deleted.
        assert_eq!(ids(&snapshot(3), &kept(vec![])), [id(2), id(3)]);
        // The open snapshot was deleted in another tab.
        assert_eq!(ids(&snapshot(4), &inventory), [id(2), id(3), id(4), id(1)]);
        assert_eq!(ids(&shop(), &Inventory::default()), [id(1)]);
    }

    #[test]
    fn what_is_now_is_compared_with_the_last_snapshot_and_a_snapshot_with_now() {
        let all = [id(2), id(3), id(1)];
        assert_eq!(usual_base(&all, &id(1)), Some(1));
        assert_eq!(usual_base(&all, &id(2)), Some(0));
        assert_eq!(usual_base(&all, &id(8)), Some(1));
        assert_eq!(usual_base(&all[..1], &id(2)), None);
        assert_eq!(usual_base(&[], &id(2)), None);
    }

    #[test]
    fn moments_stand_along_a_line_as_they_lie_apart() {
        assert_eq!(along(&[], 100), [0_u64; 0]);
        assert_eq!(along(&[5], 100), [0]);
        assert_eq!(along(&[10, 20, 60], 100), [0, 20, 100]);
        assert_eq!(along(&[7, 7, 7], 100), [0, 50, 100]);
        // A clock that was set back: the positions stay within the line.
        assert_eq!(along(&[10, 5, 90, 20], 100), [0, 0, 100, 100]);
        assert_eq!(along(&[0, u64::MAX], u64::MAX), [0, u64::MAX]);
    }

    #[test]
    fn answers_are_no_change_to_the_situation() {
        let mut after = shop();
        after.respond(&"iam.root".parse().unwrap(), Some(Response::Fully));
        after.name = "Other".into();
        assert_eq!(situation_changes(&shop(), &after), []);
        after.profile.depth = Depth::Full;
        after.add_service("s3".parse().unwrap());
        let fields = situation_changes(&shop(), &after);
        assert_eq!(
            fields,
            [Field::Depth, Field::Service("s3".parse().unwrap())]
        );
    }
}
