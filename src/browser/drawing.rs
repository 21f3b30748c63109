//! Saving a drawing of the page, an SVG element, as a file that looks as it does on the page.

use leptos::prelude::*;
use leptos::task::spawn_local;
use wasm_bindgen::prelude::*;
use wasm_bindgen_futures::JsFuture;
use web_sys::{Element, HtmlCanvasElement, HtmlImageElement};

use super::files;

/// What style sheets say of drawings, and a file has to say itself.
const STYLES: [&str; 13] = [
    "fill",
    "fill-opacity",
    "stroke",
    "stroke-width",
    "stroke-dasharray",
    "stroke-linejoin",
    "opacity",
    "paint-order",
    "font-family",
    "font-size",
    "font-weight",
    "text-anchor",
    "dominant-baseline",
];
/// How many pixels of a picture are one unit of its drawing.
const SCALE: u32 = 2;

/// Saves the drawing with this id as an SVG file.
pub fn save_svg(id: &'static str) {
    if let Some((text, _)) = drawing(id) {
        files::save(&format!("{id}.svg"), "image/svg+xml", &text.into());
    }
}

/// Saves the drawing with this id as a PNG file.
pub fn save_png(id: &'static str) {
    spawn_local(async move {
        if let Some(blob) = picture(id).await {
            files::save_blob(&format!("{id}.png"), &blob);
        }
    });
}

/// Whether the browser can decode an image.
pub async fn can_show(address: &str) -> bool {
    let Ok(image) = HtmlImageElement::new() else {
        return false;
    };
    image.set_src(address);
    JsFuture::from(image.decode()).await.is_ok()
}

/// A drawing as a text that stands by itself, with its width and height.
fn drawing(id: &str) -> Option<(String, [u32; 2])> {
    let shown = document().get_element_by_id(id)?;
    let copy: Element = shown.clone_node_with_deep(true).ok()?.unchecked_into();
    let mut all = vec![(shown.clone(), copy.clone())];
    while let Some((from, to)) = all.pop() {
        keep_looks(&from, &to);
        let (from, to) = (from.children(), to.children());
        all.extend((0..from.length()).filter_map(|index| from.item(index).zip(to.item(index))));
    }
    let size = shown.get_attribute("viewBox")?;
    let mut size = size.split(' ').skip(2).filter_map(|it| it.parse().ok());
    let size: [u32; 2] = [size.next()?, size.next()?];
    let [width, height] = size;
    for (name, value) in [
        ("width", width.to_string()),
        ("height", height.to_string()),
        ("xmlns", "http://www.w3.org/2000/svg".to_owned()),
    ] {
        copy.set_attribute(name, &value).ok()?;
    }
    for name in ["class", "id", "aria-labelledby", "aria-describedby"] {
        copy.remove_attribute(name).ok()?;
    }
    name(id, &copy)?;
    let text = web_sys::XmlSerializer::new().ok()?;
    Some((text.serialize_to_string(&copy).ok()?, size))
}

/// Gives an element of a copy the looks that the style sheets give the one on the page.
fn keep_looks(from: &Element, to: &Element) {
    if let Ok(Some(style)) = window().get_computed_style(from) {
        for name in STYLES {
            if let Ok(value) = style.get_property_value(name) {
                let _ = to.set_attribute(name, &value);
            }
        }
    }
    let _ = to.remove_attribute("class");
}

/// Writes what names and describes a drawing on the page into it, and a ground below it.
fn name(id: &str, copy: &Element) -> Option<()> {
    const SVG: Option<&str> = Some("http://www.w3.org/2000/svg");
    let ground = document().create_element_ns(SVG, "rect").ok()?;
    for (name, value) in [
        ("width", "100%"),
        ("height", "100%"),
        ("fill", &ground_color()?),
    ] {
        ground.set_attribute(name, value).ok()?;
    }
    let mut first = vec![ground];
    for (part, tag) in [("says", "desc"), ("name", "title")] {
        let text = document().get_element_by_id(&format!("{id}-{part}"))?;
        let element = document().create_element_ns(SVG, tag).ok()?;
        element.set_text_content(text.text_content().as_deref());
        first.push(element);
    }
    for element in first {
        copy.insert_before(&element, copy.first_child().as_ref())
            .ok()?;
    }
    Some(())
}

/// The color that the page is drawn on.
fn ground_color() -> Option<String> {
    let root = document().document_element()?;
    let style = window().get_computed_style(&root).ok()??;
    style.get_property_value("background-color").ok()
}

/// The drawing as a picture.
async fn picture(id: &str) -> Option<web_sys::Blob> {
    let (text, size) = drawing(id)?;
    let image = HtmlImageElement::new().ok()?;
    let encoded = String::from(js_sys::encode_uri_component(&text));
    image.set_src(&format!("data:image/svg+xml;charset=utf-8,{encoded}"));
    JsFuture::from(image.decode()).await.ok()?;
    let canvas = document().create_element("canvas").ok()?;
    let canvas: HtmlCanvasElement = canvas.unchecked_into();
    let [width, height] = size.map(|it| it * SCALE);
    canvas.set_width(width);
    canvas.set_height(height);
    let context: web_sys::CanvasRenderingContext2d =
        canvas.get_context("2d").ok()??.unchecked_into();
    context
        .draw_image_with_html_image_element_and_dw_and_dh(
            &image,
            0.0,
            0.0,
            f64::from(width),
            f64::from(height),
        )
        .ok()?;
    let mut take = |done: js_sys::Function, _| {
        let _ = canvas.to_blob(&done);
    };
    let blob = JsFuture::from(js_sys::Promise::new(&mut take)).await.ok()?;
    blob.dyn_into().ok()
}
