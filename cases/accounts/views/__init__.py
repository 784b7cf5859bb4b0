"""The pages at /accounts/."""
