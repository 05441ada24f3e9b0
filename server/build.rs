//! Builds the binary anew when the app inside it has changed.

use std::env;

fn main() {
    println!("cargo:rerun-if-changed=build.rs");
    if env::var_os("CARGO_FEATURE_EMBED").is_none() {
        return;
    }
    println!("cargo:rerun-if-env-changed=GUATU_APP_DIR");
    if let Ok(folder) = env::var("GUATU_APP_DIR") {
        println!("cargo:rerun-if-changed={folder}");
    }
}
