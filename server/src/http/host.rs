//! The names this server answers to.
//!
//! A page of a foreign site can have its own name point at this machine and then talk to us as if
//! it were ours (DNS rebinding). So requests that call us by a name we do not have are refused.

use std::net::SocketAddr;
use std::sync::Arc;

use axum::extract::{Request, State};
use axum::http::uri::Authority;
use axum::http::{StatusCode, header};
use axum::middleware::Next;
use axum::response::{IntoResponse, Response};
use shared::schema::Sentence;

use super::Server;
use crate::error::ApiError;

/// The names this server answers to.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Hosts {
    /// Whatever it is called: it listens to the network and was given no name.
    Any,
    /// These, without port.
    Only(Vec<String>),
}

impl Hosts {
    /// The names of a server that listens at this address and was given these names.
    pub(crate) fn new(listen: SocketAddr, given: &[String]) -> Self {
        if !listen.ip().is_loopback() && given.is_empty() {
            return Self::Any;
        }
        let mut names: Vec<String> = ["localhost", "127.0.0.1", "[::1]"].map(Into::into).into();
        let own = listen.to_string();
        names.push(without_port(&own).to_owned());
        names.extend(given.iter().map(|name| name.to_ascii_lowercase()));
        Self::Only(names)
    }

    fn include(&self, host: &str) -> bool {
        match self {
            Self::Any => true,
            Self::Only(names) => {
                let host = without_port(host);
                names.iter().any(|name| name.eq_ignore_ascii_case(host))
            }
        }
    }
}

/// Refuses requests that call this server by another name.
pub(super) async fn check(
    State(server): State<Arc<Server>>,
    request: Request,
    next: Next,
) -> Response {
    let header = request.headers().get(header::HOST);
    let host = header.and_then(|host| host.to_str().ok());
    let host = host.or_else(|| request.uri().authority().map(Authority::as_str));
    if host.is_some_and(|host| server.hosts.include(host)) {
        return next.run(request).await;
    }
    let host = host.unwrap_or("");
    ApiError::new(
        StatusCode::MISDIRECTED_REQUEST,
        "unknown_host",
        Sentence::new(
            format!("服务器不使用名称「{host}」,可用 --host 添加"),
            format!("this server does not answer to `{host}`: add the name with --host"),
        ),
    )
    .into_response()
}

/// `[::1]:80` is `[::1]`, `localhost:80` is `localhost`.
fn without_port(host: &str) -> &str {
    match host.rsplit_once(':') {
        Some((name, port)) if port.bytes().all(|byte| byte.is_ascii_digit()) => name,
        _ => host,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn hosts(listen: &str, given: &[&str]) -> Hosts {
        let given: Vec<String> = given.iter().map(|&name| name.to_owned()).collect();
        Hosts::new(listen.parse().unwrap(), &given)
    }

    #[test]
    fn a_loopback_server_answers_to_loopback_names_only() {
        let hosts = hosts("127.0.0.1:8750", &[]);
        for name in [
            "localhost:8750",
            "LOCALHOST",
            "127.0.0.1:8750",
            "[::1]:8750",
            "[::1]",
        ] {
            assert!(hosts.include(name), "{name}");
        }
        for name in ["evil.example:8750", "127.0.0.1.evil.example", "", "[::2]"] {
            assert!(!hosts.include(name), "{name}");
        }
    }

    #[test]
    fn on_the_network_any_name_unless_some_are_given() {
        assert_eq!(hosts("0.0.0.0:8750", &[]), Hosts::Any);
        let named = hosts("10.0.0.1:8750", &["Guatu.example"]);
        assert!(named.include("guatu.example:443") && named.include("10.0.0.1:8750"));
        assert!(!named.include("evil.example"));
    }
}
