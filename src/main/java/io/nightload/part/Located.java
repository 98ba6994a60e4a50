package io.nightload.part;

import io.nightload.spec.Position;

/** An option's value and its place in the job file. */
public record Located<T>(T value, Position position) {}
