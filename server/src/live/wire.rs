//! The WebSocket behind a connection.

use std::pin::Pin;
use std::time::Instant;

use axum::extract::ws::{CloseFrame, Message, Utf8Bytes, WebSocket};
use bytes::Bytes;
use futures_util::SinkExt as _;
use room::{End, Frames, Incoming, Wire, WireEvent};
use shared::protocol::Encoding;
use tokio::time::{Sleep, sleep_until, timeout, timeout_at};

use crate::config::{FAREWELL, SEND_WITHIN};

/// A WebSocket whose client speaks one encoding.
pub(super) struct Socket {
    line: WebSocket,
    encoding: Encoding,
    /// Rings when it may be time for something. Kept, since setting one anew for every message
    /// costs more than a bell that rings too early now and then.
    bell: Pin<Box<Sleep>>,
}

impl Socket {
    pub(super) fn new(socket: WebSocket, encoding: Encoding) -> Self {
        let bell = Box::pin(sleep_until(tokio::time::Instant::now()));
        Self {
            line: socket,
            encoding,
            bell,
        }
    }

    fn message(&self, frame: Bytes) -> Message {
        match self.encoding {
            Encoding::Postcard => Message::Binary(frame),
            // JSON is UTF-8, so nothing is ever left out.
            Encoding::Json => Message::Text(Utf8Bytes::try_from(frame).unwrap_or_default()),
        }
    }
}

impl Wire for Socket {
    fn encoding(&self) -> Encoding {
        self.encoding
    }

    async fn next(&mut self, may_read: bool, wake: Instant) -> WireEvent {
        let wake = wake.into();
        if wake < self.bell.deadline() || self.bell.is_elapsed() {
            self.bell.as_mut().reset(wake);
        }
        tokio::select! {
            biased;
            message = self.line.recv(), if may_read => WireEvent::Incoming(incoming(message)),
            () = self.bell.as_mut() => WireEvent::Time,
        }
    }

    async fn send(&mut self, frames: Vec<Bytes>) -> Result<(), End> {
        let sending = async {
            for frame in frames {
                let message = self.message(frame);
                self.line.feed(message).await?;
            }
            self.line.flush().await
        };
        in_time(sending).await
    }

    async fn send_delta(&mut self, frames: &Frames) -> Result<(), End> {
        let message = self.message(frames.bytes(self.encoding));
        in_time(self.line.send(message)).await
    }

    async fn ping(&mut self) -> Result<(), End> {
        in_time(self.line.send(Message::Ping(Bytes::new()))).await
    }

    /// Listens a little longer: were the socket dropped with something unread in it, the client
    /// might never read why.
    async fn close(mut self, code: u16, reason: &'static str) {
        let close = Message::Close(Some(CloseFrame {
            code,
            reason: reason.into(),
        }));
        let goodbye = async {
            if self.line.send(close).await.is_ok() {
                while let Some(Ok(_)) = self.line.recv().await {}
            }
        };
        // A client that does not answer in time is not waited for.
        let _ = timeout(FAREWELL, goodbye).await;
    }
}

fn incoming(message: Option<Result<Message, axum::Error>>) -> Incoming {
    match message {
        None | Some(Ok(Message::Close(_))) => Incoming::Gone,
        Some(Ok(Message::Ping(_) | Message::Pong(_))) => Incoming::Alive,
        Some(Ok(Message::Binary(bytes))) => Incoming::Frame(Encoding::Postcard, bytes),
        Some(Ok(Message::Text(text))) => Incoming::Frame(Encoding::Json, text.into()),
        Some(Err(error)) => {
            tracing::debug!(%error, "a connection cannot be read");
            // `axum` does not tell the two apart but in words.
            if error.to_string().contains("too long") {
                Incoming::TooLarge
            } else {
                Incoming::Gone
            }
        }
    }
}

async fn in_time(sending: impl Future<Output = Result<(), axum::Error>>) -> Result<(), End> {
    match timeout_at(tokio::time::Instant::now() + SEND_WITHIN, sending).await {
        Ok(Ok(())) => Ok(()),
        Ok(Err(_)) | Err(_) => Err(End::Gone),
    }
}
