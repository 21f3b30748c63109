//! The chapter on the owners of layers: the chosen services with their layers.

use super::prose::{heading, paragraph};
use super::{Block, Cell, Subject, Table, Tone};
use crate::labels;
use demarc_catalog::Owner;

pub(super) fn blocks(subject: &Subject<'_>) -> Vec<Block> {
    let rows = &subject.analysis.services;
    if rows.is_empty() {
        return vec![paragraph(
            "No service was named, so there is no line to draw through one.",
        )];
    }
    let letters = [Owner::Aws, Owner::Customer, Owner::Shared, Owner::Absent];
    let letters = letters.map(|it| {
        let explanation = match it {
            Owner::Aws => "AWS does it alone",
            Owner::Customer => "you do it alone",
            Owner::Shared => "shared: AWS does its part, and you do yours",
            Owner::Absent => "the layer does not exist there",
        };
        format!("{}: {explanation}", labels::owner_letter(it))
    });
    vec![
        paragraph(format!("{}.", letters.join(". "))),
        Block::Table(matrix(subject)),
        heading("The layers"),
        Block::Table(legend(subject)),
    ]
}

fn matrix(subject: &Subject<'_>) -> Table {
    let layers = &subject.catalog.layers;
    let short = layers.iter().map(|it| match it.short.as_str() {
        "" => &it.name,
        _ => &it.short,
    });
    let mut columns = vec![("Service".to_owned(), 7)];
    columns.extend(short.map(|it| (it.clone(), 2)));
    let rows = subject.analysis.services.iter().map(|row| {
        let mut cells = vec![Cell::plain(subject.short(&row.service))];
        cells.extend(row.cells.iter().map(|cell| {
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
