//! Which part has to be built after which file.

use std::path::Path;

/// The parts that are to be built.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Changes {
    pub(super) app: bool,
    pub(super) server: bool,
}

impl Changes {
    pub(super) const NONE: Self = Self {
        app: false,
        server: false,
    };
    pub(super) const ALL: Self = Self {
        app: true,
        server: true,
    };

    /// The folders that make a difference, below the workspace's root.
    pub(super) const FOLDERS: [&str; 6] = ["app", "room", "sample", "shared", "server", "style"];

    /// What a changed file means. `path` is below the root.
    pub(super) fn after(path: &Path) -> Self {
        let folder = path.iter().next().and_then(|folder| folder.to_str());
        Self {
            app: matches!(folder, Some("app" | "shared" | "style")),
            server: matches!(folder, Some("room" | "sample" | "server" | "shared")),
        }
    }

    /// Both.
    pub(super) fn and(self, other: Self) -> Self {
        Self {
            app: self.app || other.app,
            server: self.server || other.server,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_model_is_in_both() {
        let after = |path| Changes::after(Path::new(path));
        let app = Changes {
            app: true,
            ..Changes::NONE
        };
        let server = Changes {
            server: true,
            ..Changes::NONE
        };
        assert_eq!(after("shared/src/lib.rs"), Changes::ALL);
        assert_eq!(after("app/index.html"), app);
        assert_eq!(after("style/themes/wall.css"), app);
        assert_eq!(after("server/src/main.rs"), server);
        assert_eq!(after("sample/data/tasks.json"), server);
        assert_eq!(after("README.md"), Changes::NONE);
        assert_eq!(app.and(server), Changes::ALL);
    }
}
