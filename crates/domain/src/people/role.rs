//! What people are in organisations.

use crate::shared::coded_enum;

coded_enum! {
    /// The roles in which people work for an organisation (domain.md 1.5). They give no rights on the platform.
    FunctionRole {
        /// Leads the support agency's project.
        AgencyLead = "AGENCY_LEAD", "Projektleitung";
        /// Advises municipalities and accompanies their processes.
        Consultant = "CONSULTANT", "Berater*in oder Prozessbegleiter*in";
        /// Plans and runs qualifications.
        TrainingManager = "TRAINING_MANAGER", "Referent*in für Qualifizierung";
        /// Writes for the public.
        Editor = "EDITOR", "Öffentlichkeitsarbeit";
        /// Administers the office.
        OfficeAdmin = "OFFICE_ADMIN", "Verwaltung";
        /// Stands at the head of the administration.
        Executive = "EXECUTIVE", "Verwaltungsspitze";
        /// Leads an office or department.
        OfficeLead = "OFFICE_LEAD", "Leitung";
        /// Manages education in the municipality.
        EducationManager = "EDUCATION_MANAGER", "Bildungsmanager*in";
        /// Observes education in figures.
        MonitoringOfficer = "MONITORING_OFFICER", "Bildungsmonitorer*in";
        /// Coordinates education for newcomers.
        EducationCoordinator = "EDUCATION_COORDINATOR", "Bildungskoordinator*in";
        /// A teacher whom the state has seconded.
        SecondedTeacher = "SECONDED_TEACHER", "Abgeordnete Lehrkraft";
        /// Works on cases and files.
        Clerk = "CLERK", "Sachbearbeitung";
        /// Works in the statistics office.
        Statistician = "STATISTICIAN", "Mitarbeit der Statistikstelle";
        /// Takes the chair.
        Chair = "CHAIR", "Vorsitz";
        /// Takes the chair in the chair's absence.
        DeputyChair = "DEPUTY_CHAIR", "Stellvertretender Vorsitz";
        /// Runs the business.
        Secretary = "SECRETARY", "Geschäftsführung";
        /// Belongs to it.
        Member = "MEMBER", "Mitglied";
        /// Stands in for a member.
        Substitute = "SUBSTITUTE", "Stellvertretendes Mitglied";
        /// Belongs to it without a vote.
        Advisory = "ADVISORY", "Beratendes Mitglied";
        /// Is invited.
        Guest = "GUEST", "Gast";
        /// Coordinates a network.
        Coordinator = "COORDINATOR", "Netzwerkkoordination";
        /// Speaks for others.
        Spokesperson = "SPOKESPERSON", "Sprecher*in";
        /// Takes the minutes.
        MinuteTaker = "MINUTE_TAKER", "Protokoll";
        /// Facilitates.
        Moderator = "MODERATOR", "Moderation";
        /// Promotes the cause.
        Promoter = "PROMOTER", "Promotor*in";
        /// Trains and speaks.
        Trainer = "TRAINER", "Referent*in";
        /// Organises events.
        Organiser = "ORGANISER", "Organisation";
        /// Is the one to ask.
        ContactPerson = "CONTACT_PERSON", "Ansprechperson";
        /// Watches over data protection.
        DataProtectionOfficer = "DPO", "Datenschutzbeauftragte*r";
    }
}
