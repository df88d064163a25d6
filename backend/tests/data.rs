//! The real process and its data: the token is printed once, secrets are told to nobody, and a key that is not right is
//! refused.

#![allow(clippy::unwrap_used, clippy::panic, reason = "a test fails by panicking")]

mod serving;

use std::fs;
use std::os::unix::fs::PermissionsExt;
use std::path::Path;
use std::process::Command;

use serde_json::{Value, json};
use serving::{Serving, folder, log};

const INTEGRATIONS: &str = "/api/integrations";
const SIGN_IN: &str = "Sign in with the token of the first start, or make a new one: headgate token rotate";

/// Exit code, standard output and standard error of a command.
fn headgate(words: &[&str], data: &Path, key: Option<&str>) -> (i32, String, String) {
    let mut command = Command::new(env!("CARGO_BIN_EXE_headgate"));
    command.args(words).arg("--data").arg(data).env("HEADGATE_LOG", "off");
    if let Some(key) = key {
        command.env("HEADGATE_KEY", key);
    }
    let done = command.output().unwrap();
    let text = |bytes: Vec<u8>| String::from_utf8(bytes).unwrap();
    (done.status.code().unwrap(), text(done.stdout), text(done.stderr))
}

fn mode(path: &Path) -> u32 {
    fs::metadata(path).unwrap().permissions().mode() & 0o777
}

