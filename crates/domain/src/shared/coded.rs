//! One shape for the enums that are stored and shown: a code for machines, a German name for people.

/// Makes an enum with `ALL`, `code()`, `german()`, `Display` and `FromStr` by its code.
macro_rules! coded_enum {
    (
        $(#[$outer:meta])*
        $enum:ident { $($(#[$doc:meta])* $name:ident = $code:literal, $german:literal;)+ }
    ) => {
        $(#[$outer])*
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, serde::Serialize, serde::Deserialize)]
        pub enum $enum {
            $($(#[$doc])* #[serde(rename = $code)] $name,)+
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
