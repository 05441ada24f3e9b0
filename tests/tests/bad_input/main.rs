//! Whatever comes in, it is named what is wrong with it, nothing of it is done, and everyone else
//! goes on as before.

mod commands;
mod frames;
mod requests;
mod scene;
