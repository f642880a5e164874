//! How certain an entry is.

use crate::shared::coded_enum;

coded_enum! {
    /// How certain an entry of a calendar is (STATUS of RFC 5545).
    CalendarEntryStatus {
        /// It takes place, and the person takes part.
        Confirmed = "CONFIRMED", "steht fest";
        /// It is not certain yet.
        Tentative = "TENTATIVE", "vorläufig";
        /// It does not take place, or the person does not take part any more.
        Cancelled = "CANCELLED", "abgesagt";
    }
}
