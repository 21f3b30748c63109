//! `cargo xtask serve`: the app on this machine, built again by trunk when a file changes.

use std::net::{Ipv4Addr, TcpListener};
use std::process::Command;

use crate::build;
use crate::failure::Failure;
use crate::process;
use crate::tools::Tools;

/// Serves the app on this port until it is stopped.
///
/// # Errors
/// When the port is taken, a tool can't be installed, or trunk fails.
pub fn run(port: u16) -> Result<(), Failure> {
    check_port(port)?;
    let tools = Tools::install()?;
    println!(
        "building the app (a few minutes the first time); then it is at http://127.0.0.1:{port}/"
    );
    become_program(build::serve(&tools, port)?)
}

/// Finds a taken port before a build takes minutes.
fn check_port(port: u16) -> Result<(), Failure> {
    match TcpListener::bind((Ipv4Addr::LOCALHOST, port)) {
        Ok(_) => Ok(()),
        Err(error) if error.kind() == std::io::ErrorKind::AddrInUse => Err(Failure::new(format!(
            "port {port} is in use; choose another with --port"
        ))),
        Err(error) => Err(Failure::new(format!("port {port} can't be used: {error}"))),
    }
}

/// Replaces this process by the program, so that one signal stops both.
#[cfg(unix)]
fn become_program(mut command: Command) -> Result<(), Failure> {
    use std::os::unix::process::CommandExt;
    let error = command.exec();
    Err(process::not_started(&command, &error))
}

#[cfg(not(unix))]
fn become_program(mut command: Command) -> Result<(), Failure> {
    process::run(&mut command)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_busy_port_is_named() {
        let taken = TcpListener::bind((Ipv4Addr::LOCALHOST, 0)).expect("a free port");
        let port = taken.local_addr().expect("its address").port();
        let line = check_port(port).expect_err("busy").to_string();
        assert_eq!(
            line,
            format!("port {port} is in use; choose another with --port")
        );
    }
}
