//! Users that do not exist, and that the double meets trouble with: each asks for one sort of error
//! of the REST API.

/// 403: the caller may not see this one.
pub(crate) const FORBIDDEN: i32 = 403;
/// 429, to be tried again in 30 seconds.
pub(crate) const RATE_LIMITED: i32 = 429;
/// 500, however often it is tried.
pub(crate) const BROKEN: i32 = 500;
/// 200, with an envelope that says `success: false`.
pub(crate) const REFUSED_POLITELY: i32 = 200;
/// 200, with a page for people in the place of JSON.
pub(crate) const WEB_PAGE: i32 = 201;
/// An answer that takes two seconds.
pub(crate) const SLOW: i32 = 202;
/// No answer: the connection closes once the request is read.
pub(crate) const HANGS_UP: i32 = 203;
