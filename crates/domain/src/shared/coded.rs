//! One shape for the enums that are stored and shown: a code for machines, a German name for people.

/// An enum of codes, as the API and the database spell them. Made by `coded_enum!`; the API turns each into an enum of
/// its own without saying the values again.
pub trait Coded: Copy + Eq + Send + Sync + 'static {
    /// The name of the enum.
    const NAME: &'static str;
    /// What it is about.
    const MEANING: &'static str;

    /// Every value, in the order of their definition.
    fn values() -> &'static [Self];

    /// The value as it is spelled.
    fn code(self) -> &'static str;

    /// What the value means, in English and in German.
    fn meaning(self) -> String;
}

/// Makes an enum with `ALL`, `code()`, `german()`, `Display`, `FromStr` and [`Coded`].
macro_rules! coded_enum {
    (
        $(#[doc = $about:literal])*
        $enum:ident { $($(#[doc = $doc:literal])* $name:ident = $code:literal, $german:literal;)+ }
    ) => {
        $(#[doc = $about])*
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, serde::Serialize, serde::Deserialize)]
        pub enum $enum {
            $($(#[doc = $doc])* #[serde(rename = $code)] $name,)+
        }

        impl $enum {
            /// Every value, in the order of their definition.
            pub const ALL: &'static [Self] = &[$(Self::$name,)+];

            /// The value as the API and the database spell it.
            pub const fn code(self) -> &'static str {
                match self {
                    $(Self::$name => $code,)+
                }
            }

            /// The German name.
            pub const fn german(self) -> &'static str {
                match self {
                    $(Self::$name => $german,)+
                }
            }
        }

        impl $crate::shared::Coded for $enum {
            const NAME: &'static str = stringify!($enum);
            const MEANING: &'static str = concat!($($about),*);

            fn values() -> &'static [Self] {
                Self::ALL
            }

            fn code(self) -> &'static str {
                self.code()
            }

            fn meaning(self) -> String {
                let english = match self {
                    $(Self::$name => concat!($($doc),*),)+
                };
                format!("{} German: {}.", english.trim(), self.german())
            }
        }

        impl std::fmt::Display for $enum {
            fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
                f.write_str(self.code())
            }
        }

        impl std::str::FromStr for $enum {
            type Err = $crate::shared::UnknownCode;

            fn from_str(code: &str) -> Result<Self, Self::Err> {
                Self::ALL
                    .iter()
                    .copied()
                    .find(|value| value.code() == code)
                    .ok_or_else(|| $crate::shared::UnknownCode(code.to_owned()))
            }
        }
    };
}
pub(crate) use coded_enum;

/// A code that stands for no value of the enum.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("{0:?} is not a known code")]
pub struct UnknownCode(pub String);
