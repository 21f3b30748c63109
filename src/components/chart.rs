//! A chart: a drawing with a title, its content as a sentence and as a table, and two ways to save it.

use leptos::prelude::*;

use super::table::scroller;
use crate::browser::drawing;

/// A chart.
pub struct Chart {
    /// Its id on the page.
    pub id: &'static str,
    /// Its heading.
    pub title: &'static str,
    /// What it shows, in a sentence or two, for all readers.
    pub says: String,
    /// Width and height of the drawing, in SVG units.
    pub size: (u32, u32),
    /// The SVG content.
    pub drawing: AnyView,
    /// The same figures as a table.
    pub table: AnyView,
}

/// Draws a chart.
pub fn chart(chart: Chart) -> AnyView {
    let Chart {
        id,
        title,
        says,
        size: (width, height),
        drawing,
        table,
    } = chart;
    let save = |kind: &'static str, save: fn(&'static str)| {
        view! {
            <button
                type="button"
                class="button button--small button--quiet"
                aria-label=format!("Save as {kind}: {title}")
                on:click=move |_| save(id)
            >
                {format!("Save as {kind}")}
            </button>
        }
        .into_any()
    };
    let [named, told] = [format!("{id}-name"), format!("{id}-says")];
    let shown = view! {
        <svg
            id=id
            class="chart__drawing"
            viewBox=format!("0 0 {width} {height}")
            role="img"
            aria-labelledby=named.clone()
            aria-describedby=told.clone()
        >
            {drawing}
        </svg>
    };
    view! {
        <figure class="chart">
            <figcaption>
                <h3 id=named>{title}</h3>
                <p class="hint" id=told>{says}</p>
            </figcaption>
            {scroller(title.to_owned(), shown.into_any())}
            <p class="actions">{save("SVG", drawing::save_svg)} {save("PNG", drawing::save_png)}</p>
            <details class="more">
                <summary>"Show as a table"</summary>
                {scroller(format!("{title}, as a table"), table)}
            </details>
        </figure>
    }
    .into_any()
}

/// A table of figures: the column heads, and rows whose first cell is the row head.
pub fn figures(columns: &[&'static str], rows: Vec<Vec<String>>) -> AnyView {
    let heads = columns
        .iter()
        .map(|name| view! { <th scope="col">{*name}</th> }.into_any());
    let rows = rows.into_iter().map(|row| {
        let mut cells = row.into_iter();
        let name = cells.next();
        let cells = cells.map(|cell| view! { <td>{cell}</td> }.into_any());
        view! {
            <tr>
                <th scope="row">{name}</th>
                {cells.collect_view()}
            </tr>
        }
        .into_any()
    });
    view! {
        <table class="table">
            <thead>
                <tr>{heads.collect_view()}</tr>
            </thead>
            <tbody>{rows.collect_view()}</tbody>
        </table>
    }
    .into_any()
}

/// Text in a drawing.
pub fn label(class: &'static str, x: i32, y: i32, text: String) -> AnyView {
    view! {
        <text class=class x=x y=y>
            {text}
        </text>
    }
    .into_any()
}
