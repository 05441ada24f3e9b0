//! Files out of the page and into it.

use js_sys::Array;
use leptos::prelude::*;
use leptos::task::spawn_local;
use wasm_bindgen::JsCast;
use wasm_bindgen_futures::JsFuture;
use web_sys::{Blob, BlobPropertyBag, File, HtmlAnchorElement, Url};

use crate::store::QueueFile;

/// Hands the queue to the browser as a download.
pub(super) fn save(file: &QueueFile) {
    let name = format!("guatu-{}-{}.json", file.seat.room, file.commands.len());
    let text = file.to_text();
    // Not within the press that asked for it: the link is pressed in turn.
    spawn_local(async move {
        // A browser that cannot make a file out of text cannot be helped.
        let _saved = download(&name, &text);
    });
}

fn download(name: &str, text: &str) -> Option<()> {
    let options = BlobPropertyBag::new();
    options.set_type("application/json");
    let parts = Array::of1(&text.into());
    let blob = Blob::new_with_str_sequence_and_options(&parts, &options).ok()?;
    let address = Url::create_object_url_with_blob(&blob).ok()?;
    let link: HtmlAnchorElement = document().create_element("a").ok()?.dyn_into().ok()?;
    link.set_href(&address);
    link.set_download(name);
    link.click();
    Url::revoke_object_url(&address).ok()
}

/// Reads a chosen file; nothing when it cannot be read.
pub(super) async fn read(file: &File) -> Option<String> {
    JsFuture::from(file.text()).await.ok()?.as_string()
}
