//! `GET /api/rooms/{room}/live`: the room over a WebSocket.
//!
//! Here a request becomes a connection, or is told why not: who asks, from which page, in which
//! encoding. What is then said is up to [`Connection`].

mod wire;

use std::sync::Arc;

use axum::extract::ws::WebSocketUpgrade;
use axum::extract::ws::rejection::WebSocketUpgradeRejection;
use axum::extract::{Path, State};
use axum::http::HeaderMap;
use axum::response::Response;
use room::Connection;
use shared::protocol::Encoding;
use shared::schema::Sentence;

use self::wire::Socket;
use crate::auth::{Viewer, check_origin};
use crate::config::{MESSAGE_HARD_LIMIT, SOCKET_BUFFER};
use crate::error::ApiError;
use crate::http::Server;

/// Opens a connection.
pub(crate) async fn live(
    State(server): State<Arc<Server>>,
    Viewer(actor): Viewer,
    Path(room): Path<String>,
    headers: HeaderMap,
    upgrade: Result<WebSocketUpgrade, WebSocketUpgradeRejection>,
) -> Result<Response, ApiError> {
    check_origin(&headers)?;
    let room = Arc::clone(server.room(&room)?);
    let upgrade = upgrade.map_err(|rejection| {
        let text = rejection.body_text();
        let reason = Sentence::new(format!("这个地址只接受 WebSocket:{text}"), text);
        ApiError::bad_request("not_a_websocket", reason)
    })?;
    let upgrade = upgrade
        .protocols(Encoding::ALL.map(Encoding::subprotocol))
        .read_buffer_size(SOCKET_BUFFER)
        .write_buffer_size(SOCKET_BUFFER)
        .max_frame_size(MESSAGE_HARD_LIMIT)
        .max_message_size(MESSAGE_HARD_LIMIT);
    let encoding = encoding(&upgrade)?;
    Ok(upgrade.on_upgrade(move |socket| async move {
        // Held until the connection has said goodbye; none is opened while the server stops.
        let Some(alive) = server.alive.upgrade() else {
            return;
        };
        let connection = Connection::new(
            Socket::new(socket, encoding),
            room,
            actor,
            server.stopping.clone(),
        );
        connection.run().await;
        drop(alive);
    }))
}

fn encoding(upgrade: &WebSocketUpgrade) -> Result<Encoding, ApiError> {
    let selected = upgrade.selected_protocol();
    let encoding = Encoding::ALL
        .into_iter()
        .find(|encoding| selected.is_some_and(|name| name == encoding.subprotocol()));
    encoding.ok_or_else(|| {
        let [preferred, other] = Encoding::ALL.map(Encoding::subprotocol);
        let reason = Sentence::new(
            format!("请在 Sec-WebSocket-Protocol 中指定 {preferred} 或 {other}"),
            format!("name {preferred} or {other} in Sec-WebSocket-Protocol"),
        );
        ApiError::bad_request("unknown_subprotocol", reason)
            .at(Some("Sec-WebSocket-Protocol".to_owned()))
    })
}
