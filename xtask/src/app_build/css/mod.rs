//! One stylesheet from many: the files that `index.css` imports, put in the place of the import.
//!
//! Not a CSS parser. It knows comments and strings, and the few statements that may stand before
//! the first rule of a file: `@charset`, `@layer a, b;` and `@import`. What follows is copied.

mod import;
mod text;

use std::fs;
use std::path::{Path, PathBuf};

use anyhow::{Context as _, Result, ensure};

use self::import::Import;
use self::text::{position_outside_strings, without_comments};

/// Reads a stylesheet and everything it imports.
pub(super) fn bundle(index: &Path) -> Result<String> {
    inline(index, &mut Vec::new())
}

/// `open` holds the files we came through, to notice one that imports itself.
fn inline(path: &Path, open: &mut Vec<PathBuf>) -> Result<String> {
    let source =
        fs::read_to_string(path).with_context(|| format!("cannot read {}", path.display()))?;
    let real = path.canonicalize()?;
    ensure!(!open.contains(&real), "{} imports itself", path.display());

    open.push(real);
    let bundled = inline_imports(&source, |import| {
        inline(&path.with_file_name(&import.file), open)
    })
    .with_context(|| path.display().to_string())?;
    open.pop();
    Ok(bundled)
}

/// Replaces the imports of one file by what `load` returns for them.
fn inline_imports(source: &str, mut load: impl FnMut(&Import) -> Result<String>) -> Result<String> {
    let text = without_comments(source);
    let mut rest = text.trim_start();
    let mut bundled = String::new();
    while let Some((statement, after)) = leading_statement(rest) {
        rest = after.trim_start();
        if let Some(import) = statement.strip_prefix("@import") {
            let import = Import::parse(import)?;
            bundled += &import.wrap(&load(&import)?);
        } else if !statement.starts_with("@charset") {
            bundled += statement;
            bundled += ";\n";
        }
    }
    // A browser would ignore it, which is hard to notice.
    ensure!(
        !rest.contains("@import"),
        "an @import must stand before the first rule"
    );
    for line in rest
        .lines()
        .map(str::trim_end)
        .filter(|line| !line.is_empty())
    {
        bundled += line;
        bundled.push('\n');
    }
    Ok(bundled)
}

/// The first statement without its semicolon, and what follows, if it may stand before an import.
fn leading_statement(text: &str) -> Option<(&str, &str)> {
    let known = ["@import", "@layer", "@charset"];
    if !known.iter().any(|name| text.starts_with(name)) {
        return None;
    }
    let end = position_outside_strings(text, &[';', '{'])?;
    let (statement, rest) = text.split_at(end);
    // `@layer name { … }` is a rule.
    rest.strip_prefix(';')
        .map(|rest| (statement.trim_end(), rest))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn inlined(source: &str) -> String {
        inline_imports(source, |import| Ok(format!("/{}/\n", import.file))).unwrap()
    }

    fn refused(source: &str) -> String {
        inline_imports(source, |_| Ok(String::new()))
            .unwrap_err()
            .to_string()
    }

    #[test]
    fn the_order_of_layers_stays_in_front() {
        assert_eq!(
            inlined("@layer base, board;\n@import url(\"base.css\") layer(base);\n"),
            "@layer base, board;\n@layer base {\n/base.css/\n}\n"
        );
    }

    #[test]
    fn every_way_to_write_an_import_is_read() {
        for source in [
            "@import \"a.css\";",
            "@import 'a.css';",
            "@import url(a.css);",
            "@import url( 'a.css' );",
            "@charset \"utf-8\"; @import\"a.css\" ;",
        ] {
            assert_eq!(inlined(source), "/a.css/\n", "{source}");
        }
    }

    #[test]
    fn conditions_wrap_what_was_imported() {
        assert_eq!(
            inlined("@import 'print.css' layer(print) print;"),
            "@media print {\n@layer print {\n/print.css/\n}\n}\n"
        );
        assert_eq!(inlined("@import 'x.css' layer;"), "@layer {\n/x.css/\n}\n");
        assert_eq!(
            inlined("@import 'x.css' (width >= 60em);"),
            "@media (width >= 60em) {\n/x.css/\n}\n"
        );
    }

    #[test]
    fn rules_follow_as_they_are() {
        assert_eq!(
            inlined("@import 'a.css';\n\n@layer b {\n  p { content: \"/* ; */\" }\n}\n"),
            "/a.css/\n@layer b {\n  p { content: \"/* ; */\" }\n}\n"
        );
    }

    #[test]
    fn what_a_browser_would_ignore_is_an_error() {
        assert!(refused("p { } @import 'late.css';").contains("before the first rule"));
        assert!(refused("@import 'https://example.org/a.css';").contains("not a file beside"));
        assert!(refused("@import a.css;").contains("no file in quotes"));
        assert!(refused("@import 'a.css' supports(gap: 1em);").contains("supports()"));
    }

    #[test]
    fn files_are_found_beside_the_one_that_imports_them() {
        let folder = tempfile::tempdir().unwrap();
        let write = |name: &str, text: &str| {
            let path = folder.path().join(name);
            fs::create_dir_all(path.parent().unwrap()).unwrap();
            fs::write(&path, text).unwrap();
            path
        };
        let index = write("index.css", "@import 'board/board.css' layer(board);");
        write("board/board.css", "@import 'card.css';\nb { }\n");
        write("board/card.css", "c { }\n");
        assert_eq!(bundle(&index).unwrap(), "@layer board {\nc { }\nb { }\n}\n");

        write("board/card.css", "@import 'board.css';");
        let error = format!("{:#}", bundle(&index).unwrap_err());
        assert!(error.ends_with("imports itself"), "{error}");
    }
}
