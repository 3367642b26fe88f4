//! What the double knows: the users and keys of the documentation's examples, and no others.

use super::{SOAP_USER, USER};

/// A user and its keys.
pub(super) struct User {
    pub(super) id: i32,
    /// The key that the user signs requests with.
    pub(super) api_key: &'static str,
    /// The records of its keys; what asks for one of them is given the first.
    pub(super) keys: &'static [Key],
}

/// The record of a key.
pub(super) struct Key {
    pub(super) id: i32,
    pub(super) key: &'static str,
    pub(super) visibility: &'static str,
    /// Without a zone, as SOAP writes it; REST adds the `Z`.
    pub(super) created: &'static str,
}

static USERS: &[User] = &[
    User {
        id: USER,
        api_key: "a1b2c3d4-e5f6-7890-abcd-ef1234567890",
        keys: &[
            Key {
                id: 9001,
                key: "ek_live_abc123xyz789...",
                visibility: "Private",
                created: "2025-01-15T10:30:00",
            },
            Key {
                id: 9002,
                key: "ek_shared_def456uvw...",
                visibility: "Shared",
                created: "2025-03-20T14:00:00",
            },
        ],
    },
    User {
        id: SOAP_USER,
        api_key: "abc123def456ghi789jkl012mno345pqr",
        keys: &[Key {
            id: 1042,
            key: "abc123def456ghi789jkl012mno345pq",
            visibility: "Private",
            created: "2025-01-15T08:30:00",
        }],
    },
];

/// Finds a user by its ID.
pub(super) fn user(id: i64) -> Option<&'static User> {
    USERS.iter().find(|user| i64::from(user.id) == id)
}
