//! The socket of a connection: messages in the client's encoding, none waited for without end.

use axum::extract::ws::{CloseFrame, Message, WebSocket};
use bytes::Bytes;
use futures_util::SinkExt as _;
use shared::protocol::{Encoding, ServerMessage};
use tokio::time::{Instant, timeout, timeout_at};

use crate::config::{FAREWELL, SEND_WITHIN};
use crate::room::{Frames, utf8};

/// Why a connection ends.
pub(super) enum End {
    /// The client is gone, or can no longer be reached.
    Gone,
    /// It is closed from here, with a code and a reason.
    Close(u16, &'static str),
}

/// The socket of a connection.
pub(super) struct Wire {
    socket: WebSocket,
    encoding: Encoding,
}

impl Wire {
    pub(super) fn new(socket: WebSocket, encoding: Encoding) -> Self {
        Self { socket, encoding }
    }

    /// The encoding the client asked for.
    pub(super) fn encoding(&self) -> Encoding {
        self.encoding
    }

    /// The next frame. May be dropped at any time without losing one.
    pub(super) async fn recv(&mut self) -> Option<Result<Message, axum::Error>> {
        self.socket.recv().await
    }

    /// Sends one message.
    pub(super) async fn send(&mut self, message: &ServerMessage) -> Result<(), End> {
        let frame = self.frame(message);
        self.transmit(frame).await
    }

    /// Sends several messages in one write.
    pub(super) async fn send_all(
        &mut self,
        messages: impl Iterator<Item = ServerMessage>,
    ) -> Result<(), End> {
        let by = Instant::now() + SEND_WITHIN;
        for message in messages {
            let frame = self.frame(&message);
            within(by, self.socket.feed(frame)).await?;
        }
        within(by, self.socket.flush()).await
    }

    /// Sends a delta that others get as well.
    pub(super) async fn send_frames(&mut self, frames: &Frames) -> Result<(), End> {
        self.transmit(frames.message(self.encoding)).await
    }

    /// Asks for a sign of life.
    pub(super) async fn ping(&mut self) -> Result<(), End> {
        self.transmit(Message::Ping(Bytes::new())).await
    }

    /// Says goodbye, and listens a little longer: were the socket dropped with something unread in
    /// it, the client might never read why.
    pub(super) async fn close(mut self, code: u16, reason: &'static str) {
        let close = Message::Close(Some(CloseFrame {
            code,
            reason: reason.into(),
        }));
        let goodbye = async {
            if self.socket.send(close).await.is_ok() {
                while let Some(Ok(_)) = self.socket.recv().await {}
            }
        };
        // A client that does not answer in time is not waited for.
        let _ = timeout(FAREWELL, goodbye).await;
    }

    fn frame(&self, message: &ServerMessage) -> Message {
        let bytes = self.encoding.encode(message);
        match self.encoding {
            Encoding::Postcard => Message::Binary(bytes.into()),
            Encoding::Json => Message::Text(utf8(bytes)),
        }
    }

    async fn transmit(&mut self, frame: Message) -> Result<(), End> {
        within(Instant::now() + SEND_WITHIN, self.socket.send(frame)).await
    }
}

async fn within(
    by: Instant,
    sending: impl Future<Output = Result<(), axum::Error>>,
) -> Result<(), End> {
    match timeout_at(by, sending).await {
        Ok(Ok(())) => Ok(()),
        Ok(Err(_)) | Err(_) => Err(End::Gone),
    }
}
