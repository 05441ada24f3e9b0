//! The way from each tab to all others.

use js_sys::Uint8Array;
use shared::protocol::{from_postcard, to_postcard};
use web_sys::wasm_bindgen::JsCast;
use web_sys::wasm_bindgen::closure::Closure;
use web_sys::{BroadcastChannel, MessageEvent};

use super::Word;

/// A channel between the tabs of a seat. Dropping it closes it.
pub(crate) struct Channel {
    line: BroadcastChannel,
    // Called by the browser as long as the channel is open.
    _on_message: Closure<dyn FnMut(MessageEvent)>,
}

impl Channel {
    /// Opens the channel; `None` where the browser has none.
    pub(crate) fn open(name: &str, hear: impl Fn(Word) + 'static) -> Option<Self> {
        let line = BroadcastChannel::new(name).ok()?;
        let on_message = Closure::new(move |event: MessageEvent| {
            let bytes = event.data().dyn_into::<Uint8Array>();
            // A tab with another version of the app may say what this one cannot read; what matters
            // is in the store.
            if let Some(word) = bytes.ok().and_then(|b| from_postcard(&b.to_vec()).ok()) {
                hear(word);
            }
        });
        line.set_onmessage(Some(on_message.as_ref().unchecked_ref()));
        Some(Self {
            line,
            _on_message: on_message,
        })
    }

    pub(crate) fn say(&self, word: &Word) {
        let bytes = Uint8Array::from(to_postcard(word).as_slice());
        // It fails only on a closed channel.
        let _said = self.line.post_message(&bytes);
    }
}

impl Drop for Channel {
    fn drop(&mut self) {
        self.line.set_onmessage(None);
        self.line.close();
    }
}
