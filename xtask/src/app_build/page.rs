//! The page's own files, and who refers to whom.
//!
//! A file's name holds a hash of its content, so a file that refers to others can be made only
//! after them: first the ones that refer to nothing, then `boot.js`, then `index.html`. They refer
//! to `app.css` by writing `{{app.css}}`. None holds an inline script or an inline style: the
//! server allows neither.
//!
//! `sw.js`, the service worker, refers to all of them as `{{files}}`. Its own name is always the
//! same, because a browser knows it by that; it holds a hash of everything as `{{version}}`, so it
//! is another file whenever anything else is.

use std::fs;
use std::path::Path;

use anyhow::{Context as _, Result, bail};
use sha2::{Digest as _, Sha256};

use super::Flavour;
use super::bindgen::Glue;

/// A file to be served.
#[derive(Debug)]
pub(super) struct File {
    pub(super) name: String,
    pub(super) content: Vec<u8>,
}

/// What is written by hand in `app/`.
pub(super) struct Page {
    index: String,
    boot: String,
    icon: String,
    worker: String,
}

impl Page {
    /// Reads the files. In the dev flavour the boot script reloads the page by itself, and leaves
    /// the service worker alone, which would bring back what was built before.
    pub(super) fn read(app: &Path, flavour: Flavour) -> Result<Self> {
        let read = |name: &str| {
            let path = app.join(name);
            fs::read_to_string(&path).with_context(|| format!("cannot read {}", path.display()))
        };
        let mut boot = read("boot.js")?;
        boot += &read(match flavour {
            Flavour::Dev => "boot-dev.js",
            Flavour::Release => "boot-worker.js",
        })?;
        Ok(Self {
            index: read("index.html")?,
            boot,
            icon: read("icon.svg")?,
            worker: read("sw.js")?,
        })
    }

    /// Everything read, as input of the stamp.
    pub(super) fn sources(&self) -> impl Iterator<Item = &[u8]> {
        [&self.index, &self.boot, &self.icon, &self.worker]
            .into_iter()
            .map(String::as_bytes)
    }

    /// Puts the names into the files that refer to them. `index.html` comes last but for the
    /// service worker, which fetches it: whoever writes the files in this order never shows a page
    /// whose files are not there.
    pub(super) fn assemble(&self, glue: &Glue, css: String) -> Result<Vec<File>> {
        let mut files = Files::default();
        files.add("app.css", css.into_bytes());
        files.add("app.wasm", glue.wasm.clone());
        files.add("app.js", glue.js.clone().into_bytes());
        files.add("icon.svg", self.icon.clone().into_bytes());
        files.add("boot.js", files.refer(&self.boot).context("boot.js")?);
        let index = files.refer(&self.index).context("index.html")?;
        let worker = files.serve(&self.worker, &index);
        let mut files = files.files;
        files.push(File {
            name: "index.html".to_owned(),
            content: index,
        });
        files.push(File {
            name: "sw.js".to_owned(),
            content: worker,
        });
        Ok(files)
    }
}

/// The files made so far, with the names they are referred to by.
#[derive(Default)]
struct Files {
    names: Vec<(&'static str, String)>,
    files: Vec<File>,
}

impl Files {
    fn add(&mut self, source: &'static str, content: Vec<u8>) {
        let name = hashed(source, &content);
        self.names.push((source, name.clone()));
        self.files.push(File { name, content });
    }

    /// Replaces each `{{name}}` by the name that file got.
    fn refer(&self, template: &str) -> Result<Vec<u8>> {
        let mut text = template.to_owned();
        for (source, name) in &self.names {
            text = text.replace(&format!("{{{{{source}}}}}"), name);
        }
        if let Some((_, rest)) = text.split_once("{{") {
            let name = rest.split("}}").next().unwrap_or(rest);
            bail!("no file is called {{{{{name}}}}}");
        }
        Ok(text.into_bytes())
    }

