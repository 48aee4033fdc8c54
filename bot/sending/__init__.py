"""From the outbox to a person: pacing, sending, outcomes, receipts."""
