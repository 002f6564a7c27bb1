"""Training of the Dutch spaCy pipeline that ships in ``extract/model`` (not needed at run time)."""
