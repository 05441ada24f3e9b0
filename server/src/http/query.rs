//! What stands in addresses: paths and queries whose errors name the parameter.

use axum::extract::FromRequestParts;
use axum::http::request::Parts;
use serde::de::DeserializeOwned;
use shared::schema::{RecordId, Sentence};

use crate::error::ApiError;

/// The query of an address.
pub(crate) struct Query<T>(pub(crate) T);

impl<S: Send + Sync, T: DeserializeOwned> FromRequestParts<S> for Query<T> {
    type Rejection = ApiError;

    async fn from_request_parts(parts: &mut Parts, _: &S) -> Result<Self, ApiError> {
        let query = axum::extract::Query::<T>::try_from_uri(&parts.uri);
        query.map(|query| Self(query.0)).map_err(|rejection| {
            let text = rejection.body_text();
            // `Failed to deserialize query string: name: what is wrong with it`
            let details = text
                .split_once("query string: ")
                .map_or(text.as_str(), |(_, d)| d);
            let field = details.split_once(':').map(|(name, _)| name.to_owned());
            let reason = Sentence::new(format!("地址参数有误:{details}"), details);
            ApiError::bad_request("bad_query", reason).at(field)
        })
    }
}

/// Reads a record's id that stands in an address.
pub(crate) fn record_id(field: &str, text: &str) -> Result<RecordId, ApiError> {
    RecordId::parse(text).ok_or_else(|| {
        let reason = Sentence::new(
            format!("「{text}」不是记录编号(UUID)"),
            format!("`{text}` is not a record id (a UUID)"),
        );
        ApiError::bad_request("bad_id", reason).at(Some(field.to_owned()))
    })
}
