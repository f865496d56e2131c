/** What a guard is, what it reports, and the list of all guards. Guards turn facts and verdicts into findings; they never parse. */
package dev.guards.guard;
