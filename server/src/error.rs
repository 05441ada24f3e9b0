//! The one error of the HTTP API.
//!
//! `{"error": {"code": …, "field": …, "reason": {"zh": …, "en": …}}}`: a code for programs, a
//! sentence for people, and where it helps the field, the command of a list and what the server
//! expected.

use axum::Json;
use axum::http::StatusCode;
use axum::response::{IntoResponse, Response};
use serde::Serialize;
use shared::protocol::{Problem, ProblemCode};
use shared::schema::{CommandNumber, Sentence};

use crate::rooms::SnapshotError;
use room::StoreError;

/// An error as it is answered. Boxed, so that the way without errors does not carry its weight.
#[derive(Debug, Serialize)]
#[serde(transparent)]
pub(crate) struct ApiError(Box<Details>);

#[derive(Debug, Serialize)]
struct Details {
    #[serde(skip)]
    status: StatusCode,
    code: &'static str,
    #[serde(skip_serializing_if = "Option::is_none")]
    command: Option<usize>,
    #[serde(skip_serializing_if = "Option::is_none")]
    field: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    number: Option<CommandNumber>,
    reason: Sentence,
}

#[derive(Serialize)]
struct Body {
    error: ApiError,
}

impl ApiError {
    /// An error with its code and the reason.
    pub(crate) fn new(status: StatusCode, code: &'static str, reason: Sentence) -> Self {
        Self(Box::new(Details {
            status,
            code,
            command: None,
            field: None,
            number: None,
            reason,
        }))
    }

    /// Something that is not there.
    pub(crate) fn not_found(code: &'static str, zh: String, en: String) -> Self {
        Self::new(StatusCode::NOT_FOUND, code, Sentence::new(zh, en))
    }

    /// A request that cannot be understood.
    pub(crate) fn bad_request(code: &'static str, reason: Sentence) -> Self {
        Self::new(StatusCode::BAD_REQUEST, code, reason)
    }

    /// Names the field, or the parameter, that it is about.
    pub(crate) fn at(mut self, field: Option<String>) -> Self {
        self.0.field = field;
        self
    }

    /// Names the command of a list that it is about, from 0.
    pub(crate) fn in_command(mut self, command: usize) -> Self {
        self.0.command = Some(command);
        self
    }

    fn internal() -> Self {
        Self::new(
            StatusCode::INTERNAL_SERVER_ERROR,
            "internal",
            Sentence::new("服务器内部错误", "something went wrong on the server"),
        )
    }
}

impl IntoResponse for ApiError {
    fn into_response(self) -> Response {
        (self.0.status, Json(Body { error: self })).into_response()
    }
}

impl From<StoreError> for ApiError {
    fn from(error: StoreError) -> Self {
        tracing::error!(%error, "a request could not be answered");
        Self::internal()
    }
}

impl From<SnapshotError> for ApiError {
    fn from(error: SnapshotError) -> Self {
        tracing::error!(%error, "a request could not be answered");
        Self::internal()
    }
}

impl From<getrandom::Error> for ApiError {
    fn from(error: getrandom::Error) -> Self {
        tracing::error!(%error, "there are no random numbers");
        Self::internal()
    }
}

impl From<Problem> for ApiError {
    fn from(problem: Problem) -> Self {
        let (status, code) = match problem.code {
            ProblemCode::BadFrame => (StatusCode::BAD_REQUEST, "bad_frame"),
            ProblemCode::TooLarge => (StatusCode::PAYLOAD_TOO_LARGE, "too_large"),
            ProblemCode::OutOfPlace => (StatusCode::BAD_REQUEST, "out_of_place"),
            ProblemCode::Version => (StatusCode::BAD_REQUEST, "version"),
            ProblemCode::Gap => (StatusCode::CONFLICT, "gap"),
            ProblemCode::Ahead => (StatusCode::CONFLICT, "ahead"),
            ProblemCode::NotYourDevice => (StatusCode::FORBIDDEN, "not_your_device"),
            ProblemCode::Unavailable => (StatusCode::SERVICE_UNAVAILABLE, "unavailable"),
            ProblemCode::Diverged => (StatusCode::CONFLICT, "diverged"),
        };
        let mut error = Self::new(status, code, problem.reason);
        error.0.number = problem.number;
        error
    }
}
