//! The app's files: from a folder, or from inside the binary.

use std::collections::HashMap;
use std::io;
use std::path::{Component, Path, PathBuf};

use bytes::Bytes;

use super::Coding;

/// The page.
const INDEX: &str = "index.html";

/// The app's files.
#[derive(Debug)]
pub(crate) enum AppFiles {
    /// In memory, by name, or none at all; compressed forms under their own names (`app.1234.js.br`).
    Memory(HashMap<String, Bytes>),
    /// Read from this folder at every request, while developing.
    Folder(PathBuf),
}

/// A file in the form a client takes.
#[derive(Debug)]
pub(super) struct AppFile {
    pub(super) bytes: Bytes,
    pub(super) coding: Coding,
}

impl AppFiles {
    /// Reads a folder into memory.
    pub(crate) fn load(folder: &Path) -> io::Result<Self> {
        let mut files = HashMap::new();
        for entry in std::fs::read_dir(folder)? {
            let entry = entry?;
            if let (true, Ok(name)) = (
                entry.file_type()?.is_file(),
                entry.file_name().into_string(),
            ) {
                files.insert(name, std::fs::read(entry.path())?.into());
            }
        }
        Ok(Self::Memory(files))
    }

    /// The files that were put into the binary, if any were.
    #[cfg(feature = "embed")]
    pub(crate) fn embedded() -> Self {
        static APP: include_dir::Dir<'_> = include_dir::include_dir!("$GUATU_APP_DIR");
        let files = APP.files().filter_map(|file| {
            let name = file.path().to_str()?.to_owned();
            Some((name, Bytes::from_static(file.contents())))
        });
        Self::Memory(files.collect())
    }

    /// The files that were put into the binary, if any were.
    #[cfg(not(feature = "embed"))]
    pub(crate) fn embedded() -> Self {
        Self::Memory(HashMap::new())
    }

    /// The page.
    pub(super) async fn index(&self, coding: Coding) -> Option<AppFile> {
        self.get(INDEX, coding).await
    }

    /// A file by its name, compressed when the client takes it and there is such a form.
    pub(super) async fn get(&self, name: &str, coding: Coding) -> Option<AppFile> {
        let forms: &[(Coding, &str)] = match coding {
            Coding::Brotli => &[(Coding::Brotli, ".br"), (Coding::Gzip, ".gz")],
            Coding::Gzip => &[(Coding::Gzip, ".gz")],
            Coding::Identity => &[],
        };
        for (coding, ending) in forms {
            if let Some(bytes) = self.read(&format!("{name}{ending}")).await {
                let coding = *coding;
                return Some(AppFile { bytes, coding });
            }
        }
        let bytes = self.read(name).await?;
        let coding = Coding::Identity;
        Some(AppFile { bytes, coding })
    }

    async fn read(&self, name: &str) -> Option<Bytes> {
        match self {
            Self::Memory(files) => files.get(name).cloned(),
            Self::Folder(folder) => {
                let path = within(folder, name)?;
                let read = tokio::task::spawn_blocking(move || std::fs::read(path)).await;
                read.ok()?.ok().map(Bytes::from)
            }
        }
    }
}

/// The path of a file directly in the folder, and of nothing else.
fn within(folder: &Path, name: &str) -> Option<PathBuf> {
    let mut parts = Path::new(name).components();
    match (parts.next(), parts.next()) {
        (Some(Component::Normal(name)), None) => Some(folder.join(name)),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_files_directly_in_the_folder() {
        let folder = Path::new("/app");
        assert_eq!(within(folder, "a.js"), Some("/app/a.js".into()));
        for name in ["", "..", "../x", "a/b", "/etc/passwd", "."] {
            assert_eq!(within(folder, name), None, "{name}");
        }
    }
}
