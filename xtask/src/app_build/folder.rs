//! The finished folder: every file as it is, as `.br` and as `.gz`, and nothing else.
//!
//! A server may be serving the folder while it is written anew. So new files come first,
//! `index.html` is replaced in one step after them, and what nobody refers to any more goes last.

use std::collections::HashSet;
use std::fs;
use std::io::Write as _;
use std::path::{Path, PathBuf};
use std::time::SystemTime;

use anyhow::{Context as _, Result};
use brotli::enc::BrotliEncoderParams;
use flate2::Compression;
use flate2::write::GzEncoder;

use super::page::File;
use super::stamp::Stamp;

/// Rewritten after every build in dev; the page watches it (`app/boot-dev.js`).
const DEV_STAMP: &str = "dev-stamp.txt";

/// A folder ready to be served.
#[derive(Debug)]
pub(crate) struct AppFolder {
    path: PathBuf,
    names: Vec<String>,
}

/// What one file weighs, in bytes.
#[derive(Debug)]
pub(crate) struct Weight {
    pub(crate) name: String,
    pub(crate) raw: u64,
    pub(crate) gzip: u64,
    pub(crate) brotli: u64,
}

impl AppFolder {
    /// The folder, when it was made from just these inputs and is still whole.
    pub(super) fn open(path: &Path, stamp: &Stamp) -> Option<Self> {
        let note = fs::read_to_string(note_beside(path)).ok()?;
        let mut lines = note.lines();
        if lines.next() != Some(stamp.as_str()) {
            return None;
        }
        let names: Vec<String> = lines.map(str::to_owned).collect();
        let whole = names
            .iter()
            .flat_map(|name| written_as(name))
            .all(|name| path.join(name).is_file());
        whole.then(|| Self {
            path: path.to_path_buf(),
            names,
        })
    }

    /// Writes the files in their order, and removes those of an earlier build.
    pub(super) fn write(
        path: &Path,
        files: &[File],
        brotli_quality: i32,
        stamp: &Stamp,
    ) -> Result<Self> {
        fs::create_dir_all(path).with_context(|| format!("cannot make {}", path.display()))?;
        for file in files {
            let [_, br, gz] = written_as(&file.name);
            replace(&path.join(br), &brotli(&file.content, brotli_quality)?)?;
            replace(&path.join(gz), &gzip(&file.content)?)?;
            replace(&path.join(&file.name), &file.content)?;
        }
        let names: Vec<String> = files.iter().map(|file| file.name.clone()).collect();
        remove_others(path, &names)?;

        let note = note_beside(path);
        let lines: Vec<&str> = std::iter::once(stamp.as_str())
            .chain(names.iter().map(String::as_str))
            .collect();
        replace(&note, lines.join("\n").as_bytes())?;
        Ok(Self {
            path: path.to_path_buf(),
            names,
        })
    }

    /// The folder itself, absolute.
    pub(crate) fn path(&self) -> &Path {
        &self.path
    }

    /// What each file weighs, as it is and compressed.
    pub(crate) fn weigh(&self) -> Result<Vec<Weight>> {
        let size = |name: &str| {
            let path = self.path.join(name);
            fs::metadata(&path)
                .map(|metadata| metadata.len())
                .with_context(|| format!("cannot read {}", path.display()))
        };
        self.names
            .iter()
            .map(|name| {
                let [raw, br, gz] = written_as(name);
                Ok(Weight {
                    raw: size(&raw)?,
                    gzip: size(&gz)?,
                    brotli: size(&br)?,
                    name: raw,
                })
            })
            .collect()
    }

    /// Tells the open pages that there is something new to load.
    pub(crate) fn announce(&self) -> Result<()> {
        let now = SystemTime::now()
            .duration_since(SystemTime::UNIX_EPOCH)
            .unwrap_or_default();
        replace(
            &self.path.join(DEV_STAMP),
            now.as_nanos().to_string().as_bytes(),
        )
    }
}

/// The names a file is written under: as it is, brotli, gzip.
fn written_as(name: &str) -> [String; 3] {
    [name.to_owned(), format!("{name}.br"), format!("{name}.gz")]
}

