//! The chapter on the owners of layers: the chosen services with their layers.

use super::prose::{heading, paragraph};
use super::{Block, Cell, Subject, Table, Tone};
use crate::analysis::columns;
use crate::labels;
use demarc_catalog::Owner;

pub(super) fn blocks(subject: &Subject<'_>) -> Vec<Block> {
    let rows = &subject.analysis.services;
    if rows.is_empty() {
        return vec![paragraph(
            "No service was named, so there is no line to draw through one.",
        )];
    }
    let cells = || rows.iter().flat_map(|row| &row.cells);
    let shown = Owner::ALL.into_iter();
    // Few services have a part of a third party's.
    let shown = shown
        .filter(|it| *it != Owner::Operator || cells().any(|cell| cell.owner == Owner::Operator));
    let letters = shown.map(|it| {
        let explanation = match it {
            Owner::Aws => "AWS does it alone",
            Owner::Customer => "you do it alone",
            Owner::Shared => "shared: AWS does its part, and you do yours",
            Owner::Absent => "nobody has a duty there",
            Owner::Operator => "a third party does it alone",
        };
        format!("{}: {explanation}", labels::owner_letter(it))
    });
    let letters: Vec<String> = letters.collect();
    vec![
        paragraph(format!("{}.", letters.join(". "))),
        paragraph(labels::account_wide(subject.analysis.account_wide())),
        Block::Table(matrix(subject)),
        heading("The layers"),
        Block::Table(legend(subject)),
    ]
}

fn matrix(subject: &Subject<'_>) -> Table {
    let shown = columns(subject.catalog, &subject.analysis.services);
    let mut columns = vec![("Service".to_owned(), 7)];
    columns.extend(shown.iter().map(|it| (it.short.to_owned(), 2)));
    let rows = subject.analysis.services.iter().map(|row| {
        let mut cells = vec![Cell::plain(subject.short(&row.service))];
        let owned = shown.iter().filter_map(|it| row.cells.get(it.layers.start));
        cells.extend(owned.map(|cell| {
            Cell::plain(labels::owner_letter(cell.owner)).toned(Tone::Owner(cell.owner))
        }));
        cells
    });
    Table {
        caption: "Who owns each layer of each service".into(),
        columns,
        rows: rows.collect(),
    }
}

fn legend(subject: &Subject<'_>) -> Table {
    let rows = subject.catalog.layers.iter().map(|layer| {
        vec![
            Cell::plain(&*layer.name),
            Cell::plain(&*layer.short),
            Cell::plain(&*layer.summary),
        ]
    });
    Table {
        caption: "What the duty at each layer is".into(),
        columns: vec![
            ("Layer".into(), 3),
            ("In the table".into(), 2),
            ("The duty".into(), 7),
        ],
        rows: rows.collect(),
    }
}
