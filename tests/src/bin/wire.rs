//! Writes the TypeScript twin of the contract.

use std::process::ExitCode;

fn main() -> ExitCode {
    let file = tests::root().join("ui/src/desk/wire.ts");
    let text = app::wire_ts();
    if std::fs::read_to_string(&file).is_ok_and(|before| before == text) {
        println!("{} is up to date", file.display());
        return ExitCode::SUCCESS;
    }
    let written = file
        .parent()
        .map_or(Ok(()), std::fs::create_dir_all)
        .and_then(|()| std::fs::write(&file, text));
    match written {
        Ok(()) => {
            println!("{} written", file.display());
            ExitCode::SUCCESS
        }
        Err(error) => {
            eprintln!("{} was not written: {error}", file.display());
            ExitCode::FAILURE
        }
    }
}