/// Where it is noted what the folder was made from. Beside the folder: what is inside is served.
fn note_beside(path: &Path) -> PathBuf {
    path.with_extension("stamp")
}

/// Writes the whole file, or leaves the old one.
fn replace(path: &Path, content: &[u8]) -> Result<()> {
    let mut unfinished = path.as_os_str().to_owned();
    unfinished.push(".part");
    fs::write(&unfinished, content)
        .and_then(|()| fs::rename(&unfinished, path))
        .with_context(|| format!("cannot write {}", path.display()))
}

fn remove_others(folder: &Path, names: &[String]) -> Result<()> {
    let keep: HashSet<String> = names
        .iter()
        .flat_map(|name| written_as(name))
        .chain([DEV_STAMP.to_owned()])
        .collect();
    let remove = || {
        for entry in fs::read_dir(folder)? {
            let entry = entry?;
            let kept = entry
                .file_name()
                .to_str()
                .is_some_and(|name| keep.contains(name));
            if !kept {
                fs::remove_file(entry.path())?;
            }
        }
        Ok::<_, std::io::Error>(())
    };
    remove().with_context(|| format!("cannot tidy {}", folder.display()))
}

fn brotli(content: &[u8], quality: i32) -> Result<Vec<u8>> {
    let parameters = BrotliEncoderParams {
        quality,
        size_hint: content.len(),
        ..BrotliEncoderParams::default()
    };
    let mut compressed = Vec::new();
    brotli::BrotliCompress(&mut &*content, &mut compressed, &parameters)?;
    Ok(compressed)
}

fn gzip(content: &[u8]) -> Result<Vec<u8>> {
    let mut encoder = GzEncoder::new(Vec::new(), Compression::best());
    encoder.write_all(content)?;
    Ok(encoder.finish()?)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn file(name: &str, content: &str) -> File {
        File {
            name: name.to_owned(),
            content: content.as_bytes().to_vec(),
        }
    }

    fn stamp(text: &'static str) -> Stamp {
        Stamp::of(std::iter::once(text.as_bytes()))
    }

    fn names_in(folder: &Path) -> Vec<String> {
        let mut names: Vec<String> = fs::read_dir(folder)
            .unwrap()
            .map(|entry| entry.unwrap().file_name().into_string().unwrap())
            .collect();
        names.sort();
        names
    }

    #[test]
    fn a_folder_holds_the_last_build_and_no_other() {
        let temporary = tempfile::tempdir().unwrap();
        let path = temporary.path().join("bundle");
        AppFolder::write(&path, &[file("app.1.js", "one")], 5, &stamp("1")).unwrap();
        let folder = AppFolder::write(&path, &[file("app.2.js", "two")], 5, &stamp("2")).unwrap();
        folder.announce().unwrap();
        assert_eq!(
            names_in(&path),
            ["app.2.js", "app.2.js.br", "app.2.js.gz", DEV_STAMP]
        );
    }

    #[test]
    fn a_folder_opens_only_for_its_own_inputs_and_only_whole() {
        let temporary = tempfile::tempdir().unwrap();
        let path = temporary.path().join("bundle");
        AppFolder::write(&path, &[file("app.1.js", "one")], 5, &stamp("1")).unwrap();

        let folder = AppFolder::open(&path, &stamp("1")).unwrap();
        assert_eq!(folder.names, ["app.1.js"]);
        assert!(AppFolder::open(&path, &stamp("2")).is_none());

        fs::remove_file(path.join("app.1.js.gz")).unwrap();
        assert!(AppFolder::open(&path, &stamp("1")).is_none());
    }

    #[test]
    fn what_was_compressed_comes_back() {
        let text = "任务 ".repeat(200);
        let mut back = Vec::new();
        let small = brotli(text.as_bytes(), 11).unwrap();
        assert!(small.len() < 100);
        brotli::BrotliDecompress(&mut small.as_slice(), &mut back).unwrap();
        assert_eq!(back, text.as_bytes());

        let mut back = String::new();
        let small = gzip(text.as_bytes()).unwrap();
        std::io::Read::read_to_string(
            &mut flate2::read::GzDecoder::new(small.as_slice()),
            &mut back,
        )
        .unwrap();
        assert_eq!(back, text);
    }
}
