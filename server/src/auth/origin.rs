//! Keeping other sites' pages out: a browser says where a request comes from, and what changes
//! anything must come from here.

use axum::http::{HeaderMap, HeaderValue, StatusCode, header};
use shared::schema::Sentence;

use crate::error::ApiError;

/// Fails when the request comes from a page of another origin. Programs send no `Origin`.
pub(crate) fn check_origin(headers: &HeaderMap) -> Result<(), ApiError> {
    let Some(origin) = headers.get(header::ORIGIN) else {
        return Ok(());
    };
    let same = authority(origin).is_some_and(|origin| {
        let host = headers
            .get(header::HOST)
            .and_then(|host| host.to_str().ok());
        host.is_some_and(|host| without_default_port(host).eq_ignore_ascii_case(origin))
    });
    if same {
        return Ok(());
    }
    Err(ApiError::new(
        StatusCode::FORBIDDEN,
        "foreign_origin",
        Sentence::new(
            "请求来自其他网站的页面,已拒绝",
            "the request comes from a page of another origin",
        ),
    ))
}

fn authority(origin: &HeaderValue) -> Option<&str> {
    let (_, authority) = origin.to_str().ok()?.split_once("://")?;
    Some(without_default_port(authority))
}

fn without_default_port(authority: &str) -> &str {
    let stripped = authority.strip_suffix(":80");
    stripped
        .or_else(|| authority.strip_suffix(":443"))
        .unwrap_or(authority)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn allowed(host: &'static str, origin: Option<&'static str>) -> bool {
        let mut headers = HeaderMap::new();
        headers.insert(header::HOST, HeaderValue::from_static(host));
        if let Some(origin) = origin {
            headers.insert(header::ORIGIN, HeaderValue::from_static(origin));
        }
        check_origin(&headers).is_ok()
    }

    #[test]
    fn only_the_own_origin() {
        assert!(allowed("127.0.0.1:8750", None));
        assert!(allowed("127.0.0.1:8750", Some("http://127.0.0.1:8750")));
        assert!(allowed("guatu.example", Some("https://Guatu.example")));
        assert!(allowed("guatu.example", Some("https://guatu.example:443")));
        assert!(!allowed("127.0.0.1:8750", Some("http://127.0.0.1:8751")));
        assert!(!allowed("127.0.0.1:8750", Some("http://evil.example")));
        assert!(!allowed("127.0.0.1:8750", Some("null")));
    }
}
