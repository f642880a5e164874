//! How people come together.

use crate::shared::{Refusal, RefusalCode, coded_enum};

coded_enum! {
    /// How a session takes place. It may change after publication.
    CourseFormat {
        /// Everybody is in one place.
        InPerson = "IN_PERSON", "Präsenz";
        /// Everybody takes part online.
        Digital = "DIGITAL", "digital";
        /// Some are in one place, some take part online.
        Hybrid = "HYBRID", "hybrid";
        /// Everybody works through it in their own time.
        Asynchronous = "ASYNCHRONOUS", "asynchron";
        /// By telephone.
        Phone = "PHONE", "Telefon";
    }
}

coded_enum! {
    /// How one person takes part.
    AttendanceMode {
        /// In the room.
        Room = "ROOM", "im Raum";
        /// Online, by telephone, or in their own time.
        Online = "ONLINE", "online";
    }
}

impl CourseFormat {
    /// Whether somebody has to be there in person: trainers cannot be at two such places at once.
    pub const fn is_in_presence(self) -> bool {
        matches!(self, Self::InPerson | Self::Hybrid)
    }

    /// Whether one can take part in this way.
    pub const fn offers(self, mode: AttendanceMode) -> bool {
        match mode {
            AttendanceMode::Room => self.is_in_presence(),
            AttendanceMode::Online => !matches!(self, Self::InPerson),
        }
    }

    /// The way in which somebody takes part who asked for `asked`.
    ///
    /// # Errors
    /// `REQUIRED` when there is a choice and nothing was chosen, `INVALID` for a way that this format does not offer.
    pub fn mode(self, asked: Option<AttendanceMode>) -> Result<AttendanceMode, Refusal> {
        match asked {
            Some(mode) if self.offers(mode) => Ok(mode),
            Some(mode) => {
                let reason = format!("the format {self} does not offer {mode}");
                Err(Refusal::new(RefusalCode::Invalid).with("reason", reason))
            }
            None => match self {
                Self::Hybrid => Err(Refusal::new(RefusalCode::Required)),
                Self::InPerson => Ok(AttendanceMode::Room),
                Self::Digital | Self::Asynchronous | Self::Phone => Ok(AttendanceMode::Online),
            },
        }
    }

    /// The way in which somebody takes part after a change to this format: as before where this is still offered.
    #[must_use]
    pub fn moved(self, before: AttendanceMode) -> AttendanceMode {
        if self.offers(before) {
            return before;
        }
        match before {
            AttendanceMode::Room => AttendanceMode::Online,
            AttendanceMode::Online => AttendanceMode::Room,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_hybrid_leaves_a_choice() {
        assert_eq!(CourseFormat::InPerson.mode(None), Ok(AttendanceMode::Room));
        assert_eq!(CourseFormat::Digital.mode(None), Ok(AttendanceMode::Online));
        assert_eq!(CourseFormat::Hybrid.mode(None).unwrap_err().code, RefusalCode::Required);
        let refused = CourseFormat::InPerson.mode(Some(AttendanceMode::Online)).unwrap_err();
        assert_eq!(refused.code, RefusalCode::Invalid);
    }

    #[test]
    fn a_change_moves_only_those_who_have_to_move() {
        for format in CourseFormat::ALL {
            for mode in AttendanceMode::ALL {
                let moved = format.moved(*mode);
                assert!(format.offers(moved), "{format} {mode}");
                assert_eq!(moved == *mode, format.offers(*mode), "{format} {mode}");
            }
        }
    }
}
