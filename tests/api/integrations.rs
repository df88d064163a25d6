//! Integrations and connections through the API: kept, changed, and what is never told.

use headgate_tests::{Answer, TestApp};
use serde_json::{Value, json};

const PATH: &str = "/api/integrations";
const PASSWORD: &str = "canary-password";

fn body(name: &str) -> Value {
    json!({"name": name, "kafka": {
        "bootstrap_servers": "kafka-1.example.com:9093", "topic": "events", "username": "alice", "password": PASSWORD,
    }})
}

#[track_caller]
fn made(answer: &Answer) -> Value {
    assert_eq!(answer.status, 201, "{}", String::from_utf8_lossy(&answer.bytes));
    answer.json()
}

fn at(integration: &Value) -> String {
    format!("{PATH}/{}", integration["id"].as_str().unwrap())
}

#[test]
fn an_integration_is_made_read_listed_changed_and_removed_and_outlives_the_server() {
    let app = TestApp::start();
    assert_eq!(app.get(PATH).json(), json!({"integrations": []}));
    let answer = app.post(PATH, &body(" Production "));
    let first = made(&answer);
    assert_eq!(answer.header("location"), at(&first));
    assert_eq!((&first["name"], &first["version"]), (&json!("Production"), &json!(1)));
    assert_eq!(first["kafka"]["password"], Value::Null);
    assert_eq!(first["secrets"]["password"]["changed_at"], first["created_at"]);
    assert_eq!(first["secrets"]["password"]["fingerprint"].as_str().unwrap().len(), 8);
    made(&app.post(PATH, &body("Another")));

    let app = app.restart();
    assert_eq!(app.get(&at(&first)).json(), first);
    let list = app.get(PATH).json();
    let names: Vec<_> = list["integrations"].as_array().unwrap().iter().map(|it| &it["name"]).collect();
    assert_eq!(names, ["Another", "Production"]);

    let mut change = body("Renamed");
    change["version"] = json!(1);
    let changed = app.put(&at(&first), &change).json();
    assert_eq!((&changed["name"], &changed["version"]), (&json!("Renamed"), &json!(2)));
    assert_eq!(app.delete(&at(&first)).status, 204);
    for answer in [app.get(&at(&first)), app.delete(&at(&first)), app.put(&at(&first), &change)] {
        assert_eq!(answer.error(), "404 not_found There is no such integration.");
        let hint = "It may have been deleted: the list has all that there are.";
        assert_eq!(answer.json()["error"]["hint"], hint);
    }
}

#[test]
fn a_change_of_what_was_changed_meanwhile_is_refused_and_nothing_is_lost() {
    let app = TestApp::start();
    let first = made(&app.post(PATH, &body("Production")));
    let mut change = body("Production");
    for version in [1, 2] {
        change["version"] = json!(version);
        assert_eq!(app.put(&at(&first), &change).status, 200);
    }
    change["kafka"]["topic"] = json!("other");
    let late = app.put(&at(&first), &change);
    assert_eq!(
        late.error(),
        "409 version_conflict The integration was changed meanwhile: version 3 is stored, the update is of version 2."
    );
    let error = &late.json()["error"];
    assert_eq!(error["hint"], "Read it again, and make the change to what is stored now.");
    assert_eq!(error["field"], "version");
    assert_eq!(app.get(&at(&first)).json()["kafka"]["topic"], "events");
    change.as_object_mut().unwrap().remove("version");
    let answer = app.put(&at(&first), &change);
    assert_eq!(answer.error(), "422 invalid The update does not say which version it changes.");
    assert_eq!(answer.json()["error"]["hint"], "Give the `version` that was read.");
}

