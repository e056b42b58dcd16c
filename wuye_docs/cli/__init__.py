"""The command `wuye`: what people type, and what they read back."""
