"""What is asked of others on the ground of the records: interventions with authorities and companies."""
