//! What a request contains in addition to its fields: the client, the operation, and the settings
//! of this call.

use std::fmt;
use std::sync::Arc;
use std::time::Duration;

use super::Operation;
use super::client::Core;
use crate::RequestOptions;
use crate::transport::CallOptions;

/// Headers that the protocol itself sends.
const RESERVED: &[&str] = &["soapaction"];

/// A call to be. Owns what it needs, so that requests and their futures borrow nothing.
#[derive(Clone)]
pub struct Call {
    pub(super) core: Arc<Core>,
    pub(super) operation: &'static Operation,
    pub(super) options: CallOptions,
}

impl Call {
    pub(super) fn new(core: Arc<Core>, operation: &'static Operation) -> Self {
        Self {
            core,
            operation,
            options: CallOptions::default(),
        }
    }

    /// Bounds this call.
    pub fn set_timeout(&mut self, timeout: Duration) {
        self.options.timeout(timeout);
    }

    /// Sets what else a caller may choose for this call.
    pub fn set_options(&mut self, options: RequestOptions) {
        self.options.more(options);
    }

    /// Adds a header, or remembers why it cannot be sent.
    pub fn add_header(&mut self, name: &str, value: &str) {
        self.options.header(name, value, RESERVED);
    }
}

impl fmt::Debug for Call {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Call")
            .field("operation", &self.operation.name)
            .field("options", &self.options)
            .finish_non_exhaustive()
    }
}
