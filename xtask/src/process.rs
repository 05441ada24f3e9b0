//! Running other programs, with errors that name the command as one would type it.

use std::env;
use std::io::{BufRead as _, BufReader};
use std::path::Path;
use std::process::{Command, ExitStatus, Stdio};
use std::time::Instant;

use anyhow::{Context as _, Result, bail};

/// The cargo that started this tool, to be run in `root`.
///
/// Cargo tells the program it runs about that program's own package. A cargo inside would hand
/// these variables on to build scripts, some of which then think that everything changed.
pub(crate) fn cargo(root: &Path) -> Command {
    let mut command = Command::new(env::var_os("CARGO").unwrap_or_else(|| "cargo".into()));
    command.current_dir(root);
    for (name, _) in env::vars_os() {
        let told_by_cargo = name.to_str().is_some_and(|name| {
            name.starts_with("CARGO_PKG_") || name.starts_with("CARGO_MANIFEST_")
        });
        if told_by_cargo {
            command.env_remove(name);
        }
    }
    command
}

/// Runs to the end, in sight of the user.
pub(crate) fn run(command: &mut Command) -> Result<()> {
    let status = command.status().with_context(|| cannot_start(command))?;
    check(command, status)
}

/// Runs to the end and returns what it wrote to its standard output.
pub(crate) fn capture(command: &mut Command) -> Result<String> {
    let output = command
        .stderr(Stdio::inherit())
        .output()
        .with_context(|| cannot_start(command))?;
    check(command, output.status)?;
    String::from_utf8(output.stdout).with_context(|| format!("`{}`: not text", shown(command)))
}

/// What a program says of itself, or `None` when it is not there or does not work.
pub(crate) fn probe(program: &str, arguments: &[&str]) -> Option<String> {
    let output = Command::new(program)
        .args(arguments)
        .stdin(Stdio::null())
        .output()
        .ok()?;
    let text = String::from_utf8(output.stdout).ok()?;
    output.status.success().then(|| text.trim().to_owned())
}

/// Runs to the end in sight of the user, and shows each line of its standard output to `look` too.
pub(crate) fn run_watched(command: &mut Command, mut look: impl FnMut(&str)) -> Result<()> {
    let mut child = command
        .stdout(Stdio::piped())
        .spawn()
        .with_context(|| cannot_start(command))?;
    if let Some(output) = child.stdout.take() {
        let mut output = BufReader::new(output);
        let mut line = Vec::new();
        // Bytes, not text: a test may print anything, and it must not stop the run.
        while output.read_until(b'\n', &mut line)? > 0 {
            let text = String::from_utf8_lossy(&line);
            print!("{text}");
            look(text.trim_end());
            line.clear();
        }
    }
    let status = child.wait()?;
    check(command, status)
}

/// Becomes the program where the system can do that, so that signals, the terminal and the exit
/// code are the program's own; elsewhere waits for it.
pub(crate) fn become_it(command: &mut Command) -> Result<()> {
    #[cfg(unix)]
    {
        use std::os::unix::process::CommandExt as _;
        // Returns only when it could not start.
        Err(command.exec()).with_context(|| cannot_start(command))
    }
    #[cfg(not(unix))]
    run(command)
}

/// Says what comes next, does it, and says how long it took.
pub(crate) fn step<T>(headline: &str, work: impl FnOnce() -> Result<T>) -> Result<T> {
    println!("── {headline}");
    let start = Instant::now();
    let done = work().with_context(|| headline.to_owned())?;
    println!("   {:.1} s", start.elapsed().as_secs_f64());
    Ok(done)
}

/// The command line as one would type it.
fn shown(command: &Command) -> String {
    let program = Path::new(command.get_program());
    let program = program.file_name().unwrap_or(program.as_os_str());
    std::iter::once(program)
        .chain(command.get_args())
        .map(|word| word.to_string_lossy())
        .collect::<Vec<_>>()
        .join(" ")
}

fn cannot_start(command: &Command) -> String {
    format!("cannot start `{}`", shown(command))
}

fn check(command: &Command, status: ExitStatus) -> Result<()> {
    if !status.success() {
        bail!("`{}` ended with {status}", shown(command));
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_failure_names_the_command() {
        let mut command = Command::new("/nowhere/guatu");
        command.args(["serve", "--listen", "127.0.0.1:1"]);
        let error = run(&mut command).unwrap_err();
        assert_eq!(
            error.to_string(),
            "cannot start `guatu serve --listen 127.0.0.1:1`"
        );
    }
}
