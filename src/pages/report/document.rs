//! Draws a document: a cover, chapters, tables.

use leptos::prelude::*;

use crate::components::reactive::{live, text, when};
use crate::components::{Sign, copy, css, mark, scroller, sign};
use demarc_core::report::{Block, Cell, Document, Section, Span, Table, Tone, to_text};

/// Up to this many columns, a table is copied with the part around it.
const FEW_COLUMNS: usize = 3;
/// With more columns than this, the headings of a table are vertical.
const MANY_COLUMNS: usize = 10;

/// The document. Each part redraws only when it changes.
pub(super) fn draw(made: Memo<Option<Document>>, logo: RwSignal<Option<String>>) -> AnyView {
    let ids = Memo::new(move |_| {
        let ids = |it: &Document| it.sections.iter().map(|it| it.id).collect::<Vec<_>>();
        made.with(|it| it.as_ref().map(ids).unwrap_or_default())
    });
    let chapters = move || {
        let ids = ids.get();
        let chapters = ids.into_iter().map(|id| chapter(made, id));
        chapters.collect_view().into_any()
    };
    view! {
        <article class="report" lang="en" aria-label="The report">
            {cover(made, logo)}
            {live(chapters)}
        </article>
    }
    .into_any()
}

fn cover(made: Memo<Option<Document>>, logo: RwSignal<Option<String>>) -> AnyView {
    let title = move || made.with(|it| it.as_ref().map(|it| it.title.clone()).unwrap_or_default());
    let lines = Memo::new(move |_| {
        made.with(|it| it.as_ref().map(|it| it.cover.clone()).unwrap_or_default())
    });
    let chapters = Memo::new(move |_| {
        let names = |it: &Document| {
            let sections = it.sections.iter();
            sections
                .map(|it| (it.id, it.title.clone()))
                .collect::<Vec<_>>()
        };
        made.with(|it| it.as_ref().map(names).unwrap_or_default())
    });
    let image = move || {
        let address = logo.get().unwrap_or_default();
        view! { <img class="cover__logo" src=address alt="Logo"/> }.into_any()
    };
    let facts = move || {
        let lines = lines.get().into_iter();
        let lines = lines.map(|(name, what)| {
            view! {
                <div>
                    <dt>{name}</dt>
                    <dd>{what}</dd>
                </div>
            }
            .into_any()
        });
        lines.collect_view().into_any()
    };
    let contents = move || {
        let chapters = chapters.get().into_iter();
        let chapters = chapters.map(|(_, title)| view! { <li>{title}</li> }.into_any());
        chapters.collect_view().into_any()
    };
    view! {
        <header class="cover">
            {when(move || logo.with(Option::is_some), image)}
            <p class="cover__kind">"AWS shared responsibility: gap analysis"</p>
            <h2 class="cover__title">{text(title)}</h2>
            <svg class="cover__line" viewBox="0 0 400 60" aria-hidden="true" preserveAspectRatio="none">
                <rect class="cover__aws" width="400" height="22"></rect>
                <path class="cover__rule" d="M0 30h400"></path>
                <rect class="cover__you" y="38" width="400" height="22"></rect>
            </svg>
            <dl class="cover__facts">{live(facts)}</dl>
            <ol class="cover__contents" aria-label="Chapters">{live(contents)}</ol>
        </header>
    }
    .into_any()
}

fn chapter(made: Memo<Option<Document>>, id: &'static str) -> AnyView {
    let find = move |it: &Document| it.sections.iter().find(|it| it.id == id).cloned();
    let section = Memo::new(move |_| made.with(|it| it.as_ref().and_then(find)));
    live(move || section.with(|it| it.as_ref().map_or_else(|| ().into_any(), self::section)))
}

fn section(section: &Section) -> AnyView {
    let heading = format!("chapter-{}", section.id);
    let labelledby = heading.clone();
    let copied = section.clone();
    view! {
        <section class="chapter" aria-labelledby=labelledby>
            <div class="chapter__head">
                <h2 id=heading>{section.title.clone()}</h2>
                {copy(&section.title, move || copied.to_text())}
            </div>
            {section.parts().map(part).collect_view()}
        </section>
    }
    .into_any()
}

/// A heading with the blocks below it, copied on its own: a finding, a phase, a framework.
fn part(blocks: &[Block]) -> AnyView {
    let [Block::Heading(text), below @ ..] = blocks else {
        return blocks.iter().map(block).collect_view().into_any();
    };
    let copied = blocks.to_vec();
    view! {
        <div class="chapter__head">
            <h3>{text.clone()}</h3>
            {copy(text, move || to_text(&copied))}
        </div>
        {below.iter().map(block).collect_view()}
    }
    .into_any()
}

