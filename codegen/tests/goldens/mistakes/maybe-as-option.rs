//! What may be absent or null is taken for an `Option`: rustc names the conversion.
// error: E0308 Option Maybe

use bindery_goldens::arguments::types::CreateCompletionRequest;

pub fn temperature(request: CreateCompletionRequest) -> Option<f64> {
    request.temperature
}
