//! The log of requests. Addresses are written without what is secret in them.

use axum::http::Request;
use tower_http::classify::{ServerErrorsAsFailures, SharedClassifier};
use tower_http::trace::{DefaultOnResponse, MakeSpan, TraceLayer};
use tracing::{Level, Span};

/// Writes what was asked for and how it was answered.
pub(super) fn layer() -> TraceLayer<SharedClassifier<ServerErrorsAsFailures>, Named> {
    TraceLayer::new_for_http()
        .make_span_with(Named)
        .on_response(DefaultOnResponse::new().level(Level::DEBUG))
}

/// Names a request by method and path: no query, no headers, no link's secret.
#[derive(Clone, Copy, Debug)]
pub(super) struct Named;

impl<B> MakeSpan<B> for Named {
    fn make_span(&mut self, request: &Request<B>) -> Span {
        let path = without_secret(request.uri().path());
        tracing::info_span!("request", method = %request.method(), path)
    }
}

fn without_secret(path: &str) -> &str {
    if path.starts_with("/enter/") {
        "/enter/:token"
    } else {
        path
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_links_secret_is_not_written() {
        assert_eq!(without_secret("/enter/abc"), "/enter/:token");
        assert_eq!(without_secret("/api/me"), "/api/me");
    }
}
