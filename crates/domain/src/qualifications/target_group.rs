//! For whom an offer is, and which part of education it is about.

use crate::shared::coded_enum;

coded_enum! {
    /// The groups of people that offers are made for, and under which people register.
    TargetGroup {
        /// Regional education offices.
        EducationOffice = "EDUCATION_OFFICE", "Bildungsbüros";
        /// Departments of a municipality beside the education office.
        NeighbouringDepartment = "NEIGHBOURING_DEPARTMENT", "benachbarte Fachbereiche";
        /// Education monitoring and planning.
        Monitoring = "MONITORING", "Bildungsmonitoring und Planung";
        /// Municipal integration centres.
        IntegrationCentre = "INTEGRATION_CENTRE", "Kommunale Integrationszentren";
        /// Municipal coordination of the transition from school to work.
        KaoaCoordination = "KAOA_COORDINATION", "Kommunale Koordinierungsstellen";
        /// Heads of an administration or directorate.
        Executive = "EXECUTIVE", "Verwaltungsspitzen";
        /// Supervision of schools by the state.
        SchoolSupervision = "SCHOOL_SUPERVISION", "Schulaufsicht";
        /// Schools.
        School = "SCHOOL", "Schulen";
        /// Partners from civil society.
        CivilSociety = "CIVIL_SOCIETY", "Zivilgesellschaft";
        /// Everybody else.
        Other = "OTHER", "Weitere";
    }
}

coded_enum! {
    /// The stages of a life in education.
    EducationStage {
        /// Before school.
        EarlyChildhood = "EARLY_CHILDHOOD", "Frühkindliche Bildung";
        /// General schools.
        GeneralSchool = "GENERAL_SCHOOL", "Allgemeinbildende Schulen";
        /// From school to work, and vocational education.
        Vocational = "VOCATIONAL", "Übergang und berufliche Bildung";
        /// Universities.
        Higher = "HIGHER", "Hochschulen";
        /// Continuing education.
        Adult = "ADULT", "Weiterbildung";
        /// Outside of institutions.
        NonFormal = "NON_FORMAL", "Non-formale und informelle Bildung";
    }
}
