//! What an organisation is.

use crate::shared::coded_enum;

coded_enum! {
    /// The kinds of organisations (domain.md 1.1, 1.3, 1.4).
    OrganisationKind {
        /// A district, independent city or city region as a body.
        Municipality = "MUNICIPALITY", "Kreis, kreisfreie Stadt oder StädteRegion";
        /// A municipality inside a district.
        MemberMunicipality = "MEMBER_MUNICIPALITY", "Kreisangehörige Gemeinde";
        /// A part of an administration.
        Department = "DEPARTMENT", "Amt, Fachbereich oder Fachdienst";
        /// The office of a regional education network.
        RegionalEducationOffice = "REGIONAL_EDUCATION_OFFICE", "Regionales Bildungsbüro";
        /// An agency that supports municipalities, such as the Transferagentur or the REAB.
        SupportAgency = "SUPPORT_AGENCY", "Transferagentur oder regionale Entwicklungsagentur";
        /// A competence unit of the expert network for one theme.
        ThematicCompetenceUnit = "THEMATIC_COMPETENCE_UNIT", "Fachstelle";
        /// The lower supervision of schools.
        LowerSchoolSupervision = "LOWER_SCHOOL_SUPERVISION", "Untere Schulaufsicht (Schulamt)";
        /// The upper supervision of schools.
        UpperSchoolSupervision = "UPPER_SCHOOL_SUPERVISION", "Obere Schulaufsicht";
        /// The government of an administrative region.
        DistrictGovernment = "DISTRICT_GOVERNMENT", "Bezirksregierung";
        /// A ministry.
        Ministry = "MINISTRY", "Ministerium";
        /// One of the two regional associations of municipalities.
        RegionalAssociation = "REGIONAL_ASSOCIATION", "Landschaftsverband";
        /// An umbrella association of municipalities.
        MunicipalUmbrellaAssociation = "MUNICIPAL_UMBRELLA_ASSOCIATION", "Kommunaler Spitzenverband";
        /// The youth welfare office.
        YouthWelfareOffice = "YOUTH_WELFARE_OFFICE", "Jugendamt";
        /// The administration of schools by their carrier.
        SchoolAdministration = "SCHOOL_ADMINISTRATION", "Schulverwaltungsamt";
        /// The municipal integration centre.
        IntegrationCentre = "INTEGRATION_CENTRE", "Kommunales Integrationszentrum";
        /// The municipal coordination of the transition from school to work.
        KaoaCoordination = "KAOA_COORDINATION", "Kommunale Koordinierungsstelle (KAoA)";
        /// The regional coordination of the transition from school to work.
        KaoaRegionalCoordination = "KAOA_REGIONAL_COORDINATION", "Regionalkoordination (KAoA)";
        /// An adult education centre.
        AdultEducationCentre = "ADULT_EDUCATION_CENTRE", "Volkshochschule";
        /// A media centre.
        MediaCentre = "MEDIA_CENTRE", "Medienzentrum";
        /// A team that trains teachers.
        TeacherTrainingTeam = "TEACHER_TRAINING_TEAM", "Kompetenzteam";
        /// The school psychologists.
        SchoolPsychology = "SCHOOL_PSYCHOLOGY", "Schulpsychologie";
        /// The walled-off statistics office.
        StatisticsOffice = "STATISTICS_OFFICE", "Kommunale Statistikstelle";
        /// The public health office.
        PublicHealthOffice = "PUBLIC_HEALTH_OFFICE", "Gesundheitsamt";
        /// The employment agency.
        EmploymentAgency = "EMPLOYMENT_AGENCY", "Agentur für Arbeit";
        /// The jobcentre.
        Jobcentre = "JOBCENTRE", "Jobcenter";
        /// A chamber of commerce, industry or crafts.
        Chamber = "CHAMBER", "Kammer oder Kreishandwerkerschaft";
        /// A trade union.
        TradeUnion = "TRADE_UNION", "Gewerkschaft";
        /// A welfare association, registered society, migrants' organisation or church.
        CivilSociety = "CIVIL_SOCIETY", "Zivilgesellschaftliche Organisation";
        /// A foundation.
        Foundation = "FOUNDATION", "Stiftung";
        /// A university or research institute.
        Science = "SCIENCE", "Hochschule oder Forschungseinrichtung";
        /// A provider of training.
        Trainer = "TRAINER", "Bildungsreferent*in oder Trainingsanbieter";
        /// A carrier of day care, youth work or other education.
        CarrierOrganisation = "CARRIER_ORGANISATION", "Träger";
        /// Anything else.
        Other = "OTHER", "Sonstige Organisation";
    }
}

impl OrganisationKind {
    /// Whether it stands outside of public administration: such a partner is brought in by a sponsor.
    pub const fn is_external(self) -> bool {
        matches!(
            self,
            Self::Chamber
                | Self::TradeUnion
                | Self::CivilSociety
                | Self::Foundation
                | Self::Science
                | Self::Trainer
                | Self::CarrierOrganisation
                | Self::Other
        )
    }
}
