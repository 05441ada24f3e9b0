//! `POST /api/rooms/{room}/commands`: what a person wants done, from a program.
//!
//! The body is read as a whole before anything is decided: when one command cannot be read, none
//! is carried out. Without a device the commands are numbered on the account's own one.

use std::sync::Arc;

use axum::Json;
use axum::body::Bytes;
use axum::extract::rejection::BytesRejection;
use axum::extract::{Path, State};
use axum::http::{HeaderMap, StatusCode, header};
use serde::{Deserialize, Serialize};
use serde_json::Value;
use shared::protocol::Verdict;
use shared::rules::{Actor, Command};
use shared::schema::{CommandNumber, DeviceId, Sentence};
use uuid::Uuid;

use super::Server;
use crate::auth::{Viewer, check_origin};
use crate::error::ApiError;
use room::limits::{MESSAGE_LIMIT, PUSH_LIMIT};
use room::{Submission, problem};

/// The space of the devices that belong to accounts.
const SPACE: Uuid = Uuid::from_u128(0x3d4e_91b7_20c6_4f08_9d61_6170_6900_0001);

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Body {
    #[serde(default)]
    device: Option<DeviceId>,
    #[serde(default)]
    first: Option<CommandNumber>,
    commands: Vec<Value>,
}

#[derive(Serialize)]
pub(super) struct Results {
    device: DeviceId,
    results: Vec<Verdict>,
}

pub(super) async fn commands(
    State(server): State<Arc<Server>>,
    Viewer(actor): Viewer,
    Path(room): Path<String>,
    headers: HeaderMap,
    body: Result<Bytes, BytesRejection>,
) -> Result<Json<Results>, ApiError> {
    check_origin(&headers)?;
    check_type(&headers)?;
    let room = server.room(&room)?;
    let body = body.map_err(|rejection| unreadable(&rejection))?;
    let submission = read(&body, actor)?;
    let device = submission.device;
    let answer = room.carry_out(submission).await;
    match answer.problem {
        Some(problem) => Err(problem.into()),
        None => Ok(Json(Results {
            device,
            results: answer.verdicts,
        })),
    }
}

/// A form of another site can be sent with our cookie, but not as JSON.
fn check_type(headers: &HeaderMap) -> Result<(), ApiError> {
    let given = headers.get(header::CONTENT_TYPE);
    let given = given.and_then(|value| value.to_str().ok()).unwrap_or("");
    let essence = given.split(';').next().unwrap_or("").trim();
    if essence.eq_ignore_ascii_case("application/json") {
        return Ok(());
    }
    Err(ApiError::new(
        StatusCode::UNSUPPORTED_MEDIA_TYPE,
        "not_json",
        Sentence::new(
            "请求必须是 JSON(Content-Type: application/json)",
            "the request must be JSON (Content-Type: application/json)",
        ),
    ))
}

fn unreadable(rejection: &BytesRejection) -> ApiError {
    if rejection.status() == StatusCode::PAYLOAD_TOO_LARGE {
        return too_large();
    }
    let text = rejection.body_text();
    let reason = Sentence::new(format!("请求没有完整到达:{text}"), text);
    ApiError::bad_request("bad_body", reason)
}

fn too_large() -> ApiError {
    ApiError::new(
        StatusCode::PAYLOAD_TOO_LARGE,
        "too_large",
        Sentence::new(
            format!("请求超过 {MESSAGE_LIMIT} 字节"),
            format!("the request is larger than {MESSAGE_LIMIT} bytes"),
        ),
    )
}

fn read(body: &[u8], actor: Actor) -> Result<Submission, ApiError> {
    // Read to its end all the same: a client that is cut off while it writes cannot read why.
    if body.len() > MESSAGE_LIMIT {
        return Err(too_large());
    }
    let body: Body = serde_json::from_slice(body).map_err(|error| {
        let text = error.to_string();
        ApiError::bad_request("bad_json", Sentence::new(format!("JSON 有误:{text}"), text))
    })?;
    if body.commands.len() > PUSH_LIMIT {
        let count = body.commands.len();
        let reason = Sentence::new(
            format!("一次最多 {PUSH_LIMIT} 条命令,收到 {count} 条"),
            format!("at most {PUSH_LIMIT} commands at once; these are {count}"),
        );
        let error = ApiError::new(StatusCode::PAYLOAD_TOO_LARGE, "too_large", reason);
        return Err(error.at(Some("commands".to_owned())));
    }
    if let Some(device) = body.device.filter(|device| problem::is_reserved(*device)) {
        return Err(problem::not_your_device(device).into());
    }
    let own_device = || DeviceId(Uuid::new_v5(&SPACE, actor.id.0.as_bytes()));
    let commands = body.commands.iter().enumerate().map(|(at, json)| {
        Command::from_json(json).map_err(|error| {
            ApiError::bad_request("bad_command", error.reason)
                .at(error.field)
                .in_command(at)
        })
    });
    Ok(Submission {
        device: body.device.unwrap_or_else(own_device),
        first: body.first,
        at: None,
        commands: commands.collect::<Result<_, _>>()?,
        actor,
    })
}
