//! Organisations: kinds, functions, the tree, territories served, contact points (domain.md 1.3, 1.4).
