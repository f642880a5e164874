//! The roles of people.

use crate::shared::coded_enum;

coded_enum! {
    /// What an account may be, for one organisation and one period.
    Role {
        /// Administers the platform for the Transferagentur.
        TransferagenturAdmin = "TRANSFERAGENTUR_ADMIN", "Administration der Transferagentur";
        /// Works at the Transferagentur.
        TransferagenturStaff = "TRANSFERAGENTUR_STAFF", "Mitarbeit der Transferagentur";
        /// Leads a municipality or its department of education.
        MunicipalityLead = "MUNICIPALITY_LEAD", "Leitung der Kommune";
        /// Works in a municipality.
        MunicipalityStaff = "MUNICIPALITY_STAFF", "Mitarbeit der Kommune";
        /// Leads an office, for instance a regional education office (Bildungsbüro).
        OfficeLead = "OFFICE_LEAD", "Leitung des Bildungsbüros";
        /// Works in an office.
        OfficeStaff = "OFFICE_STAFF", "Mitarbeit des Bildungsbüros";
        /// Works in the walled-off statistics office.
        Statistician = "STATISTICIAN", "Statistikstelle";
        /// Works for an external partner of the networks.
        Partner = "PARTNER", "Externer Partner";
        /// Reads the audit.
        Auditor = "AUDITOR", "Revision";
        /// Watches over data protection (behördliche Datenschutzbeauftragte).
        DataProtectionOfficer = "DATA_PROTECTION_OFFICER", "Datenschutzbeauftragte Person";
    }
}

impl Role {
    /// The position in [`Role::ALL`].
    pub(super) const fn column(self) -> usize {
        self as usize
    }

    /// Whether the role may only be used with a second factor (design.md 8).
    pub const fn needs_second_factor(self) -> bool {
        matches!(self, Self::TransferagenturAdmin)
    }
}
