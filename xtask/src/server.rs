//! The server: building its binary and the flags it is started with.

use std::env::consts::EXE_SUFFIX;
use std::ffi::{OsStr, OsString};
use std::path::{Path, PathBuf};
use std::process::Command;

use anyhow::Result;

use crate::process;
use crate::workspace::Workspace;

/// Builds the server for working and testing; returns where the binary is.
pub(crate) fn build(workspace: &Workspace) -> Result<PathBuf> {
    process::run(
        workspace
            .cargo()
            .args(["build", "-p", "server", "--bin", "guatu"])
            .args(workspace.locked()),
    )?;
    Ok(binary(workspace, "debug"))
}

/// Builds the server as quick as it is given to people, without the app's files.
pub(crate) fn build_optimised(workspace: &Workspace) -> Result<PathBuf> {
    process::run(
        workspace
            .cargo()
            .args([
                "build",
                "--quiet",
                "--release",
                "-p",
                "server",
                "--bin",
                "guatu",
            ])
            .args(workspace.locked()),
    )?;
    Ok(binary(workspace, "release"))
}

/// Builds the server as it is given to people, with the app's files inside it.
pub(crate) fn build_with_app(workspace: &Workspace, app: &Path) -> Result<PathBuf> {
    process::run(
        workspace
            .cargo()
            .args(["build", "--release", "-p", "server", "--bin", "guatu"])
            .args(["--features", "embed"])
            .args(workspace.locked())
            .env("GUATU_APP_DIR", app),
    )?;
    Ok(binary(workspace, "release"))
}

/// `guatu serve` on the app's folder, with the sample room in a new ledger, unless the user's own
/// flags say otherwise.
pub(crate) fn serve(binary: &Path, app: &Path, user: &[OsString]) -> Command {
    let mut command = Command::new(binary);
    command.arg("serve");
    if !names(user, "--app") {
        command.arg("--app").arg(app);
    }
    if !names(user, "--sample") {
        command.args(["--sample", "notice"]);
    }
    command.args(user);
    command
}

fn binary(workspace: &Workspace, profile_folder: &str) -> PathBuf {
    workspace
        .target()
        .join(profile_folder)
        .join(format!("guatu{EXE_SUFFIX}"))
}

/// Whether the arguments set this flag, as `--flag value` or `--flag=value`.
fn names(arguments: &[OsString], flag: &str) -> bool {
    arguments.iter().any(|argument| {
        argument == OsStr::new(flag)
            || argument
                .to_string_lossy()
                .strip_prefix(flag)
                .is_some_and(|rest| rest.starts_with('='))
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn arguments_of(user: &[&str]) -> Vec<String> {
        let user: Vec<OsString> = user.iter().map(OsString::from).collect();
        serve(Path::new("guatu"), Path::new("bundle"), &user)
            .get_args()
            .map(|argument| argument.to_string_lossy().into_owned())
            .collect()
    }

    #[test]
    fn defaults_come_before_the_users_flags() {
        assert_eq!(
            arguments_of(&["--listen", "127.0.0.1:1"]),
            [
                "serve",
                "--app",
                "bundle",
                "--sample",
                "notice",
                "--listen",
                "127.0.0.1:1"
            ]
        );
    }

    #[test]
    fn a_flag_the_user_set_is_not_set_twice() {
        assert_eq!(
            arguments_of(&["--app=elsewhere", "--sample", "empty"]),
            ["serve", "--app=elsewhere", "--sample", "empty"]
        );
    }

    #[test]
    fn a_longer_flag_is_another_flag() {
        assert!(!names(&["--application".into()], "--app"));
    }
}
