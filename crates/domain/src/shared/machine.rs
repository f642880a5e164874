//! One shape for state machines: a table of verbs, each with the states in which it is possible and the one after it.

/// Makes an enum of verbs with `ALL`, `code()` and `apply(state)`, which refuses with `WRONG_STATE` naming both.
macro_rules! transitions {
    (
        $(#[doc = $about:literal])*
        $verb:ident on $state:ident {
            $($(#[doc = $doc:literal])* $name:ident = $code:literal: $($from:ident)|+ => $to:ident;)+
        }
    ) => {
        $(#[doc = $about])*
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub enum $verb {
            $($(#[doc = $doc])* $name,)+
        }

        impl $verb {
            /// Every verb, in the order of the table.
            pub const ALL: &'static [Self] = &[$(Self::$name,)+];

            /// The verb as the API spells it.
            pub const fn code(self) -> &'static str {
                match self {
                    $(Self::$name => $code,)+
                }
            }

            /// The state after the verb.
            ///
            /// # Errors
            /// `WRONG_STATE`, naming the state and the verb.
            pub fn apply(self, state: $state) -> Result<$state, $crate::shared::Refusal> {
                match (self, state) {
                    $((Self::$name, $($state::$from)|+) => Ok($state::$to),)+
                    (verb, state) => Err($crate::shared::Refusal::new($crate::shared::RefusalCode::WrongState)
                        .with("state", state)
                        .with("verb", verb.code())),
                }
            }
        }
    };
}
pub(crate) use transitions;

/// Every possible step of a machine, one a line; checks on the way that every other one is refused as it should be.
#[cfg(test)]
pub(crate) fn steps<S: super::Coded, V: Copy>(
    verbs: &[V],
    code: impl Fn(V) -> &'static str,
    apply: impl Fn(V, S) -> Result<S, super::Refusal>,
) -> Vec<String> {
    let mut steps = Vec::new();
    for verb in verbs {
        for state in S::values() {
            match apply(*verb, *state) {
                Ok(next) => steps.push(format!("{} {} -> {}", code(*verb), state.code(), next.code())),
                Err(refusal) => {
                    assert_eq!(refusal.code, super::RefusalCode::WrongState);
                    let named = [("state", state.code().to_owned()), ("verb", code(*verb).to_owned())];
                    assert_eq!(refusal.parameters, named);
                }
            }
        }
    }
    steps
}
