//! One WebSocket connection: frames in and out, nothing about what they mean.
//!
//! On the browser's own interface, because the wrapper at hand sends bytes as a `Blob`, which the
//! browser reads only after the next frame: a third of what a drop takes to the second screen.

use futures_channel::mpsc::{UnboundedReceiver, UnboundedSender, unbounded};
use futures_util::StreamExt;
use futures_util::future::{Either, select};
use gloo_timers::future::TimeoutFuture;
use js_sys::{ArrayBuffer, Uint8Array};
use shared::protocol::{ClientMessage, Encoding, ServerMessage, from_postcard, to_postcard};
use web_sys::wasm_bindgen::closure::Closure;
use web_sys::wasm_bindgen::{JsCast, JsValue};
use web_sys::{BinaryType, MessageEvent, WebSocket};

/// A server that has not taken the connection by then is not there.
const OPEN_MS: u32 = 10_000;

/// What the browser reports.
enum Event {
    Opened,
    Frame(Vec<u8>),
    Closed,
}

/// A connection to a room. Dropping it closes it.
pub(super) struct Socket {
    line: WebSocket,
    events: UnboundedReceiver<Event>,
    // Called by the browser as long as the connection lives.
    _on_message: Closure<dyn FnMut(MessageEvent)>,
    _on_change: [Closure<dyn FnMut(JsValue)>; 2],
}

impl Socket {
    /// Opens a connection to the room; `None` when it cannot be had.
    pub(super) async fn open(room: &str) -> Option<Self> {
        let location = web_sys::window()?.location();
        let scheme = match location.protocol().ok()?.as_str() {
            "https:" => "wss",
            _ => "ws",
        };
        let url = format!("{scheme}://{}/api/rooms/{room}/live", location.host().ok()?);
        let socket = WebSocket::new_with_str(&url, Encoding::Postcard.subprotocol()).ok()?;
        socket.set_binary_type(BinaryType::Arraybuffer);
        let (told, events) = unbounded();
        let on_message = on_message(told.clone());
        let on_open = on_change(told.clone(), || Event::Opened);
        let on_close = on_change(told, || Event::Closed);
        socket.set_onmessage(Some(on_message.as_ref().unchecked_ref()));
        socket.set_onopen(Some(on_open.as_ref().unchecked_ref()));
        // An error is always followed by a close.
        socket.set_onclose(Some(on_close.as_ref().unchecked_ref()));
        let mut socket = Self {
            line: socket,
            events,
            _on_message: on_message,
            _on_change: [on_open, on_close],
        };
        // A network that swallows everything lets a connection hang for minutes.
        let opened = select(socket.events.next(), TimeoutFuture::new(OPEN_MS));
        match opened.await {
            Either::Left((Some(Event::Opened), _)) => Some(socket),
            Either::Left(_) | Either::Right(_) => None,
        }
    }

    /// Sends a message; false when the connection is gone.
    pub(super) fn send(&self, message: &ClientMessage) -> bool {
        let frame = to_postcard(message);
        self.line.ready_state() == WebSocket::OPEN && self.line.send_with_u8_array(&frame).is_ok()
    }

    /// The next message, with the frame it came in; `None` when the connection is gone or sends
    /// what this app cannot read.
    pub(super) async fn next(&mut self) -> Option<(ServerMessage, Vec<u8>)> {
        match self.events.next().await? {
            Event::Frame(bytes) => Some((from_postcard(&bytes).ok()?, bytes)),
            Event::Opened | Event::Closed => None,
        }
    }
}

impl Drop for Socket {
    fn drop(&mut self) {
        self.line.set_onmessage(None);
        self.line.set_onopen(None);
        self.line.set_onclose(None);
        // Closing a closed connection does nothing.
        let _closed = self.line.close();
    }
}

fn on_message(told: UnboundedSender<Event>) -> Closure<dyn FnMut(MessageEvent)> {
    Closure::new(move |event: MessageEvent| {
        let told_now = match event.data().dyn_into::<ArrayBuffer>() {
            Ok(buffer) => Event::Frame(Uint8Array::new(&buffer).to_vec()),
            // Text does not belong to this subprotocol.
            Err(_) => Event::Closed,
        };
        // Nobody listens any more when the connection was just dropped.
        let _heard = told.unbounded_send(told_now);
    })
}

fn on_change(told: UnboundedSender<Event>, what: fn() -> Event) -> Closure<dyn FnMut(JsValue)> {
    Closure::new(move |_| {
        let _heard = told.unbounded_send(what());
    })
}
