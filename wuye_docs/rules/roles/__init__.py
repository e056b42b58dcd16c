"""Rules about posts, departments and parties."""
