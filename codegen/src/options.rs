//! The settings of a generation, apart from the description.

use crate::config::Features;
use crate::describe::Described;

/// Settings that lowering and emission follow.
#[derive(Clone, Debug)]
pub(crate) struct Options {
    /// The crate's name as its users write it, with the path to the emitted module: `ecgrid`,
    /// `my_crate::api`.
    pub(crate) crate_path: String,
    /// The path of the emitted module inside its crate: `crate`, `crate::api`.
    pub(crate) module: String,
    /// What items depend on Cargo features for.
    pub(crate) features: Features,
    /// Whether the root file is included rather than a module of its own, and so cannot hold inner
    /// documentation.
    pub(crate) included: bool,
    /// The ids of the inputs.
    pub(crate) source: String,
}

impl Options {
    /// The settings of a description that was read.
    pub(crate) fn of(
        described: &Described,
        crate_path: &str,
        features: Features,
        included: bool,
    ) -> Self {
        let inputs: Vec<_> = described.inputs().collect();
        let module = match crate_path.split_once("::") {
            Some((_, module)) => format!("crate::{module}"),
            None => "crate".to_owned(),
        };
        Self {
            crate_path: crate_path.to_owned(),
            module,
            features,
            included,
            source: inputs.join(", "),
        }
    }
}
