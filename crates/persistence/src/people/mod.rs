//! People and the functions that they hold in organisations (domain.md 1.5).
