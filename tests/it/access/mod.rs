//! The access proof (design.md 3): what the one table says is what happens, for everybody, on everything.

mod coverage;
mod leaks;
mod matrix;
mod sdl;
