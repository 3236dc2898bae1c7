//! One file per command; the rest is what they share.
//!
//! | file | what it does for the commands |
//! |---|---|
//! | [`args`], [`failure`], [`step`], [`place`] | the command line, reasons to stop, long work, where things stand |
//! | [`setup`] | everything a machine needs, found or installed: [`target`], [`tools`], [`npm`], [`chromium`], [`debian`] |
//! | [`dependencies`] | what was compiled of them, once a user |
//! | [`site`], [`sheets`], [`scripts`], [`precache`] | the app as files, under any base path |
//! | [`optimise`], [`split`], [`names`] | its wasm made small, and cut in two parts |
//! | [`server`], [`headers`], [`samples`] | these files over HTTP, by our server and by others |
//! | [`packs`], [`budget`] | the contract files, the bytes that may be spent |

mod args;
mod backup;
mod budget;
mod check;
mod chromium;
mod debian;
mod dependencies;
mod dist;
mod doctor;
mod failure;
mod find;
mod headers;
mod index;
mod invent;
mod mots;
mod names;
mod npm;
mod optimise;
mod packs;
mod place;
mod plain;
mod precache;
mod samples;
mod scripts;
mod serve;
mod server;
mod setup;
mod sheets;
mod site;
mod size;
mod split;
mod step;
mod target;
mod test;
mod tools;
mod torture;

use std::panic;
use std::process::{self, ExitCode};

use args::Args;
use failure::Failure;

/// A developer command.
pub struct Command {
    /// The word after `cargo dev`.
    name: &'static str,
    /// One line for the list of commands.
    summary: &'static str,
    /// Its options, one a line, for `--help`.
    usage: &'static str,
    /// What it does.
    run: fn(Args) -> Result<(), Failure>,
}

/// Every command, in the order of the help.
const COMMANDS: [&Command; 11] = [
    &serve::COMMAND,
    &test::COMMAND,
    &check::COMMAND,
    &index::COMMAND,
    &find::COMMAND,
    &backup::COMMAND,
    &dist::COMMAND,
    &size::COMMAND,
    &torture::COMMAND,
    &doctor::COMMAND,
    &precache::COMMAND,
];

/// Runs the command that the command line names.
pub fn main() -> ExitCode {
    // Remembered while it is still where it was started; a failure is told by the command that needs it.
    let _ = place::own_program();
    end_with_the_reader();
    let mut words = std::env::args().skip(1);
    let name = words.next().unwrap_or_else(|| "--help".into());
    let Some(command) = COMMANDS.iter().find(|command| command.name == name) else {
        let asked = matches!(name.as_str(), "--help" | "-h" | "help");
        if !asked {
            eprintln!("There is no command \"{name}\".\n");
        }
        print_help();
        return if asked { ExitCode::SUCCESS } else { ExitCode::from(2) };
    };
    let args = Args::new(words.collect());
    if args.asks_help() {
        println!("cargo dev {}\n\n{}\n", command.usage, command.summary);
        return ExitCode::SUCCESS;
    }
    match (command.run)(args) {
        Ok(()) => ExitCode::SUCCESS,
        Err(failure) => {
            eprintln!("\ncargo dev {name}: {failure}");
            ExitCode::FAILURE
        }
    }
}

/// Whoever reads along may have seen enough (`cargo dev check … | head`): the command then ends without a word. `println!`
/// knows no other way to say so than to panic.
fn end_with_the_reader() {
    let usual = panic::take_hook();
    panic::set_hook(Box::new(move |panic| {
        let said = panic.payload().downcast_ref::<String>();
        if said.is_some_and(|said| said.starts_with("failed printing to stdout")) {
            process::exit(1);
        }
        usual(panic);
    }));
}

fn print_help() {
    println!(
        "Developer commands of Relais. Each sets up what it needs. `cargo dev COMMAND --help` shows its options.\n"
    );
    for command in COMMANDS {
        println!("  cargo dev {:<9} {}", command.name, command.summary);
    }
}
