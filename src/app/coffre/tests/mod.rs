//! The whole life of a sealed journal, and everything that can befall it, over the twins in memory.
