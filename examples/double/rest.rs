//! The three calls of the REST API, and its errors.

use std::thread;
use std::time::Duration;

use serde_json::{Value, json};

use super::http::{Reply, Request};
use super::records::{self, Key, User};
use super::{API_KEY, trouble};

/// The answer to a request; none where the double hangs up.
pub(super) fn answer(request: &Request) -> Option<Reply> {
    let bearer = format!("Bearer {API_KEY}");
    if request.header("x-api-key") != Some(API_KEY)
        && request.header("authorization") != Some(&bearer)
    {
        return Some(failure(401, "InvalidAPIKey", "The API key is not known."));
    }
    let body: Value = serde_json::from_str(&request.body).unwrap_or_default();
    let user_id = body["userId"].as_i64();
    match (request.method.as_str(), request.path.as_str()) {
        ("POST", "/v2/keys/get-key") => with_user(user_id, |user| {
            json!(user.keys.first().map(|key| record(user, key)))
        }),
        ("POST", "/v2/keys/list") => {
            let wanted = body["visibility"].as_str();
            with_user(user_id, |user| {
                let kept = user
                    .keys
                    .iter()
                    .filter(|key| wanted.is_none_or(|wanted| key.visibility == wanted));
                kept.map(|key| record(user, key)).collect()
            })
        }
        ("GET", path) => match path.strip_prefix("/v2/users/key/").map(str::parse) {
            Some(Ok(id)) => with_user(Some(id), |user| json!(user.api_key)),
            _ => Some(failure(404, "ObjectNotFound", "No such call.")),
        },
        _ => Some(failure(404, "ObjectNotFound", "No such call.")),
    }
}

/// What a user is asked for, or the trouble that its ID stands for.
fn with_user(id: Option<i64>, payload: impl FnOnce(&User) -> Value) -> Option<Reply> {
    let Some(id) = id else {
        return Some(failure(
            400,
            "InvalidParameter",
            "The user ID is not valid.",
        ));
    };
    if let Some(user) = records::user(id) {
        return Some(json_reply(
            200,
            &json!({ "success": true, "data": payload(user) }),
        ));
    }
    Some(match i32::try_from(id).unwrap_or_default() {
        trouble::FORBIDDEN => failure(403, "AccessDenied", "NetworkAdmin or higher is needed."),
        trouble::RATE_LIMITED => Reply {
            retry_after: Some(30),
            ..failure(429, "RateLimitExceeded", "Too many calls.")
        },
        trouble::BROKEN => failure(500, "InternalError", "Something went wrong."),
        trouble::REFUSED_POLITELY => failure(200, "InvalidParameter", "The user ID is not valid."),
        trouble::WEB_PAGE => Reply {
            status: 200,
            content_type: "text/html",
            retry_after: None,
            body: "<html><body>Down for maintenance</body></html>".to_owned(),
        },
        trouble::SLOW => {
            thread::sleep(Duration::from_secs(2));
            failure(404, "ObjectNotFound", "No such user.")
        }
        trouble::HANGS_UP => return None,
        _ => failure(404, "ObjectNotFound", "No such user."),
    })
}

fn record(user: &User, key: &Key) -> Value {
    json!({
        "keyId": key.id,
        "userId": user.id,
        "key": key.key,
        "visibility": key.visibility,
        "created": format!("{}Z", key.created),
    })
}

fn failure(status: u16, code: &str, message: &str) -> Reply {
    json_reply(
        status,
        &json!({ "success": false, "data": null, "errorCode": code, "message": message }),
    )
}

fn json_reply(status: u16, body: &Value) -> Reply {
    Reply {
        status,
        content_type: "application/json",
        retry_after: None,
        body: body.to_string(),
    }
}
