//! Prior learning that counts as a completed module (Anrechnung).

use crate::access::Owner;
use crate::shared::{AccountId, CourseModuleId, LongText, OrganisationId, PersonId, RecognitionId, Timestamp};

/// The organiser of a series recognises what a person learned elsewhere. It is given once and not changed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Recognition {
    /// The recognition itself.
    pub id: RecognitionId,
    /// Whose learning.
    pub person: PersonId,
    /// The organisation that keeps the person's record.
    pub organisation: OrganisationId,
    /// The district in which that organisation lies.
    pub district: Option<String>,
    /// The module that counts as completed.
    pub module: CourseModuleId,
    /// Why.
    pub reason: LongText,
    /// When.
    pub at: Timestamp,
    /// By whom.
    pub by: Option<AccountId>,
}

impl Recognition {
    /// To whom the record belongs: to the person.
    pub fn owner(&self) -> Owner {
        Owner::organisation(self.organisation, self.district.clone()).about(self.person)
    }
}
