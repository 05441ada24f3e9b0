//! One `@import`: the file it names and the conditions it sets.

use anyhow::{Context as _, Result, bail, ensure};

/// `"file" layer(name) media`, as it stands after `@import`.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Import {
    pub(super) file: String,
    /// `Some` of nothing is a layer without a name.
    layer: Option<String>,
    media: String,
}

impl Import {
    /// Reads what stands between `@import` and the semicolon.
    pub(super) fn parse(text: &str) -> Result<Self> {
        let text = text.trim();
        let (file, conditions) = split_file(text)?;
        let file = file.trim().trim_matches(['"', '\'']);
        // The page makes no outside requests, and all files are beside each other.
        if file.is_empty() || file.contains("//") || file.starts_with('/') {
            bail!("@import {text}: not a file beside this one");
        }

        let conditions = conditions.trim();
        let (layer, media) = match conditions.strip_prefix("layer") {
            Some(named) if named.starts_with('(') => named[1..]
                .split_once(')')
                .map(|(name, media)| (Some(name.trim().to_owned()), media))
                .with_context(|| format!("@import {text}: layer( is not closed"))?,
            Some(media) if media.is_empty() || media.starts_with(' ') => {
                (Some(String::new()), media)
            }
            _ => (None, conditions),
        };
        let media = media.trim();
        ensure!(
            !media.starts_with("supports("),
            "@import {text}: supports() is not known here"
        );
        Ok(Self {
            file: file.to_owned(),
            layer,
            media: media.to_owned(),
        })
    }

    /// The conditions of the import, written around what was imported.
    pub(super) fn wrap(&self, content: &str) -> String {
        let mut wrapped = content.to_owned();
        if let Some(layer) = &self.layer {
            wrapped = match layer.as_str() {
                "" => format!("@layer {{\n{wrapped}}}\n"),
                name => format!("@layer {name} {{\n{wrapped}}}\n"),
            };
        }
        if !self.media.is_empty() {
            wrapped = format!("@media {} {{\n{wrapped}}}\n", self.media);
        }
        wrapped
    }
}

/// The file, in quotes or in `url()`, and what follows it.
fn split_file(text: &str) -> Result<(&str, &str)> {
    if let Some(inside) = text.strip_prefix("url(") {
        return inside
            .split_once(')')
            .with_context(|| format!("@import {text}: url( is not closed"));
    }
    ['"', '\'']
        .into_iter()
        .find_map(|quote| text.strip_prefix(quote)?.split_once(quote))
        .with_context(|| format!("@import {text}: no file in quotes"))
}
