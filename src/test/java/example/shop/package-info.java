/** Entities and processors of a user's, as a jar in {@code lib/} brings them. */
package example.shop;
