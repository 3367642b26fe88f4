//! Rules that span several places of the model. All mistakes are reported in one run.

mod operations;
mod secrets;

use crate::model::Api;
use crate::report::Report;

/// Checks every rule.
pub(crate) fn check(api: &Api, report: &mut Report) {
    operations::check(api, report);
    secrets::check(api, report);
}
