//! What a generation is asked for, apart from the description.

use crate::config::{Config, Features};

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
    /// The file that names the inputs, as emitted code names it.
    pub(crate) source: String,
}

impl Options {
    /// What a configuration asks for; `source` is the file that names the inputs, as emitted code
    /// names it.
    pub(crate) fn of(config: &Config, source: String, included: bool) -> Self {
        let module = match config.crate_name.split_once("::") {
            Some((_, module)) => format!("crate::{module}"),
            None => "crate".to_owned(),
        };
        Self {
            crate_path: config.crate_name.clone(),
            module,
            features: config.features,
            included,
            source,
        }
    }
}