fn block(block: &Block) -> AnyView {
    match block {
        Block::Heading(text) => view! { <h3>{text.clone()}</h3> }.into_any(),
        Block::Paragraph(it) => {
            let class = are_sources(it).then_some("sources");
            view! { <p class=class>{spans(it)}</p> }.into_any()
        }
        Block::List { numbered, items } => {
            let items = items
                .iter()
                .map(|it| view! { <li>{spans(it)}</li> }.into_any());
            let items = items.collect_view();
            if *numbered {
                view! { <ol>{items}</ol> }.into_any()
            } else {
                view! { <ul>{items}</ul> }.into_any()
            }
        }
        Block::Table(it) => table(it),
    }
}

/// Whether a paragraph is a list of addresses after a lead-in.
fn are_sources(spans: &[Span]) -> bool {
    let rest = spans
        .iter()
        .filter(|it| !it.strong && !it.text.trim_matches([' ', ',']).is_empty());
    spans.len() > 1 && rest.into_iter().all(|it| it.link.is_some())
}

fn table(table: &Table) -> AnyView {
    let class = if table.columns.len() > MANY_COLUMNS {
        "report-table report-table--upright"
    } else {
        "report-table"
    };
    let all: u32 = table
        .columns
        .iter()
        .map(|(_, share)| u32::from(*share))
        .sum();
    let widths = table.columns.iter().map(|(_, share)| {
        let width = format!("{}%", u32::from(*share) * 100 / all.max(1));
        view! { <col style:inline-size=width/> }.into_any()
    });
    let headings = table.columns.iter().map(|(name, _)| {
        view! {
            <th scope="col">
                <span>{name.clone()}</span>
            </th>
        }
        .into_any()
    });
    let copied = (table.columns.len() > FEW_COLUMNS).then(|| {
        let table = table.clone();
        copy(&table.caption.clone(), move || table.to_text())
    });
    let drawn = view! {
        <table class=class>
            <caption>{table.caption.clone()}</caption>
            <colgroup>{widths.collect_view()}</colgroup>
            <thead>
                <tr>{headings.collect_view()}</tr>
            </thead>
            <tbody>{table.rows.iter().map(|it| row(it)).collect_view()}</tbody>
        </table>
    };
    view! {
        {scroller(table.caption.clone(), drawn.into_any())}
        {copied}
    }
    .into_any()
}

fn row(cells: &[Cell]) -> AnyView {
    let cells = cells.iter().enumerate().map(|(index, cell)| {
        let inside = toned(cell);
        if index == 0 {
            view! { <th scope="row">{inside}</th> }.into_any()
        } else if let Some(Tone::Owner(owner)) = cell.tone {
            view! { <td class=css::owner(owner)>{inside}</td> }.into_any()
        } else {
            view! { <td>{inside}</td> }.into_any()
        }
    });
    view! { <tr>{cells.collect_view()}</tr> }.into_any()
}

/// A cell's spans with its tone as a color. The sign beside a level repeats the tone without color.
fn toned(cell: &Cell) -> AnyView {
    match cell.tone {
        Some(Tone::Level(level)) => view! {
            <span class=css::level(level)>
                {sign(Sign::of_response(Some(&level.into())))}
                " "
                {spans(&cell.spans)}
            </span>
        }
        .into_any(),
        Some(Tone::GapKind(kind)) => mark(css::kind(kind), Sign::of_kind(kind), spans(&cell.spans)),
        Some(Tone::Owner(_)) | None => spans(&cell.spans),
    }
}

fn spans(spans: &[Span]) -> AnyView {
    spans.iter().map(span).collect_view().into_any()
}

fn span(span: &Span) -> AnyView {
    let text = span.text.clone();
    match &span.link {
        // In print, a visible address is enough; a link with another text prints its address after the text.
        Some(address) => {
            let class = if span.shows_address() {
                "link link--bare"
            } else {
                "link"
            };
            view! {
                <a class=class href=address.clone() rel="noopener noreferrer">{text}</a>
            }
            .into_any()
        }
        None if span.code => view! { <code>{text}</code> }.into_any(),
        None if span.strong => view! { <strong>{text}</strong> }.into_any(),
        None => text.into_any(),
    }
}
