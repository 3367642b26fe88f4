//! Modules that depend on features.

/// Items that depend on features, which are named once.
#[doc(hidden)]
#[macro_export]
macro_rules! __v1_gated {
    ($condition:meta; $($item:item)*) => {
        $(#[cfg($condition)] $item)*
    };
}

pub use crate::__v1_gated as gated;
