//! What a network is about, and who may know of it.

use crate::shared::coded_enum;

coded_enum! {
    /// The types of networks (domain.md 2c).
    NetworkKind {
        /// The network of a district by contract with the state.
        RegionalEducationNetwork = "REGIONAL_EDUCATION_NETWORK", "Regionales Bildungsnetzwerk";
        /// A network for one theme.
        Thematic = "THEMATIC", "Themennetzwerk";
        /// The transition from school to work.
        TransitionSchoolWork = "TRANSITION_SCHOOL_WORK", "Übergang Schule–Beruf";
        /// Early prevention and help.
        EarlyPrevention = "EARLY_PREVENTION", "Frühe Hilfen und Prävention";
        /// Integration through education.
        Integration = "INTEGRATION", "Integration";
        /// A network inside one municipality or quarter.
        LocalNetwork = "LOCAL_NETWORK", "Lokales Netzwerk";
        /// A network of several municipalities.
        Intermunicipal = "INTERMUNICIPAL", "Interkommunales Netzwerk";
        /// People of one profession who learn from each other.
        CommunityOfPractice = "COMMUNITY_OF_PRACTICE", "Fachlicher Austausch";
    }
}

coded_enum! {
    /// The fields in which partners agreed to act together (domain.md 1.3, 2c).
    FieldOfAction {
        /// From day care to school, from school to school.
        Transitions = "TRANSITIONS", "Übergänge";
        /// From school to work.
        SchoolToWork = "SCHOOL_TO_WORK", "Übergang Schule–Beruf";
        /// Support by individual need.
        IndividualSupport = "INDIVIDUAL_SUPPORT", "Individuelle Förderung";
        /// Inclusion.
        Inclusion = "INCLUSION", "Inklusion";
        /// School for the whole day.
        AllDaySchool = "ALL_DAY_SCHOOL", "Ganztag";
        /// Education in a digital world.
        DigitalEducation = "DIGITAL_EDUCATION", "Bildung in der digitalen Welt";
        /// Mathematics, computing, natural sciences, technology.
        Stem = "STEM", "MINT";
        /// Language and reading.
        Language = "LANGUAGE", "Sprachbildung";
        /// Education for sustainable development.
        SustainableDevelopment = "SUSTAINABLE_DEVELOPMENT", "Bildung für nachhaltige Entwicklung";
        /// Democracy and political education.
        Democracy = "DEMOCRACY", "Demokratiebildung";
        /// Integration.
        Integration = "INTEGRATION", "Integration";
        /// Cultural education.
        CulturalEducation = "CULTURAL_EDUCATION", "Kulturelle Bildung";
        /// Absence from school.
        SchoolAbsenteeism = "SCHOOL_ABSENTEEISM", "Schulabsentismus";
        /// Education in the early years.
        EarlyYears = "EARLY_YEARS", "Frühkindliche Bildung";
        /// Learning as an adult.
        ContinuingEducation = "CONTINUING_EDUCATION", "Weiterbildung";
    }
}

coded_enum! {
    /// Who may know that a network exists, and what it is about.
    NetworkVisibility {
        /// Its members, its team and the offices of its district.
        Members = "MEMBERS", "Mitglieder";
        /// Everybody with an account.
        Community = "COMMUNITY", "Angemeldete";
        /// Everybody.
        Public = "PUBLIC", "Öffentlich";
    }
}
