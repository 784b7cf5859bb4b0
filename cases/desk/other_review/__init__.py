"""The monthly review of what was coded as "other, describe": what repeats becomes a code."""
