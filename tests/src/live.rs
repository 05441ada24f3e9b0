//! A live connection, in either encoding.

use anyhow::{Context as _, Result, bail};
use futures_util::{SinkExt as _, StreamExt as _};
use shared::model::SCHEMA_VERSION;
use shared::protocol::{
    ClientMessage, Encoding, Hello, PROTOCOL_VERSION, Problem, Push, ServerMessage, Verdict,
    Welcome,
};
use shared::rules::Command;
use shared::schema::{CommandNumber, DeviceId, Seq};
use tokio::net::TcpStream;
use tokio_tungstenite::tungstenite::Message;
use tokio_tungstenite::tungstenite::client::IntoClientRequest as _;
use tokio_tungstenite::tungstenite::http::{HeaderValue, Request};
use tokio_tungstenite::tungstenite::protocol::CloseFrame;
use tokio_tungstenite::{MaybeTlsStream, WebSocketStream, connect_async};
use uuid::Uuid;

use crate::{Client, ROOM, in_time};

/// A live connection to the sample room.
#[derive(Debug)]
pub struct Live {
    socket: WebSocketStream<MaybeTlsStream<TcpStream>>,
    encoding: Encoding,
}

impl Live {
    /// The request that opens a connection, to be tampered with.
    pub fn request(client: &Client, subprotocol: &str) -> Result<Request<()>> {
        let url = client.url().replacen("http", "ws", 1);
        let mut request = format!("{url}/api/rooms/{ROOM}/live").into_client_request()?;
        let (name, value) = client.credentials();
        let headers = request.headers_mut();
        headers.insert(name.clone(), value.clone());
        headers.insert(
            "sec-websocket-protocol",
            HeaderValue::from_str(subprotocol)?,
        );
        Ok(request)
    }

    /// Opens a connection.
    pub async fn open(client: &Client, encoding: Encoding) -> Result<Self> {
        let request = Self::request(client, encoding.subprotocol())?;
        let (socket, _) = in_time("a live connection", connect_async(request)).await??;
        Ok(Self { socket, encoding })
    }

    /// Sends a frame as it is.
    pub async fn send_frame(&mut self, frame: Message) -> Result<()> {
        Ok(in_time("room to send", self.socket.send(frame)).await??)
    }

    /// Sends a message.
    pub async fn send(&mut self, message: &ClientMessage) -> Result<()> {
        let bytes = self.encoding.encode(message);
        let frame = match self.encoding {
            Encoding::Postcard => Message::binary(bytes),
            Encoding::Json => Message::text(String::from_utf8(bytes)?),
        };
        self.send_frame(frame).await
    }

    /// Sends commands.
    pub async fn push(&mut self, first: u64, commands: Vec<Command>) -> Result<()> {
        let first = CommandNumber(first);
        self.send(&ClientMessage::Push(Push { first, commands }))
            .await
    }

    /// The next message; `None` when the connection is closed or broken.
    pub async fn next(&mut self) -> Result<Option<ServerMessage>> {
        loop {
            let frame = match in_time("a message", self.socket.next()).await? {
                None | Some(Err(_) | Ok(Message::Close(_))) => return Ok(None),
                Some(Ok(frame)) => frame,
            };
            match frame {
                Message::Binary(bytes) => return Ok(Some(self.encoding.decode(&bytes)?)),
                Message::Text(text) => return Ok(Some(self.encoding.decode(text.as_bytes())?)),
                _ => {}
            }
        }
    }

    /// The next message that `pick` takes; others are passed over.
    pub async fn until<T>(
        &mut self,
        what: &str,
        mut pick: impl FnMut(ServerMessage) -> Option<T>,
    ) -> Result<T> {
        let search = async {
            loop {
                let message = self.next().await?.context("the connection is closed")?;
                if let Some(found) = pick(message) {
                    return Ok(found);
                }
            }
        };
        in_time(what, search).await?
    }

    /// Says hello.
    pub async fn say_hello(&mut self, device: DeviceId, cursor: Option<Seq>) -> Result<()> {
        let hello = Hello {
            protocol: PROTOCOL_VERSION,
            schema: SCHEMA_VERSION,
            device,
            epoch: None,
            cursor,
        };
        self.send(&ClientMessage::Hello(hello)).await
    }

    /// Says hello and waits for the welcome.
    pub async fn hello(&mut self, device: DeviceId, cursor: Option<Seq>) -> Result<Welcome> {
        self.say_hello(device, cursor).await?;
        match self.next().await? {
            Some(ServerMessage::Welcome(welcome)) => Ok(welcome),
            other => bail!("no welcome but {other:?}"),
        }
    }

    /// Waits for the next problem.
    pub async fn problem(&mut self) -> Result<Problem> {
        self.until("a problem", |message| match message {
            ServerMessage::Problem(problem) => Some(problem),
            _ => None,
        })
        .await
    }

    /// Waits for this many results.
    pub async fn results(&mut self, count: usize) -> Result<Vec<Verdict>> {
        let mut results = Vec::with_capacity(count);
        while results.len() < count {
            let verdict = self.until("a result", |message| match message {
                ServerMessage::Result(verdict) => Some(verdict),
                _ => None,
            });
            results.push(verdict.await?);
        }
        Ok(results)
    }

    /// Waits until the server closes the connection, and returns how it says so.
    pub async fn closed(&mut self) -> Result<Option<CloseFrame>> {
        let closing = async {
            loop {
                match self.socket.next().await {
                    None | Some(Err(_)) => return None,
                    Some(Ok(Message::Close(frame))) => return frame,
                    Some(Ok(_)) => {}
                }
            }
        };
        in_time("the connection's end", closing).await
    }

    /// A new device.
    pub fn new_device() -> DeviceId {
        DeviceId(Uuid::new_v4())
    }
}
