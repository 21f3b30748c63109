//! Every file of an assessment, in a folder: `cargo run -p demarc-exporter --example files -- web-shop.json out`.
//! Without a file, of the example.

use std::path::PathBuf;
use std::process::ExitCode;
use std::time::{Instant, SystemTime, UNIX_EPOCH};

use demarc_catalog::Date;
use demarc_core::exchange::{Format, file};
use demarc_worker::{Moment, export};

fn main() -> ExitCode {
    match run() {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("error: {error}");
            ExitCode::FAILURE
        }
    }
}

fn run() -> Result<(), Box<dyn std::error::Error>> {
    let mut arguments = std::env::args().skip(1);
    let folder = PathBuf::from(arguments.next_back().unwrap_or_else(|| "files".to_owned()));
    let bytes = match arguments.next() {
        Some(name) => std::fs::read(name)?,
        None => demarc_edition::EXAMPLE.as_bytes().to_vec(),
    };
    let opened = file::read(&bytes)?;
    let now = SystemTime::now().duration_since(UNIX_EPOCH)?;
    let now = Moment::from_milliseconds(u64::try_from(now.as_millis())?);
    let today = Date::try_from(now.date())?;
    std::fs::create_dir_all(&folder)?;
    for assessment in &opened.assessments {
        for format in Format::ALL {
            let start = Instant::now();
            let file = export(format, assessment, now, &today)?;
            std::fs::write(folder.join(&file.name), &file.bytes)?;
            let took = start.elapsed().as_millis();
            println!("{:>9} B {took:>5} ms  {}", file.bytes.len(), file.name);
        }
    }
    Ok(())
}
