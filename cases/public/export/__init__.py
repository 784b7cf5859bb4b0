"""The whole public site as a folder of files, and the public half served from such a folder."""
