//! Long work, seen: a line when it begins, a heartbeat while it lasts, its log when it fails.

use std::fs::{self, File};
use std::io::{IsTerminal, Write, stderr};
use std::process::{Child, Command, ExitStatus, Stdio};
use std::time::Duration;

use super::failure::{Failure, OrFail};
use super::place;

/// How many lines of a failed step's log are shown.
const TAIL: usize = 40;

/// Numbered announcements: "[2/5] Building trunk 0.21.14 (once, about 10 minutes)…".
pub struct Steps {
    total: usize,
    begun: usize,
}

impl Steps {
    /// For work in `total` steps.
    pub fn new(total: usize) -> Self {
        Self { total, begun: 0 }
    }

    /// Announces the next step.
    pub fn begin(&mut self, title: &str) {
        self.begun += 1;
        eprintln!("[{}/{}] {title}…", self.begun, self.total);
    }
}

/// A part of some work: its name, and how to do it.
pub type Part<'p> = (&'p str, &'p dyn Fn() -> Result<(), Failure>);

/// Does every part, for one that fails must not hide what the others find; fails at the end with their names.
pub fn all(parts: &[Part<'_>]) -> Result<(), Failure> {
    let mut steps = Steps::new(parts.len());
    let mut failed = Vec::new();
    for (name, part) in parts {
        steps.begin(name);
        if let Err(failure) = part() {
            eprintln!("{failure}");
            failed.push(*name);
        }
    }
    if failed.is_empty() {
        Ok(())
    } else {
        Err(Failure::new(format!("failed: {}", failed.join("; ")), "mend what each of them says above."))
    }
}

/// Runs a program whose output matters only if it fails: it goes to a log in the cache.
///
/// On a terminal the elapsed time is shown each second, elsewhere a line comes every 30 seconds.
/// A program that outlasts `limit` is ended and counts as failed.
pub fn run(name: &str, command: &mut Command, limit: Option<Duration>, mend: &str) -> Result<(), Failure> {
    let log = place::cache().join("logs").join(format!("{name}.log"));
    let room = "make room in the cache folder, or name another in RELAIS_CACHE.";
    let file = log.parent().map_or(Ok(()), fs::create_dir_all).and_then(|()| File::create(&log));
    let file = file.or_fail(format!("writing {}", log.display()), room)?;
    let twin = file.try_clone().or_fail(format!("writing {}", log.display()), room)?;
    let mut child = command
        .stdin(Stdio::null())
        .stdout(file)
        .stderr(twin)
        .spawn()
        .or_fail(format!("starting {}", command.get_program().display()), mend)?;
    let status = wait(&mut child, limit).or_fail(format!("waiting for {name}"), mend)?;
    let reason = match status {
        Some(status) if status.success() => return Ok(()),
        Some(status) => format!("{name} failed ({status})"),
        None => format!("{name} took longer than {} s and was ended", limit.unwrap_or_default().as_secs()),
    };
    let text = fs::read(&log).map(|bytes| String::from_utf8_lossy(&bytes).into_owned()).unwrap_or_default();
    let lines: Vec<&str> = text.lines().collect();
    let tail = lines[lines.len().saturating_sub(TAIL)..].join("\n    ");
    Err(Failure::new(format!("{reason}. Its log, {}, ends with:\n    {tail}", log.display()), mend))
}

/// Runs a program that speaks for itself, on this terminal.
pub fn show(command: &mut Command, what: &str, mend: &str) -> Result<(), Failure> {
    let status = command.status().or_fail(format!("starting {}", command.get_program().display()), mend)?;
    if status.success() { Ok(()) } else { Err(Failure::new(format!("{what} failed ({status})"), mend)) }
}

/// The first line that a program prints when it succeeds: for versions.
pub fn first_line(command: &mut Command) -> Option<String> {
    let output = command.stdin(Stdio::null()).stderr(Stdio::null()).output().ok()?;
    let text = String::from_utf8_lossy(&output.stdout);
    if output.status.success() { text.lines().next().map(|line| line.trim().to_owned()) } else { None }
}

/// The exit status, or `None` when the limit passed and the child was ended.
fn wait(child: &mut Child, limit: Option<Duration>) -> std::io::Result<Option<ExitStatus>> {
    #[expect(clippy::disallowed_types, reason = "these commands never run in a browser")]
    let begun = std::time::Instant::now();
    let terminal = stderr().is_terminal();
    let beat = Duration::from_secs(if terminal { 1 } else { 30 });
    let mut next = beat;
    let status = loop {
        if let Some(status) = child.try_wait()? {
            break Some(status);
        }
        let elapsed = begun.elapsed();
        if limit.is_some_and(|limit| elapsed > limit) {
            child.kill()?;
            child.wait()?;
            break None;
        }
        if elapsed >= next {
            next += beat;
            let clock = format!("{}:{:02}", elapsed.as_secs() / 60, elapsed.as_secs() % 60);
            // The terminal's line is written over and over; a log gets a line of its own.
            let _ = if terminal { write!(stderr(), "\r      {clock} ") } else { writeln!(stderr(), "      {clock}") };
        }
        #[expect(clippy::disallowed_methods, reason = "a program of the system gives no event to wait on")]
        std::thread::sleep(Duration::from_millis(50));
    };
    if terminal && next > beat {
        let _ = write!(stderr(), "\r              \r");
    }
    Ok(status)
}
