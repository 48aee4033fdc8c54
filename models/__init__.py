"""Storage: tables, inbox, outbox, conversations, and the adapter of the flows' port."""
