//! The engines that read a batch, behind one interface.

#[cfg(not(target_arch = "wasm32"))]
use super::safe;
use super::scan::{self, Rejected};
use super::{Kind, Level, Nobody, SyntaxError, Visitor, fault, skip_space};

/// A way to read JSON text. All give the same messages, account and problems; they differ in speed.
///
/// ```
/// use shared::Engine;
/// assert!(Engine::available().any(|it| it == Engine::best()));
/// ```
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Engine {
    /// `serde_json`, without unsafe code of ours: the oracle of the others.
    Safe,
    /// The scanner with ordinary registers.
    Portable,
    /// The scanner with SSE2.
    Sse2,
    /// The scanner with AVX2.
    Avx2,
    /// The scanner with AVX-512 (F and BW).
    Avx512,
    /// The scanner with WebAssembly's 128-bit vectors.
    Simd128,
}

impl Engine {
    /// From the slowest to the fastest.
    const ALL: [Self; 6] = [Self::Safe, Self::Portable, Self::Sse2, Self::Simd128, Self::Avx2, Self::Avx512];

    /// Those that this machine can run.
    pub fn available() -> impl Iterator<Item = Self> {
        Self::ALL.into_iter().filter(|it| it.is_available())
    }

    /// The fastest that this machine can run.
    #[must_use]
    pub fn best() -> Self {
        Self::ALL.into_iter().rev().find(|it| it.is_available()).unwrap_or(Self::Portable)
    }

    /// Whether this machine can run it. A page has one engine, so that it is no larger than it must be.
    #[must_use]
    pub fn is_available(self) -> bool {
        match self {
            #[cfg(not(target_arch = "wasm32"))]
            Self::Safe | Self::Portable => true,
            #[cfg(target_arch = "x86_64")]
            Self::Sse2 => true,
            #[cfg(target_arch = "x86_64")]
            Self::Avx2 => scan::avx2::is_available(),
            #[cfg(target_arch = "x86_64")]
            Self::Avx512 => scan::avx512::is_available(),
            #[cfg(all(target_arch = "wasm32", target_feature = "simd128"))]
            Self::Simd128 => true,
            #[cfg(all(target_arch = "wasm32", not(target_feature = "simd128")))]
            Self::Portable => true,
            _ => false,
        }
    }

    /// Reads the object or array that begins at `start`, and gives the offset behind it.
    ///
    /// # Errors
    /// If the text is no JSON up to there; the visitor may have been told of what comes before.
    pub(crate) fn walk<'a, V: Visitor<'a>>(
        self,
        text: &'a str,
        start: usize,
        level: Level,
        visitor: &mut V,
    ) -> Result<usize, SyntaxError> {
        self.run(text, start, Some(level), visitor).map_err(|Rejected| fault_of(text, start))
    }

    /// Reads any value at `start`, and gives the offset behind it.
    ///
    /// # Errors
    /// If the text is no JSON up to there.
    pub(crate) fn skip(self, text: &str, start: usize) -> Result<usize, SyntaxError> {
        if matches!(Kind::at(text, start), Kind::Object | Kind::Array) {
            self.run(text, start, None, &mut Nobody).map_err(|Rejected| fault_of(text, start))
        } else {
            fault::read(text, start)
        }
    }

    /// Whether `text` is one JSON value, nested no deeper than a batch may be.
    ///
    /// ```
    /// use shared::Engine;
    /// assert!(Engine::best().accepts(" {\"a\": [1.50]}\n"));
    /// assert!(!Engine::best().accepts("{} {}") && !Engine::best().accepts(""));
    /// ```
    #[must_use]
    pub fn accepts(self, text: &str) -> bool {
        self.skip(text, skip_space(text, 0)).is_ok_and(|end| skip_space(text, end) == text.len())
    }

    fn run<'a, V: Visitor<'a>>(
        self,
        text: &'a str,
        start: usize,
        level: Option<Level>,
        visitor: &mut V,
    ) -> Result<usize, Rejected> {
        match self {
            #[cfg(not(target_arch = "wasm32"))]
            Self::Safe => safe::run(text, start, level, visitor),
            #[cfg(target_arch = "x86_64")]
            Self::Sse2 => scan::sse2::run(text, start, level, visitor),
            #[cfg(target_arch = "x86_64")]
            Self::Avx2 => scan::avx2::run(text, start, level, visitor),
            #[cfg(target_arch = "x86_64")]
            Self::Avx512 => scan::avx512::run(text, start, level, visitor),
            #[cfg(all(target_arch = "wasm32", target_feature = "simd128"))]
            _ => scan::simd128::run(text, start, level, visitor),
            #[cfg(not(all(target_arch = "wasm32", target_feature = "simd128")))]
            _ => scan::portable::run(text, start, level, visitor),
        }
    }
}

/// Where and why `text` was refused.
fn fault_of(text: &str, start: usize) -> SyntaxError {
    fault::read(text, start).err().unwrap_or_else(|| {
        debug_assert!(false, "an engine refused what is JSON");
        SyntaxError::trailing(text, start)
    })
}
