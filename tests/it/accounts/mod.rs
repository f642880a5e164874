//! Accounts: signing in and out, invitations, passwords, the second factor, roles.

mod verbs;
