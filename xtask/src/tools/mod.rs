//! What has to be installed, and how it gets there.
//!
//! Each check installs what is missing where that is safe to do unasked, and otherwise fails with
//! one line that names exactly what is missing and the command that brings it.

pub(crate) mod browser;
pub(crate) mod node;
mod packages;
pub(crate) mod postgres;
pub(crate) mod rust;

use std::env;
use std::ffi::OsStr;
use std::path::PathBuf;

/// Where a program is, as the shell would find it.
fn find_program(name: &str) -> Option<PathBuf> {
    find_program_in(name, &env::var_os("PATH")?)
}

fn find_program_in(name: &str, path: &OsStr) -> Option<PathBuf> {
    env::split_paths(path)
        .map(|folder| folder.join(format!("{name}{}", env::consts::EXE_SUFFIX)))
        .find(|program| program.is_file())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_first_folder_on_the_path_wins() {
        let folder = tempfile::tempdir().unwrap();
        let [first, second] = ["first", "second"].map(|name| folder.path().join(name));
        for place in [&first, &second] {
            std::fs::create_dir(place).unwrap();
        }
        let program = |place: &PathBuf| place.join(format!("chromium{}", env::consts::EXE_SUFFIX));
        std::fs::write(program(&second), "").unwrap();
        let path = env::join_paths([&first, &second]).unwrap();
        assert_eq!(find_program_in("chromium", &path), Some(program(&second)));

        std::fs::write(program(&first), "").unwrap();
        assert_eq!(find_program_in("chromium", &path), Some(program(&first)));
        assert_eq!(find_program_in("chrome", &path), None);
    }
}
