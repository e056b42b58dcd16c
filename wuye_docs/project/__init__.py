"""What is done with a whole project: find it, read it, change it, build it."""
