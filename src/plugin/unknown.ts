/** Represents a value that the engine does not know yet. */
export const unknown: unique symbol = Symbol("unknown");
