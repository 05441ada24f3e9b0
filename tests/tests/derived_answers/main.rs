//! What the API answers about a room with projects: the figures of the notice's acceptance examples,
//! asked of a server whose records were made through the API.

mod chart;
mod dispatch;
mod lists;
mod places;
mod starts;
