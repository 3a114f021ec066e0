//! Acceptance stories through the contract: a real plan file, a fixed clock, fixed ids; each reads like a story.

mod bundling;
mod cab;
mod documents;
mod files;
mod freezes;
mod hubs;
mod importing;
mod mapping;
mod planning_a_quarter;
mod rights;
mod season;
mod sharing;
mod signing;
mod sources;
mod story;
mod team;
mod the_log;
mod the_night;
