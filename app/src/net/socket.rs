//! One WebSocket connection: frames in and out, nothing about what they mean.

use futures_util::stream::{SplitSink, SplitStream};
use futures_util::{SinkExt, StreamExt};
use gloo_net::websocket::Message;
use gloo_net::websocket::futures::WebSocket;
use shared::protocol::{ClientMessage, Encoding, ServerMessage};

/// The half that sends.
pub(super) struct Sender(SplitSink<WebSocket, Message>);

/// The half that receives.
pub(super) struct Receiver(SplitStream<WebSocket>);

/// Opens a connection to the room. Whether it succeeds shows at the first frame.
pub(super) fn open(room: &str) -> Option<(Sender, Receiver)> {
    let location = web_sys::window()?.location();
    let scheme = match location.protocol().ok()?.as_str() {
        "https:" => "wss",
        _ => "ws",
    };
    let url = format!("{scheme}://{}/api/rooms/{room}/live", location.host().ok()?);
    let socket = WebSocket::open_with_protocol(&url, Encoding::Postcard.subprotocol()).ok()?;
    let (sender, receiver) = socket.split();
    Some((Sender(sender), Receiver(receiver)))
}

impl Sender {
    /// Sends a message; false when the connection is gone.
    pub(super) async fn send(&mut self, message: &ClientMessage) -> bool {
        let frame = Message::Bytes(Encoding::Postcard.encode(message));
        self.0.send(frame).await.is_ok()
    }
}

impl Receiver {
    /// The next message; `None` when the connection is gone or sends what this app cannot read.
    pub(super) async fn next(&mut self) -> Option<ServerMessage> {
        match self.0.next().await? {
            Ok(Message::Bytes(bytes)) => Encoding::Postcard.decode(&bytes).ok(),
            _ => None,
        }
    }
}
