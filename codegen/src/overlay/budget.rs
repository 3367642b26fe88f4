//! The limit for the work of all overlays of a description. Real ones stay far below it.
//!
//! A target is a program, and a short one can run for years: `$..[?$..[?$..*]]`. Every node that is
//! visited or written is therefore counted, for all actions together.

/// Steps that overlays may take whatever the size of the documents.
const STEPS: u64 = 2_000_000;

/// Steps that overlays may take besides for each node of a document.
const STEPS_A_NODE: u64 = 128;

/// The most steps in all, however large the documents are: some seconds.
const MAXIMUM_STEPS: u64 = 1 << 28;

/// The most places that one action may change.
pub(super) const MAXIMUM_MATCHES: usize = 1_000_000;

/// Bytes of a target.
pub(super) const MAXIMUM_TARGET: usize = 4096;

/// Brackets and parentheses inside each other in a target.
pub(super) const MAXIMUM_NESTING: usize = 8;

/// Says that the budget is used up.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Exhausted;

/// What is left of the steps.
#[derive(Debug)]
pub(super) struct Budget {
    granted: u64,
    left: u64,
}

impl Budget {
    /// Starts with what needs no document.
    pub(super) fn new() -> Self {
        Self {
            granted: STEPS,
            left: STEPS,
        }
    }

    /// Adds what a document of so many nodes is worth.
    pub(super) fn grant(&mut self, nodes: usize) {
        let more = (nodes as u64).saturating_mul(STEPS_A_NODE);
        let more = more.min(MAXIMUM_STEPS - self.granted);
        self.granted += more;
        self.left += more;
    }

    /// Takes some steps.
    pub(super) fn spend(&mut self, steps: u64) -> Result<(), Exhausted> {
        match self.left.checked_sub(steps) {
            Some(left) => {
                self.left = left;
                Ok(())
            }
            None => {
                self.left = 0;
                Err(Exhausted)
            }
        }
    }
}
