//! What an organisation does for the education of its territory.

use crate::shared::coded_enum;

coded_enum! {
    /// The functions of organisations (domain.md 1.3, 1.4). One organisation may have several of them.
    OrganisationFunction {
        /// Runs the regional education network; a district has at most one active.
        RegionalEducationOffice = "REGIONAL_EDUCATION_OFFICE", "Regionales Bildungsbüro";
        /// Carries the data-based municipal education management.
        EducationManagement = "EDUCATION_MANAGEMENT", "Datenbasiertes kommunales Bildungsmanagement";
        /// Observes education in figures.
        EducationMonitoring = "EDUCATION_MONITORING", "Bildungsmonitoring";
        /// Supports municipalities.
        SupportAgency = "SUPPORT_AGENCY", "Transferagentur";
        /// Coordinates the transition from school to work.
        KaoaCoordination = "KAOA_COORDINATION", "Kommunale Koordinierungsstelle (KAoA)";
        /// Coordinates the transition from school to work for the school supervision.
        KaoaRegionalCoordination = "KAOA_REGIONAL_COORDINATION", "Regionalkoordination (KAoA)";
        /// Integration through education.
        IntegrationCentre = "INTEGRATION_CENTRE", "Kommunales Integrationszentrum";
        /// Municipal statistics, walled off.
        StatisticsOffice = "STATISTICS_OFFICE", "Kommunale Statistikstelle";
        /// Supervises primary, lower secondary and special-needs schools.
        LowerSchoolSupervision = "LOWER_SCHOOL_SUPERVISION", "Untere Schulaufsicht";
        /// Supervises the other schools.
        UpperSchoolSupervision = "UPPER_SCHOOL_SUPERVISION", "Obere Schulaufsicht";
        /// Carries schools.
        SchoolCarrier = "SCHOOL_CARRIER", "Schulträger";
        /// Administers schools for their carrier.
        SchoolAdministration = "SCHOOL_ADMINISTRATION", "Schulverwaltung";
        /// Plans the development of schools.
        SchoolDevelopmentPlanning = "SCHOOL_DEVELOPMENT_PLANNING", "Schulentwicklungsplanung";
        /// Youth welfare.
        YouthWelfareOffice = "YOUTH_WELFARE_OFFICE", "Jugendamt";
        /// Plans youth welfare and day care.
        YouthWelfarePlanning = "YOUTH_WELFARE_PLANNING", "Jugendhilfeplanung";
        /// Continuing education.
        AdultEducationCentre = "ADULT_EDUCATION_CENTRE", "Volkshochschule";
        /// Media and their use in schools.
        MediaCentre = "MEDIA_CENTRE", "Medienzentrum";
        /// Trains teachers.
        TeacherTrainingTeam = "TEACHER_TRAINING_TEAM", "Kompetenzteam";
        /// Psychological advice for schools.
        SchoolPsychology = "SCHOOL_PSYCHOLOGY", "Schulpsychologie";
        /// Public health, with the examinations at school entry.
        PublicHealthOffice = "PUBLIC_HEALTH_OFFICE", "Gesundheitsamt";
        /// Places people in work and training.
        EmploymentAgency = "EMPLOYMENT_AGENCY", "Agentur für Arbeit";
        /// Basic income support for jobseekers.
        Jobcentre = "JOBCENTRE", "Jobcenter";
        /// Funds.
        Funder = "FUNDER", "Förderer";
    }
}
