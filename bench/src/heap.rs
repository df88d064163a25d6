//! An allocator that counts, while it is told to: peak of the heap, and number of allocations.
//!
//! While it is not, each call costs one load and one branch, for every candidate alike.

use std::alloc::{GlobalAlloc, Layout, System};
use std::sync::atomic::{AtomicBool, AtomicUsize, Ordering::Relaxed};

pub struct Counting;

static ON: AtomicBool = AtomicBool::new(false);
static HELD: AtomicUsize = AtomicUsize::new(0);
static PEAK: AtomicUsize = AtomicUsize::new(0);
static CALLS: AtomicUsize = AtomicUsize::new(0);

/// What one piece of work took.
#[derive(Clone, Copy)]
pub struct Heap {
    pub peak: usize,
    pub allocations: usize,
}

/// Counts what `work` does on this thread, while no other thread runs.
pub fn count(work: impl FnOnce()) -> Heap {
    for counter in [&HELD, &PEAK, &CALLS] {
        counter.store(0, Relaxed);
    }
    ON.store(true, Relaxed);
    work();
    ON.store(false, Relaxed);
    Heap { peak: PEAK.load(Relaxed), allocations: CALLS.load(Relaxed) }
}

fn grow(bytes: usize) {
    CALLS.fetch_add(1, Relaxed);
    let held = HELD.fetch_add(bytes, Relaxed) + bytes;
    PEAK.fetch_max(held, Relaxed);
}

/// What was there before the count began is not below zero of it.
fn shrink(bytes: usize) {
    let _ = HELD.fetch_update(Relaxed, Relaxed, |held| Some(held.saturating_sub(bytes)));
}

#[allow(unsafe_code, reason = "an allocator is unsafe by its trait; each call is handed to the system's")]
// SAFETY: every method passes its arguments on unchanged.
unsafe impl GlobalAlloc for Counting {
    unsafe fn alloc(&self, layout: Layout) -> *mut u8 {
        if ON.load(Relaxed) {
            grow(layout.size());
        }
        unsafe { System.alloc(layout) }
    }

    unsafe fn alloc_zeroed(&self, layout: Layout) -> *mut u8 {
        if ON.load(Relaxed) {
            grow(layout.size());
        }
        unsafe { System.alloc_zeroed(layout) }
    }

    unsafe fn dealloc(&self, pointer: *mut u8, layout: Layout) {
        if ON.load(Relaxed) {
            shrink(layout.size());
        }
        unsafe { System.dealloc(pointer, layout) }
    }

    unsafe fn realloc(&self, pointer: *mut u8, layout: Layout, size: usize) -> *mut u8 {
        if ON.load(Relaxed) {
            shrink(layout.size());
            grow(size);
        }
        unsafe { System.realloc(pointer, layout, size) }
    }
}
