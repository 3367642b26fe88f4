//! Answers as the service would write them, of any number of records.

use std::fmt::Write as _;

const VISIBILITIES: [&str; 4] = ["Private", "Shared", "Public", "Session"];

/// One key record as JSON.
fn key_info(number: usize) -> String {
    let visibility = VISIBILITIES[number % VISIBILITIES.len()];
    let (month, day) = (number % 12 + 1, number % 28 + 1);
    format!(
        r#"{{"keyId":{},"userId":12345,"key":"ek_live_{number:08}a7f3c2d94b1e4f60","visibility":"{visibility}","created":"2025-{month:02}-{day:02}T10:30:00Z"}}"#,
        9000 + number
    )
}

/// The records of a List Keys answer: a JSON array.
#[must_use]
pub fn key_infos(count: usize) -> String {
    let records: Vec<String> = (0..count).map(key_info).collect();
    format!("[{}]", records.join(","))
}

/// An answer: the payload in its envelope.
#[must_use]
pub fn enveloped(data: &str) -> String {
    format!(r#"{{"success":true,"data":{data},"errorCode":null,"message":null}}"#)
}

/// The answer of Get Key.
#[must_use]
pub fn get_key() -> String {
    enveloped(&key_info(1))
}

/// The answer of List Keys.
#[must_use]
pub fn list_keys(count: usize) -> String {
    enveloped(&key_infos(count))
}

/// The answer of KeyList, as ASP.NET writes it: an absent value is left out or an empty element.
#[must_use]
pub fn key_list(count: usize) -> String {
    let mut text = String::from(
        r#"<?xml version="1.0" encoding="utf-8"?><soap:Envelope xmlns:soap="http://schemas.xmlsoap.org/soap/envelope/" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance" xmlns:xsd="http://www.w3.org/2001/XMLSchema"><soap:Body><KeyListResponse xmlns="https://os.ecgrid.io/"><KeyListResult>"#,
    );
    for number in 0..count {
        let visibility = VISIBILITIES[number % VISIBILITIES.len()];
        let value = if number % 5 == 0 {
            "<Value />".to_owned()
        } else {
            format!("<Value>sent &amp; acknowledged by partner {number}</Value>")
        };
        // Writing to a string cannot fail.
        let _ = write!(
            text,
            "<KeyValue><Key>ftp:status:{number}</Key>{value}<Created>2025-01-15T08:30:00</Created><Expires>9999-12-31T23:59:59.9999999</Expires><Visibility>{visibility}</Visibility><NetworkID>100</NetworkID><MailboxID>200</MailboxID><UserID>5001</UserID></KeyValue>"
        );
    }
    text.push_str("</KeyListResult></KeyListResponse></soap:Body></soap:Envelope>");
    text
}
