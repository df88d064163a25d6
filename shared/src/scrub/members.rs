//! What the name of a member says of its value.

use super::Kind;
use crate::outgoing::enumerated;

/// Where a member stands, as far as it changes what a name means.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Place {
    /// `user_attributes`: a `name` there is a person's.
    Attributes,
    /// `device_info`: `device` there is what people call their device.
    Device,
    /// Products and promotions: an `id` there is nobody's.
    Products,
    Other,
}

/// Identifies an app or a plan, nobody and no device.
const NOBODYS: [&str; 5] = ["plan_id", "app_id", "bundle_id", "application_id", "build_identifier"];

/// Objects of which every value is an id.
const OF_IDS: [&str; 3] = ["user_identities", "partner_identities", "integration_attributes"];

/// Last words of names whose values are no one's, also inside of what is.
const PLAIN: [&str; 11] =
    ["type", "ms", "time", "timestamp", "at", "version", "batch", "count", "num", "status", "enabled"];

const IDS: [&str; 22] = [
    "id",
    "ids",
    "uuid",
    "guid",
    "udid",
    "imei",
    "idfa",
    "idfv",
    "gaid",
    "aaid",
    "oaid",
    "mpid",
    "token",
    "tokens",
    "cookie",
    "cookies",
    "identity",
    "identities",
    "fingerprint",
    "ssn",
    "iban",
    "serial",
];

/// What names without separators end with.
const JOINED_IDS: [&str; 11] = [
    "deviceid",
    "customerid",
    "userid",
    "sessionid",
    "accountid",
    "memberid",
    "visitorid",
    "clientid",
    "advertisingid",
    "requestid",
    "messageid",
];

const NAMES: [&str; 16] = [
    "firstname",
    "lastname",
    "fullname",
    "middlename",
    "surname",
    "givenname",
    "familyname",
    "maidenname",
    "nickname",
    "username",
    "displayname",
    "devicename",
    "customername",
    "contactname",
    "cardholder",
    "login",
];

const PHONES: [&str; 7] = ["phone", "mobile", "telephone", "msisdn", "cell", "fax", "whatsapp"];

const SECRETS: [&str; 8] = ["password", "passwd", "pwd", "secret", "authorization", "apikey", "apikeys", "accesskey"];

/// What the value of the member called `name` is. `outer` is what the object is that it stands in.
pub(super) fn kind(name: &str, place: Place, outer: Option<Kind>) -> Option<Kind> {
    let words = words(name);
    let mut words: &[String] = &words;
    while let [rest @ .., last] = words
        && (last.bytes().all(|it| it.is_ascii_digit())
            || matches!(last.as_str(), "address" | "addresses" | "number" | "no"))
        && !rest.is_empty()
    {
        words = rest;
    }
    let last = words.last().map(String::as_str).unwrap_or_default();
    let joined = words.concat();
    if NOBODYS.contains(&name)
        || PLAIN.contains(&last)
        || matches!(words.first().map(String::as_str), Some("is" | "has"))
    {
        return None;
    }
    of_words(last, &joined, place).or_else(|| OF_IDS.contains(&name).then_some(Kind::Id)).or(outer)
}

fn of_words(last: &str, joined: &str, place: Place) -> Option<Kind> {
    let ends = |endings: &[&str]| endings.iter().any(|it| joined.ends_with(it));
    if ends(&SECRETS) {
        Some(Kind::Secret)
    } else if matches!(last, "email" | "emails" | "mail") {
        Some(Kind::Email)
    } else if matches!(last, "ip" | "ips" | "ipv4" | "ipv6") {
        Some(Kind::Ip)
    } else if PHONES.contains(&last) {
        Some(Kind::Phone)
    } else if ends(&NAMES)
        || (place == Place::Attributes && last == "name")
        || (place == Place::Device && joined == "device")
    {
        Some(Kind::Name)
    } else if (IDS.contains(&last) || ends(&JOINED_IDS)) && !(place == Place::Products && joined == "id") {
        Some(Kind::Id)
    } else {
        None
    }
}

