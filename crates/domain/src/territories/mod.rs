//! Territories: the state and its parts, their keys, history, population and area (domain.md 1.2, 4.1).
