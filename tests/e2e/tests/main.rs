//! All end-to-end tests in one program, so that it is linked once and all tests share its threads.

mod beliefs;
mod device;
mod engines;
mod evidence;
mod explore;
mod files;
mod first;
mod frameworks;
mod home;
mod inputs;
mod journey;
mod keeping;
mod many;
mod network;
mod offline;
mod report;
mod rescue;
mod results;
mod risk;
mod screens;
mod shown;
mod single;
mod starting;
mod translated;
mod workshop;

#[test]
fn every_file_of_tests_is_in_this_program() {
    let folder = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("tests");
    for entry in std::fs::read_dir(folder).unwrap() {
        let name = entry.unwrap().file_name().into_string().unwrap();
        let module = name.strip_suffix(".rs").unwrap_or(&name);
        let line = format!("mod {module};");
        let is_in = module == "main" || include_str!("main.rs").contains(&line);
        assert!(is_in, "tests/e2e/tests/main.rs lacks {line}");
    }
}
