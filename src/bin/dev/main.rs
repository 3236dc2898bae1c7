//! `cargo dev`: the developer commands. Nothing here is part of the app.

#[cfg(not(target_arch = "wasm32"))]
mod commands;

#[cfg(not(target_arch = "wasm32"))]
fn main() -> std::process::ExitCode {
    commands::main()
}

// Cargo builds every binary of the package before a test, for the browser too.
#[cfg(target_arch = "wasm32")]
fn main() {}
