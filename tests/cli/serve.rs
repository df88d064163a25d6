//! `headgate serve`: what it refuses before it listens.

use super::{file, headgate};

#[test]
fn a_server_that_others_could_reach_needs_its_public_url() {
    let printed = headgate(&["serve", "--listen", "0.0.0.0:0"], b"");
    assert_eq!(printed.code, 2);
    assert_eq!(
        printed.err,
        "error: 0.0.0.0:0 can be reached from other machines. Give the address that browsers will use with \
         --public-url, or listen at 127.0.0.1\n"
    );
}

#[test]
fn the_server_can_be_configured_by_a_file_which_the_command_line_overrides() {
    let open = file("c.toml", "listen = \"0.0.0.0:0\"\n");
    let printed = headgate(&["serve", "--config", &open], b"");
    assert!(printed.err.starts_with("error: 0.0.0.0:0 can be reached from other machines."), "{}", printed.err);
    let taken = std::net::TcpListener::bind("127.0.0.1:0").unwrap();
    let address = taken.local_addr().unwrap().to_string();
    let printed = headgate(&["serve", "--config", &open, "--listen", &address], b"");
    assert!(printed.err.starts_with(&format!("error: {address} cannot be listened at")), "{}", printed.err);
    let wrong = file("d.toml", "listen = \"127.0.0.1:0\"\npublic_url = \"nowhere\"\n");
    let printed = headgate(&["serve", "--config", &wrong], b"");
    assert_eq!(printed.code, 2);
    assert!(printed.err.contains("line 2, column 14"), "{}", printed.err);
    assert!(
        printed.err.contains("the public URL must be an address such as https://headgate.example.com, without a path"),
        "{}",
        printed.err
    );
}

#[test]
fn a_port_that_is_taken_is_said_to_be_so() {
    let taken = std::net::TcpListener::bind("127.0.0.1:0").unwrap();
    let address = taken.local_addr().unwrap().to_string();
    let printed = headgate(&["serve", "--listen", &address], b"");
    assert_eq!(printed.code, 1);
    assert_eq!(printed.err, format!("error: {address} cannot be listened at: Address already in use (os error 98)\n"));
}

#[test]
fn a_folder_that_cannot_keep_data_is_said_to_be_so() {
    let config = file("e.toml", "listen = \"127.0.0.1:0\"\ndata = \"/dev/null/data\"\n");
    let printed = headgate(&["serve", "--config", &config], b"");
    assert_eq!(printed.code, 1);
    assert_eq!(
        printed.err,
        "error: /dev/null/data cannot be used to keep data in: Not a directory (os error 20). Give another folder with \
         --data\n"
    );
}