    /// Tells the service worker what it keeps: every file by its address, and a version that is
    /// another one when any of them, the page, or the worker itself is.
    fn serve(&self, worker: &str, index: &[u8]) -> Vec<u8> {
        let addresses: Vec<String> = self
            .files
            .iter()
            .map(|file| format!("\"/assets/{}\"", file.name))
            .collect();
        let list = format!("[{}]", addresses.join(", "));
        let everything = [list.as_bytes(), index, worker.as_bytes()].concat();
        let version = short_hash(&everything);
        worker
            .replace("{{files}}", &list)
            .replace("{{version}}", &version)
            .into_bytes()
    }
}

/// `app.css` with some content becomes `app.<8 hex>.css`.
fn hashed(source: &str, content: &[u8]) -> String {
    let hash = short_hash(content);
    match source.rsplit_once('.') {
        Some((stem, extension)) => format!("{stem}.{hash}.{extension}"),
        None => format!("{source}.{hash}"),
    }
}

/// The first 8 hex digits of the content's SHA-256.
fn short_hash(content: &[u8]) -> String {
    let hash = Sha256::digest(content);
    let hash = u32::from_be_bytes([hash[0], hash[1], hash[2], hash[3]]);
    format!("{hash:08x}")
}

#[cfg(test)]
mod tests {
    use super::*;

    fn assembled(page: &Page) -> Result<Vec<File>> {
        let glue = Glue {
            js: "export default 1".to_owned(),
            wasm: b"\0asm".to_vec(),
        };
        page.assemble(&glue, "p{}".to_owned())
    }

    #[test]
    fn a_name_holds_the_hash_of_the_content() {
        // sha256("abc") starts with ba7816bf.
        assert_eq!(hashed("app.js", b"abc"), "app.ba7816bf.js");
    }

    #[test]
    fn references_lead_to_the_files() {
        let files = assembled(&Page {
            index: "{{boot.js}} {{app.css}} {{icon.svg}}".to_owned(),
            boot: "{{app.js}} {{app.wasm}}".to_owned(),
            icon: "<svg/>".to_owned(),
            worker: String::new(),
        })
        .unwrap();
        let names: Vec<_> = files.iter().map(|file| file.name.as_str()).collect();
        for file in &files[4..6] {
            for name in std::str::from_utf8(&file.content).unwrap().split(' ') {
                assert!(names.contains(&name), "{} refers to {name}", file.name);
            }
        }
        assert_eq!(names[5..], ["index.html", "sw.js"]);
    }

    #[test]
    fn the_worker_is_another_one_when_anything_is() {
        let worker = |index: &str, boot: &str| {
            let files = assembled(&Page {
                index: index.to_owned(),
                boot: boot.to_owned(),
                icon: "<svg/>".to_owned(),
                worker: "{{files}} {{version}}".to_owned(),
            })
            .unwrap();
            let worker = files.into_iter().find(|file| file.name == "sw.js").unwrap();
            String::from_utf8(worker.content).unwrap()
        };
        let first = worker("one", "one");
        assert!(first.contains("\"/assets/app."), "{first}");
        assert!(!first.contains("{{"), "{first}");
        assert_eq!(first, worker("one", "one"));
        assert_ne!(first, worker("two", "one"));
        assert_ne!(first, worker("one", "two"));
    }

    #[test]
    fn a_reference_to_nothing_is_an_error() {
        let error = assembled(&Page {
            index: "<link href={{ap.css}}>".to_owned(),
            boot: String::new(),
            icon: String::new(),
            worker: String::new(),
        })
        .unwrap_err();
        assert_eq!(
            format!("{error:#}"),
            "index.html: no file is called {{ap.css}}"
        );
    }

    #[test]
    fn the_pages_own_files_refer_to_files_that_exist() {
        let app = Path::new(env!("CARGO_MANIFEST_DIR")).join("../app");
        for flavour in [Flavour::Release, Flavour::Dev] {
            assembled(&Page::read(&app, flavour).unwrap()).unwrap();
        }
    }
}