#[test]
fn a_secret_stays_unless_it_is_replaced_or_removed() {
    let app = TestApp::start();
    let first = made(&app.post(PATH, &body("Production")));
    let fingerprint = |it: &Value| it["secrets"]["password"]["fingerprint"].clone();

    let form = json!({"name": "Production", "version": 1, "kafka": first["kafka"]});
    let kept = app.put(&at(&first), &form).json();
    assert_eq!(kept["secrets"], first["secrets"]);

    let mut replaced = body("Production");
    replaced["version"] = json!(2);
    replaced["kafka"]["password"] = json!("another");
    let replaced = app.put(&at(&first), &replaced).json();
    assert_ne!(fingerprint(&replaced), fingerprint(&first));

    let mut removed =
        json!({"name": "Production", "version": 3, "kafka": first["kafka"], "remove_secrets": ["password"]});
    let answer = app.put(&at(&first), &removed);
    assert_eq!(answer.error(), "422 invalid There is a user name and no password.");
    removed["kafka"]["username"] = Value::Null;
    assert_eq!(app.put(&at(&first), &removed).json()["secrets"], json!({}));
}

#[test]
fn an_empty_secret_is_refused_and_the_stored_one_stays() {
    let app = TestApp::start();
    let first = made(&app.post(PATH, &body("Production")));
    let mut change = body("Production");
    change["version"] = json!(1);
    change["kafka"]["password"] = json!("");
    let answer = app.put(&at(&first), &change);
    let problems = answer.json()["error"]["problems"].clone();
    let empty = problems.as_array().unwrap().iter().find(|it| it["code"] == "secret_empty").unwrap();
    assert_eq!(
        empty,
        &json!({
            "severity": "error", "code": "secret_empty", "field": "password", "message": "Password is empty.",
            "hint": "Leave it out to keep what is stored, or name it in `remove_secrets` to remove it."
        })
    );
    assert_eq!(app.get(&at(&first)).json(), first);

    let words = |remove: &str, password: Value| {
        let mut change = body("Production");
        change["version"] = json!(1);
        change["kafka"]["password"] = password;
        change["remove_secrets"] = json!([remove]);
        app.put(&at(&first), &change).error()
    };
    assert_eq!(words("password", json!("new")), "422 invalid Password is given and to be removed.");
    assert_eq!(
        words("username", Value::Null),
        "422 invalid A key in `remove_secrets` is not one of password, ssl_key."
    );
}

#[test]
fn everything_that_is_wrong_is_told_at_once_each_at_its_field() {
    let app = TestApp::start();
    let wrong = json!({"name": " ", "kafka": {"bootstrap_servers": "kafka-1", "topic": "a b", "username": "alice"}});
    let answer = app.post(PATH, &wrong);
    assert_eq!(answer.error(), "422 invalid No name is given.");
    let error = answer.json()["error"].clone();
    assert_eq!((&error["field"], &error["hint"]), (&json!("name"), &json!("Give a name that tells it from others.")));
    let told: Vec<_> = error["problems"].as_array().unwrap().iter().map(|it| (&it["field"], &it["code"])).collect();
    let wanted = json!([
        ["name", "name_missing"],
        ["bootstrap_servers", "bootstrap_server_port_missing"],
        ["topic", "topic_character"],
        ["password", "user_without_password"],
    ]);
    assert_eq!(json!(told), wanted);
    assert_eq!(app.get(PATH).json(), json!({"integrations": []}));
}

#[test]
fn a_configuration_is_validated_as_it_is_typed_and_nothing_is_kept() {
    let app = TestApp::start();
    let first = made(&app.post(PATH, &body("Production")));
    let mut typed = body("__x");
    typed["kafka"]["topic"] = json!("__x");
    let answer = app.post("/api/integrations/validate", &typed);
    assert_eq!(answer.status, 200);
    assert_eq!(answer.json()["problems"][0]["code"], "topic_internal");
    assert_eq!(made(&app.post(PATH, &typed))["kafka"]["topic"], "__x", "a warning does not hinder");

    typed["kafka"] = first["kafka"].clone();
    let alone = app.post("/api/integrations/validate", &typed).json();
    assert_eq!(alone["problems"][0]["code"], "user_without_password");
    let id = first["id"].as_str().unwrap();
    let with_stored = app.post(&format!("/api/integrations/validate?integration={id}"), &typed).json();
    assert_eq!(with_stored, json!({"problems": []}));
}

