//! The icons: drawn for this product, one stroke, in the colour of the text around them.

use leptos::prelude::*;
use leptos::svg;

/// An icon by what it means.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Icon {
    Kanban,
    Previous,
    Next,
    Down,
    Undo,
    Redo,
    Screen,
    People,
    More,
    Close,
}

impl Icon {
    fn path(self) -> &'static str {
        match self {
            Self::Kanban => "M2.75 3.25h4v13.500h-4zM8 3.250h4v8.500h-4zM13.250 3.250h4v11h-4z",
            Self::Previous => "M12 4.500 6.500 10l5.500 5.500",
            Self::Next => "M8 4.500 13.500 10 8 15.500",
            Self::Down => "m5 7.500 5 5 5-5",
            Self::Undo => "M7 4 3.250 7.750 7 11.500M3.500 7.750h8.250a4.500 4.500 0 010 9H7.500",
            Self::Redo => {
                "m13 4 3.750 3.750L13 11.500M16.500 7.750H8.250a4.500 4.500 0 000 9h4.250"
            }
            Self::Screen => "M2.250 3.250h15.500v10.500H2.250zM7 17h6M10 13.750V17",
            Self::People => {
                "M7 6.500a3 3 0 106 0 3 3 0 10-6 0M3.750 17c.4-3.700 2.700-5.750 6.250-5.750\
                 s5.850 2.050 6.250 5.750"
            }
            // Three points: strokes of no length with round ends.
            Self::More => "M4.500 10h.01M10 10h.01M15.500 10h.01",
            Self::Close => "m5 5 10 10M15 5 5 15",
        }
    }
}

/// Draws an icon; what it means is said by the control around it.
pub(crate) fn icon(icon: Icon) -> impl IntoView {
    svg::svg()
        .attr("class", "icon")
        .attr("viewBox", "0 0 20 20")
        .attr("aria-hidden", "true")
        .attr(
            "data-icon",
            if icon == Icon::More { "dots" } else { "line" },
        )
        .child(svg::path().attr("d", icon.path()))
}
