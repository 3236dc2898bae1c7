//! The developer commands as programs of a terminal.

use std::process::{Command, Stdio};

#[test]
fn a_reader_who_has_seen_enough_ends_a_command_quietly() {
    let mut child = Command::new(env!("CARGO_BIN_EXE_dev"))
        .args(["find", "emploi"])
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .unwrap();
    drop(child.stdout.take());
    let ended = child.wait_with_output().unwrap();
    assert_eq!(String::from_utf8_lossy(&ended.stderr), "");
    assert_eq!(ended.status.code(), Some(1));
}
