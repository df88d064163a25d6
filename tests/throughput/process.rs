//! What this process takes: CPU time and memory, as Linux counts them.

use std::fs;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::thread::JoinHandle;
use std::time::Duration;

/// Ticks of a second in /proc: a constant of Linux's interface.
const TICKS: f64 = 100.0;

/// What a run took. Memory in MB.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Process {
    pub(crate) cpu_seconds: f64,
    pub(crate) peak: f64,
    /// Memory at each quarter of the run.
    pub(crate) quarters: [f64; 4],
}

/// A run that has begun.
pub(crate) struct Begun {
    cpu_seconds: f64,
    stop: Arc<AtomicBool>,
    samples: JoinHandle<Vec<f64>>,
}

impl Process {
    pub(crate) fn begin() -> Begun {
        // 5 makes the peak begin anew.
        fs::write("/proc/self/clear_refs", "5").unwrap();
        let stop = Arc::new(AtomicBool::new(false));
        let stopped = Arc::clone(&stop);
        let samples = std::thread::spawn(move || {
            let mut samples = vec![memory("VmRSS:")];
            while !stopped.load(Ordering::Relaxed) {
                std::thread::sleep(Duration::from_millis(50));
                samples.push(memory("VmRSS:"));
            }
            samples
        });
        Begun { cpu_seconds: cpu_seconds(), stop, samples }
    }
}

impl Begun {
    pub(crate) fn end(self) -> Process {
        let (cpu_seconds, peak) = (cpu_seconds() - self.cpu_seconds, memory("VmHWM:"));
        self.stop.store(true, Ordering::Relaxed);
        let samples = self.samples.join().unwrap();
        let quarters = [1, 2, 3, 4].map(|quarter| samples[(samples.len() - 1) * quarter / 4]);
        Process { cpu_seconds, peak, quarters }
    }
}

fn cpu_seconds() -> f64 {
    let text = fs::read_to_string("/proc/self/stat").unwrap();
    // Behind the name, which may hold anything, user and system time are numbers 12 and 13.
    let numbers = text.rsplit_once(')').unwrap().1.split_whitespace().skip(11).take(2);
    numbers.map(|it| it.parse::<f64>().unwrap()).sum::<f64>() / TICKS
}

fn memory(name: &str) -> f64 {
    let text = fs::read_to_string("/proc/self/status").unwrap();
    let line = text.lines().find_map(|line| line.strip_prefix(name)).unwrap();
    line.trim().trim_end_matches(" kB").parse::<f64>().unwrap() / 1024.0
}
