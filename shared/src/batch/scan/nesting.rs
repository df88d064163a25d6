//! The containers that are open.

use super::Rejected;
use crate::batch::MAX_DEPTH;

/// One bit a container, the innermost lowest, set for an object.
#[derive(Debug, Default)]
pub(super) struct Nesting {
    objects: u128,
    pub(super) depth: usize,
}

impl Nesting {
    /// Opens or closes a container. `objects`, the bytes whose container is an object, changes `behind` the bracket.
    #[inline(always)]
    pub(super) fn turn(
        &mut self,
        opens: bool,
        is_object: bool,
        objects: &mut u64,
        behind: u64,
    ) -> Result<(), Rejected> {
        if opens {
            if self.depth == MAX_DEPTH {
                return Err(Rejected);
            }
            self.depth += 1;
            self.objects = self.objects << 1 | u128::from(is_object);
        } else {
            if self.depth == 0 || (self.objects & 1 == 1) != is_object {
                return Err(Rejected);
            }
            self.depth -= 1;
            self.objects >>= 1;
        }
        *objects = *objects & !behind | self.fill() & behind;
        Ok(())
    }

    /// All ones if the innermost container is an object.
    #[inline(always)]
    pub(super) fn fill(&self) -> u64 {
        (self.objects as u64 & 1).wrapping_neg()
    }
}