#[test]
fn the_token_is_printed_at_the_first_start_and_rotated_while_the_server_runs() {
    let data = folder("token");
    let server = Serving::start(&data);
    let token = server.token().to_owned();
    assert_eq!(server.second_line, format!("Open http://{}/#token={token}", server.address));
    assert_eq!(token.len(), 64);
    let lets_in = |token: &str| server.ask("GET", INTEGRATIONS, token, "").starts_with("HTTP/1.1 200 OK");
    assert!(lets_in(&token));
    assert_eq!([mode(&data), mode(&data.join("headgate.db")), mode(&data.join("headgate.key"))], [0o700, 0o600, 0o600]);

    let signed_in = server.ask("POST", "/api/session", "", &format!(r#"{{"token":"{token}"}}"#));
    assert!(signed_in.contains("set-cookie: headgate_session="), "{signed_in}");
    let (code, out, err) = headgate(&["token", "rotate"], &data, None);
    assert_eq!((code, err.as_str()), (0, ""));
    let link = out.lines().next().unwrap().strip_prefix(&format!("Open http://{}/#token=", server.address)).unwrap();
    assert!(lets_in(link) && !lets_in(&token), "the new token is taken at once, the old one no more");
    let cookie = signed_in.split_once("set-cookie: ").unwrap().1.split(';').next().unwrap().to_owned();
    let head = format!("{INTEGRATIONS} HTTP/1.1\r\ncookie: {cookie}\r\nx-rest: ");
    assert!(server.ask("GET", &head, "", "").starts_with("HTTP/1.1 401"), "all sessions have ended");

    assert_eq!(server.stop(), Some(0));
    assert_eq!(Serving::start(&data).second_line, SIGN_IN);
    let said = fs::read_to_string(log(&data)).unwrap();
    assert!(said.contains("DEBUG") && !said.contains(&token) && !said.contains(link), "the log has no token");
}

#[test]
fn a_folder_without_data_has_no_token_to_rotate() {
    let data = folder("no-data");
    let (code, _, err) = headgate(&["token", "rotate"], &data, None);
    let said = "Give the folder that the server was started with: --data";
    assert_eq!((code, err), (1, format!("error: there is no data of Headgate in {}. {said}\n", data.display())));
    assert!(!data.exists());
}

#[test]
fn a_second_server_on_the_same_data_is_refused() {
    let data = folder("twice");
    let _first = Serving::start(&data);
    let (code, _, err) = headgate(&["serve", "--listen", "127.0.0.1:0"], &data, None);
    let said = "Stop it, or give another folder with --data";
    assert_eq!((code, err), (1, format!("error: another server uses {}. {said}\n", data.display())));
}

/// A file that the tests of certificates use.
fn certificate(name: &str) -> String {
    fs::read_to_string(Path::new(env!("CARGO_MANIFEST_DIR")).join("../shared/tests/certificates").join(name)).unwrap()
}

#[test]
fn a_secret_is_in_no_answer_no_log_and_no_file() {
    let data = folder("canary");
    let server = Serving::start(&data);
    let token = server.token().to_owned();
    // Told of in the answers are only the certificate and what is wrong.
    let (key, certificate) = (certificate("client.key"), certificate("client.pem"));
    let write = |version: u64, servers: &str, key: &str, password: Value| {
        let kafka = json!({
            "bootstrap_servers": servers, "topic": "t", "username": "alice", "password": password,
            "ssl_key": key, "ssl_certificate": certificate,
        });
        json!({"name": "a", "version": version, "kafka": kafka}).to_string()
    };
    let good = |version| write(version, "k:9093", &key, json!("canary-password"));
    let made = server.ask("POST", INTEGRATIONS, &token, &good(1));
    assert!(made.starts_with("HTTP/1.1 201") && made.contains(r#""ssl_key":{"changed_at":"#), "{made}");
    let id = made.split_once(r#""id":""#).and_then(|(_, rest)| rest.split('"').next()).unwrap();
    let path = format!("{INTEGRATIONS}/{id}");
    let changed = server.ask("PUT", &path, &token, &good(1));
    assert!(changed.starts_with("HTTP/1.1 200"), "{changed}");
    let mut said = vec![made.clone(), changed];
    for (method, path, body) in [
        ("POST", INTEGRATIONS, good(1)),
        ("POST", INTEGRATIONS, write(1, "k", &key, json!("canary-password"))),
        ("POST", INTEGRATIONS, write(1, "k:9093", "canary-password", json!("canary-password"))),
        ("POST", INTEGRATIONS, write(1, "k:9093", &key, json!(["canary-password"]))),
        ("POST", INTEGRATIONS, good(1).replace("\"topic\"", "\"sasl_mechanism\":\"canary-password\",\"topic\"")),
        ("POST", "/api/integrations/validate", good(1)),
        ("PUT", &path, good(1)),
        ("GET", &path, String::new()),
        ("GET", INTEGRATIONS, String::new()),
    ] {
        said.push(server.ask(method, path, &token, &body));
    }
    let files = ["headgate.db", "headgate.db-wal", "headgate.key"].map(|name| fs::read(data.join(name)).unwrap());
    said.extend(files.map(|it| String::from_utf8_lossy(&it).into_owned()));
    said.push(fs::read_to_string(log(&data)).unwrap());
    assert!(said.last().unwrap().contains("DEBUG"));
    let line_of_key = key.lines().nth(1).unwrap();
    for text in said {
        let found = ["canary-password", line_of_key].iter().find_map(|it| text.find(it));
        assert_eq!(found.map(|at| text.get(at.saturating_sub(200)..at)), None);
    }
}

#[test]
fn a_key_that_is_lost_or_wrong_is_refused_and_nothing_is_lost() {
    let data = folder("key");
    let first = Serving::start(&data);
    let token = first.token().to_owned();
    drop(first);
    let (file, database, aside) = (data.join("headgate.key"), data.join("headgate.db"), data.join("aside"));
    let refused = |key: Option<&str>| {
        let (code, out, err) = headgate(&["serve", "--listen", "127.0.0.1:0"], &data, key);
        assert_eq!((code, out.as_str()), (1, ""));
        err
    };

    fs::rename(&file, &aside).unwrap();
    let lost = format!(
        "error: the secrets in {} are sealed, and their key is gone: {} is not there. Nothing was changed. Put the file \
         back, or give the key in HEADGATE_KEY. Without the key the secrets cannot be read by anybody: to begin anew, move \
         the database away\n",
        database.display(),
        file.display()
    );
    assert_eq!(refused(None), lost);
    assert!(!file.exists(), "no new key takes its place");

    let format = "is not a key: it must be 32 bytes, as 64 hexadecimal digits or in base64. Nothing was changed\n";
    assert_eq!(refused(Some("wrong")), format!("error: HEADGATE_KEY {format}"));
    let wrong = format!(
        "is not the key that the secrets in {} were sealed with. Nothing was changed. Give that key: it is in the file \
         headgate.key of this folder's first start, or in HEADGATE_KEY\n",
        database.display()
    );
    assert_eq!(refused(Some(&"0".repeat(64))), format!("error: HEADGATE_KEY {wrong}"));

    fs::write(&file, "0".repeat(64)).unwrap();
    fs::set_permissions(&file, fs::Permissions::from_mode(0o644)).unwrap();
    let path = file.display();
    let open =
        format!("error: others may read the key file {path} (mode 0644). Nothing was changed. Run: chmod 600 {path}\n");
    assert_eq!(refused(None), open);
    fs::set_permissions(&file, fs::Permissions::from_mode(0o600)).unwrap();
    assert_eq!(refused(None), format!("error: {path} {wrong}"));
    fs::write(&file, "").unwrap();
    assert_eq!(refused(None), format!("error: {path} {format}"));

    fs::rename(&aside, &file).unwrap();
    let again = Serving::start(&data);
    assert!(again.ask("GET", INTEGRATIONS, &token, "").starts_with("HTTP/1.1 200 OK"));
}

#[test]
fn a_database_that_is_none_or_of_a_newer_version_is_refused() {
    let data = folder("database");
    drop(Serving::start(&data));
    let database = data.join("headgate.db");
    let connection = rusqlite::Connection::open(&database).unwrap();
    connection.pragma_update(None, "user_version", 1000).unwrap();
    drop(connection);
    let refused = || headgate(&["serve", "--listen", "127.0.0.1:0"], &data, None).2;
    let path = database.display();
    assert_eq!(
        refused(),
        format!("error: {path} was written by a newer version of Headgate. Nothing was changed. Run that version\n")
    );
    fs::write(&database, "no database".repeat(100)).unwrap();
    assert_eq!(refused(), format!("error: {path} cannot be opened: file is not a database. Nothing was changed\n"));
}
