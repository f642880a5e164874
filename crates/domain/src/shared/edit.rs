//! A field of a change: left alone, cleared, or set.

/// What happens to a field that may be empty.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub enum Edit<T> {
    /// It stays as it is.
    #[default]
    Keep,
    /// It becomes empty.
    Clear,
    /// It becomes this.
    Set(T),
}

impl<T> Edit<T> {
    /// The field after the change.
    pub fn apply(self, current: Option<T>) -> Option<T> {
        match self {
            Self::Keep => current,
            Self::Clear => None,
            Self::Set(value) => Some(value),
        }
    }

    /// The same change in another form.
    pub fn map<U>(self, change: impl FnOnce(T) -> U) -> Edit<U> {
        match self {
            Self::Keep => Edit::Keep,
            Self::Clear => Edit::Clear,
            Self::Set(value) => Edit::Set(change(value)),
        }
    }

    /// Reads the new value: one that turns out to be empty clears the field.
    ///
    /// # Errors
    /// What `read` refuses.
    pub fn read<U, E>(self, read: impl FnOnce(T) -> Result<Option<U>, E>) -> Result<Edit<U>, E> {
        match self {
            Self::Keep => Ok(Edit::Keep),
            Self::Clear => Ok(Edit::Clear),
            Self::Set(value) => read(value).map(|value| value.map_or(Edit::Clear, Edit::Set)),
        }
    }

    /// Whether the field is set, and to what.
    pub const fn value(&self) -> Option<&T> {
        match self {
            Self::Keep | Self::Clear => None,
            Self::Set(value) => Some(value),
        }
    }
}
