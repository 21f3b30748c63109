//! Files in and out: one file of code per format.
//! Formats know the assessment and nothing of where a file comes from or goes to.

pub mod assessment;