/// The words of a name, in small letters: `$FirstName`, `first_name` and `first name` have the same.
fn words(name: &str) -> Vec<String> {
    let mut words: Vec<String> = Vec::new();
    let (mut is_new, mut was_small) = (true, false);
    for c in name.chars() {
        if !c.is_alphanumeric() {
            is_new = true;
            continue;
        }
        if is_new || (c.is_uppercase() && was_small) {
            words.push(String::new());
        }
        is_new = false;
        was_small = c.is_lowercase() || c.is_numeric();
        if let Some(word) = words.last_mut() {
            word.extend(c.to_lowercase());
        }
    }
    words
}

/// Where the members of the object or array called `name` stand.
pub(super) fn inside(name: &str, outer: Place) -> Place {
    match name {
        "user_attributes" => Place::Attributes,
        "device_info" => Place::Device,
        "products" | "promotions" | "product_impressions" | "impressions" => Place::Products,
        "custom_attributes" | "events" | "data" => Place::Other,
        _ => outer,
    }
}

/// Whether what is found elsewhere is left in it: names in small letters are the format's, or the app's.
pub(super) fn is_format_name(name: &str) -> bool {
    name.bytes().all(|it| it.is_ascii_lowercase() || matches!(it, b'_' | b'$'))
}

/// Whether its values are documented ones, which decide how an event is read.
pub(super) fn has_documented_values(name: &str) -> bool {
    matches!(name, "event_type" | "message_type" | "identity_type" | "user_attribute_name" | "platform")
        || enumerated().any(|(_, it)| it == name)
}

pub(super) fn is_version(name: &str) -> bool {
    words(name).iter().any(|it| it == "version")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_are_told_by_their_words_however_they_are_written() {
        for (name, expected) in [
            ("$FirstName", Some(Kind::Name)),
            ("last_name", Some(Kind::Name)),
            ("Full Name", Some(Kind::Name)),
            ("email", Some(Kind::Email)),
            ("billingEmailAddress", Some(Kind::Email)),
            ("ip", Some(Kind::Ip)),
            ("client-ip-address", Some(Kind::Ip)),
            ("phone_number_2", Some(Kind::Phone)),
            ("$Mobile", Some(Kind::Phone)),
            ("mpid", Some(Kind::Id)),
            ("mp_deviceid", Some(Kind::Id)),
            ("ios_advertising_id", Some(Kind::Id)),
            ("push_token", Some(Kind::Id)),
            ("sessionUUID", Some(Kind::Id)),
            ("api_keys", Some(Kind::Secret)),
            ("PASSWORD", Some(Kind::Secret)),
            ("user_identities", Some(Kind::Id)),
            ("identity_type", None),
            ("plan_id", None),
            ("event_name", None),
            ("device_name", Some(Kind::Name)),
            ("device", None),
            ("name", None),
            ("valid", None),
            ("is_mobile", None),
            ("email_opt_in", None),
            ("network_mobile_country_code", None),
            ("timestamp_unixtime_ms", None),
            ("", None),
            ("no", None),
        ] {
            assert_eq!(kind(name, Place::Other, None), expected, "{name}");
        }
    }

    #[test]
    fn the_place_changes_what_a_name_means() {
        assert_eq!(kind("device", Place::Device, None), Some(Kind::Name));
        assert_eq!(kind("name", Place::Attributes, None), Some(Kind::Name));
        assert_eq!(kind("id", Place::Products, None), None);
        assert_eq!(kind("id", Place::Other, None), Some(Kind::Id));
        assert_eq!(kind("facebook", Place::Other, Some(Kind::Id)), Some(Kind::Id));
        assert_eq!(kind("timestamp_unixtime_ms", Place::Other, Some(Kind::Id)), None);
    }
}
