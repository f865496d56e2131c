/** Guards that need no model of the stack: one class each, listed in {@code Guards}, specified by a page of the same name. */
package dev.guards.guard.simple;
