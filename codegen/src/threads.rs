//! Distributes independent work over the available processors.
//!
//! The result depends on the work alone, never on its distribution. It keeps no thread beyond a
//! call, and is for work that costs more than starting a thread.

use std::panic;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::thread;

/// The most threads that work is spread over: what is left to do alone outweighs more.
const MAXIMUM: usize = 8;

/// What the work makes of each item, in the order of the items. A panic of the work is one of the
/// caller's.
pub(crate) fn map<T: Sync, R: Send>(items: &[T], work: impl Fn(&T) -> R + Sync) -> Vec<R> {
    let processors = thread::available_parallelism().map_or(1, usize::from);
    spread(processors.min(MAXIMUM).min(items.len()), items, work)
}

fn spread<T: Sync, R: Send>(threads: usize, items: &[T], work: impl Fn(&T) -> R + Sync) -> Vec<R> {
    if threads < 2 {
        return items.iter().map(work).collect();
    }
    let next = AtomicUsize::new(0);
    let share = || {
        let mut done = Vec::new();
        while let Some((index, item)) = {
            let index = next.fetch_add(1, Ordering::Relaxed);
            items.get(index).map(|item| (index, item))
        } {
            done.push((index, work(item)));
        }
        done
    };
    let mut all = thread::scope(|scope| {
        // A thread that the system refuses is one fewer.
        let others: Vec<_> = (1..threads)
            .filter_map(|_| thread::Builder::new().spawn_scoped(scope, share).ok())
            .collect();
        let mut all = share();
        for other in others {
            match other.join() {
                Ok(done) => all.extend(done),
                Err(payload) => panic::resume_unwind(payload),
            }
        }
        all
    });
    all.sort_unstable_by_key(|(index, _)| *index);
    all.into_iter().map(|(_, made)| made).collect()
}

#[cfg(test)]
mod tests {
    use std::panic;

    use super::{map, spread};

    #[test]
    fn results_have_the_order_of_their_items() {
        let items: Vec<usize> = (0..1_000).collect();
        let squares: Vec<usize> = items.iter().map(|item| item * item).collect();
        assert_eq!(map(&items, |item| item * item), squares);
        for threads in [0, 1, 2, 7] {
            assert_eq!(spread(threads, &items, |item| item * item), squares);
        }
        assert!(map(&[], |(): &()| ()).is_empty());
    }

    #[test]
    fn a_panic_reaches_the_caller() {
        let items: Vec<usize> = (0..100).collect();
        let caught = panic::catch_unwind(|| {
            spread(2, &items, |item| assert_ne!(*item, 57, "the work fails"));
        });
        assert!(caught.is_err());
    }
}
