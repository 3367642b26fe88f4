//! Which events are changes of the description.

use std::path::{Path, PathBuf};
use std::sync::mpsc;

use notify::event::{
    AccessKind, AccessMode, CreateKind, DataChange, EventKind, Flag, ModifyKind, RemoveKind,
    RenameMode,
};

use super::super::real;
use super::{Event, Source, reduced};

#[test]
fn reading_is_no_change_and_missing_something_is_one() {
    let folder = Path::new("/spec");
    let file = PathBuf::from("/spec/api.yaml");
    let of =
        |kind, path: &Path| reduced(Ok(notify::Event::new(kind).add_path(path.into())), folder);
    let touched = Some(Event::Touched(vec![file.clone()]));
    let open = AccessKind::Open(AccessMode::Any);
    let closed = |mode| EventKind::Access(AccessKind::Close(mode));
    for kind in [
        EventKind::Access(open),
        EventKind::Access(AccessKind::Read),
        closed(AccessMode::Read),
    ] {
        assert_eq!(of(kind, &file), None, "{kind:?}");
    }
    for kind in [
        closed(AccessMode::Write),
        EventKind::Create(CreateKind::File),
        EventKind::Modify(ModifyKind::Data(DataChange::Any)),
        EventKind::Modify(ModifyKind::Name(RenameMode::To)),
        EventKind::Remove(RemoveKind::File),
        EventKind::Any,
    ] {
        assert_eq!(of(kind, &file), touched, "{kind:?}");
    }
    for kind in [
        EventKind::Remove(RemoveKind::Folder),
        EventKind::Modify(ModifyKind::Name(RenameMode::From)),
    ] {
        assert_eq!(of(kind, folder), Some(Event::Moved), "{kind:?}");
    }
    let everything = Some(Event::Touched(vec![folder.to_path_buf()]));
    let rescan = notify::Event::new(EventKind::Other).set_flag(Flag::Rescan);
    assert_eq!(reduced(Ok(rescan), folder), everything);
    assert_eq!(
        reduced(Err(notify::Error::generic("lost")), folder),
        everything
    );
}

#[test]
fn what_is_emitted_or_passing_is_no_part_of_the_description() {
    let folder = tempfile::tempdir().expect("a temporary folder can be made");
    let place = real(folder.path());
    std::fs::create_dir(place.join("out")).expect("the folder can be made");
    let (sender, _events) = mpsc::channel();
    let mut source = Source::start(&place, None, sender).expect("it can be watched");
    for output in ["../generated", "out", "."] {
        source.ignore(&place.join(output), ["made/deep/er.rs"].into_iter());
        for name in [
            "lib.rs",
            "out/rest/keys.rs",
            "bindery.lock",
            ".git/index",
            ".api.yaml.swp",
            "api.yaml~",
            "api.swx",
            "api.tmp",
            "4913",
            ".bindery-1-2.tmp",
        ] {
            assert!(!source.concerns(&place.join(name)), "{output}: {name}");
        }
        for name in [
            "",
            "api.yaml",
            "out/api.json",
            "deep/er.yml",
            "notes",
            "bindery.yaml",
        ] {
            assert!(source.concerns(&place.join(name)), "{output}: {name}");
        }
        let made = output != ".";
        assert_eq!(source.concerns(&place.join("made")), made, "{output}");
        assert_eq!(source.concerns(&place.join("made/deep")), made, "{output}");
        let inside = place.join("out/rest");
        assert_eq!(source.concerns(&inside), output != "out", "{output}");
    }
}