#[test]
fn a_name_is_short_and_no_other_has_it() {
    let app = TestApp::start();
    let first = made(&app.post(PATH, &body("Production")));
    let second = made(&app.post(PATH, &body("Second")));
    let taken = app.post(PATH, &body("Production "));
    assert_eq!(taken.error(), "409 name_taken Another integration has the name `Production`.");
    assert_eq!(taken.json()["error"]["field"], "name");
    assert_eq!(taken.json()["error"]["hint"], "Choose another name.");
    let mut change = body("Production");
    change["version"] = json!(1);
    assert_eq!(app.put(&at(&second), &change).status, 409);
    assert_eq!(app.put(&at(&first), &change).status, 200, "its own name is free to it");
    let error = |name: &str| app.post(PATH, &body(name)).error();
    assert_eq!(error("Sandbox"), "422 invalid `sandbox` is the name of the built-in sandbox.");
    assert_eq!(error(&"é".repeat(101)), "422 invalid The name has 101 characters; at most 100 are allowed.");
    assert_eq!(error("a\nb"), "422 invalid The name has a control character, such as a line break.");
    made(&app.post(PATH, &body(&"é".repeat(100))));
}

#[test]
fn the_sandbox_is_no_integration() {
    let app = TestApp::start();
    let path = "/api/integrations/sandbox";
    let connections = format!("{path}/connections");
    for answer in [app.get(path), app.put(path, &body("x")), app.delete(path), app.get(&connections)] {
        assert_eq!(
            answer.error(),
            "409 sandbox_is_built_in The sandbox is built in: it cannot be read, changed or deleted as an integration."
        );
    }
}

#[test]
fn a_connection_belongs_to_its_integration_and_goes_with_it() {
    let app = TestApp::start();
    let (first, other) = (made(&app.post(PATH, &body("A"))), made(&app.post(PATH, &body("B"))));
    let path = format!("{}/connections", at(&first));
    let answer = app.post(&path, &json!({"name": "iOS", "settings": {"send_as_batch": false}}));
    let connection = made(&answer);
    assert_eq!(connection["settings"]["send_as_batch"], false);
    assert_eq!(connection["settings"]["include_location"], true, "what is not given has its default");
    let own = answer.header("location").to_owned();
    assert_eq!(app.get(&own).json(), connection);
    assert_eq!(app.get(&path).json(), json!({"connections": [connection]}));

    let again = app.post(&path, &json!({"name": "iOS"}));
    assert_eq!(again.error(), "409 name_taken Another connection has the name `iOS`.");
    made(&app.post(&format!("{}/connections", at(&other)), &json!({"name": "iOS"})));
    let elsewhere = format!("{}/connections/{}", at(&other), connection["id"].as_str().unwrap());
    assert_eq!(app.get(&elsewhere).error(), "404 not_found There is no such connection.");
    assert_eq!(app.delete(&elsewhere).status, 404);

    let change = json!({"name": "iPadOS", "version": 1, "settings": connection["settings"]});
    assert_eq!(app.put(&own, &change).json()["version"], 2);
    assert_eq!(
        app.put(&own, &change).error(),
        "409 version_conflict The connection was changed meanwhile: version 2 is stored, the update is of version 1."
    );
    assert_eq!(app.put(&own, &json!({"name": "x"})).status, 422);
    assert_eq!(app.post(&path, &json!({"name": ""})).error(), "422 invalid No name is given.");

    assert_eq!(app.delete(&at(&first)).status, 204);
    assert_eq!(app.get(&own).status, 404);
    assert_eq!(app.get(&path).error(), "404 not_found There is no such integration.");
}

#[test]
fn any_text_is_a_user_name_and_a_password() {
    let app = TestApp::start();
    for (number, text) in ["ü€😀", "\u{0}\u{1}\u{7f}", "a,b=c;\"'\\", "\u{202e}rtl", " \t\n "].iter().enumerate() {
        let mut new = body(&format!("n{number}"));
        new["kafka"]["username"] = json!(text);
        new["kafka"]["password"] = json!(text);
        let integration = made(&app.post(PATH, &new));
        assert_eq!(app.get(&at(&integration)).json()["kafka"]["username"], json!(text));
    }
}
