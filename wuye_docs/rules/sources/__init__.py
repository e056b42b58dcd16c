"""Rules about files: can they be read, and do they say what a source may say."""
