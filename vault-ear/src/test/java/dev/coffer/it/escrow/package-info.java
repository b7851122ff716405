/** What may CI runs read, and what does the server keep for them? */
package dev.coffer.it.escrow;
