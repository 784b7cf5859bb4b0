"""Logging a testimony: safety and consent, the account, guided questions, files, a calm close. Codes come later."""
