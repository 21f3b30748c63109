//! The camera, as pictures one after another. Its interfaces are called by name: their types in web-sys would bring glue
//! into the first load.

use js_sys::{Array, Function, Object, Promise, Reflect};
use leptos::prelude::*;
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::JsFuture;
use web_sys::HtmlCanvasElement;

/// The camera, on, showing what it sees in a `video` element.
pub struct Camera {
    video: JsValue,
    stream: JsValue,
    canvas: HtmlCanvasElement,
}

/// A picture of it: four bytes a pixel.
pub struct Frame {
    /// The width in pixels.
    pub width: f64,
    /// The height in pixels.
    pub height: f64,
    /// The bytes, as JavaScript has them.
    pub pixels: JsValue,
}

/// The width that is asked for: enough for a code that fills a third of the picture.
const WIDTH: u32 = 1280;

impl Camera {
    /// Turns the camera on, and shows it in the `video` element with this id. `None` when there is none, or the user or the
    /// browser refuses.
    pub async fn open(video: &str) -> Option<Self> {
        let video: JsValue = document().get_element_by_id(video)?.into();
        let devices = get(&window().navigator(), "mediaDevices")?;
        let wanted = object(&[
            ("facingMode", "environment".into()),
            ("width", object(&[("ideal", WIDTH.into())])?),
        ])?;
        let stream = call(&devices, "getUserMedia", &[object(&[("video", wanted)])?])?;
        let stream = JsFuture::from(stream.dyn_into::<Promise>().ok()?)
            .await
            .ok()?;
        let canvas = document().create_element("canvas").ok()?;
        let camera = Self {
            video,
            stream,
            canvas: canvas.unchecked_into(),
        };
        Reflect::set(&camera.video, &"srcObject".into(), &camera.stream).ok()?;
        let played = call(&camera.video, "play", &[])?;
        JsFuture::from(played.dyn_into::<Promise>().ok()?)
            .await
            .ok()?;
        Some(camera)
    }

    /// What the camera sees now; `None` until it sees something.
    pub fn frame(&self) -> Option<Frame> {
        let size = |name| get(&self.video, name)?.as_f64().filter(|it| *it > 0.0);
        let (width, height) = (size("videoWidth")?, size("videoHeight")?);
        let set = |name: &str, value: f64| Reflect::set(&self.canvas, &name.into(), &value.into());
        if self.canvas.width() == 0 || f64::from(self.canvas.width()) != width {
            set("width", width).ok()?;
            set("height", height).ok()?;
        }
        let options = object(&[("willReadFrequently", JsValue::TRUE)])?;
        let context = call(&self.canvas, "getContext", &["2d".into(), options])?;
        let zero = JsValue::from(0);
        call(
            &context,
            "drawImage",
            &[self.video.clone(), zero.clone(), zero.clone()],
        )?;
        let corners = [zero.clone(), zero, width.into(), height.into()];
        let data = call(&context, "getImageData", &corners)?;
        Some(Frame {
            width,
            height,
            pixels: get(&data, "data")?,
        })
    }
}

impl Drop for Camera {
    fn drop(&mut self) {
        if let Some(tracks) = call(&self.stream, "getTracks", &[]) {
            for track in Array::from(&tracks).iter() {
                call(&track, "stop", &[]);
            }
        }
    }
}

/// Waits so many milliseconds.
pub async fn pause(milliseconds: i32) {
    let promise = Promise::new(&mut |resolve, _| {
        let _ =
            window().set_timeout_with_callback_and_timeout_and_arguments_0(&resolve, milliseconds);
    });
    let _ = JsFuture::from(promise).await;
}

fn get(of: &JsValue, name: &str) -> Option<JsValue> {
    let found = Reflect::get(of, &name.into()).ok()?;
    (!found.is_undefined() && !found.is_null()).then_some(found)
}

fn call(of: &JsValue, method: &str, arguments: &[JsValue]) -> Option<JsValue> {
    let method: Function = get(of, method)?.dyn_into().ok()?;
    let arguments: Array = arguments.iter().collect();
    Reflect::apply(&method, of, &arguments).ok()
}

fn object(fields: &[(&str, JsValue)]) -> Option<JsValue> {
    let object = Object::new();
    for (name, value) in fields {
        Reflect::set(&object, &(*name).into(), value).ok()?;
    }
    Some(object.into())
}
