//! Expands the table into the enum, its words and its rows. Nothing else.

macro_rules! problems {
    (
        $(#[$meta:meta])*
        $name:ident, $table:ident {
            $( $variant:ident $({ $($field:ident: $type:ty),* })? = $code:literal, $severity:ident,
                says $message:literal $(with $word:ident = $in_words:ident(.$of:ident))?,
                help $help:literal,
                example $example:expr; )*
        }
    ) => {
        $(#[$meta])*
        #[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
        #[allow(missing_docs, reason = "the fields are the words that the message names")]
        pub enum $name {
            $( #[doc = $message] #[error($message $(, $word = $in_words(.$of))?)] $variant $({ $($field: $type),* })?, )*
        }

        #[doc = concat!("The rows of [`", stringify!($name), "`], in the order of the docs.")]
        pub const $table: &[$crate::issue::Row] = &[
            $( $crate::issue::Row {
                code: $code,
                severity: $crate::issue::Severity::$severity,
                message: $message,
                help: $help,
                example: $example,
            }, )*
        ];

        impl $name {
            /// A stable name, in snake case.
            #[must_use]
            pub fn code(&self) -> &'static str {
                match self { $( Self::$variant { .. } => $code, )* }
            }

            /// How bad it is.
            #[must_use]
            pub fn severity(&self) -> $crate::issue::Severity {
                match self { $( Self::$variant { .. } => $crate::issue::Severity::$severity, )* }
            }

            /// What to do about it.
            #[must_use]
            pub fn help(&self) -> &'static str {
                match self { $( Self::$variant { .. } => $help, )* }
            }
        }
    };
}

pub(crate) use problems;
