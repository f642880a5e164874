//! Accounts: invitations, sign-in, sessions, passwords, second factor, role assignments.
