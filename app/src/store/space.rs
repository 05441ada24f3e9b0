//! Asking the browser not to throw away what is kept, and how much room there is.

use js_sys::Reflect;
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::JsFuture;
use web_sys::StorageManager;

/// Less room than this counts as none: one more command may fit, the next may not.
const LITTLE: f64 = 256.0 * 1024.0;

/// Browsers without it answer nothing: pages that are not served securely have none.
fn manager() -> Option<StorageManager> {
    let navigator = web_sys::window()?.navigator();
    let storage = Reflect::get(&navigator, &JsValue::from_str("storage")).ok()?;
    storage.dyn_into().ok()
}

/// Asks once that what is kept here is not thrown away when the device runs short.
pub(crate) async fn ask_to_persist() {
    let Some(asked) = manager().and_then(|manager| manager.persist().ok()) else {
        return;
    };
    // A refusal changes nothing: then the browser decides.
    let _granted = JsFuture::from(asked).await;
}

/// Whether the browser says that there is no room left.
pub(crate) async fn is_full() -> bool {
    let Some(asked) = manager().and_then(|manager| manager.estimate().ok()) else {
        return false;
    };
    let Ok(estimate) = JsFuture::from(asked).await else {
        return false;
    };
    let figure = |name: &str| {
        let value = Reflect::get(&estimate, &JsValue::from_str(name)).ok()?;
        value.as_f64()
    };
    match (figure("usage"), figure("quota")) {
        (Some(usage), Some(quota)) => quota - usage < LITTLE,
        _ => false,
    }
}
