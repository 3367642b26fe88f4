//! Forms as `multipart/form-data` (RFC 7578): a boundary, the headers and the bytes of each part.
//!
//! Files and streams are not read here: only the boundaries and headers are created.

use std::fmt::Write as _;

use bytes::Bytes;
use serde_json::Value;

use super::form::scalar;
use crate::transport::Outgoing;
use crate::upload::{Piece, Upload};

/// Parts, in the order in which they were added.
pub(in crate::rest) struct Multipart {
    boundary: String,
    pieces: Vec<Piece>,
}

/// A part: its head behind the boundary, and its bytes.
pub(super) struct Part {
    head: String,
    piece: Piece,
}

impl Multipart {
    pub(super) fn new() -> Self {
        // By chance alone it stands in no part.
        let boundary = format!(
            "bindery-{:016x}{:016x}",
            fastrand::u64(..),
            fastrand::u64(..)
        );
        Self {
            boundary,
            pieces: Vec::new(),
        }
    }

    pub(super) fn push(&mut self, part: Part) {
        let between = if self.pieces.is_empty() { "" } else { "\r\n" };
        let head = format!("{between}--{}\r\n{}\r\n", self.boundary, part.head);
        self.pieces.push(Piece::Bytes(head.into()));
        self.pieces.push(part.piece);
    }

    /// The body, and its media type with the boundary.
    pub(super) fn finish(mut self) -> (Outgoing, String) {
        let between = if self.pieces.is_empty() { "" } else { "\r\n" };
        let end = format!("{between}--{}--\r\n", self.boundary);
        self.pieces.push(Piece::Bytes(end.into()));
        let media_type = format!("multipart/form-data; boundary={}", self.boundary);
        (Outgoing::Pieces(self.pieces), media_type)
    }
}

impl Part {
    /// A value: text as it is, an object or a list as JSON.
    pub(super) fn of(name: &str, value: Value, media_type: Option<&str>) -> Result<Self, String> {
        let is_json = media_type.is_some_and(|media_type| media_type.ends_with("json"));
        let structured = value.is_object() || value.is_array();
        let text = match value {
            value if is_json => value.to_string(),
            Value::String(text) => text,
            value => scalar(&value),
        };
        let media_type = media_type.or(structured.then_some("application/json"));
        Ok(Self {
            head: head(name, None, media_type)?,
            piece: Piece::Bytes(Bytes::from(text)),
        })
    }

    /// A file. A server recognises one by its name.
    pub(super) fn file(
        name: &str,
        upload: &Upload,
        media_type: Option<&str>,
    ) -> Result<Self, String> {
        let media_type = upload
            .media_type()
            .or(media_type)
            .unwrap_or("application/octet-stream");
        Ok(Self {
            head: head(name, Some(upload.named().unwrap_or(name)), Some(media_type))?,
            piece: upload.piece().clone(),
        })
    }
}

/// The head of a part.
fn head(name: &str, file_name: Option<&str>, media_type: Option<&str>) -> Result<String, String> {
    let mut head = "Content-Disposition: form-data; name=\"".to_owned();
    escape(&mut head, name);
    head.push('"');
    if let Some(file_name) = file_name {
        head.push_str("; filename=\"");
        escape(&mut head, file_name);
        head.push('"');
    }
    head.push_str("\r\n");
    if let Some(media_type) = media_type {
        if media_type.is_empty() || media_type.contains(|one: char| !(' '..='~').contains(&one)) {
            return Err(format!(
                "the media type of `{name}` holds characters that cannot be sent"
            ));
        }
        let _ = write!(head, "Content-Type: {media_type}\r\n");
    }
    Ok(head)
}

/// Adds a name as browsers do: UTF-8, with what would end it encoded.
fn escape(head: &mut String, name: &str) {
    for one in name.chars() {
        match one {
            '"' => head.push_str("%22"),
            '\r' => head.push_str("%0D"),
            '\n' => head.push_str("%0A"),
            other => head.push(other),
        }
    }
}
