//! What a benchmark measures the rest of a run by. No part of the promised surface.

use crate::config;
use crate::documents::Documents;
use crate::documents::ids;
use crate::generator::Generator;
use crate::lift;
use crate::report::{Findings, Rejected, Report};
use crate::resolve;
use crate::schemas::Schemas;
use crate::source::{Root, Sources};

impl Generator {
    /// Reads the description and resolves it, once, and goes no further; returns how many types it
    /// describes. What the configuration acknowledges is not looked at.
    ///
    /// # Errors
    ///
    /// What cannot be read.
    #[doc(hidden)]
    pub fn resolve(&self) -> Result<usize, Findings> {
        let mut report = Report::new();
        let mut sources = Sources::new(Root::folder(self.folder()));
        let types = (|| {
            let config = config::load(&mut sources, self.file(), &mut report)?;
            let mut documents =
                Documents::read(&mut sources, &config.inputs, &config.overlays, &mut report);
            report.barrier()?;
            lift::lift(&mut documents, &sources, &mut report);
            documents.check_references(&sources, &mut report);
            let schemas = Schemas::read(&documents, &sources);
            let objects = documents.objects(&sources, &mut report);
            let listed = (config.inputs.as_slice(), config.parts.as_slice());
            let ids = ids::assign(
                &documents,
                &sources,
                listed,
                &ids::Known::default(),
                &mut report,
            );
            let context = resolve::Context {
                sources: &sources,
                documents: &documents,
                schemas: &schemas,
                objects: &objects,
                ids: &ids,
                groups: config.groups,
                undescribed: config.undescribed,
            };
            Ok(resolve::resolve(&context, &mut report).types.len())
        })();
        types.map_err(|Rejected| report.into_findings(&sources))
    }
}
