//! Writes descriptions of which one thing grows, for `scripts/curve --shapes`.
//!
//! Without arguments, lists the shapes, and from how many on their bounds show; with the name of one, a count and a folder, writes its files.

use std::error::Error;
use std::path::Path;

#[path = "../tests/growth/shapes.rs"]
mod shapes;

fn main() -> Result<(), Box<dyn Error>> {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let [name, count, folder] = &arguments[..] else {
        for shape in shapes::SHAPES {
            println!("{} from {}", shape.name, shape.from);
        }
        return Ok(());
    };
    let shape = shapes::SHAPES.iter().find(|shape| shape.name == name);
    let shape = shape.ok_or_else(|| format!("no shape is called `{name}`"))?;
    for (path, text) in (shape.files)(count.parse()?) {
        let path = Path::new(folder).join(path);
        if let Some(parent) = path.parent() {
            std::fs::create_dir_all(parent)?;
        }
        std::fs::write(path, text)?;
    }
    Ok(())
}
