//! A service and its operations, as the description declares them.

use crate::transport::Effect;

/// A declared service: a `static` in emitted code.
#[derive(Debug)]
pub struct Service {
    pub(super) endpoint: &'static str,
    pub(super) namespace: &'static str,
    pub(super) user_agent: &'static str,
    /// The name of the element that carries the session, first in each request.
    pub(super) session: Option<&'static str>,
}

impl Service {
    /// Declares a service: where it is, the namespace of its elements, and how its clients call
    /// themselves.
    #[must_use]
    pub const fn new(
        endpoint: &'static str,
        namespace: &'static str,
        user_agent: &'static str,
    ) -> Self {
        Self {
            endpoint,
            namespace,
            user_agent,
            session: None,
        }
    }

    /// Says that requests begin with an element of this name, which carries the session.
    #[must_use]
    pub const fn session(mut self, element: &'static str) -> Self {
        self.session = Some(element);
        self
    }
}

/// A declared operation: a `static` in emitted code.
#[derive(Debug)]
pub struct Operation {
    /// The name in the description.
    pub(super) name: &'static str,
    /// The name of the request element, and the end of the action.
    pub(super) element: &'static str,
    pub(super) effect: Effect,
    pub(super) sessionless: bool,
}

impl Operation {
    /// Declares an operation by its name in the description and that of its request element. It
    /// writes.
    #[must_use]
    pub const fn new(name: &'static str, element: &'static str) -> Self {
        Self {
            name,
            element,
            effect: Effect::Write,
            sessionless: false,
        }
    }

    /// Says that the operation only reads.
    #[must_use]
    pub const fn reads_only(self) -> Self {
        self.with_effect(Effect::Read)
    }

    /// Says that doing it twice is like doing it once.
    #[must_use]
    pub const fn idempotent(self) -> Self {
        self.with_effect(Effect::Idempotent)
    }

    /// Says that it changes something each time.
    #[must_use]
    pub const fn writes(self) -> Self {
        self.with_effect(Effect::Write)
    }

    /// Says that the session is not sent.
    #[must_use]
    pub const fn sessionless(mut self) -> Self {
        self.sessionless = true;
        self
    }

    const fn with_effect(mut self, effect: Effect) -> Self {
        self.effect = effect;
        self
    }
}
